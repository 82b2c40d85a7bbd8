"""Answers tell a profile, and a profile tells the answers: nothing is lost on the way."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invented.profiles import profiles
from toprank.assess.batch import profile_of
from toprank.incomplete import range_of
from toprank.reading import entries
from toprank.web.check.answers import Answers, posted
from toprank.web.check.reading import answers_of, told

EXAMPLES = Path(__file__).parents[3] / "examples"
ON = date(2026, 4, 30)


def same(document: dict[str, Any]) -> None:
    """A profile is the same after it was told."""
    found = told(answers_of(document), None, "en")
    assert found.errors == []
    assert profile_of(found.document) == profile_of(document | {"id": "me"})


@pytest.mark.parametrize("name", ["ngozi.json", "paul.json", "gloria.toml"])
def test_an_example_comes_back(name: str) -> None:
    same(next(entries(str(EXAMPLES / name))).document)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_an_invented_profile_comes_back(seed: int) -> None:
    same(next(profiles(seed, 1))[0])


@pytest.mark.parametrize(
    ("typed", "told_as"),
    [
        ({"start_m": "5", "start_y": "2024", "end_m": "7", "end_y": "2024"}, ("2024-05-31", "2024-07-01")),
        ({"start_m": "5", "start_y": "2024", "end_m": "5", "end_y": "2024"}, ("2024-05-31", "2024-05-31")),
        (
            {"start_d": "3", "start_m": "5", "start_y": "2024", "end_m": "5", "end_y": "2024"},
            ("2024-05-03", "2024-05-03"),
        ),
        (
            {"start_m": "5", "start_y": "2024", "end_d": "9", "end_m": "5", "end_y": "2024"},
            ("2024-05-09", "2024-05-09"),
        ),
        ({"start_m": "2", "start_y": "2024", "end_now": "yes"}, ("2024-02-29", None)),
    ],
)
def test_a_day_left_empty_counts_the_shortest_time(typed: dict[str, str], told_as: tuple[str, str | None]) -> None:
    job = {"title": "31301", "country": "CA", "hours": "30"} | typed
    found = told(Answers({}, {"jobs": [job]}), ON, "en").document["jobs"][0]
    assert (found["start"], found["end"]) == told_as


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9,000", 9000),
        ("9 000 $", 9000),
        ("9\N{NO-BREAK SPACE}000", 9000),
        ("$9,000.00", 9000),
        ("$9,000.50", 9000),
        ("9 000,50 $", 9000),
        ("0", 0),
        ("-4", -4),
    ],
)
def test_dollars_are_read_as_people_write_them(text: str, value: int) -> None:
    assert told(posted({"settlement_funds": text}), ON, "en").document.get("settlement_funds", 0) == value


def test_what_is_not_known_is_named_and_counts_as_the_less_favourable() -> None:
    answers = posted(
        {
            "birth_date_d": "9", "birth_date_m": "3", "birth_date_y": "1994", "languages_known": "unknown",
            "partner": "unknown", "sibling": "unknown", "studied": "unknown", "education_known": "yes",
            "education-0-level": "unknown", "education-0-country": "NG", "education-0-completed_y": "2016",
            "education-0-completed_m": "7", "education-0-eca": "unknown", "jobs-0-title": "31301", "jobs-0-hours": "30",
            "jobs-0-country": "CA", "jobs-0-start_m": "1", "jobs-0-start_y": "2024", "jobs-0-end_now": "yes",
            "jobs-0-self_employed": "unknown", "jobs-0-paid": "unknown",
        }
    )  # fmt: skip
    found = told(answers, ON, "en")
    assert found.errors == []
    assert set(found.unknown) == {
        "/languages", "/partner", "/sibling_in_canada", "/adaptability/studied_in_canada", "/education/0/level",
        "/education/0/eca_issued", "/jobs/0/self_employed", "/jobs/0/paid",
    }  # fmt: skip
    job = found.document["jobs"][0]
    assert (job["paid"], job["self_employed"], found.document["education"][0]["level"]) == (False, True, "secondary")
    again = answers_of(found.intake)
    assert {name: again.values[name] for name in answers.values} == answers.values
    assert told(again, ON, "en") == replace(found, filled_in={}), "a profile holds whole days"


def test_more_than_a_range_takes_in_count_as_the_less_favourable_and_are_counted() -> None:
    sent = {f"jobs-{number}-{name}": "unknown" for number in range(4) for name in ("paid", "self_employed", "student")}
    sent |= {"sibling": "unknown", "relative": "unknown"} | {f"jobs-{number}-title": "31301" for number in range(4)}
    sent |= {f"jobs-{number}-hours": "30" for number in range(4)}
    found = told(posted(sent), ON, "en")
    assert (len(found.unknown), found.beyond) == (12, 2)
    assert [job["student"] for job in found.document["jobs"]] == ["full_time"] * 4


def test_gaps_that_a_range_can_take_in_do_not_hold() -> None:
    """A credential without a day, a job without hours, a birth without its day: there is a result all the same."""
    answers = posted(
        {
            "birth_date_m": "3", "birth_date_y": "1994", "education_known": "yes", "education-0-country": "NG",
            "jobs-0-title": "31301", "jobs-0-country": "CA", "jobs-0-start_m": "1", "jobs-0-start_y": "2024",
            "jobs-0-end_now": "yes", "partner": "yes", "partner_jobs_known": "yes", "partner_jobs-0-title": "31301",
            "partner_jobs-0-country": "CA", "partner_jobs-0-start_m": "1", "partner_jobs-0-start_y": "2024",
            "partner_jobs-0-end_now": "yes", "partner_jobs-0-paid": "unknown",
        }
    )  # fmt: skip
    found = told(answers, ON, "en")
    assert found.errors == []
    assert found.document["birth_date"] == "1994-03-01"
    assert found.document["education"][0]["completed"] == "2026-04-30"
    assert set(found.unknown) == {
        "/education/0/level", "/jobs/0/hours_per_week", "/partner/jobs/0/hours_per_week", "/partner/jobs/0/paid",
    }  # fmt: skip
    total = range_of(found.intake, ON)["total"]
    assert total["most"] > total["least"]
    assert told(answers_of(found.intake), ON, "en").intake == found.intake


def test_an_estimate_without_a_test_holds_on_the_day() -> None:
    levels = {f"languages-0-{name}": "9" for name in ("listening", "reading", "writing", "speaking")}
    found = told(posted({"languages-0-test": "nclc", **levels}), ON, "en")
    assert found.document["languages"][0]["taken"] == "2026-04-30"
    assert not [each for each in found.errors if each.step == "languages"]


def test_a_range_can_be_taken_of_what_is_told() -> None:
    document = json.loads((EXAMPLES / "ngozi.json").read_text()) | {"unknown": ["/sibling_in_canada"]}
    found = told(answers_of(document), ON, "en")
    total = range_of(found.intake, ON)["total"]
    assert total["most"] - total["least"] == 15


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("sent", "field_id"),
    [
        ({"birth_date_d": "31", "birth_date_m": "2", "birth_date_y": "1994"}, "birth_date_d"),
        ({"birth_date_d": "3", "birth_date_m": "13", "birth_date_y": "1994"}, "birth_date_m"),
        ({"birth_date_d": "3", "birth_date_m": "10", "birth_date_y": "94"}, "birth_date_y"),
        ({"birth_date_d": "3", "birth_date_m": "10", "birth_date_y": "2026"}, "birth_date_d"),
        ({"birth_date_d": "4", "birth_date_y": "1994"}, "birth_date_m"),
        ({"birth_date_d": "10/3", "birth_date_m": "10", "birth_date_y": "1994"}, "birth_date_d"),
        ({"family_size": "0"}, "family_size"),
        ({"settlement_funds": "-1"}, "settlement_funds"),
        ({"settlement_funds": "9" * 400}, "settlement_funds"),
        ({"languages-0-test": "ielts_general", "languages-0-listening": "9.5"}, "languages-0-listening"),
        ({"languages-0-test": "celpip_general", "languages-0-reading": "7,3"}, "languages-0-reading"),
        ({"jobs-0-hours": "0", "jobs-0-title": "31301"}, "jobs-0-hours"),
        ({"jobs-0-hours": "37,555", "jobs-0-title": "31301"}, "jobs-0-hours"),
        ({"jobs-0-title": "99999"}, "jobs-0-title"),
        ({"jobs-0-noc2016": "31", "jobs-0-title": "31301"}, "jobs-0-noc2016"),
        ({"jobs-0-country": "ZZ"}, "jobs-0-country"),
        ({"jobs-0-start_d": "2", "jobs-0-start_m": "5", "jobs-0-start_y": "2024", "jobs-0-end_d": "1",
          "jobs-0-end_m": "5", "jobs-0-end_y": "2024"}, "jobs-0-end_d"),
        ({"partner": "yes", "partner_jobs-0-title": "31301", "partner_jobs-0-hours": "200"}, "partner_jobs-0-hours"),
        ({"offer": "yes", "offer_months": "1,5"}, "offer_months"),
        ({"quebec": "perhaps"}, "quebec"),
        ({"submitted": "perhaps"}, "submitted"),
        ({"partner": "perhaps"}, "partner"),
        ({"languages_known": "perhaps"}, "languages_known"),
        ({"jobs-0-paid": "perhaps", "jobs-0-title": "31301"}, "jobs-0-paid"),
        ({"military": "unknown"}, "military"),
        ({"military": "yes", "military_years": "-1"}, "military_years"),
    ],
)  # fmt: skip
def test_an_error_finds_its_field_and_says_what_was_written(sent: dict[str, str], field_id: str, language: str) -> None:
    found = {each.field_id: each for each in told(posted(sent), ON, language).errors}
    assert field_id in found
    assert not found[field_id].gap


def test_nothing_is_left_out_where_nothing_was_answered() -> None:
    found = told(Answers(), ON, "en")
    assert found.document == {"schema": "toprank.profile/1", "id": "me"}
    assert [(each.field_id, each.gap) for each in found.errors] == [("birth_date_d", True)]


OFFER = {"offer": "yes", "birth_date_d": "9", "birth_date_m": "3", "birth_date_y": "1994"}


@pytest.mark.parametrize(
    ("typed", "unknown", "stands_for"),
    [
        ({}, {"noc", "duration_months"}, {"noc": "65201", "duration_months": 0}),
        ({"offer_title": "21231", "offer_months_endless": "yes"}, set(), {"noc": "21231", "duration_months": None}),
        ({"offer_title": "21231", "offer_months": "24"}, set(), {"noc": "21231", "duration_months": 24}),
        (
            {"offer_title": "21231", "offer_months": "24", "offer_full_time": "unknown", "offer_lmia": "unknown"},
            {"full_time", "lmia"},
            {"noc": "21231", "duration_months": 24, "full_time": False},
        ),
        (
            {"offer_title": "21231", "offer_months": "24", "offer_counts": "unknown", "offer_fsw": "unknown",
             "offer_fst": "unknown"},
            {"qualifies_for_crs", "fsw_paragraph", "fst_paragraph"},
            {"noc": "21231", "duration_months": 24},
        ),
    ],
)  # fmt: skip
def test_what_is_not_known_of_an_offer(typed: dict[str, str], unknown: set[str], stands_for: dict[str, Any]) -> None:
    found = told(posted(OFFER | typed), ON, "en")
    assert found.errors == []
    assert set(found.unknown) == {f"/offer/{name}" for name in unknown}
    assert found.document["offer"] == stands_for
    assert told(answers_of(found.intake), ON, "en").intake == found.intake
    range_of(found.intake, ON)


@pytest.mark.parametrize("name", ["offer_title", "offer_months"])
def test_what_was_written_of_an_offer_and_is_wrong_is_told(name: str) -> None:
    (error,) = told(posted(OFFER | {name: "xqzzt"}), ON, "en").errors
    assert (error.owner, error.gap) == (name, False)
    assert "xqzzt" in error.message


def test_what_is_not_known_of_a_partner() -> None:
    sent = {"birth_date_d": "9", "birth_date_m": "3", "birth_date_y": "1994", "partner": "yes", "family_size": "2"}
    found = told(posted({**sent, "partner_jobs_known": "unknown", "partner_coming": "unknown"}), ON, "en")
    assert (found.errors, set(found.unknown)) == ([], {"/partner/jobs", "/partner/accompanying"})
    assert range_of(found.intake, ON)["total"]["least"] < range_of(found.intake, ON)["total"]["most"]
    job = {"partner_jobs_known": "yes", "partner_jobs-0-country": "CA", "partner_jobs-0-hours": "30"}
    found = told(posted(sent | job), ON, "en")
    assert found.errors == []
    assert set(found.unknown) == {f"/partner/jobs/0/{name}" for name in ("noc", "start", "end")}
    assert told(answers_of(found.intake), ON, "en").intake == found.intake
    total = range_of(found.intake, ON)["total"]
    assert total["most"] - total["least"] == 10
    known = job | {"partner_jobs-0-title": "21231", "partner_jobs-0-end_m": "5", "partner_jobs-0-end_y": "2024"}
    found = told(posted(sent | known), ON, "en")
    assert found.unknown == ["/partner/jobs/0/start"]
    assert found.document["partner"]["jobs"][0]["start"] == found.document["partner"]["jobs"][0]["end"] == "2024-05-01"


def test_a_job_of_ones_own_without_its_days_is_told() -> None:
    found = told(posted({"jobs-0-country": "CA", "jobs-0-hours": "30"}), ON, "en")
    gaps = {each.owner for each in found.errors if each.gap and each.step == "work"}
    assert gaps == {"jobs-0-title", "jobs-0-start", "jobs-0-end"}


@pytest.mark.parametrize(("typed", "size"), [({}, 2), ({"family_size": "1"}, 1), ({"family_size": "4"}, 4)])
def test_a_partner_makes_a_family_of_two_where_its_size_was_not_told(typed: dict[str, str], size: int) -> None:
    found = told(posted({"partner": "yes"} | typed), ON, "en").document
    assert found.get("family_size", 1) == size
    assert told(answers_of(found), ON, "en").document == found
    assert "family_size" not in told(posted({"partner": "no"}), ON, "en").document


JOB = {
    "jobs-0-title": "31301",
    "jobs-0-country": "NG",
    "jobs-0-hours": "40",
    "jobs-0-start_m": "5",
    "jobs-0-start_y": "2018",
}


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ({}, "Write the last day, or tick that you still work there."),
        ({"jobs-0-end_now": "yes", "jobs-0-end_m": "8", "jobs-0-end_y": "2022"}, "not both"),
    ],
)
def test_a_job_ends_on_a_day_or_goes_on_and_neither_is_guessed(end: dict[str, str], said: str) -> None:
    (error,) = (each for each in told(posted({**JOB, **end}), ON, "en").errors if each.step == "work")
    assert error.owner == "jobs-0-end"
    assert said in error.message


@pytest.mark.parametrize("question", ["languages_known", "education_known"])
def test_a_yes_with_nothing_under_it_is_told(question: str) -> None:
    owners = {each.owner: each.message for each in told(posted({question: "yes"}), ON, "en").errors}
    assert owners.get(question) == "You answered yes: tell at least one below, or answer no."


def test_who_says_to_be_in_the_pool_says_since_when() -> None:
    (error,) = (
        each for each in told(posted({"submitted": "yes", "birth_date_y": "1990"}), ON, "en").errors if each.gap
    )
    assert error.message == "Write the day on which your profile was received."
