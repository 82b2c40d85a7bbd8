"""A profile whose year in the pool is over is judged as the new one that can be made in its place."""

from datetime import date
from typing import Any

import pytest

from tests.web.result.people import example
from toprank.assess import assess_profiles
from toprank.assess.batch import profile_of
from toprank.assess.changes import over_at


def assessed(on: date, **changes: Any) -> dict[str, Any]:
    """The assessment of Paul with other facts."""
    return assess_profiles([example("paul") | changes], [on], ())[0]


@pytest.mark.parametrize("on", [date(2026, 11, 5), date(2026, 11, 26), date(2027, 6, 1)])
def test_all_but_the_warning_is_that_of_a_new_profile(on: date) -> None:
    old, new = assessed(on), assessed(on, submitted_at=None)
    assert "profile_over" in [each["code"] for each in old["warnings"]]
    assert {**old, "warnings": []} == {**new, "warnings": []}


def test_the_year_is_over_on_its_day_and_not_before() -> None:
    paul = profile_of(example("paul"), date(2026, 11, 4))
    assert over_at(paul, date(2026, 11, 4)) is None
    over = over_at(paul, date(2026, 11, 5))
    assert over is not None
    assert over.isoformat() == "2026-11-05T19:40:10+00:00"


@pytest.mark.parametrize(("submitted", "met"), [("2024-07-16T10:00:00Z", True), ("2024-07-15T10:00:00Z", False)])
def test_former_settlement_funds_are_for_profiles_still_in_the_pool(submitted: str, met: bool) -> None:
    found = assessed(date(2025, 7, 15), submitted_at=submitted, settlement_funds=18_500)
    needed = {each["code"]: each for each in found["programs"]["fst"]["requirements"]}["settlement_funds"]
    assert needed["met"] is met, "two people: 18,288 CAD before July 7, 2025, then 19,001 CAD"


def test_the_day_on_which_the_former_funds_no_longer_hold_is_told() -> None:
    found = assessed(date(2025, 7, 10), submitted_at="2024-07-16T10:00:00Z", settlement_funds=18_500)
    told = {each["on"]: each for each in found["changes"]}
    assert "fst" in told["2025-07-16"]["parameters"]["closed"]
