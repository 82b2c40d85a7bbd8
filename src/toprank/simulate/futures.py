"""Many futures of a pool from end to end: what they start from, what is drawn, what came of it in quantiles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any, Final

import numpy as np

from toprank.errors import Missing, ToprankError
from toprank.pool.draws import Draws
from toprank.pool.score import DAY_SECONDS, Scored
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook
from toprank.simulate import walk
from toprank.simulate.course import DECLINED, Course, Futures, arrivals, course
from toprank.simulate.schedule import Cluster, clusters, drawn
from toprank.simulate.standing import received_since, standing, types_open

Json = dict[str, Any]
Tell = Callable[[int], None]

LIKE_DAYS: Final = 28
FEWEST_LIKE: Final = 100
YEAR: Final = timedelta(days=365)
MOST: Final = 2**31 - 1
LOOPS: Final = ("auto", "numpy", "compiled")


@dataclass(frozen=True)
class Asked:
    """What was asked: how many futures of how many rounds from an instant on, and what chance is drawn from."""

    at: datetime
    futures: int
    rounds: int
    seed: int
    arrivals: int = 0
    since: date | None = None
    declined: float = DECLINED


@dataclass(frozen=True)
class Laid:
    """A course with what it was laid from: the clusters of the record, the types left out, whom arrivals are like."""

    course: Course
    clusters: list[Cluster]
    since: date
    left_out: tuple[str, ...]
    like: int


def laid(scored: Scored, asked: Asked, record: Record, rulebook: Rulebook) -> Laid:
    """The course of the futures asked for. ToprankError where the record or the pool has too little for it."""
    known = record.known_on(asked.at.date()).rounds
    if not known:
        raise ToprankError(f"no round was published by {asked.at.date()}: there is nothing to draw rounds from.")
    since = asked.since or known[-1].on - YEAR
    recent = [each for each in known if each.on >= since]
    names = tuple(dict.fromkeys(each.type for each in recent))
    types = types_open(names, asked.at, rulebook)
    found = clusters([each for each in recent if each.type in types])
    schedule = drawn(found, asked.at, asked.futures, asked.rounds, Draws(asked.seed, 0))
    start = standing(scored, schedule.types, asked.at, rulebook)
    path = course(start, schedule, asked.declined, Draws(asked.seed, 1))
    left_out = tuple(name for name in names if name not in types)
    if not asked.arrivals:
        return Laid(path, found, since, left_out, 0)
    like = received_since(start, asked.at.date() - timedelta(days=LIKE_DAYS))
    if len(like) < FEWEST_LIKE:
        raise ToprankError(
            f"{len(like)} profiles of the pool were received in the {LIKE_DAYS} days before {asked.at.date()}; "
            f"arrivals are drawn from them, and at least {FEWEST_LIKE} are needed."
        )
    come = arrivals(asked.arrivals, like, int(asked.at.timestamp()), schedule, Draws(asked.seed, 2))
    return Laid(replace(path, arrivals=come), found, since, left_out, len(like))


def walker(loop: str) -> Callable[[Course, Tell], Futures]:
    """The walk asked for; "auto" is the compiled one where Numba is there. Missing where it is asked and is not."""
    if loop == "numpy":
        return walk.walk
    try:
        found: Callable[[Course, Tell], Futures] = import_module("toprank.simulate.compiled").walk
    except ModuleNotFoundError:
        if loop == "auto":
            return walk.walk
        raise Missing("the compiled loop needs one more package: pip install 'toprank[fast]'.") from None
    return found


@dataclass(frozen=True)
class Span:
    """Rounds of a type in some days, in all futures together: how often there was one, its size, its cut-off."""

    type_: str
    start: date
    stop: date
    rounds: int
    futures: int
    nobody: int
    size: int
    cutoffs: tuple[int, ...]

    def as_json(self, quantiles: Sequence[int]) -> Json:
        """The span with its quantiles by name; `until` is its last day."""
        return {
            "type": self.type_,
            "from": self.start.isoformat(),
            "until": (self.stop - timedelta(days=1)).isoformat(),
            "rounds": self.rounds,
            "futures_with_one": self.futures,
            "nobody_invited": self.nobody,
            "size": self.size,
            "cutoff": {f"p{level}": cutoff for level, cutoff in zip(quantiles, self.cutoffs, strict=True)},
        }


def spans(of: Course, found: Futures, at: datetime, days: int, quantiles: Sequence[int]) -> list[Span]:
    """Quantiles of the cut-offs by type and stretches of so many days from the day after an instant on.

    A quantile is a cut-off that came about: the lowest one that at least so many in a hundred do not exceed.
    """
    first = at.date() + timedelta(days=1)
    start = int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp())
    plan = of.schedule
    stretch = (plan.at - start) // (days * DAY_SECONDS)
    future = np.broadcast_to(np.arange(len(of))[:, None], plan.at.shape)
    result = []
    for type_, name in enumerate(plan.types):
        of_type = plan.type_ == type_
        for place in np.unique(stretch[of_type]):
            here = of_type & (stretch == place)
            held = here & (found.invited > 0)
            cutoffs = np.sort(found.cutoff[held])
            if not len(cutoffs):
                continue
            day = first + timedelta(days=days * int(place))
            result.append(
                Span(
                    name,
                    day,
                    day + timedelta(days=days),
                    int(here.sum()),
                    len(np.unique(future[here])),
                    int((here & ~held).sum()),
                    int(at_level(np.sort(plan.size[here]), 50)),
                    tuple(int(at_level(cutoffs, level)) for level in quantiles),
                )
            )
    return result


def at_level(ordered: np.ndarray[Any, Any], level: int) -> Any:
    """The value of a sorted row at a level of a hundred.

    >>> at_level(np.array([1, 2, 3, 4]), 50)
    np.int64(2)
    """
    return ordered[max(-(-len(ordered) * level // 100) - 1, 0)]
