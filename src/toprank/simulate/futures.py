"""Many futures of a pool: what they start from, and all that chance lays down for them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Final

from toprank.errors import Missing, ToprankError
from toprank.pool.distribution import Distribution
from toprank.pool.draws import Draws
from toprank.pool.score import Scored
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook
from toprank.simulate import walk
from toprank.simulate.course import DECLINED, Course, Futures, arrivals, course
from toprank.simulate.schedule import Cluster, clusters, drawn
from toprank.simulate.standing import received_since, standing, types_open

Tell = Callable[[int], None]

LIKE_DAYS: Final = 28
FEWEST_LIKE: Final = 100
YEAR: Final = timedelta(days=365)
MOST: Final = 20_000_000
LOOPS: Final = ("auto", "numpy", "compiled")


@dataclass(frozen=True)
class Asked:
    """What was asked: how many futures of how many rounds from an instant on, and what chance is drawn from.

    ToprankError for more than a memory holds.
    """

    at: datetime
    futures: int
    rounds: int
    seed: int
    arrivals: int = 0
    since: date | None = None
    declined: float = DECLINED

    def __post_init__(self) -> None:
        if self.futures * self.rounds > MOST:
            raise ToprankError(f"{self.futures:,} futures of {self.rounds:,} rounds: at most {MOST:,} rounds in all.")
        if self.arrivals * self.rounds > MOST:
            raise ToprankError(f"{self.arrivals:,} arrivals a round, {self.rounds:,} rounds: at most {MOST:,} in all.")


@dataclass(frozen=True)
class Laid:
    """A course with what it was laid from: the clusters of the record, the types left out, whom arrivals are like.

    `published` is the last distribution of the pool that was published when the futures begin, None where none was.
    """

    course: Course
    clusters: list[Cluster]
    since: date
    left_out: tuple[str, ...]
    like: int
    published: Distribution | None


def laid(scored: Scored, asked: Asked, record: Record, rulebook: Rulebook) -> Laid:
    """The course of the futures asked for. ToprankError where the record or the pool has too little for it."""
    then = record.known_on(asked.at.date())
    known, published = then.rounds, next(reversed(then.distributions), None)
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
        return Laid(path, found, since, left_out, 0, published)
    like = received_since(start, asked.at.date() - timedelta(days=LIKE_DAYS))
    if len(like) < FEWEST_LIKE:
        raise ToprankError(
            f"{len(like)} profiles of the pool were received in the {LIKE_DAYS} days before {asked.at.date()}; "
            f"arrivals are drawn from them, and at least {FEWEST_LIKE} are needed."
        )
    come = arrivals(asked.arrivals, like, int(asked.at.timestamp()), schedule, Draws(asked.seed, 2))
    return Laid(replace(path, arrivals=come), found, since, left_out, len(like), published)


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
