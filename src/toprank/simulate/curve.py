"""The cut-off against the size of a round, exactly, from one scoring of the pool."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank.errors import ToprankError
from toprank.facts import Truths
from toprank.pool.score import Scored
from toprank.pool.select import counts, cutoff_of, select
from toprank.rounds.question import MOST

MOST_SIZES: Final = 10_000
LONGEST: Final = 40


@dataclass(frozen=True)
class Point:
    """A round of one size: whom it would invite. `cutoff` and `tie_break` are None where that is nobody."""

    size: int
    invited: int
    cutoff: int | None
    tie_break: int | None
    above_cutoff: int
    tied: int

    def as_json(self) -> dict[str, Any]:
        """The point with its instant written out."""
        instant = None if self.tie_break is None else datetime.fromtimestamp(self.tie_break, UTC)
        return {
            "size": self.size,
            "invited": self.invited,
            "cutoff": self.cutoff,
            "tie_break": instant and instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "above_cutoff": self.above_cutoff,
            "tied": self.tied,
        }


@dataclass(frozen=True)
class Curve:
    """How many may be invited, how many of them reach each score from 0 on, and the points asked for."""

    eligible: int
    reached: NDArray[np.int64]
    points: tuple[Point, ...]

    def turns(self) -> list[tuple[int, int]]:
        """The cut-off between the sizes asked: from which size on it is how much, where that changes."""
        low, high = self.points[0].size, self.points[-1].size
        held = [(int(above) + 1, score) for score, above in enumerate(self.reached[1:]) if above < self.reached[score]]
        inside = [(size, score) for size, score in reversed(held) if low < size <= high]
        return [(point.size, point.cutoff) for point in self.points[:1] if point.cutoff is not None] + inside


def curve(scored: Scored, eligible: Truths, sizes: Sequence[int], ordered: bool) -> Curve:
    """The round of each size, in the order of the sizes; each is what `select` would invite."""
    sizes = sorted(set(sizes))
    reached = counts(scored.total[eligible])
    largest = select(scored.total, scored.submitted, scored.ids, eligible, sizes[-1], ordered)
    points = tuple(point(reached, size, scored.submitted[largest.rows], ordered) for size in sizes)
    return Curve(int(reached[0]), reached, points)


def point(reached: NDArray[np.int64], size: int, submitted: NDArray[np.int64], ordered: bool) -> Point:
    """The round of one size; `submitted` are the instants of the candidates in order of rank."""
    cutoff = cutoff_of(reached, size, ordered)
    if cutoff is None:
        return Point(size, 0, None, None, 0, 0)
    above = int(reached[cutoff + 1]) if cutoff + 1 < len(reached) else 0
    invited = min(size, int(reached[cutoff]))
    tie_break = int(submitted[invited - 1]) if ordered else None
    return Point(size, invited, cutoff, tie_break, above, int(reached[cutoff]) - above)


def sizes_of(text: str) -> list[int]:
    """The sizes in a text such as "500..10000", "500..10000:250" or "1000,2500,5000". ToprankError for any other.

    >>> sizes_of("1000..2000:500,4000")
    [1000, 1500, 2000, 4000]
    >>> len(sizes_of("500..10000"))
    20
    """
    spans = [span_of(part.strip(), text) for part in text.split(",")]
    asked = sum(map(len, spans))
    if asked > MOST_SIZES:
        raise ToprankError(f"--sizes {text}: {asked:,} sizes; at most {MOST_SIZES:,} are worked out at once.")
    return sorted({size for span in spans for size in span})


def span_of(part: str, text: str) -> range:
    """The sizes of one part: a number, or a span of two with a step; without a step a round one for about twenty."""
    span, _, step = part.partition(":")
    low, dots, high = span.partition("..")
    numbers = [low, *([high] if dots else []), *([step] if ":" in part else [])]
    if not all(number.isascii() and number.isdigit() for number in numbers):
        raise refused(text)
    large = [number for number in numbers if len(number) > LONGEST or int(number) > MOST]
    if large:
        raise ToprankError(f"--sizes {text}: {large[0][:LONGEST]} is too large; a size is at most {MOST:,}.")
    start, stop = int(low), int(high) if dots else int(low)
    stride = int(step) if step else max(round_number((stop - start) / 20), 1)
    if start > stop or not stride:
        raise refused(text)
    return range(start, stop + 1, stride)


def refused(text: str) -> ToprankError:
    """What is allowed as sizes."""
    return ToprankError(
        f"--sizes {text}: allowed are whole numbers from 0 on, spans not backwards and steps from 1 on: "
        "500..10000, 500..10000:250 or 1000,5000."
    )


def round_number(value: float) -> int:
    """A number with one leading 1, 2 or 5 near a value, not below it.

    >>> round_number(475), round_number(0.3), round_number(180)
    (500, 1, 200)
    """
    power = 1
    while power * 10 <= value:
        power *= 10
    return next(power * lead for lead in (1, 2, 5, 10) if power * lead >= value)
