"""While a nomination stands no part of the answer tells what opens or closes for a category."""

import json
from datetime import date

import pytest
from icalendar import Calendar

from tests.web.result.conftest import Ask
from tests.web.result.people import Json, aide, nominee
from tests.web.result.test_mended import lead
from tests.web.result.test_result import section
from toprank.assess import assess_profiles
from toprank.assess.concerning import concerning
from toprank.report.document import report
from toprank.report.practice import Practice
from toprank.rulebook.loader import load
from toprank.words import named

ON = date(2026, 4, 30)
CATEGORY = {"en": "Healthcare", "fr": "santé"}


def coming(**changes: object) -> Json:
    """An aide whose hours of a category are complete within the year."""
    return {**aide(), **changes}


NOMINATED = {"nomination": {"province": "MB", "issued": "2026-03-01"}}
LATER = {"nomination": {"province": "MB", "issued": "2026-06-20"}}


@pytest.mark.parametrize("language", CATEGORY)
def test_the_list_and_the_calendar_name_no_category(language: str, ask: Ask) -> None:
    for page, said in (("check_result", True), ("check_result_calendar", False)):
        free = ask(coming(), language, page).content.decode()
        held = ask(coming(**NOMINATED), language, page).content.decode()
        if said:
            assert CATEGORY[language] in section(free, "ahead")
            assert CATEGORY[language] not in section(held, "ahead")
            assert named("program", "cec", language) in section(held, "ahead"), "a program still opens the class"
        else:
            told = [str(each["DESCRIPTION"]) for each in Calendar.from_ical(free).walk("VEVENT")]
            assert any(CATEGORY[language] in each for each in told)
            told = [str(each["DESCRIPTION"]) for each in Calendar.from_ical(held).walk("VEVENT")]
            assert told
            assert not any(CATEGORY[language] in each for each in told)


GONE = {"jobs": [{"noc": "31301", "start": "2023-05-01", "end": "2024-04-30", "hours_per_week": 30, "country": "CA"}]}
"""A year of work that leaves the three years of the class and of the category at once."""


def test_no_key_of_a_version_stands_in_a_sentence(ask: Ask) -> None:
    said = section(ask(coming(**GONE)).content.decode(), "ahead")
    assert "(Canadian Experience Class); the hours of the category “Healthcare" in said
    assert "healthcare-v3" not in said
    said = section(ask(coming(**GONE, **NOMINATED)).content.decode(), "ahead")
    assert "(Canadian Experience Class)." in said
    assert "Healthcare" not in said


def test_a_nomination_yet_to_come_leaves_categories_until_its_day() -> None:
    found = assess_profiles([coming(**LATER)], [ON], ())[0]
    told = {each["on"]: each for each in concerning(found, "en")}
    assert "nomination" in {each["code"] for each in told.values()}
    for on, each in told.items():
        moved = [*each["parameters"].get("opened", []), *each["parameters"].get("closed", [])]
        assert on < "2026-06-20" or not any(key.startswith("healthcare") for key in moved)


def test_points_and_their_days_stay_as_they_are() -> None:
    found = assess_profiles([coming(**NOMINATED)], [ON], ())[0]
    told = concerning(found, "en")
    assert sum(each["points"] for each in told) == sum(each["points"] for each in found["changes"])
    assert (
        concerning(assess_profiles([coming()], [ON], ())[0], "en")
        == assess_profiles([coming()], [ON], ())[0]["changes"]
    )


def test_the_card_closes_no_category(ask: Ask) -> None:
    languages = [{**nominee()["languages"][0], "taken": "2024-06-01"}]
    said = lead(ask({**nominee(), "languages": languages}).content.decode())
    assert "these close for you" in said
    assert "Healthcare" not in said


def test_the_report_says_the_same() -> None:
    found = report(coming(**NOMINATED), ON, load(), "en", Practice(), full=True)
    sections = {each["code"]: json.dumps(each, ensure_ascii=False) for each in found["sections"]}
    assert "Healthcare" not in sections["changes"]
    assert "Opens: Healthcare" not in sections["advice"]
    for code in ("summary", "categories"):
        assert "rounds for categories and other programs leave you out" in sections[code]
