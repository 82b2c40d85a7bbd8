"""What came of many futures: the cut-offs of each type of round, by stretches of days, in quantiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from toprank.pool.score import DAY_SECONDS
from toprank.simulate.course import Course, Futures

Json = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """Rounds of a type in some days, in all futures together: how many, their middle size, quantiles of the cut-off.

    The quantiles are None where nobody was invited. `futures` is how many have such a round, `reached` how many hold
    a round of any type on these days or later.
    """

    type_: str
    start: date
    stop: date
    rounds: int
    futures: int
    reached: int
    nobody: int
    size: int
    cutoffs: tuple[int | None, ...]

    def as_json(self, quantiles: Sequence[int]) -> Json:
        """The span with its quantiles by name; `until` is its last day."""
        return {
            "type": self.type_,
            "from": self.start.isoformat(),
            "until": (self.stop - timedelta(days=1)).isoformat(),
            "rounds": self.rounds,
            "futures_with_one": self.futures,
            "futures_reached": self.reached,
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
            day = first + timedelta(days=days * int(place))
            result.append(
                Span(
                    name,
                    day,
                    day + timedelta(days=days),
                    int(here.sum()),
                    len(np.unique(future[here])),
                    int((stretch[:, -1] >= place).sum()),
                    int((here & ~held).sum()),
                    int(at_level(np.sort(plan.size[here]), 50)),
                    tuple(int(at_level(cutoffs, level)) if len(cutoffs) else None for level in quantiles),
                )
            )
    return result


def at_level(ordered: np.ndarray[Any, Any], level: int) -> Any:
    """The value of a sorted row at a level of a hundred.

    >>> at_level(np.array([1, 2, 3, 4]), 50)
    np.int64(2)
    """
    return ordered[max(-(-len(ordered) * level // 100) - 1, 0)]
