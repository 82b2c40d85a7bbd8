"""The work histories of synthetic people: a chain of jobs abroad, then one in Canada, now and then something beside.

Slots 0 to 2 are jobs abroad, 3 and 4 in Canada, 5 the one beside; jobs of a chain follow each other with short gaps,
some of them longer than the law forgives.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import NEVER, Days
from toprank.facts import (
    AUTHORIZED,
    ELSEWHERE,
    FULL_TIME_STUDENT,
    IN_CANADA,
    NONE,
    PAID,
    PART_TIME_STUDENT,
    SELF_EMPLOYED,
    STATUS,
    Ints,
    Jobs,
    Smalls,
    Truths,
)
from toprank.pool.careers import Careers
from toprank.pool.draws import Draws, Reals, Wholes
from toprank.rulebook.classification import former_groups, former_groups_of, unit_groups

ABROAD, HERE, BESIDE, SLOTS = slice(0, 3), slice(3, 5), 5, 6
YEAR: Final = 365.2425
GROWN_UP: Final = 18 * 366
"""Days of age before which no chain of jobs begins."""
NOC_2021: Final = days.number(date(2022, 11, 16))
NAMED_BEFORE: Final = 0.3
"""Share of older jobs that name their group of NOC 2016. A judgement."""
FULL_TIME: Final = np.array([3750, 4000, 3500, 4400, 3000])
PART_TIME: Final = np.array([2000, 2250, 1500, 2500])


@dataclass(frozen=True)
class Working:
    """What decides a history: the day, years of work abroad and in Canada, career, who is in Canada, who studied."""

    on: int
    born: Days
    abroad: Reals
    here: Reals
    studied: Truths
    inland: Truths
    field: NDArray[np.intp]
    unit_group: Smalls


def chain(draws: Draws, length: Wholes, stop: Wholes, count: Wholes, slots: int) -> tuple[Wholes, Wholes]:
    """Starts and stops of `count` jobs one after the other, of `length` days in all, the last one until `stop`.

    Shape (people, slots), the earliest job first; slots behind the last job are without meaning.
    """
    people = len(length)
    weight = np.where(np.arange(slots) < count[:, None], 0.25 + draws.uniform((people, slots)), 0)
    share = weight / np.maximum(weight.sum(axis=1, keepdims=True), 0.1)
    lengths = np.maximum((share * length[:, None]).astype(np.int64), 1)
    longer = draws.whole(0, 100, (people, slots))
    gap = np.where(longer < 55, draws.whole(0, 3, (people, slots)), draws.whole(2, 14, (people, slots)))
    gap = np.where(longer >= 85, draws.whole(14, 160, (people, slots)), gap)
    last = np.arange(slots) == count[:, None] - 1
    stretch = np.where(weight > 0, lengths + np.where(last, 0, gap), 0)
    later = stretch[:, ::-1].cumsum(axis=1)[:, ::-1] - stretch
    stops = stop[:, None] - later - np.where(last, 0, gap)
    return stops - lengths, stops


def histories(draws: Draws, people: Working, careers: Careers) -> Jobs:
    """The jobs of every person, by start."""
    count = len(people.born)
    start, stop = np.zeros((count, SLOTS), np.int64), np.zeros((count, SLOTS), np.int64)
    held = np.zeros((count, SLOTS), np.bool_)
    here_count = np.where(people.here > 0, 1 + draws.chance(0.4, count), 0)
    left = np.where(people.inland, draws.chance(0.15, count), True)
    away = np.where(people.inland, draws.whole(5, 300, count), draws.whole(200, 1900, count))
    here_stop = people.on + 1 - np.where(left, away, 0)
    here_days = np.minimum((people.here * YEAR).astype(np.int64), here_stop - people.born - GROWN_UP)
    start[:, HERE], stop[:, HERE] = chain(draws, here_days, here_stop, here_count, 2)
    held[:, HERE] = np.arange(2) < here_count[:, None]
    arrived = start[:, 3] - np.where(people.studied, draws.whole(330, 1000, count), draws.whole(5, 200, count))
    ended = np.where(draws.chance(0.3, count), draws.whole(5, 260, count), 0)
    abroad_stop = np.where(people.inland & (here_count > 0), arrived, people.on + 1 - ended)
    room = abroad_stop - people.born - GROWN_UP
    abroad_days = np.minimum((people.abroad * YEAR).astype(np.int64), room)
    abroad_count = np.where(abroad_days > 90, 1 + draws.one_of([0.26, 0.4, 0.34], count), 0)
    start[:, ABROAD], stop[:, ABROAD] = chain(draws, abroad_days, abroad_stop, abroad_count, 3)
    held[:, ABROAD] = np.arange(3) < abroad_count[:, None]
    _beside(draws, people, start, stop, held)
    jobs = by_start(start, stop, held, *_described(draws, people, careers, start), on=people.on)
    return replace(jobs, former=_former(draws, jobs))


def _former(draws: Draws, jobs: Jobs) -> Smalls:
    """The group of NOC 2016 of some jobs that began while that classification was in use."""
    groups, count = former_places()
    place = (draws.uniform(len(jobs.start)) * count[jobs.unit_group]).astype(np.intp)
    named = (jobs.start < NOC_2021) & draws.chance(NAMED_BEFORE, len(jobs.start))
    return np.where(named, groups[jobs.unit_group, place], NONE).astype(np.int16)


@cache
def former_places() -> tuple[Smalls, Wholes]:
    """For each unit group the groups of NOC 2016 that it came from, by place, and how many they are."""
    place = {code: number for number, code in enumerate(former_groups())}
    origins = [[place[code] for code in former_groups_of()[unit_group]] for unit_group in unit_groups()]
    found = np.full((len(origins), max(len(each) for each in origins)), NONE, np.int16)
    for row, each in enumerate(origins):
        found[row, : len(each)] = each
    return found, np.array([len(each) for each in origins], np.int64)


def _beside(draws: Draws, people: Working, start: Wholes, stop: Wholes, held: Truths) -> None:
    """A second job at the same time as part of the last chain, for some."""
    count = len(people.born)
    place = np.where(held[:, 3], 3, 0)
    main_start = np.take_along_axis(start, place[:, None], axis=1)[:, 0]
    start[:, BESIDE] = np.minimum(main_start + draws.whole(0, 500, count), people.on - 60)
    stop[:, BESIDE] = np.minimum(start[:, BESIDE] + draws.whole(60, 600, count), people.on + 1)
    held[:, BESIDE] = draws.chance(0.15, count) & (held[:, 3] | held[:, 0])


def _described(draws: Draws, people: Working, careers: Careers, start: Wholes) -> tuple[Smalls, Ints, Smalls]:
    """Unit group, hours and circumstances of every slot."""
    count, shape = len(people.born), start.shape
    group = np.repeat(people.unit_group[:, None], SLOTS, axis=1)
    for slot in (0, 1, 3):
        changed = np.flatnonzero(draws.chance(0.16, count))
        here = np.full(len(changed), slot == 3)
        group[changed, slot] = careers.groups(draws, people.field[changed], here)
    beneath = draws.chance(np.array([0.07, 0.02, 0, 0, 0, 0.6]), shape)
    group[beneath] = careers.unskilled[draws.whole(0, len(careers.unskilled), int(beneath.sum()))]
    few = draws.chance(np.array([0.02, 0.01, 0.01, 0.03, 0.02, 1]), shape)
    hours = np.where(
        few, PART_TIME[draws.whole(0, len(PART_TIME), shape)], FULL_TIME[draws.one_of([5, 8, 3, 1, 1], shape)]
    )
    in_canada = np.zeros(shape, np.bool_)
    in_canada[:, HERE] = True
    in_canada[:, BESIDE] = people.here > 0
    bits = PAID + IN_CANADA * in_canada + AUTHORIZED * ~(in_canada & draws.chance(0.004, shape))
    bits += STATUS + SELF_EMPLOYED * draws.chance(0.015, shape) + ELSEWHERE * draws.chance(0.005, shape)
    student = draws.whole(0, 100, count)
    bits[:, BESIDE] += FULL_TIME_STUDENT * (student < 35) + PART_TIME_STUDENT * (student >= 92)
    return group, hours.astype(np.int32), bits.astype(np.int16)


def by_start(start: Wholes, stop: Wholes, held: Truths, group: Smalls, hours: Ints, bits: Smalls, on: int) -> Jobs:
    """The slots in use as a table of jobs; what lasts past the day has no end."""
    order = np.argsort(np.where(held, start, np.int64(NEVER)), axis=1, kind="stable")
    start, stop = np.take_along_axis(start, order, axis=1), np.take_along_axis(stop, order, axis=1)
    group, hours = np.take_along_axis(group, order, axis=1), np.take_along_axis(hours, order, axis=1)
    held, bits = np.take_along_axis(held, order, axis=1), np.take_along_axis(bits, order, axis=1)
    ends = np.where(stop > on, np.int64(NEVER), stop)[held].astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(held.sum(axis=1))]).astype(np.intp)
    former = np.full(int(offsets[-1]), -1, np.int16)
    return Jobs(offsets, group[held], former, start[held].astype(np.int32), ends, hours[held], bits[held])
