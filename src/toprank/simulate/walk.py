"""Futures walked with NumPy, round after round.

Without arrivals the rank of everybody is known from the start. Each type of round has a head that runs down its
members and never turns back: whoever it has passed is gone, has expired, or declined; those who declined are kept in
a short list and stand first when the next round of the type is held. With arrivals the ranked keys of all in the pool
are kept in one sorted array, into which those who come are merged.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Instants, Ints, Truths
from toprank.pool.select import TOP_SCORE
from toprank.simulate.chance import mixed, one_of
from toprank.simulate.course import Course, Futures, nothing

PERSON_BITS: Final = 32
PERSON: Final = 2**PERSON_BITS - 1
LEAST_BLOCK: Final = 256
Tell = Callable[[int], None]


def walk(of: Course, tell: Tell = lambda futures: None) -> Futures:
    """The cut-off and the number invited of every round of every future; `tell` hears of each future done."""
    found = nothing(of)
    one = without_arrivals if of.arrivals is None else with_arrivals
    for future in range(len(of)):
        one(of, future, found)
        tell(1)
    return found


def declining(of: Course, future: int, round_: int, persons: NDArray[np.integer]) -> Truths:
    """Who of the invited declines and stays."""
    found: Truths = mixed(of.keys[future, round_], persons) < of.declines
    return found


def without_arrivals(of: Course, future: int, found: Futures) -> None:
    """Fills in one future of a pool that nobody joins."""
    standing, plan = of.standing, of.schedule
    gone = np.zeros(len(standing), np.bool_)
    heads = standing.starts[:-1].copy()
    kept = [np.empty(0, np.int32) for _ in plan.types]
    for round_ in range(plan.at.shape[1]):
        type_, at, size = int(plan.type_[future, round_]), plan.at[future, round_], int(plan.size[future, round_])
        back = kept[type_]
        back = back[~gone[back] & (standing.ends[back] > at)]
        first, rest = back[:size], back[size:]
        stop = standing.starts[type_ + 1]
        further, heads[type_] = run_down(standing.order, heads[type_], stop, standing.ends, gone, at, size - len(first))
        invited = np.concatenate([first, further])
        declines = declining(of, future, round_, invited)
        gone[invited[~declines]] = True
        stay = len(first)
        kept[type_] = np.concatenate([first[declines[:stay]], rest, further[declines[stay:]]])
        if len(invited):
            found.cutoff[future, round_] = standing.score[invited[-1]]
            found.invited[future, round_] = len(invited)


def run_down(order: Ints, head: int, stop: int, ends: Instants, gone: Truths, at: int, wanted: int) -> tuple[Ints, int]:
    """The next so many of a type who are in the pool, and where its head stands then."""
    taken = [np.empty(0, np.int32)]
    while wanted > 0 and head < stop:
        block = order[head : min(head + max(2 * wanted, LEAST_BLOCK), stop)]
        here = np.flatnonzero(~gone[block] & (ends[block] > at))[:wanted]
        head += int(here[-1]) + 1 if len(here) == wanted else len(block)
        taken.append(block[here])
        wanted -= len(here)
    return np.concatenate(taken), head


def with_arrivals(of: Course, future: int, found: Futures) -> None:
    """Fills in one future of a pool that others join."""
    standing, plan, come = of.standing, of.schedule, of.arrivals
    assert come is not None
    like = come.like[one_of(come.keys[future], np.arange(come.arrived[future, -1]), len(come.like))]
    score = np.concatenate([standing.score, standing.score[like]])
    mask = np.concatenate([standing.mask, standing.mask[like]])
    ends = np.concatenate([standing.ends, come.ends[: len(like)]])
    keys = (TOP_SCORE - score.astype(np.int64)) << PERSON_BITS | np.arange(len(score))
    there, old = np.sort(keys[: len(standing)]), len(standing)
    for round_ in range(plan.at.shape[1]):
        new = len(standing) + come.arrived[future, round_]
        coming = np.sort(keys[old:new])
        there = np.insert(there, np.searchsorted(there, coming), coming)
        old = new
        type_, at, size = int(plan.type_[future, round_]), int(plan.at[future, round_]), int(plan.size[future, round_])
        places = first_open(there, mask, ends, type_, at, size)
        invited = there[places] & PERSON
        there = np.delete(there, places[~declining(of, future, round_, invited)])
        if len(invited):
            found.cutoff[future, round_] = score[invited[-1]]
            found.invited[future, round_] = len(invited)


def first_open(there: Instants, mask: Instants, ends: Instants, type_: int, at: int, wanted: int) -> NDArray[np.intp]:
    """The places of the first so many in the ranked keys who are of a type and have not expired."""
    taken, place, length = [np.empty(0, np.intp)], 0, max(2 * wanted, LEAST_BLOCK)
    while wanted > 0 and place < len(there):
        persons = there[place : place + length] & PERSON
        here = np.flatnonzero(((mask[persons] >> type_) & 1 == 1) & (ends[persons] > at))[:wanted]
        taken.append(place + here)
        wanted -= len(here)
        place, length = place + length, 2 * length
    return np.concatenate(taken)
