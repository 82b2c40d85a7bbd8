"""The report for somebody to whom no program is open: short, what is missing first, nothing hidden that was asked."""

import re
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.report.people import LATER, ON, SIGNS, nobody, read, texts
from tests.report.test_document import ENGLISH, SAME_IN_FRENCH, section, tables
from tests.web.result.people import aide, ngozi
from toprank.cli.report_schema import REPORT
from toprank.report.document import report
from toprank.report.page import html
from toprank.rulebook.loader import load

QUEBEC = ngozi(intends_to_live_in_quebec=True)
CLOSED = {"nobody": nobody(), "aide": aide(), "quebec": QUEBEC, "mute": ngozi(languages=[])}
EDITIONS = [(who, public, language) for who in CLOSED for public in (False, True) for language in ("en", "fr")]


def made(who: str, public: bool = False, language: str = "en", full: bool = False, on: date = ON) -> dict[str, Any]:
    """A report on one of them."""
    return report(CLOSED[who], on, load(), language, SIGNS, None, full, public=public)


def codes(found: dict[str, Any]) -> list[str]:
    """The sections in their order."""
    return [each["code"] for each in found["sections"]]


@pytest.mark.parametrize(("who", "public", "language"), EDITIONS)
def test_what_is_missing_stands_first_with_its_sources(who: str, public: bool, language: str) -> None:
    found = made(who, public, language)
    order = codes(found)
    before = ["summary"] if public else ["summary", "opinion"]
    assert order[: len(before) + 1] == [*before, "programs"]
    assert order.index("programs") < order.index("score")
    assert "categories" not in order
    missing = [
        (each["have"], each["need"])
        for program in found["assessment"]["programs"].values()
        for each in program["requirements"]
        if not each["met"]
    ]
    rows = [row["cells"] for table in tables(section(found, "programs"))[:4] for row in table["rows"]]
    assert [(cells[1], cells[2]) for cells in rows] == missing
    listed = {row["cells"][0] for row in tables(section(found, "sources"))[0]["rows"]}
    assert {cells[3] for cells in rows} <= listed
    assert list(Draft202012Validator(REPORT).iter_errors(found)) == []
    assert html(found)


@pytest.mark.parametrize("who", CLOSED)
def test_it_is_much_shorter_and_the_full_one_hides_nothing(who: str) -> None:
    short, full = made(who, public=True), made(who, public=True, full=True)
    assert sum(map(len, texts(short["sections"]))) < 0.6 * sum(map(len, texts(full["sections"])))
    assert {"categories", "ledger", "score", "programs", "advice"} <= set(codes(full))
    lines = [row for row in tables(section(full, "score"))[0]["rows"] if row["weight"] == "row"]
    assert len(lines) == len(full["assessment"]["crs"]["lines"])


@pytest.mark.parametrize("who", CLOSED)
def test_the_lines_that_are_left_add_up_to_the_score(who: str) -> None:
    found = made(who)
    rows = tables(section(found, "score"))[0]["rows"]
    lines = [int(row["cells"][1].replace("−", "-")) for row in rows if row["weight"] == "row"]
    assert 0 not in lines
    assert sum(lines) == found["assessment"]["crs"]["total"]


def test_only_steps_that_open_a_program_are_told() -> None:
    found = " ".join(texts(section(made("nobody", public=True), "advice")))
    assert "No step that was looked at opens a program" in found
    steps = section(made("mute", public=True), "advice")
    assert "No step" not in " ".join(texts(steps))
    assert tables(steps)
    for row in [row for table in tables(steps) for row in table["rows"]]:
        assert "Opens: " in row["cells"][3]
    quebec = " ".join(texts(section(made("quebec", public=True), "advice")))
    assert "while the intention to live in Quebec stands" in quebec


def test_the_hours_of_programs_say_when_they_are_there() -> None:
    said = " ".join(texts(section(made("aide", public=True), "programs")))
    assert "Canadian Experience Class" in said
    assert re.search(r"1,560 h\W+July \d+, 2026", said.replace("\N{NO-BREAK SPACE}", " "))
    assert "Healthcare" not in said


def test_who_has_a_program_gets_the_whole_report() -> None:
    found = report(ngozi(), ON, load(), "en", SIGNS, None, False)
    assert {"categories", "score", "programs"} <= set(codes(found))


@pytest.mark.parametrize(("who", "public"), [(who, public) for who in CLOSED for public in (False, True)])
def test_no_english_is_left_in_the_french_one(who: str, public: bool) -> None:
    words = set(ENGLISH) - SAME_IN_FRENCH
    for text in read(made(who, public, "fr", on=LATER)):
        assert not words & set(re.findall(r"[a-zà-ÿœ]+", text.lower())), text
