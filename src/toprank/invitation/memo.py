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
    submitted, shown = found.profile.submitted_at, found.declined
    if submitted is None:
        yield "decline_back_unknown", {}
    else:
        until = expiry_of(submitted)
        back = {"submitted_at": written(submitted), "until": written(until), "last_day": last_day.isoformat()}
        ended = "decline_ended" if shown is None else "decline_expires"
        yield "decline_back" if until.date() > last_day else ended, back
    if shown is not None:
        yield score_in_pool(shown)
    yield "decline_no_penalty", {}
    yield "decline_no_promise", {}


def score_in_pool(shown: Json) -> Fact:
    """The score of a declined profile on a day on which it is in the pool, or that it is eligible for no program."""
    programs = [name for name, each in shown["programs"].items() if each["eligible"]]
    told: Json = {"on": shown["on"], "total": shown["crs"]["total"], "programs": programs}
    return "decline_score" if programs else "decline_ineligible", told


def lapsing(found: Rechecked, last_day: date) -> Iterator[Fact]:
    """What doing neither means."""
    yield "lapse_ends", {"last_day": last_day.isoformat()}
    submitted = found.profile.submitted_at
    if submitted is not None:
        yield "lapse_instant", {"submitted_at": written(submitted)}
