"""Once the year in the pool is over: the page, the PDF and the terminal say so first, and none of them says the
opposite."""

import json
from datetime import date
from typing import Any

import pytest

from tests.web.conftest import on_the
from tests.web.result.conftest import Ask
from tests.web.result.people import example, ngozi
from tests.web.result.test_mended import lead
from tests.web.result.test_result import section
from toprank.report.document import report
from toprank.report.practice import Practice
from toprank.rulebook.loader import load
from toprank.words import named, say

SAID = {"en": "left the pool on November 5, 2026", "fr": "a quitté le bassin le 5 novembre 2026"}


@pytest.mark.parametrize("language", SAID)
def test_the_page_says_first_that_the_profile_left_the_pool(
    language: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    said = lead(ask(example("paul"), language).content.decode())
    assert SAID[language] in said.replace("\N{NO-BREAK SPACE}", " ")
    assert said.index(SAID[language][:10]) < said.index(named("program", "cec", language))
    assert say("web_result", "card_no_round", {}, language) not in said
    assert "477" in said, "a new profile is as far from the last round as it would be"


def test_the_rest_is_that_of_a_new_profile(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    old = ask(example("paul")).content.decode()
    new = ask(example("paul") | {"submitted_at": None}).content.decode()
    for part in ("score", "programs", "categories", "ahead", "compare"):
        assert section(old, part) == section(new, part)
    assert "left the pool" not in lead(new)


def test_the_chance_is_that_of_a_new_profile(ask: Ask) -> None:
    old = ask(ngozi(submitted_at="2025-02-01T10:00:00Z"), part="all").content.decode()
    new = ask(ngozi(submitted_at=None), part="all").content.decode()
    assert section(old, "chance") == section(new, "chance")
    assert "the chances hold if it is submitted then" in section(old, "chance")


def test_who_is_yet_to_enter_the_pool_reads_the_day_and_the_distance(ask: Ask) -> None:
    said = lead(ask(ngozi(submitted_at="2026-06-01T10:00:00Z")).content.decode())
    assert "Your profile enters the pool on June 1, 2026" in said
    assert "We know of no round" not in said
    assert "ended at" in said


@pytest.mark.parametrize("public", [False, True])
def test_the_report_says_it_too(public: bool) -> None:
    found = report(example("paul"), date(2026, 11, 26), load(), "en", Practice(), public=public)
    summary: list[dict[str, Any]] = found["sections"][0]["blocks"]
    titles = [each["title"] for each in summary if each["kind"] == "notice"]
    assert "Your profile left the pool" in titles
    text = json.dumps(summary)
    assert "November 5, 2026 at 19:40:10 UTC" in text.replace("\\u00a0", " ")
    assert "An invitation of a new profile on that day would be under" in text
    assert "An invitation on that day" not in text
