"""Without a program: what is missing stands on top, the short PDF is the first button, the full one is offered."""

import json

import pytest

from tests.web.result.conftest import Ask
from tests.web.result.people import ngozi, unsure
from tests.web.result.test_mended import lead
from tests.web.result.test_result import section
from toprank.web.result import views
from toprank.words import say

NEW = ngozi(
    jobs=[{"noc": "33102", "start": "2025-10-01", "hours_per_week": 30, "country": "CA"}],
    languages=[], settlement_funds=2000,
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_closest_program_is_told_with_what_it_lacks(language: str, ask: Ask) -> None:
    said = lead(ask(NEW, language).content.decode())
    names = [say("requirement", code, {}, language) for code in ("canadian_work", "language")]
    told = {"en": "Closest: Canadian Experience Class", "fr": "Le plus proche : Catégorie de l’expérience canadienne"}
    assert told[language] in said
    assert all(name in said for name in names)
    assert say("requirement", "settlement_funds", {}, language) not in said


def test_what_is_in_the_way_is_one_line_for_each_program(ask: Ask) -> None:
    said = section(ask(NEW, part="all").content.decode(), "advice")
    for program in ("Federal Skilled Worker Program", "Canadian Experience Class", "Federal Skilled Trades Program"):
        assert said.count(f"{program}:") == 1


def test_the_pdf_is_short_and_the_full_one_hides_nothing(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "pdf", lambda report, fonts: json.dumps(report["sections"]).encode())
    codes = [
        [each["code"] for each in json.loads(ask(NEW, page="check_result_pdf", **more).content)]
        for more in ({}, {"full": "yes"})
    ]
    assert codes[0][:2] == ["summary", "programs"]
    assert not {"categories", "ledger", "chance"} & set(codes[0])
    assert {"categories", "ledger", "chance", "score", "advice"} <= set(codes[1])


@pytest.mark.parametrize(("profile", "offered"), [(NEW, True), (ngozi(), False), (unsure(), False)])
def test_the_full_pdf_is_offered_where_the_first_is_short(profile: dict[str, object], offered: bool, ask: Ask) -> None:
    html = ask(profile).content.decode()
    assert ("Save the full PDF" in html) is offered
    assert ("in the full PDF" in html) is offered
