"""The files of an answer: PDF, JSON, calendar."""

import json
from datetime import date

import pytest
from icalendar import Calendar

from tests.web.result.conftest import Ask
from tests.web.result.people import example, ngozi, unsure
from toprank.assess import assess_profiles

ON = date(2026, 4, 30)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pdf_is_one_and_says_nothing_of_the_person_in_its_name(ask: Ask, language: str) -> None:
    response = ask(ngozi(id="chinwe"), language, "check_result_pdf")
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Disposition"] == 'attachment; filename="toprank-2026-04-30.pdf"'
    assert response.headers["Cache-Control"] == "no-store"


def test_the_assessment_is_that_of_the_contract(ask: Ask) -> None:
    found = json.loads(ask(ngozi(), "en", "check_result_json").content)
    assert found == assess_profiles([ngozi()], [ON])[0]


@pytest.mark.parametrize("profile", [ngozi(), example("gloria"), example("paul"), unsure()])
def test_the_answers_come_back_as_they_were_told(ask: Ask, profile: dict[str, object]) -> None:
    response = ask(profile, "fr", "check_result_profile")
    assert json.loads(response.content) == profile
    assert ask(response.content.decode()).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_calendar_holds_each_day_ahead(ask: Ask, language: str) -> None:
    response = ask(ngozi(), language, "check_result_calendar")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    found = assess_profiles([ngozi()], [ON], (), None, language)[0]["changes"]
    assert [each.decoded("dtstart").isoformat() for each in events] == [each["on"] for each in found]
    assert [each["points"] for each in found if each["points"]] == [8, -6]
    assert ask(ngozi(), language, "check_result_calendar").content == response.content
