"""Where not every case was tried the answer says what was found, and calls nothing certain; else every case was."""

import json
from datetime import date

import pytest

from tests.web.result.conftest import Ask
from tests.web.result.people import Json, ngozi
from tests.web.result.test_mended import lead
from tests.web.result.test_result import section
from toprank.incomplete import range_of
from toprank.web.result import views
from toprank.words import say

FEW = ["/settlement_funds", "/languages"]
MANY = ["/languages", "/education", "/partner", "/family_size"]
CERTAIN = {
    "en": ("Whatever the answers", "whatever the answers", "at the least", "Not open in any case "),
    "fr": ("Quelles que soient", "quelles que soient les réponses", "au minimum", "Fermé dans tous les cas "),
}  # fmt: skip


def doubtful(unknown: list[str], **more: object) -> Json:
    """The nurse with answers that are not known."""
    return ngozi(unknown=unknown, **more)


@pytest.mark.parametrize("unknown", [FEW, MANY])
def test_a_range_is_proven_or_says_that_it_is_not(unknown: list[str]) -> None:
    found = range_of(doubtful(unknown), date(2026, 4, 30))
    assert found["thinned"] is (unknown == MANY)
    assert (found["cases"] + found["left_out"] == found["combinations"]) is not found["thinned"]


@pytest.mark.parametrize("language", CERTAIN)
def test_what_was_only_found_is_never_called_certain(language: str, ask: Ask) -> None:
    html = ask(doubtful(MANY), language).content.decode()
    told = say("web_result", "range_found", {"least": 0, "most": 0}, language)
    assert told.replace("\N{NO-BREAK SPACE}", " ")[:20] in section(html, "unknown")
    tail = {"en": "not a proof", "fr": "sans preuve"}[language]
    assert tail in section(html, "unknown")
    for words in CERTAIN[language]:
        assert words not in lead(html)
        assert words not in section(html, "score")


@pytest.mark.parametrize("language", CERTAIN)
def test_what_holds_in_every_case_is_said_so(language: str, ask: Ask) -> None:
    html = ask(doubtful(FEW), language).content.decode()
    assert {"en": "cases were counted", "fr": "ont tous été calculés"}[language] in section(html, "unknown")
    closed = ask(doubtful(FEW, intends_to_live_in_quebec=True), language).content.decode()
    assert CERTAIN[language][1] in lead(closed)
    closed = ask(doubtful(MANY, intends_to_live_in_quebec=True), language).content.decode()
    assert say("web_result", "card_programs_none_tried", {}, language).replace("**", "") in lead(closed)


def test_the_pdf_says_it_too(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "pdf", lambda report, fonts: json.dumps(report["sections"]).encode())
    said = ask(doubtful(MANY), page="check_result_pdf").content.decode()
    assert "not a proof" in said
    assert "The scores we found lie between" in said
