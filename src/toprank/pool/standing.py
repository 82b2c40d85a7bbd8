"""How profiles stand after the events of a pool: who has left it, and which events may follow on which.

    in the pool   invited, withdrawn
    invited       declined (back in the pool, IRPA 10.1(7)), applied, withdrawn; each while the invitation is open
    applied, withdrawn, or an invitation that ran out (10.1(6)): nothing; the profile is gone for good

An event counts from its instant on. That a profile ends a year after its submission needs no event, nor that an
invitation runs out: both follow from the instants that are recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.days import Rows, years_later
from toprank.facts import Instants, Truths
from toprank.pool.events import APPLIED, DECLINED, INVITED, KINDS, WITHDRAWN, Events

DAY_SECONDS: Final = 86_400
NONE: Final = len(KINDS)
"""The state of a profile to which nothing happened yet; the others are named by their last event."""

STATES: Final = ("in_pool", "invited", "applied", "lapsed", "withdrawn", "expired", "not_yet_received")


def ends_of(submitted: Instants) -> Instants:
    """The first second in which profiles are no longer live: the same clock time a year later."""
    day, clock = np.divmod(submitted, DAY_SECONDS)
    return years_later(day.astype(np.int32), 1).astype(np.int64) * DAY_SECONDS + clock


def last_of_each(events: Events, at: int) -> Rows:
    """The places among the events of the last one of each profile up to an instant, by the row of the profile."""
    counted = np.flatnonzero(events.at <= at)[::-1]
    _, first = np.unique(events.row[counted], return_index=True)
    found: Rows = counted[first]
    return found


def gone_at(events: Events, at: int) -> Instants:
    """The rows of the profiles that left the pool by an event up to an instant and did not come back, in order."""
    last = last_of_each(events, at)
    gone: Instants = events.row[last][events.kind[last] != DECLINED]
    return gone


@dataclass(frozen=True)
class Before:
    """For each of some events the one before it of the same profile: its kind (NONE where there is none) and times."""

    kind: NDArray[np.int8]
    at: Instants
    until: Instants


def before(events: Events) -> Before:
    """The event before each, in the order of the log."""
    order = np.argsort(events.row, kind="stable")
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(events.row[order]) != 0
    kind, at, until = (np.empty(len(order), column.dtype) for column in (events.kind, events.at, events.until))
    for found, column, nothing in ((kind, events.kind, NONE), (at, events.at, 0), (until, events.until, 0)):
        found[order] = np.where(first, nothing, np.roll(column[order], 1))
    return Before(kind, at, until)


def faults(events: Events) -> list[tuple[Truths, str]]:
    """For each thing that can be wrong with an event in its place: which events it is wrong with, and a code."""
    last, kind, at = before(events), events.kind, events.at
    open_ = (last.kind == INVITED) & (at < last.until)
    in_pool = (last.kind == NONE) | (last.kind == DECLINED)
    ended = at >= ends_of(events.submitted)
    answers = (kind == DECLINED) | (kind == APPLIED)
    leaves = (kind == INVITED) | (kind == WITHDRAWN)
    closed = (last.kind == APPLIED) | (last.kind == WITHDRAWN)
    return [
        (at < events.submitted, "before_submission"),
        ((last.kind != NONE) & (at < last.at), "before_the_last_event"),
        (closed, "gone_for_good"),
        ((last.kind == INVITED) & ~open_, "invitation_ran_out"),
        ((kind == INVITED) & open_, "invited_already"),
        (answers & in_pool, "not_invited"),
        (leaves & in_pool & ended, "expired"),
    ]


def first_fault(events: Events, start: int = 0) -> tuple[int, str] | None:
    """The first event from place `start` on that cannot stand where it does, and the code why; else None."""
    found = [(int(wrong.argmax()) + start, code) for mask, code in faults(events) if (wrong := mask[start:]).any()]
    return min(found, key=lambda each: each[0], default=None)


def ends_after_events(submitted: Instants, rows: Instants, events: Events) -> Instants:
    """The first second from which profiles can no longer be live: a year after submission, or earlier by an event.

    `rows` are their places in the pool, in order. An open invitation ends a profile when it runs out, unless declined.
    """
    ends = ends_of(submitted)
    last = last_of_each(events, np.iinfo(np.int64).max)
    of_event = np.where(events.kind[last] == INVITED, events.until[last], events.at[last])
    held = np.flatnonzero((events.kind[last] != DECLINED) & np.isin(events.row[last], rows))
    places = np.searchsorted(rows, events.row[last][held])
    ends[places] = np.minimum(ends[places], of_event[held])
    return ends


def states_at(submitted: Instants, start: int, events: Events, at: int) -> NDArray[np.int8]:
    """How each profile stands at an instant, as a place in STATES; `start` is the row of the first one."""
    names = {name: np.int8(place) for place, name in enumerate(STATES)}
    found = np.where(at < ends_of(submitted), names["in_pool"], names["expired"])
    found[at < submitted] = names["not_yet_received"]
    last = last_of_each(events, at)
    last = last[(events.row[last] >= start) & (events.row[last] < start + len(submitted))]
    places, kind = events.row[last] - start, events.kind[last]
    lapsed = (kind == INVITED) & (events.until[last] <= at)
    for mask, name in (
        ((kind == INVITED) & ~lapsed, "invited"),
        (lapsed, "lapsed"),
        (kind == APPLIED, "applied"),
        (kind == WITHDRAWN, "withdrawn"),
    ):
        found[places[mask]] = names[name]
    return found.astype(np.int8)


def counted(states: Sequence[NDArray[np.int8]]) -> dict[str, int]:
    """How many profiles stand how."""
    total = sum((np.bincount(each, minlength=len(STATES)) for each in states), np.zeros(len(STATES), np.intp))
    return {name: int(total[place]) for place, name in enumerate(STATES)}
