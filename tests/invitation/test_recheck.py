"""Section 11.2 on both days: what is excused, what passes, what fails."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.invented.profiles import profiles
from toprank import days
from toprank.errors import ToprankError
from toprank.invitation import Invitation, invitation_document
from toprank.invitation.plan import deadline_of
from toprank.rulebook.loader import load

NGOZI: dict[str, Any] = {
    "id": "ngozi",
    "birth_date": "1994-03-09",
    "submitted_at": "2026-01-12T14:03:22Z",
    "languages": [{"test": "clb", "taken": "2024-04-20", "listening": 9, "reading": 9, "writing": 8, "speaking": 9}],
    "education": [{"level": "bachelor", "country": "NG", "completed": "2016-07-01", "eca_issued": "2024-02-01"}],
    "jobs": [{"noc": "31301", "start": "2024-06-17", "hours_per_week": 37.5, "country": "CA"}],
}
INVITED = datetime(2026, 3, 5, 14, tzinfo=UTC)
FILING = date(2026, 4, 1)


def asked(document: dict[str, Any] = NGOZI, filing: date = FILING, **known: Any) -> dict[str, Any]:
    return invitation_document(Invitation(document, known.pop("at", INVITED), filing, **known), {}, load())


def passed(found: dict[str, Any]) -> dict[str, bool | None]:
    return {check["code"]: check["passed"] for check in found["checks"]}


def test_a_birthday_after_the_invitation_is_excused() -> None:
    found = asked(cutoff=asked()["score"]["at_invitation"], category="healthcare")
    assert found["score"]["at_filing"] == found["score"]["at_invitation"] - 5
    assert found["score"]["at_filing_excused"] == found["score"]["at_invitation"]
    assert found["score"]["birthdays_excused"] == 1
    assert found["holds"] is True
    assert set(passed(found).values()) == {True}


def test_one_point_short_of_the_round() -> None:
    found = asked(cutoff=asked()["score"]["at_invitation"] + 1)
    assert passed(found)["rank_at_invitation"] is False
    assert found["holds"] is False


def lowered(points: int) -> dict[str, Any]:
    """The same life with a speaking level lower, and its loss of points."""
    return {**NGOZI, "languages": [{**NGOZI["languages"][0], "speaking": points}]}


def test_a_lower_score_passes_if_it_is_not_below_the_round() -> None:
    then = asked()["score"]["at_invitation"]
    now = asked(changed=lowered(7))["score"]["at_filing_excused"]
    assert now < then
    assert asked(changed=lowered(7), cutoff=now)["holds"] is True
    assert asked(changed=lowered(7), cutoff=now + 1)["holds"] is False
    assert passed(asked(changed=lowered(7), cutoff=now + 1))["rank_at_filing"] is False
    assert passed(asked(changed=lowered(7), letter={"total": then}))["rank_at_filing"] is None


def test_a_result_two_years_old_closes_the_program_on_its_day() -> None:
    assert passed(asked(filing=date(2026, 4, 19)))["criteria_at_filing"] is True
    found = asked(filing=date(2026, 4, 20))
    check = next(each for each in found["checks"] if each["code"] == "criteria_at_filing")
    assert check["passed"] is False
    assert [each["code"] for each in check["unmet"]] == ["language"]
    document = found["plan"]["documents"][0]
    assert (document["good_until"], document["in_order"]) == ("2026-04-19", False)


def test_a_category_lost_before_filing_is_not_made_up_for() -> None:
    other = {**NGOZI, "jobs": [{**NGOZI["jobs"][0], "noc": "13110"}]}
    found = asked(changed=other, cutoff=0, category="healthcare")
    assert passed(found)["category_at_invitation"] is True
    assert passed(found)["category_at_filing"] is False
    assert passed(found)["criteria_at_filing"] is True
    assert found["holds"] is False


def test_the_version_of_the_invitation_is_asked_on_both_days() -> None:
    """healthcare-v3 began on 2026-02-18 and asks for a year; an invitation of the day before is under v2."""
    found = asked(at=datetime(2026, 2, 17, 12, tzinfo=UTC), filing=date(2026, 3, 1), category="healthcare")
    assert found["category"] == "healthcare-v2"
    assert passed(found)["category_at_filing"] is True


@pytest.mark.parametrize(
    ("invited", "length", "deadline"),
    [
        ("2016-11-18T23:59:59Z", 60, "2017-01-18T00:00:00Z"),
        ("2016-11-19T00:00:00Z", 90, "2017-02-18T00:00:00Z"),
        ("2018-06-25T12:00:00Z", 90, "2018-09-24T00:00:00Z"),
        ("2018-06-26T12:00:00Z", 60, "2018-08-26T00:00:00Z"),
        ("2019-07-10T12:00:00Z", 60, "2019-09-09T00:00:00Z"),
        ("2021-06-28T12:00:00Z", 90, "2021-09-27T00:00:00Z"),
        ("2021-06-29T12:00:00Z", 60, "2021-08-29T00:00:00Z"),
        ("2026-03-05T14:00:00Z", 60, "2026-05-05T00:00:00Z"),
    ],
)
def test_the_period_is_that_of_the_day_of_the_invitation(invited: str, length: int, deadline: str) -> None:
    found, end, _ = deadline_of(datetime.fromisoformat(invited), load())
    assert (found, end) == (length, datetime.fromisoformat(deadline))


def test_the_last_day_and_the_day_after() -> None:
    fresh = {**NGOZI, "languages": [{**NGOZI["languages"][0], "taken": "2025-06-01"}]}
    assert passed(asked(fresh, date(2026, 5, 4)))["in_time"] is True
    assert passed(asked(fresh, date(2026, 5, 5)))["in_time"] is False
    with pytest.raises(ToprankError, match="before the invitation"):
        asked(fresh, date(2026, 3, 4))


def test_a_profile_that_was_not_live() -> None:
    assert passed(asked({**NGOZI, "submitted_at": "2026-03-05T14:00:01Z"}))["live_at_invitation"] is False
    assert passed(asked({**NGOZI, "submitted_at": "2026-03-05T14:00:00Z"}))["live_at_invitation"] is True
    assert passed(asked({**NGOZI, "submitted_at": "2025-03-05T14:00:00Z"}))["live_at_invitation"] is False
    assert passed(asked({**NGOZI, "submitted_at": None}))["live_at_invitation"] is None


def test_declining_takes_the_instant_back_unless_the_profile_ends() -> None:
    assert asked()["memo"]["decline"][0]["code"] == "decline_back"
    ending = asked({**NGOZI, "submitted_at": "2025-03-20T14:00:00Z"})
    assert ending["memo"]["decline"][0]["code"] == "decline_expires"


def test_the_letter_is_compared_line_by_line() -> None:
    found = asked(letter={"age": 99, "first_language": 100, "total": 400})
    lines = {line["factor"]: line for line in found["letter"]}
    assert lines["age"]["difference"] == 0
    assert lines["age"]["at_filing"] == 94
    assert lines["total"]["at_invitation"] - 400 == lines["total"]["difference"]


def test_random_lives_keep_their_age_points_and_their_order() -> None:
    birthdays = 0
    for document, on in profiles(31, 300):
        if document["birth_date"] > str(on) or on.year > 2090:
            continue
        invited = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        same = asked(document, on, at=invited)
        assert same["score"]["at_invitation"] == same["score"]["at_filing"] == same["score"]["at_filing_excused"]
        birthday = days.add_years(
            date.fromisoformat(document["birth_date"]), on.year + 1 - int(document["birth_date"][:4])
        )
        later = asked(document, max(on, min(birthday, on + timedelta(days=60))), at=invited)
        birthdays += later["score"]["birthdays_excused"]
        assert later["score"]["at_filing_excused"] >= later["score"]["at_filing"]
    assert birthdays > 5


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_profile_that_ends_before_the_filing_day_goes_back_only_until_then(language: str) -> None:
    invitation = Invitation(NGOZI, datetime(2026, 12, 20, 14, 3, 22, tzinfo=UTC), date(2027, 2, 10))
    decline = {each["code"]: each for each in invitation_document(invitation, {}, load(), language)["memo"]["decline"]}
    assert "2027" in decline["decline_expires"]["message"]
    assert decline["decline_expires"]["parameters"]["until"] == "2027-01-12T14:03:22Z"
    score = decline.get("decline_score") or decline["decline_ineligible"]
    assert score["parameters"]["on"] == "2027-01-11"


def test_a_profile_that_had_ended_does_not_go_back() -> None:
    decline = asked(at=datetime(2027, 1, 12, 14, 3, 22, tzinfo=UTC), filing=date(2027, 2, 10))["memo"]["decline"]
    assert decline[0]["code"] == "decline_ended"
    assert not {"decline_score", "decline_ineligible"} & {each["code"] for each in decline}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sentences_name_categories_and_days_in_words(language: str) -> None:
    found = invitation_document(Invitation(NGOZI, INVITED, FILING, category="healthcare"), {}, load(), language)
    told = [each["message"] for each in (*found["checks"], *found["plan"]["documents"])]
    assert any("version 3" in each for each in told)
    assert not any("healthcare-v" in each or "2024-06-17" in each for each in told)
