"""What rests on answers that are not known: marked where they decide it, and nothing else marked."""

from typing import Any

import pytest

from tests.web.conftest import on_the, words_of
from tests.web.result.conftest import Ask
from toprank.words import named, say

Json = dict[str, Any]
LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])


def nurse(**changes: Any) -> Json:
    """Her hours, her credential's assessment, her partner and a nomination are not known; her work abroad is."""
    listed = ["/education/0/eca_issued", "/jobs/0/hours_per_week", "/partner", "/nomination"]
    english = {"test": "ielts_general", "taken": "2025-06-01", "listening": 8, "reading": 7, "writing": 6.5}
    abroad = {"noc": "32101", "start": "2015-01-01", "end": "2020-12-31", "hours_per_week": 30, "country": "IN"}
    return {
        "schema": "toprank.profile/1",
        "id": "nurse",
        "birth_date": "1993-03-03",
        "languages": [english | {"speaking": 7}],
        "education": [{"level": "bachelor", "country": "IN", "completed": "2014-07-01"}],
        "jobs": [{"noc": "31301", "start": "2024-06-17", "country": "CA"}, abroad],
        "unknown": listed,
    } | changes


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 26)


def piece(html: str, start: str, end: str) -> str:
    """The words from one place of the page to the next of another."""
    at = html.index(start)
    return words_of(html[at : html.index(end, at)])


def need(html: str, program: str, code: str, language: str) -> str:
    """The words of a requirement of a program, with its state."""
    fold = html[html.index(f'<details class="fold" id="{program}"') :]
    fold = fold[: fold.index("</details>")]
    name = say("requirement", code, {}, language)
    return next(found for found in map(words_of, fold.split("<li>")) if f"{name} " in found or name in found)


def said(code: str, language: str) -> str:
    """A text of the page."""
    return " ".join(say("web_result", code, {}, language).split())


@LANGUAGES
def test_a_measure_that_rests_on_an_unknown_job_says_no_never(ask: Ask, language: str) -> None:
    html = ask(nurse(), language).content.decode()
    table = html[html.index(say("web_result", "measures_caption", {}, language)) :]
    rows = [words_of(row) for row in table[: table.index("</table>")].split("<tr ")[2:]]
    marked = [row for row in rows if said("rests_on_unknown", language) in row]
    never = say("ledger", "never", {"years_ahead": 10}, language)
    assert never not in " ".join(rows)
    assert len(marked) == 5
    assert sum(said("reached_unknown", language) in row for row in marked) == 4
    assert sum(said("reached_always", language) in row for row in marked) == 1, "the continuous year of the known job"
    foreign = [row for row in rows if row not in marked]
    assert foreign
    assert all(named("of_work", "crs_foreign", language) in row for row in foreign)
    assert all(said("reached", language) in row for row in foreign)


@LANGUAGES
def test_only_a_requirement_that_an_answer_can_change_is_not_known(ask: Ask, language: str) -> None:
    html = ask(nurse(), language).content.decode()
    unknown = said("not_known_before", language)
    for program, code in (("cec", "canadian_work"), ("pnp", "nomination"), ("fsw", "education"), ("fsw", "pass_mark")):
        assert unknown in need(html, program, code, language)
    year = need(html, "fsw", "continuous_work", language)
    assert unknown not in year
    assert said("met", language) in year
    for program, code in (("fsw", "settlement_funds"), ("fst", "trade_work"), ("fst", "offer_or_certificate")):
        never = need(html, program, code, language)
        assert unknown not in never
        assert said("not_met", language) in never


def test_what_the_cases_tried_do_not_settle_stays_unknown(ask: Ask) -> None:
    """An occupation is tried by its TEER: that it is the one of another job is no case, and may still be so."""
    jobs = [
        {"start": "2024-06-17", "hours_per_week": 30, "country": "CA"},
        {"noc": "32101", "start": "2024-01-01", "end": "2024-06-16", "hours_per_week": 30, "country": "IN"},
    ]
    trade = {"noc": "72310", "qualified_from": "2020-01-01"}
    told = nurse(jobs=jobs, trade=trade, unknown=["/jobs/0/noc", "/offer"])
    html = ask(told).content.decode()
    for program, code in (("fst", "trade_work"), ("fst", "offer_or_certificate")):
        assert "Not known:" in need(html, program, code, "en")
