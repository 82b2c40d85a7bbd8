"""The PDF of answers that are not all known: the range and what depends on it first, nothing assumed told as a fact."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import on_the
from tests.web.result.conftest import Ask
from tests.web.result.test_unsure import LANGUAGES, nurse
from toprank.report.page import html
from toprank.web.result import views
from toprank.words import forms, named, say

Json = dict[str, Any]
Filed = Callable[..., Json]
ABROAD = {"noc": "32101", "start": "2015-01-01", "end": "2020-12-31", "country": "IN"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 26)


@pytest.fixture
def filed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Filed:
    """The report that a PDF is set from."""
    reports: list[Json] = []
    monkeypatch.setattr(views, "pdf", lambda report, fonts: reports.append(report) or b"")

    def made(profile: Json, language: str, **more: str) -> Json:
        ask(profile, language, "check_result_pdf", **more)
        return reports.pop()

    return made


def closed() -> Json:
    """Nothing opens a program in any case; hours, partner and assessment are not known."""
    return nurse(jobs=[ABROAD], unknown=["/education/0/eca_issued", "/partner", "/jobs/0/hours_per_week"])


def section(report: Json, code: str) -> list[Json]:
    """The blocks of a section."""
    return next(each["blocks"] for each in report["sections"] if each["code"] == code)


def words(report: Json, code: str) -> str:
    """All of a section as one text."""
    return json.dumps(section(report, code), ensure_ascii=False)


def cased(code: str, language: str) -> str:
    """A text of the cases."""
    return say("report_cases", code, {}, language)


def cells(report: Json, code: str) -> dict[str, list[str]]:
    """The rows of the tables of a section by the name of the requirement, the first of each."""
    found: dict[str, list[str]] = {}
    for block in section(report, code):
        for row in block.get("rows", ()):
            if len(row["cells"]) == 5:
                found.setdefault(row["cells"][1], row["cells"])
    return found


@LANGUAGES
def test_the_range_comes_first_and_no_program_is_denied_that_may_be_open(filed: Filed, language: str) -> None:
    report = filed(nurse(), language)
    texts = [block["text"] for block in section(report, "summary") if block["kind"] == "text"]
    assert forms(language)["number"](1075) in texts[1]
    said = words(report, "summary")
    assert say("report_cases", "programs_some", {"titles": ""}, language).rstrip(" .") in said
    for code in ("programs_none", "categories_none"):
        assert say("report_public" if code == "programs_none" else "report", code, {}, language) not in said
        assert cased(code, language) not in said
    assert named("program", "cec", language) in said
    assert say("report", "no_change", {}, language) not in said
    headings = {block["text"]: block for block in section(report, "programs") if block["kind"] == "heading"}
    assert headings[named("program", "cec", language)]["told"] == cased("open_some", language)
    assert headings[named("program", "fst", language)]["told"] == cased("open_none", language)
    assert html(report)


@LANGUAGES
def test_each_requirement_is_told_as_the_page_tells_it(filed: Filed, language: str) -> None:
    found = cells(filed(nurse(), language), "programs")
    expected = {
        "canadian_work": "unknown",
        "education": "unknown",
        "nomination": "unknown",
        "continuous_work": "met",
        "settlement_funds": "not_met",
    }
    for code, known in expected.items():
        state, _, have, *_ = found[say("requirement", code, {}, language)]
        assert state == cased(known, language)
        assert have.startswith(say("report_cases", "counted", {"value": ""}, language).rstrip())
    assert found[say("requirement", "trade_work", {}, language)][0] == say("report", "not_met", {}, language)


@LANGUAGES
@pytest.mark.parametrize("full", [False, True])
def test_where_nothing_can_be_open_it_says_whatever_the_answers_are(filed: Filed, language: str, full: bool) -> None:
    report = filed(closed(), language, **({"full": "yes"} if full else {}))
    assert ("categories" in [each["code"] for each in report["sections"]]) is full
    said = words(report, "summary")
    assert cased("programs_none", language) in said
    assert (
        say("report", "score_without_program", {"on": "2026-11-26", "total": 189, "most": 1200}, language) not in said
    )
    found = cells(report, "programs")
    assert found[say("requirement", "continuous_work", {}, language)][0] == cased("unknown", language)
    assert found[say("requirement", "settlement_funds", {}, language)][0] == cased("not_met", language)
    for code in ("score", "changes", "advice"):
        assert section(report, code)[0]["text"] == cased("assumed", language)
    assert cased("facts", language) in words(report, "facts")
    assert html(report)


@LANGUAGES
def test_hours_and_points_that_are_assumed_say_so(filed: Filed, language: str) -> None:
    report = filed(nurse(), language)
    (table, *_) = [block for block in section(report, "ledger") if block["kind"] == "table"]
    told = {row["cells"][0]: row["cells"][3] for row in table["rows"]}
    assert sorted(told.values()).count(cased("reached_unknown", language)) == 4
    assert say("ledger", "never", {"years_ahead": 10}, language) not in told.values()
    because = say("report_cases", "because", {"because": ""}, language)
    lines = [row["cells"] for block in section(report, "score") for row in block.get("rows", ())]
    marked = {line[0] for line in lines if line[3].startswith(because)}
    assert say("factor", "canadian_work", {}, language) in marked
    assert say("factor", "age", {}, language) not in marked


@LANGUAGES
def test_a_report_without_unknowns_says_nothing_of_cases(filed: Filed, language: str) -> None:
    known = nurse(unknown=[], jobs=[{**ABROAD, "hours_per_week": 30}])
    said = json.dumps(filed(known, language), ensure_ascii=False)
    for code in ("assumed", "facts", "programs_none", "open_none", "not_met"):
        assert cased(code, language) not in said
