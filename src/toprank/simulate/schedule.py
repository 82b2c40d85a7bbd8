"""Rounds to come, drawn from the record: stretches of clusters as they were held, with their gaps and sizes.

Rounds are held in clusters, one about every fortnight: nominees, then the Canadian Experience Class, then a category
or two. A future is made of stretches of consecutive clusters of the record, each begun at a cluster drawn by chance, so
that the order within a cluster, the days between clusters and the turns of the categories are those that were seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from statistics import median_low
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.errors import ToprankError
from toprank.facts import Instants, Ints
from toprank.pool.draws import Draws
from toprank.pool.score import DAY_SECONDS
from toprank.rounds.rows import PublishedRound

CLUSTER_DAYS: Final = 7
"""A round later than this after the first of a cluster opens the next one."""
STRETCH: Final = 4
FEWEST_CLUSTERS: Final = 4
NOON: Final = time(12)


@dataclass(frozen=True)
class Cluster:
    """Rounds that were held together; `gap` is the days from its first round to that of the next cluster."""

    rounds: tuple[PublishedRound, ...]
    gap: int


@dataclass(frozen=True)
class Schedule:
    """The rounds of many futures, shape (futures, rounds): place of the series in `types`, instant, size."""

    types: tuple[str, ...]
    type_: NDArray[np.int8]
    at: Instants
    size: Ints


def clusters(rounds: Sequence[PublishedRound]) -> list[Cluster]:
    """Rounds in their order as clusters; the gap after the last one is the middle of the others."""
    found: list[list[PublishedRound]] = []
    for each in rounds:
        if not found or each.on - found[-1][0].on > timedelta(days=CLUSTER_DAYS):
            found.append([])
        found[-1].append(each)
    if len(found) < FEWEST_CLUSTERS:
        raise ToprankError(
            f"the record has {len(found)} clusters of rounds in the days asked; at least {FEWEST_CLUSTERS} are needed. "
            "Name an earlier day with --since."
        )
    starts = [each[0].on for each in found]
    gaps = [(later - former).days for former, later in pairwise(starts)]
    return [Cluster(tuple(each), gap) for each, gap in zip(found, [*gaps, median_low(gaps)], strict=True)]


def drawn(of: Sequence[Cluster], start: datetime, futures: int, rounds: int, draws: Draws) -> Schedule:
    """Schedules of so many futures, each of so many rounds after an instant."""
    types = tuple(dict.fromkeys(each.type for cluster in of for each in cluster.rounds))
    places = {type_: place for place, type_ in enumerate(types)}
    first = first_day(of, start)
    flat = [[(places[each.type], *when(each, cluster), each.size) for each in cluster.rounds] for cluster in of]
    found = np.zeros((3, futures, rounds), np.int64)
    for future in range(futures):
        day, row = first, 0
        for place in stretches(len(of), rounds, draws):
            for type_, days_in, clock, size in flat[place][: rounds - row]:
                found[:, future, row] = type_, (day + days_in) * DAY_SECONDS + clock, size
                row += 1
            if row == rounds:
                break
            day += of[place].gap
    return Schedule(types, found[0].astype(np.int8), found[1], found[2].astype(np.int32))


def stretches(count: int, most: int, draws: Draws) -> list[int]:
    """Places of clusters, stretch by stretch: at least `most` of them, for every cluster has a round."""
    begins = draws.whole(0, count, most)
    return [place for begin in begins for place in range(begin, min(begin + STRETCH, count))]


def first_day(of: Sequence[Cluster], start: datetime) -> int:
    """The day of the first cluster to come: the usual gap after the last one, or as many gaps as lead past `start`."""
    gap = max(of[-1].gap, 1)
    last, today = (
        datetime.combine(day, NOON, UTC).timestamp() // DAY_SECONDS for day in (of[-1].rounds[0].on, start.date())
    )
    return int(last) + gap * max(int(today - last) // gap + 1, 1)


def when(round_: PublishedRound, cluster: Cluster) -> tuple[int, int]:
    """The days from the opening of its cluster to a round, and the seconds into its day; noon where not published."""
    clock = round_.at.astimezone(UTC).time() if round_.at else NOON
    return (round_.on - cluster.rounds[0].on).days, clock.hour * 3600 + clock.minute * 60 + clock.second
