"""What a report says: the figures of the assessment, every line with its source, both languages whole."""

import re
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.report.people import LATER, ON, PEOPLE, SIGNS, nobody, read, reported, texts
from toprank.advise.effort import efforts
from toprank.assess.batch import assess_profiles, profile_of
from toprank.assess.document import SOURCES
from toprank.cli.report_schema import REPORT
from toprank.errors import Refused
from toprank.report.document import facts_hash, report
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import load
from toprank.rulebook.tables import ABILITIES
from toprank.words import translated

ENGLISH = [
    "the", "and", "of", "with", "your", "you", "is", "are", "was", "were", "from", "until", "since", "none",
    "needed", "met", "eligible", "declared", "days", "years", "year", "month", "months", "work", "worked",
    "hours", "score", "points", "total", "page", "client", "licensee", "signature", "source", "because",
    "language", "result", "education", "credential", "country", "counted", "reached", "lost", "job", "cut",
    "take", "again", "raise", "program", "category", "open", "opens", "closes", "what", "change", "changes",
    "partner", "issued", "occupation",
]  # fmt: skip
SAME_IN_FRENCH = {"points", "total", "page", "signature", "source", "change", "changes", "client"}
BLOCKS = [(who, language) for who in PEOPLE for language in ("en", "fr")]


def section(found: dict[str, Any], code: str) -> dict[str, Any]:
    return next(each for each in found["sections"] if each["code"] == code)


def tables(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in found["blocks"] if block["kind"] == "table"]


@pytest.mark.parametrize(("who", "language"), BLOCKS)
def test_it_has_the_form_of_its_schema(who: str, language: str) -> None:
    Draft202012Validator.check_schema(REPORT)
    assert [error.message for error in Draft202012Validator(REPORT).iter_errors(reported(who, language))] == []
    assert list(Draft202012Validator(REPORT).iter_errors(reported(who, language) | {"more": 1}))


@pytest.mark.parametrize(("who", "language"), BLOCKS)
def test_the_score_is_that_of_the_assessment_line_by_line(who: str, language: str) -> None:
    found = reported(who, language)
    answer = assess_profiles([PEOPLE[who]], [ON], (), load(), language)[0]
    assert found["assessment"] == answer
    rows = tables(section(found, "score"))[0]["rows"]
    lines = [row for row in rows if row["weight"] == "row"]
    digits = [int(re.sub(r"[^0-9−-]", "", row["cells"][1]).replace("−", "-")) for row in lines]
    assert digits == [line["points"] for line in answer["crs"]["lines"]]
    assert sum(digits) == answer["crs"]["total"]
    assert [row["cells"][3] for row in lines] == [line["because"] for line in answer["crs"]["lines"]]


@pytest.mark.parametrize(("who", "language"), BLOCKS)
def test_every_line_has_a_source_of_the_list(who: str, language: str) -> None:
    found = reported(who, language)
    listed = {row["cells"][0] for row in tables(section(found, "sources"))[0]["rows"]}
    named = []
    for code in ("score", "programs", "categories"):
        for table in tables(section(found, code)):
            named += [row["cells"][-1] for row in table["rows"] if row["weight"] == "row"]
    assert named
    assert set(named) <= listed
    assert sorted(listed, key=int) == [str(number + 1) for number in range(len(listed))]


@pytest.mark.parametrize("on", [ON, LATER])
@pytest.mark.parametrize("who", PEOPLE)
def test_no_english_is_left_in_the_french_one(who: str, on: date) -> None:
    words = set(ENGLISH) - SAME_IN_FRENCH
    for text in read(reported(who, "fr", on)):
        own = text if "script" not in text else ""  # the employer's own words
        assert not words & set(re.findall(r"[a-zà-ÿœ]+", own.lower())), text


@pytest.mark.parametrize("who", PEOPLE)
def test_french_is_written_as_in_canada(who: str) -> None:
    for text in read(reported(who, "fr", LATER, full=False)):
        if "script" in text or text.startswith(("sha256", "/")) or "sha256" in text:
            continue
        assert "'" not in text
        assert not re.search(r"[^\u00a0\d]:|\s[;?!]|\d (?:h|\$|%)", text), text


def test_english_differs_from_french_in_every_section() -> None:
    for english, french in zip(reported("gloria", "en")["sections"], reported("gloria", "fr")["sections"], strict=True):
        assert english["code"] == french["code"]
        assert english["title"] != french["title"]


def test_every_source_of_the_rulebook_has_french() -> None:
    book = load()
    versions = [each for name in book.names() if name.startswith("crs/") for each in book.table(name).versions]
    sources = {each.source for each in versions if each.source} | {each.unseen for each in versions if each.unseen}
    sources |= {each.source for each in book.categories()}
    sources |= {source for programs in SOURCES.values() for source in programs.values()}
    sources |= {effort.source for effort in efforts().values()}
    assert [source for source in sources if translated(source, "fr") == source] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_provisional_day_says_so_first(language: str) -> None:
    found = reported("paul", language, LATER)
    assert found["provisional"]
    first = found["sections"][0]["blocks"][0]
    assert first["kind"] == "notice"
    reasons = section(found, "provisional")["blocks"][1]["items"]
    assert len(reasons) == len(found["assessment"]["provisional"])
    assert "provisional" not in [each["code"] for each in reported("paul", language)["sections"]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nobody_gets_the_draft_of_an_opinion_with_every_reason(language: str) -> None:
    found = reported("nobody", language)
    assert found["kind"] == "opinion"
    blocks = section(found, "opinion")["blocks"]
    listed = [text for block in blocks if block["kind"] == "items" for text in block["items"]]
    unmet = [
        each for key in found["assessment"]["programs"].values() for each in key["requirements"] if not each["met"]
    ]
    assert len(listed) == len(unmet)
    assert all(each["need"] in text for each, text in zip(unmet, listed, strict=True))
    assert [block["kind"] for block in blocks][-2:] == ["signature", "signature"]
    assert "opinion" not in [each["code"] for each in reported("ngozi", language)["sections"]]


def test_an_opinion_names_the_day_on_which_a_program_opens() -> None:
    person = nobody() | {
        "id": "soon", "settlement_funds": 50000, "birth_date": "1995-01-01",
        "languages": [{"test": "clb", "taken": "2026-01-01", **dict.fromkeys(ABILITIES, 9)}],
        "jobs": [{"noc": "31301", "start": "2025-06-02", "hours_per_week": 40, "country": "CA"}],
    }  # fmt: skip
    found = report(person, ON, load(), "en", SIGNS)
    told = as_text(section(found, "opinion"))
    opening = [each for each in found["assessment"]["changes"] if "cec" in each["parameters"]["opened"]]
    assert found["kind"] == "opinion"
    assert opening
    assert "Opens: Canadian Experience Class" in told


def as_text(found: Any) -> str:
    return "\n".join(texts(found))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_declared_is_shown(language: str) -> None:
    found = reported("everything", language)
    told = as_text(section(found, "facts"))
    title = unit_groups()["31301"]
    assert (title.title_fr if language == "fr" else title.title_en) in told
    jobs = next(table for table in tables(section(found, "facts")) if len(table["rows"]) == 25)
    assert all(len(row["cells"]) == 6 for row in jobs["rows"])
    rows = len(tables(section(found, "facts"))[0]["rows"])
    assert rows == 6 + 11


def test_the_limits_stand_in_every_report() -> None:
    for who in PEOPLE:
        told = as_text(section(reported(who, "en"), "limits"))
        for said in ("not a guarantee of selection", "main duties", "authentic", "Admissibility was not judged"):
            assert said in told
        assert "not part of the Government of Canada" in told


def test_practice_and_client_stand_at_the_top_and_at_the_signatures() -> None:
    found = reported("ngozi", "en", ON, "Ngozi")
    assert "R000000" in as_text(found["head"])
    signed = as_text(section(found, "signatures"))
    assert all(each in signed for each in ("Gloria", "R000000", "Gospel Immigration", "Ngozi"))


def test_short_without_advice_and_ledger() -> None:
    short, full = reported("ngozi", "en", full=False), reported("ngozi", "en")
    codes = {each["code"] for each in full["sections"]} - {each["code"] for each in short["sections"]}
    assert codes == {"advice", "ledger"}
    assert short["advice"] is short["ledger"] is None


def test_a_refused_profile_has_no_report() -> None:
    with pytest.raises(Refused):
        report(nobody() | {"birth_date": "2030-01-01"}, ON, load(), "fr", SIGNS)


def test_the_hash_is_of_the_facts_and_not_of_how_they_are_written() -> None:
    plain = profile_of(nobody(), ON)
    written_out = profile_of(nobody() | {"family_size": 1, "languages": [], "partner": None}, ON)
    other = profile_of(nobody() | {"family_size": 2}, ON)
    assert facts_hash(plain) == facts_hash(written_out)
    assert facts_hash(plain) != facts_hash(other)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_on_a_provisional_day_the_opinion_repeats_the_reserve(language: str) -> None:
    found = reported("nobody", language, LATER)
    notices = [block for block in section(found, "opinion")["blocks"] if block["kind"] == "notice"]
    reasons = [each["message"] for each in found["assessment"]["provisional"]]
    assert notices[1]["texts"][:-1] == reasons
    now = section(reported("nobody", language), "opinion")["blocks"]
    assert sum(block["kind"] == "notice" for block in now) == 1
