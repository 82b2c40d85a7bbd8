"""Every printed gain against a full assessment of the changed profile, for a thousand invented people."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.advise.advised import SEEDS, advised
from tests.advise.reassessed import assessed, patched
from tests.invented.profiles import profiles
from toprank.advise import advice
from toprank.advise.options import steps_of
from toprank.advise.situation import Situation
from toprank.assess.batch import assess_profiles, profile_of
from toprank.assess.case import Case
from toprank.rulebook.loader import load

Json = dict[str, Any]


def open_in(assessment: Json) -> set[str]:
    """Programs and categories open in an assessment."""
    programs = {key for key, found in assessment["programs"].items() if found["eligible"]}
    return programs | {key for key, found in assessment["categories"].items() if found["eligible"]}


def step_keys(option: Json) -> list[tuple[str, str]]:
    return [(step["code"], repr(sorted(step["parameters"].items()))) for step in option["steps"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_gain_equals_a_full_assessment_of_the_changed_profile(seed: int) -> None:
    told = combined = 0
    people = advised(seed)
    for place, (document, profile, on, found) in enumerate(people):
        options = [*found["options"], *found["combinations"]]
        now, *then = assessed(document, [(option["change"], option["on"]) for option in options], on)
        assert found["now"]["total"] == now["crs"]["total"]
        assert {*found["now"]["programs"], *found["now"]["categories"]} == open_in(now)
        for option, answer in zip(options, then, strict=True):
            assert option["total"] == answer["crs"]["total"], (document["id"], option["steps"])
            assert option["gain"] == answer["crs"]["total"] - now["crs"]["total"]
            assert option["invited_under"] == answer["invited_under"]
            opened = {*option["programs"]["opened"], *option["categories"]["opened"]}
            closed = {*option["programs"]["closed"], *option["categories"]["closed"]}
            assert opened == open_in(answer) - open_in(now)
            assert closed == open_in(now) - open_in(answer)
            assert sum(option["factors"].values()) == option["gain"]
            assert option["gain"] > 0 or opened
        singles = {step_keys(option)[0]: option for option in found["options"]}
        for option in found["combinations"]:
            alone = [singles[key]["gain"] for key in step_keys(option) if key in singles]
            assert option["gain"] >= max(alone, default=0)
        if place % 4 == 0:
            left_out = found["left_out"]
            steps = steps_of(Situation(Case(profile, on, load())))
            assert len(steps) == len(found["options"]) + left_out["no_gain"] + left_out["no_more_than_less"]
        told += len(options)
        combined += len(found["combinations"])
    assert len(people) > 90
    assert told > 1500
    assert combined > 400


def test_what_counts_today_is_what_assess_says_today() -> None:
    checked = 0
    for document, _, on, found in advised(SEEDS[0]):
        options = [each for each in found["options"] if each["on"] == str(on)]
        changed = [patched(document, option["change"]) for option in options]
        for option, answer in zip(options, assess_profiles(changed, [on] * len(changed)), strict=True):
            assert answer["crs"]["total"] == option["total"]
            checked += 1
    assert checked > 500


def test_the_day_of_work_is_the_first_on_which_it_opens_what_it_opens() -> None:
    checked = 0
    for document, on in profiles(62, 200):
        if document["birth_date"] > str(on):
            continue
        found = advice(profile_of(document, on), on)
        seen: set[tuple[str, str]] = set()
        worked = [option for option in found["options"] if option["steps"][0]["code"] in ("work_canada", "work_abroad")]
        for option in sorted(worked, key=lambda each: str(each["on"])):
            step = (option["steps"][0]["code"], option["steps"][0]["parameters"]["noc"])
            if step in seen or option["on"] == str(on):
                continue
            seen.add(step)
            day, eve = option["on"], str(date.fromisoformat(option["on"]) - timedelta(days=1))
            _, waited, before, then = assessed(
                document, [([], day), (option["change"], eve), (option["change"], day)], on
            )
            opened = {*option["programs"]["opened"], *option["categories"]["opened"]} - open_in(waited)
            if not opened:
                continue
            assert opened <= open_in(then)
            assert not opened <= open_in(before)
            checked += 1
    assert checked > 30
