"""The walk with arrivals, compiled: everybody stands in a queue of their cell, a score and a combination of types.

In a queue the first received come first, so that whoever is invited, and whoever expires, is taken from its front,
those who come join at its end, and those who decline never leave their place.

Here a person is a place: those of the pool stand cell by cell, so that a queue is read from one end of the memory to
the other, and those who come stand behind them in the order of their coming. `following` has the next one in the
queue, -1 for none; `line` has the front, the back and the length of each queue.
"""
# mypy: allow-untyped-defs, allow-untyped-calls

import numba
import numpy as np

from toprank.simulate.machine import compiled, mixed, one_of

FRONT, BACK, LENGTH = range(3)


@compiled(parallel=True)
def queues(
    starts,
    number,
    listed,
    highest,
    combinations,
    ends,
    like,
    arrived,
    come,
    type_,
    at,
    size,
    keys,
    declines,
    cutoff,
    invited,
):
    """Each future on its own, from queues that are set up once; `like` are cells."""
    line = np.full((len(starts) - 1, 3), -1, np.int32)
    following = np.arange(1, len(number) + 1, dtype=np.int32)
    for cell in range(len(line)):
        line[cell, LENGTH] = starts[cell + 1] - starts[cell]
        if line[cell, LENGTH]:
            line[cell, FRONT], line[cell, BACK] = starts[cell], starts[cell + 1] - 1
            following[starts[cell + 1] - 1] = -1
    for future in numba.prange(len(type_)):
        one(
            number,
            listed,
            highest,
            combinations,
            ends,
            like,
            arrived[future],
            come[future],
            line.copy(),
            following,
            type_[future],
            at[future],
            size[future],
            keys[future],
            declines,
            cutoff[future],
            invited[future],
        )


@compiled()
def one(
    number,
    listed,
    highest,
    combinations,
    ends,
    like,
    arrived,
    come,
    line,
    before,
    type_,
    at,
    size,
    keys,
    declines,
    cutoff,
    invited,
):
    """One future of a pool that others join."""
    persons, joined = len(number), 0
    following = np.empty(persons + arrived[-1], np.int32)
    following[:persons] = before
    cursor, former = np.empty(combinations, np.int32), np.empty(combinations, np.int32)
    for round_ in range(len(type_)):
        for new in range(joined, arrived[round_]):
            join(persons + new, line[like[one_of(come, new, len(like))]], following)
        joined = arrived[round_]
        wanted, mine = size[round_], listed[type_[round_]]
        for score in range(highest[type_[round_]], -1, -1):
            if wanted <= 0:
                break
            here = line[score * combinations : (score + 1) * combinations]
            standing = settle(mine, here, following, ends, at[round_], cursor, former)
            if standing == 0:
                continue
            cutoff[round_] = score
            if standing <= wanted:
                wanted -= standing
                invite_all(mine, here, number, following, keys[round_], declines, cursor, former)
            else:
                invite_first(wanted, mine, here, number, following, keys[round_], declines, cursor, former)
                wanted = 0
        invited[round_] = size[round_] - wanted


@compiled()
def join(person, queue, following):
    """Puts a person at the end of a queue."""
    if queue[FRONT] < 0:
        queue[FRONT] = person
    else:
        following[queue[BACK]] = person
    following[person] = -1
    queue[BACK] = person
    queue[LENGTH] += 1


@compiled()
def settle(mine, here, following, ends, now, cursor, former):
    """Takes the expired from the front of the queues of a score; how many stand in them then."""
    standing = 0
    for combination in mine:
        if combination < 0:
            break
        cursor[combination] = -1
        queue = here[combination]
        if queue[LENGTH] > 0:
            person = queue[FRONT]
            while person >= 0 and ends[person] <= now:
                person = following[person]
                queue[LENGTH] -= 1
            queue[FRONT] = cursor[combination] = person
            former[combination] = -1
            standing += queue[LENGTH]
    return standing


@compiled()
def invite_all(mine, here, number, following, key, declines, cursor, former):
    """Invites everybody at a score, queue by queue."""
    for combination in mine:
        if combination < 0:
            break
        while cursor[combination] >= 0:
            step(combination, here[combination], number, following, key, declines, cursor, former)


@compiled()
def invite_first(wanted, mine, here, number, following, key, declines, cursor, former):
    """Invites the first received at a score, so many, out of all queues."""
    for _ in range(wanted):
        first, lowest = -1, 0
        for combination in mine:
            if combination < 0:
                break
            if cursor[combination] >= 0:
                told = number_of(number, cursor[combination])
                if first < 0 or told < lowest:
                    first, lowest = combination, told
        step(first, here[first], number, following, key, declines, cursor, former)


@compiled()
def number_of(number, person):
    """The number of a person in the order of submission: those who come are numbered on."""
    return number[person] if person < len(number) else np.int32(person)


@compiled()
def step(combination, queue, number, following, key, declines, cursor, former):
    """Invites the next one of a queue, who leaves it or declines and stays in place."""
    person = cursor[combination]
    after = following[person]
    cursor[combination] = after
    if mixed(key, number_of(number, person)) < declines:
        former[combination] = person
        return
    queue[LENGTH] -= 1
    if former[combination] < 0:
        queue[FRONT] = after
    else:
        following[former[combination]] = after
    if after < 0:
        queue[BACK] = former[combination]
