"""How profiles stand after the events of a pool: who has left it, and which events may follow on which.

    in the pool   invited, withdrawn
    invited       declined (back in the pool, IRPA 10.1(7)), applied, withdrawn; each while the invitation is open
    applied, withdrawn, or an invitation that ran out (10.1(6)): nothing; the profile is gone for good

An event counts from its instant on, also where it was recorded after later ones; in the same second the one recorded
first comes first. That a profile ends a year after its submission needs no event, nor that an
invitation runs out: both follow from the instants that are recorded. A withdrawal that was recorded for a later day,
before the invitation that ran out in between, is moot: it changes nothing, and the profile is gone since the
invitation ran out.
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

STATES: Final = ("in_pool", "invited", "applied", "lapsed", "withdrawn", "expired", "not_yet_received", "held_back")
"""How a profile stands; `held_back`: another profile of the same id holds an open invitation (overview.py)."""


def ends_of(submitted: Instants) -> Instants:
    """The first second in which profiles are no longer live: the same clock time a year later."""
    day, clock = np.divmod(submitted, DAY_SECONDS)
    return years_later(day.astype(np.int32), 1).astype(np.int64) * DAY_SECONDS + clock


def by_profile(events: Events) -> Rows:
    """The places of events in order of the row of their profile, then of their instant, then of recording."""
    return np.lexsort((events.at, events.row))


def last_of_each(events: Events, at: int) -> Rows:
    """The places among the events of the last one of each profile up to an instant, by the row of the profile.

    Those that are moot are passed over.
    """
    order = by_profile(events)
    counted = order[(events.at[order] <= at) & ~moot(events, before(events))[order]]
    last = np.ones(len(counted), np.bool_)
    last[:-1] = np.diff(events.row[counted]) != 0
    found: Rows = counted[last]
    return found


def gone_at(events: Events, at: int) -> Instants:
    """The rows of the profiles that left the pool by an event up to an instant and did not come back, in order."""
    last = last_of_each(events, at)
    gone: Instants = events.row[last][events.kind[last] != DECLINED]
    return gone


def holding(events: Events, at: int) -> Rows:
    """The places among the events of the invitations that are open at an instant, by the row of the profile."""
    last = last_of_each(events, at)
    found: Rows = last[(events.kind[last] == INVITED) & (at < events.until[last])]
    return found


@dataclass(frozen=True)
class Before:
    """For each of some events the one before it in the life of its profile: its kind, NONE where it is the first.

    `place` is its place in the order of recording.
    """

    kind: NDArray[np.int8]
    until: Instants
    place: Rows


def before(events: Events) -> Before:
    """The event before each in the life of its profile."""
    order = by_profile(events)
    first = np.ones(len(order), np.bool_)
    first[1:] = np.diff(events.row[order]) != 0
    kind, until = np.empty(len(order), np.int8), np.empty(len(order), np.int64)
    place = np.empty(len(order), np.intp)
    kind[order] = np.where(first, NONE, np.roll(events.kind[order], 1))
    until[order] = np.roll(events.until[order], 1)
    place[order] = np.roll(order, 1)
    return Before(kind, until, place)


def moot(events: Events, last: Before) -> Truths:
    """Which events are withdrawals that an invitation recorded after them overtook, and that it outlived: none counts.

    A withdrawal that is recorded when the invitation had run out already is a fault instead.
    """
    ran_out = (last.kind == INVITED) & (events.at >= last.until)
    found: Truths = ran_out & (events.kind == WITHDRAWN) & (np.arange(len(events)) < last.place)
    return found


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
        (closed, "gone_for_good"),
        ((last.kind == INVITED) & ~open_ & ~moot(events, last), "invitation_ran_out"),
        ((kind == INVITED) & open_, "invited_already"),
        (answers & in_pool, "not_invited"),
        (leaves & in_pool & ended, "expired"),
    ]


def first_fault(events: Events) -> tuple[int, str] | None:
    """The place of the first event that cannot stand in the life of its profile, and the code why; else None."""
    found = [(int(wrong.argmax()), code) for wrong, code in faults(events) if wrong.any()]
    return min(found, key=lambda each: each[0], default=None)


def ended_by_events(events: Events) -> tuple[Instants, Instants]:
    """The rows of the profiles that an event ended, in order, and the second from which each cannot be live again.

    An open invitation ends a profile when it runs out, unless it is declined before; that may be after its year.
    """
    last = last_of_each(events, np.iinfo(np.int64).max)
    last = last[events.kind[last] != DECLINED]
    return events.row[last], np.where(events.kind[last] == INVITED, events.until[last], events.at[last])


def ends_after_events(submitted: Instants, rows: Instants, ended: tuple[Instants, Instants]) -> Instants:
    """The first second from which profiles neither can be live nor hold an invitation: by an event, else after a year.

    `rows` are their places in the pool, in order; `ended` comes from `ended_by_events`.
    """
    ends, (ended_rows, by_event) = ends_of(submitted), ended
    places = np.searchsorted(ended_rows, rows)
    found = np.flatnonzero(np.append(ended_rows, -1)[places] == rows)
    ends[found] = by_event[places[found]]
    return ends


def states_at(submitted: Instants, start: int, events: Events, last: Rows, at: int) -> NDArray[np.int8]:
    """How each profile stands at an instant, as a place in STATES.

    `start` is the row of the first of them, `last` the places of the last events up to the instant, by row.
    """
    names = {name: np.int8(place) for place, name in enumerate(STATES)}
    found = np.where(at < ends_of(submitted), names["in_pool"], names["expired"])
    found[at < submitted] = names["not_yet_received"]
    mine = last[slice(*np.searchsorted(events.row[last], [start, start + len(submitted)]))]
    places, kind = events.row[mine] - start, events.kind[mine]
    lapsed = (kind == INVITED) & (events.until[mine] <= at)
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
