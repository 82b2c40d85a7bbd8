"""Advice for people whose answers were worked out by hand from the tables."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import to_json

from tests.advise.advised import SEEDS, advised
from tests.advise.reassessed import assessed
from tests.invented.profiles import profiles
from toprank.advise import advice
from toprank.assess import assess_profiles
from toprank.assess.batch import profile_of
from toprank.profile import Profile

Json = dict[str, Any]
ON = date(2026, 3, 10)
NGOZI: Json = json.loads((Path(__file__).parents[2] / "examples" / "ngozi.json").read_bytes())
ABILITIES = ("listening", "reading", "writing", "speaking")
ALONE: Json = {
    "id": "alone",
    "birth_date": "1996-01-15",
    "settlement_funds": 30000,
    "languages": [{"test": "clb", "taken": "2026-01-05", **dict.fromkeys(ABILITIES, 8)}],
    "education": [{"level": "bachelor", "country": "NG", "completed": "2017-07-01"}],
    "jobs": [{"noc": "21231", "start": "2020-01-06", "end": "2025-12-31", "hours_per_week": 40, "country": "NG"}],
}


def said(document: Json, on: date = ON, **how: Any) -> Json:
    return advice(profile_of(document, on), on, **how)


def option(found: Json, code: str, **parameters: Any) -> Json | None:
    """The single option of a step."""
    for each in found["options"]:
        (step,) = each["steps"]
        if step["code"] == code and parameters.items() <= step["parameters"].items():
            return dict(each)
    return None


def gain(found: Json, code: str, **parameters: Any) -> int | None:
    """The gain of a step, None where it is left out."""
    each = option(found, code, **parameters)
    return each["gain"] if each else None


def test_an_ability_to_nine_gives_its_points_and_lifts_the_education_pair() -> None:
    # Writing 8 to 9: 31 for 23. One credential, all abilities at 9: 25 for 13. Foreign work is at its limit of 50.
    found = option(said(NGOZI), "ability", ability="writing", level=9)
    assert found is not None
    assert found["gain"] == 20
    assert found["factors"]["first_language"] == 8
    assert found["factors"]["education_language"] == 12


def test_french_at_seven_opens_its_category_and_five_does_not() -> None:
    # Four abilities at 3 each, and 50 with English at 5 or higher.
    found = said(NGOZI)
    seven = option(found, "language", language="french", level=7)
    assert seven is not None
    assert (seven["gain"], seven["categories"]["opened"]) == (62, ["french"])
    assert gain(found, "language", language="french", level=5) == 4
    assert option(found, "language", language="french", level=6) is None
    assert found["left_out"]["no_more_than_less"] > 0


def test_an_assessment_opens_a_program_and_stands_first() -> None:
    # Without it no credential counts: FSW is closed. With it: 120, and 13 with language at 7 and 8.
    found = said(ALONE)
    assert found["now"]["programs"] == []
    first, *_ = found["options"]
    assert first["steps"][0]["code"] == "eca"
    assert first["gain"] == 133
    assert first["programs"]["opened"] == ["fsw"]
    assert first["depends"][0]["code"] == "eca_result"


def test_an_assessment_too_old_is_asked_for_again() -> None:
    old = copy.deepcopy(ALONE)
    old["education"][0]["eca_issued"] = "2021-03-10"
    assert gain(said(old), "eca_again") == 133
    old["education"][0]["eca_issued"] = "2021-03-11"
    assert option(said(old), "eca_again") is None


@pytest.mark.parametrize(("on", "points"), [("2016-11-18", 600), ("2025-03-24", 50), ("2025-03-25", 0)])
def test_an_offer_is_told_while_it_counts(on: str, points: int) -> None:
    # In 2025 it also opens FSW for this person of 39: ten points on the grid beside 64. At 33 they need none.
    day = date.fromisoformat(on)
    person = copy.deepcopy(ALONE) | {"birth_date": "1986-01-15"}
    person["languages"][0]["taken"] = str(day)
    person["education"][0] |= {"completed": "2008-07-01", "eca_issued": str(day)}
    person["jobs"][0] |= {"start": "2009-01-05", "end": str(day)}
    found = option(said(person, day), "offer")
    assert found is not None
    assert (found["gain"], found["programs"]["opened"]) == (points, ["fsw"] if day.year == 2025 else [])
    person["birth_date"] = "1992-01-15"
    assert gain(said(person, day), "offer") == (points or None)


def test_a_nomination_takes_the_place_of_other_additional_points() -> None:
    assert gain(said(NGOZI), "nomination") == 600
    with_sibling = NGOZI | {"sibling_in_canada": True}
    assert gain(said(with_sibling), "nomination") == 585
    nominated = NGOZI | {"nomination": {"province": "ON", "issued": "2026-01-05"}}
    assert gain(said(nominated), "nomination") is None


def test_a_year_of_work_is_told_on_the_day_it_is_complete() -> None:
    # 52 weeks from the day: 364 days. Her language results would be too old by then and are taken as renewed.
    person = copy.deepcopy(ALONE)
    person["education"][0]["eca_issued"] = "2025-01-10"
    person["languages"][0]["taken"] = "2024-09-01"
    found = option(said(person), "work_canada", noc="21231")
    assert found is not None
    assert found["on"] == "2027-03-09"
    assert found["steps"][0]["parameters"]["days"] == 364
    assert found["programs"]["opened"] == ["cec"]
    # 40; education with one Canadian year 13; foreign with one Canadian year 25; a birthday on 2027-01-15 takes 6.
    assert found["by_itself"] == -6
    assert found["gain"] == 40 + 13 + 25 - 6
    assert "renewal" in [each["code"] for each in found["depends"]]
    assert found["effort"]["weeks"] == {"least": 52, "most": None}


def test_hours_begun_for_a_category_are_told_with_what_is_missing() -> None:
    person = copy.deepcopy(NGOZI)
    person["jobs"] = [
        {"noc": "31301", "start": "2018-05-01", "end": "2021-08-31", "hours_per_week": 40, "country": "NG"},
        {"noc": "31301", "start": "2025-09-09", "end": None, "hours_per_week": 30, "country": "CA"},
    ]
    found = said(person)
    (work,) = [each for each in found["category_work"] if each["category"] == "healthcare"]
    assert (work["noc"], work["hours"], work["need"], work["missing"]) == ("31301", 780, 1560, 780)
    assert work["opens_on"] == "2026-09-08"


def test_what_changes_by_itself_is_what_the_assessment_says() -> None:
    for document in (NGOZI, ALONE):
        changes = assess_profiles([document], [ON])[0]["changes"]
        found = said(document)
        total = found["now"]["total"]
        for mine, theirs in zip(found["waiting"], changes, strict=True):
            total += theirs["points"]
            assert (mine["on"], mine["points"], mine["message"]) == (theirs["on"], theirs["points"], theirs["message"])
            assert mine["total"] == total


COUPLE: Json = NGOZI | {
    "family_size": 2,
    "partner": {
        "languages": [{"test": "clb", "taken": "2025-12-01", **dict.fromkeys(ABILITIES, 10)}],
        "education": [{"level": "doctoral", "country": "NG", "completed": "2016-07-01", "eca_issued": "2024-02-01"}],
        "jobs": [{"noc": "21231", "start": "2019-01-07", "hours_per_week": 40, "country": "CA"}],
    },
}


def test_a_couple_sees_both_orders_and_says_what_is_not_known() -> None:
    found = said(COUPLE)
    principal = found["couple"]["principal"]
    assert principal["least"] < principal["same_age"] <= principal["most"]
    assert "birth_date" in principal["unknown"]
    chosen = option(found, "principal")
    assert chosen is not None
    assert chosen["total"] == principal["same_age"]
    assert "partner_unknown" in [each["code"] for each in chosen["depends"]]
    assert "new_profile" in [each["code"] for each in chosen["depends"]]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_partner_who_stays_is_a_consequence_with_the_duty_beside_it(language: str) -> None:
    found = said(COUPLE, language=language)
    staying = found["couple"]["accompanying"]
    change = [{"op": "add", "path": "/partner/accompanying", "value": False}]
    _, then = assessed(COUPLE, [(change, str(ON))], ON)
    assert staying["total"] == then["crs"]["total"]
    assert staying["duty"]
    assert "40" in staying["source"]
    assert not any("accompanying" in str(each["change"]) for each in (*found["options"], *found["combinations"]))


def test_a_partner_who_is_a_citizen_is_no_choice() -> None:
    partner = COUPLE["partner"] | {"citizen_or_permanent_resident": True}
    assert said(COUPLE | {"partner": partner})["couple"] is None


def test_nobody_is_told_an_untruth() -> None:
    """No option hides a result, a credential, a partner or a plan; jobs only end where another life begins."""
    told = 0
    for found in [somebody.advice for seed in SEEDS[:2] for somebody in advised(seed)]:
        for each in (*found["options"], *found["combinations"]):
            swapped = "principal" in [step["code"] for step in each["steps"]]
            paths = [operation["path"] for operation in each["change"]]
            for path in paths if not swapped else []:
                begun = path.split("/")
                assert begun[1] not in ("birth_date", "intends_to_live_in_quebec", "family_size", "submitted_at")
                assert "accompanying" not in path
                if path.endswith("/end"):
                    assert {"study_work", "only_this_work", "work_permit"} & {one["code"] for one in each["depends"]}
                if begun[-2:-1] in (["languages"], ["education"], ["jobs"]):
                    assert begun[-1] == "-", path
            told += 1
    assert told > 1000


def test_the_order_is_the_stated_one() -> None:
    found = said(NGOZI)
    own = ["candidate", "partner"]
    keys = []
    for each in found["options"]:
        hands = all(whose in own for whose in each["in_hands_of"])
        leads = bool(each["categories"]["opened"]) or each["invited_under"] == "pnp"
        keys.append((not hands, not leads, -each["gain"] / each["effort"]["units"]))
    assert keys == sorted(keys)
    assert len(keys) > 10


def test_a_chance_comes_from_whoever_can_say_it() -> None:
    def chance(profile: Profile, on: date) -> dict[str, float]:
        document = profile.model_dump(mode="json", by_alias=True)
        return {"30": float(assess_profiles([document], [on])[0]["crs"]["total"]) / 1200}

    assert all(each["chance"] is None for each in said(NGOZI)["options"])
    told = [each for each in said(NGOZI, chance=chance)["options"] if each["on"] == str(ON)]
    assert len(told) > 5
    for each in told:
        assert each["chance"] == {"before": {"30": 482 / 1200}, "after": {"30": each["total"] / 1200}}


def test_the_same_facts_give_the_same_bytes() -> None:
    for document, on in profiles(72, 20):
        if document["birth_date"] <= str(on):
            assert to_json(said(document, on)) == to_json(said(document, on))


def test_a_day_after_the_last_verification_is_provisional() -> None:
    assert said(NGOZI, date(2026, 11, 2))["provisional"] == []
    assert said(NGOZI, date(2026, 11, 3))["provisional"]


@pytest.mark.parametrize("on", ["2015-01-01", "2016-02-29", "2024-02-29", "2099-12-31", "2100-12-31"])
def test_the_ends_of_the_calendar(on: str) -> None:
    day = date.fromisoformat(on)
    person = {"id": "a", "birth_date": "1990-02-28", "jobs": [
        {"noc": "31301", "start": "2013-05-01", "hours_per_week": 40, "country": "CA"}
    ]}  # fmt: skip
    found = said(person, day)
    assert all(each["on"] <= "2100-12-31" for each in found["options"])


def test_lists_that_are_full_have_no_room_for_a_step() -> None:
    one = {"test": "clb", "taken": "2015-01-01", **dict.fromkeys(ABILITIES, 4)}
    found = said(NGOZI | {"languages": [one] * 197 + NGOZI["languages"]})
    assert option(found, "ability") is None
    assert found["options"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_step_opens_a_program_while_the_intention_to_live_in_quebec_stands(language: str) -> None:
    found = said({**NGOZI, "intends_to_live_in_quebec": True}, language=language)
    sources = [each["source"] for each in found["in_the_way"]["requirements"]]
    law = "IRPR" if language == "en" else "RIPR"
    assert sources == [f"{law} 75(1)", f"{law} 87.1(1)", f"{law} 87.2(2)"]
    assert "Qu" in found["in_the_way"]["message"]
    assert found["options"], "points are still told"
    assert not any("quebec" in each["path"] for option in found["options"] for each in option["change"])
    assert said(NGOZI, language=language)["in_the_way"] is None


def test_where_no_step_opens_a_program_what_each_lacks_is_told() -> None:
    found = said({"id": "none", "birth_date": "1970-02-28", "jobs": []})
    assert not any(each["programs"]["opened"] for each in found["options"] + found["combinations"])
    lacked = [(each["program"], each["code"]) for each in found["in_the_way"]["requirements"]]
    assert ("cec", "canadian_work") in lacked
    assert ("fst", "offer_or_certificate") in lacked
    assert "outside_quebec" not in dict(lacked).values()


def test_a_nomination_and_funds_say_what_they_bind_to() -> None:
    poor = said({**ALONE, "settlement_funds": 0, "education": [ALONE["education"][0] | {"eca_issued": "2025-01-05"}]})
    for code, law in (("nomination", "10.1(1.1)"), ("funds", "76(1)(b)(i)")):
        found = option(poor, code)
        assert found is not None
        assert law in " ".join(each["message"] for each in found["depends"])


@pytest.mark.parametrize(("language", "title"), [("en", "Settlement funds"), ("fr", "Fonds d’établissement")])
def test_tables_that_change_before_the_day_of_an_option_are_named(language: str, title: str) -> None:
    found = said(NGOZI, date(2025, 6, 10), language=language)
    assert {"table": "programs/funds", "title": title, "on": "2025-07-07"} in found["tables_change"]
    assert said(NGOZI)["tables_change"] == []
