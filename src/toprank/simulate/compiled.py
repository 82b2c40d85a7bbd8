"""The same walk compiled with Numba (the extra "fast"), many futures at once on every core.

Without arrivals as in walk.py, one person after the other; with arrivals as in queues.py.
"""
# mypy: allow-untyped-defs, allow-untyped-calls

from collections.abc import Callable
from typing import Final

import numba
import numpy as np

from toprank.simulate.course import Course, Futures, cells, nothing
from toprank.simulate.machine import compiled, mixed
from toprank.simulate.queues import queues

AT_ONCE: Final = 64
Tell = Callable[[int], None]


def walk(of: Course, tell: Tell = lambda futures: None) -> Futures:
    """The cut-off and the number invited of every round of every future; `tell` hears of futures done."""
    found = nothing(of)
    for first in range(0, len(of), AT_ONCE):
        part = of.part(first, min(first + AT_ONCE, len(of)))
        run = run_without if of.arrivals is None else run_with
        run(part, Futures(found.cutoff[first : first + AT_ONCE], found.invited[first : first + AT_ONCE]))
        tell(len(part))
    return found


def run_without(of: Course, found: Futures) -> None:
    """Fills in futures of a pool that nobody joins."""
    standing, plan = of.standing, of.schedule
    heads_only(
        standing.order,
        standing.starts,
        standing.score,
        standing.ends,
        plan.type_,
        plan.at,
        plan.size,
        of.keys,
        of.declines,
        found.cutoff,
        found.invited,
    )


def run_with(of: Course, found: Futures) -> None:
    """Fills in futures of a pool that others join."""
    standing, plan, come = of.standing, of.schedule, of.arrivals
    assert come is not None
    by_cell = cells(standing)
    queues(
        by_cell.starts,
        by_cell.order,
        by_cell.listed,
        by_cell.highest,
        by_cell.combinations,
        np.concatenate([standing.ends[by_cell.order], come.ends]),
        by_cell.of[come.like],
        come.arrived,
        come.keys,
        plan.type_,
        plan.at,
        plan.size,
        of.keys,
        of.declines,
        found.cutoff,
        found.invited,
    )


@compiled(parallel=True)
def heads_only(order, starts, score, ends, type_, at, size, keys, declines, cutoff, invited):
    """Each future on its own; see walk.without_arrivals for the meaning of its lists."""
    for future in numba.prange(len(type_)):
        one_of_heads(
            order,
            starts,
            score,
            ends,
            type_[future],
            at[future],
            size[future],
            keys[future],
            declines,
            cutoff[future],
            invited[future],
        )


@compiled()
def one_of_heads(order, starts, score, ends, type_, at, size, keys, declines, cutoff, invited):
    """One future of a pool that nobody joins."""
    gone = np.zeros(len(score), np.uint8)
    heads = starts[:-1].copy()
    kept = np.empty(len(order), np.int32)  # those who declined, by type, where the type's members stand in `order`
    keeps = np.zeros(len(heads), np.int64)
    for round_ in range(len(type_)):
        kind, now, wanted = type_[round_], at[round_], size[round_]
        begin, last, stay = starts[kind], -1, 0
        for place in range(keeps[kind]):
            person = kept[begin + place]
            if gone[person] or ends[person] <= now:
                continue
            if wanted > 0:
                wanted -= 1
                last = person
                if mixed(keys[round_], person) >= declines:
                    gone[person] = 1
                    continue
            kept[begin + stay] = person
            stay += 1
        head, stop = heads[kind], starts[kind + 1]
        while wanted > 0 and head < stop:
            person = order[head]
            head += 1
            if gone[person] or ends[person] <= now:
                continue
            wanted -= 1
            last = person
            if mixed(keys[round_], person) < declines:
                kept[begin + stay] = person
                stay += 1
            else:
                gone[person] = 1
        heads[kind], keeps[kind] = head, stay
        if last >= 0:
            cutoff[round_] = score[last]
            invited[round_] = size[round_] - wanted
