"""Applying, declining, or letting the invitation lapse: what the Act makes of each, and what it means for this person.

Facts on every side, by code with parameters; the sentences stand in words/*/invitation.toml. No advice.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from toprank.assess.changes import expiry_of
from toprank.invitation.recheck import Invitation, Rechecked, written

Json = dict[str, Any]
Fact = tuple[str, Json]
"""The code of a sentence and its parameters."""


def memo(asked: Invitation, found: Rechecked, deadline: datetime, days_: int) -> dict[str, list[Fact]]:
    """The facts of each choice."""
    last_day = deadline.date() - timedelta(days=1)
    return {
        "apply": list(applying(asked, found, last_day, deadline, days_)),
        "decline": list(declining(found, last_day)),
        "lapse": list(lapsing(found, last_day)),
    }


def applying(asked: Invitation, found: Rechecked, last_day: date, deadline: datetime, days_: int) -> Iterator[Fact]:
    """What applying means."""
    told = {"days": days_, "last_day": last_day.isoformat(), "deadline": written(deadline)}
    yield "apply_by", told
    answer = {True: "apply_holds", False: "apply_fails", None: "apply_open"}[found.holds]
    failed = [check.code for check in found.checks if check.passed is (False if found.holds is False else None)]
    yield answer, {"filing": asked.filing.isoformat(), "checks": failed}
    if found.birthdays:
        yield "apply_birthday", {}
    yield "apply_incomplete", {}
    yield "apply_truth", {}


def declining(found: Rechecked, last_day: date) -> Iterator[Fact]:
    """What declining within the period means."""
    submitted = found.profile.submitted_at
    if submitted is None:
        yield "decline_back_unknown", {}
    else:
        until = expiry_of(submitted)
        back = {"submitted_at": written(submitted), "until": written(until), "last_day": last_day.isoformat()}
        code = "decline_back" if until.date() > last_day else "decline_expires"
        yield code, back
    programs = [name for name, each in found.at_filing["programs"].items() if each["eligible"]]
    told: Json = {"on": found.at_filing["on"], "total": found.at_filing["crs"]["total"], "programs": programs}
    yield "decline_score" if programs else "decline_ineligible", told
    yield "decline_no_penalty", {}
    yield "decline_no_promise", {}


def lapsing(found: Rechecked, last_day: date) -> Iterator[Fact]:
    """What doing neither means."""
    yield "lapse_ends", {"last_day": last_day.isoformat()}
    submitted = found.profile.submitted_at
    if submitted is not None:
        yield "lapse_instant", {"submitted_at": written(submitted)}
