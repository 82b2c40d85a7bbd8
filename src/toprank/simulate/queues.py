"""The walk with arrivals, compiled: everybody stands in a queue of their cell, a score and a combination of types.

In a queue the first received come first, so that whoever is invited, and whoever expires, is taken from its front,
those who come join at its end, and those who decline never leave their place.
"""
# mypy: allow-untyped-defs, allow-untyped-calls

import numba
import numpy as np

from toprank.pool.select import TOP_SCORE
from toprank.simulate.machine import compiled, mixed


@compiled(parallel=True)
def queues(cell, listed, combinations, ends, like, arrived, come, type_, at, size, keys, declines, cutoff, invited):
    """Each future on its own, from queues that are set up once."""
    persons = len(cell)
    front = np.full((TOP_SCORE + 1) * combinations, -1, np.int32)
    back = np.full((TOP_SCORE + 1) * combinations, -1, np.int32)
    count = np.zeros((TOP_SCORE + 1) * combinations, np.int32)
    following = np.full(persons, -1, np.int32)
    for person in range(persons):
        join(person, cell[person], front, back, count, following)
    for future in numba.prange(len(type_)):
        one_of_queues(
            cell,
            listed,
            combinations,
            ends,
            like,
            arrived[future],
            come[future],
            front.copy(),
            back.copy(),
            count.copy(),
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
def join(person, place, front, back, count, following):
    """Puts a person at the end of a queue."""
    if front[place] < 0:
        front[place] = person
    else:
        following[back[place]] = person
    back[place] = person
    count[place] += 1


@compiled()
def one_of_queues(
    cell,
    listed,
    combinations,
    ends,
    like,
    arrived,
    come,
    front,
    back,
    count,
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
    persons, joined = len(cell), 0
    following = np.full(persons + arrived[-1], -1, np.int32)
    following[:persons] = before
    cursor, former = np.empty(combinations, np.int32), np.empty(combinations, np.int32)
    for round_ in range(len(type_)):
        for new in range(joined, arrived[round_]):
            drawn = like[mixed(come, new) % np.uint64(len(like))]
            join(persons + new, cell[drawn], front, back, count, following)
        joined = arrived[round_]
        wanted, now, key = size[round_], at[round_], keys[round_]
        mine = listed[type_[round_]]
        for score in range(TOP_SCORE, -1, -1):
            if wanted <= 0:
                break
            here = settle(mine, score * combinations, front, back, count, following, ends, now, cursor, former)
            if here == 0:
                continue
            cutoff[round_] = score
            taken = min(here, wanted)
            wanted -= taken
            invite(
                mine,
                score * combinations,
                taken,
                taken == here,
                front,
                back,
                count,
                following,
                key,
                declines,
                cursor,
                former,
            )
        invited[round_] = size[round_] - wanted


@compiled()
def settle(mine, base, front, back, count, following, ends, now, cursor, former):
    """Takes the expired from the front of the queues of a score; how many stand in them then."""
    here = 0
    for combination in mine:
        if combination < 0:
            break
        place = base + combination
        if count[place] == 0:
            cursor[combination] = -1
            continue
        person = front[place]
        while person >= 0 and ends[person] <= now:
            person = following[person]
            count[place] -= 1
        front[place] = person
        cursor[combination], former[combination] = person, -1
        here += count[place]
    return here


@compiled()
def invite(mine, base, taken, everybody, front, back, count, following, key, declines, cursor, former):
    """Invites so many at a score: all of them queue by queue, or the first received of all queues."""
    for combination in mine:
        if combination < 0:
            break
        if everybody:
            while cursor[combination] >= 0:
                step(combination, base + combination, front, back, count, following, key, declines, cursor, former)
    if everybody:
        return
    for _ in range(taken):
        first = -1
        for combination in mine:
            if combination < 0:
                break
            if cursor[combination] >= 0 and (first < 0 or cursor[combination] < cursor[first]):
                first = combination
        step(first, base + first, front, back, count, following, key, declines, cursor, former)


@compiled()
def step(combination, place, front, back, count, following, key, declines, cursor, former):
    """Invites the next one of a queue, who leaves it or declines and stays in place."""
    person = cursor[combination]
    cursor[combination] = following[person]
    if mixed(key, person) < declines:
        former[combination] = person
        return
    count[place] -= 1
    if former[combination] < 0:
        front[place] = following[person]
    else:
        following[former[combination]] = following[person]
    if back[place] == person:
        back[place] = former[combination]
