"""The PDF: tagged, read in order, the same bytes every time, nothing in a text taken as markup, every name shown."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.report.pdf_reader import Pdf, opened
from tests.report.people import HOSTILE, LATER, NAMES, ON, PEOPLE, SIGNS, reported
from toprank.errors import Missing, ToprankError
from toprank.report.document import report
from toprank.report.typeset import pdf
from toprank.rulebook.loader import load

BOTH = [(who, language) for who in PEOPLE for language in ("en", "fr")]


@cache
def made(who: str, language: str, on: date = LATER, client: str | None = None) -> tuple[dict[str, Any], Pdf]:
    found = reported(who, language, on, client, full=who != "everything")
    return found, opened(pdf(found))


def squeezed(text: str) -> str:
    """A text without the spaces and breaks of lines, which a page sets as it needs."""
    return re.sub(r"[\s\u200b-\u200f\u00ad]+", "", text)


@pytest.mark.parametrize(("who", "language"), BOTH)
def test_it_says_that_it_is_accessible_and_in_which_language(who: str, language: str) -> None:
    found, read = made(who, language)
    everything = read.everything()
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", everything)
    assert re.search(rb"/MarkInfo\s*<<[^>]*/Marked true", everything)
    assert re.search(rb"/Lang\s*\(%s-CA\)" % language.encode(), everything)
    assert b"/DisplayDocTitle true" in everything
    assert found["title"].encode() in everything  # in the metadata, as UTF-8


@pytest.mark.parametrize(("who", "language"), BOTH)
def test_headings_tables_and_lists_are_tagged(who: str, language: str) -> None:
    found, read = made(who, language)
    tags, blocks = read.tags(), [block for section in found["sections"] for block in section["blocks"]]
    tables = [block for block in blocks if block["kind"] == "table"]
    assert tags.count("H1") == 1
    assert tags.count("H2") == len(found["sections"])
    assert tags.count("H3") == sum(block["kind"] == "heading" for block in blocks)
    assert tags.count("Table") == len(tables)
    assert tags.count("L") == sum(block["kind"] == "items" for block in blocks)
    parts = [len(row["cells"]) for table in tables for row in table["rows"] if row["weight"] == "part"]
    assert tags.count("TH") == sum(len(table["columns"]) for table in tables) + sum(parts)


@pytest.mark.parametrize(("who", "language"), BOTH)
def test_its_text_is_that_of_the_report_in_reading_order(who: str, language: str) -> None:
    found, read = made(who, language)
    text, place = squeezed(read.body_text()), 0
    for section in found["sections"]:
        for block in section["blocks"]:
            for said in in_order(block):
                at = text.find(squeezed(said), place)
                assert at >= 0, said
                place = at


def in_order(block: dict[str, Any]) -> list[str]:
    """The texts of a block that fit between two breaks of pages: those of tables row by row."""
    if block["kind"] == "table":
        return [
            *(column["title"] for column in block["columns"][:1]),
            *("".join(each["cells"]) for each in block["rows"]),
        ]
    if block["kind"] == "items":
        return list(block["items"])
    return [block["title"]] if block["kind"] == "notice" else [block["text"]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_says_which_of_how_many(language: str) -> None:
    found, read = made("gloria", language)
    pages = len(read.pages)
    for number, page in enumerate(read.pages, start=1):
        line = found["running"]["page"].format(page=number, pages=pages)
        assert squeezed(line) in squeezed(read.page_text(page))
        assert squeezed(found["running"]["footer"]) in squeezed(read.page_text(page))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_shown_as_it_is(name: str, language: str) -> None:
    _, read = made("ngozi", language, ON, NAMES[name])
    text = read.page_text(read.pages[0])
    if name == "arabic":  # set from the right: a reader of ours sees its letters from the left, ligatures whole
        assert sorted(re.findall("[\u0600-\u06ff]", text)) == sorted(squeezed(NAMES[name]))
    else:
        assert squeezed(NAMES[name]) in squeezed(text)


def test_twenty_five_jobs_and_hostile_texts_fit() -> None:
    found, read = made("everything", "en")
    text = squeezed(read.body_text())
    assert text.count(squeezed(HOSTILE)) == 25
    assert len(read.pages) < 20
    assert found["kind"] in ("assessment", "opinion")


def test_hostile_settings_and_names_are_only_text() -> None:
    signs = replace(SIGNS, name=HOSTILE, adviser=HOSTILE, contact=HOSTILE, registration=HOSTILE)
    read = opened(pdf(report(PEOPLE["ngozi"], ON, load(), "en", signs, HOSTILE)))
    assert squeezed(read.body_text()).count(squeezed(HOSTILE)) >= 8


def test_the_same_report_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.report.people import reported;"
        "from toprank.report.typeset import pdf; Path(sys.argv[1]).write_bytes(pdf(reported('gloria', 'fr')))"
    )
    environment = {"SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Ho_Chi_Minh", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    for name, changed in (("one", None), ("two", environment)):
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], check=True, env=changed)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == pdf(reported("gloria", "fr"))


def test_the_typesetter_keeps_nothing_of_the_reports_before() -> None:
    script = """
import json, resource
from tests.report.people import reported
from toprank.report.typeset import pdf
written = json.dumps(reported("ngozi", "en"), default=str)
for number in range(10):
    pdf(json.loads(written.replace("work", f"w{number}rk")))
    if number in (1, 9):
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    early, late = map(int, told.split())
    assert late - early < 60_000, "kilobytes; some 120,000 where the last ten are kept"


def test_the_day_of_the_file_is_the_day_assessed() -> None:
    dates = set(re.findall(rb"D:(\d{8})", opened(pdf(reported("ngozi", "en"))).everything()))
    assert dates == {b"20260310"}


def test_a_script_without_a_font_is_named() -> None:
    with pytest.raises(ToprankError, match=r"漢.*--format html"):
        pdf(reported("ngozi", "en", ON, "漢字"))
    with pytest.raises(Missing, match="no-such-folder is not there"):
        pdf(reported("ngozi", "en"), "no-such-folder")
