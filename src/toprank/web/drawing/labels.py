"""Where labels stand on a chart, so that none lies over another or over a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Box = tuple[float, float, float, float]
"""Left, top, right and bottom end."""

APART: Final = 8
"""Units between two labels in one row."""
CLEAR: Final = 5
"""Units between a label and the line of another one, where it was moved aside."""
NEAR: Final = 4
"""Units within which a line touches a label."""
NOTHING: Final = (0, 0, 0.0)
"""The cost of labels that all hang in the first row under their lines."""
BESIDE: Final = 6
"""Units that a label may begin or end beside its own line."""


@dataclass(frozen=True)
class Hung:
    """A label that hangs from a line: its ends, its anchor and the place of that, its row from the chart outwards.

    `through` are the rows of labels that its line would run through: it is broken there.
    """

    left: float
    right: float
    anchor: str
    row: int
    through: tuple[int, ...] = ()

    @property
    def at(self) -> float:
        """Where its text is anchored."""
        return {"start": self.left, "middle": (self.left + self.right) / 2, "end": self.right}[self.anchor]


def placed(x: float, width: float, room: float) -> tuple[float, float, str]:
    """The ends of a label about a place, kept inside the picture, and its anchor there."""
    if x - width / 2 < 0:
        return 0, width, "start"
    if x + width / 2 > room:
        return room - width, room, "end"
    return x - width / 2, x + width / 2, "middle"


def hung(labels: Sequence[tuple[float, float]], room: float) -> tuple[Hung, ...]:
    """For labels by the places of their lines and their widths where each hangs: as few lines broken, then as few
    rows, then as little moved aside as some orders of placing them give."""
    best: tuple[Hung, ...] = ()
    least: tuple[int, int, float] | None = None
    for order in orders(labels):
        found = in_order(order, labels, room)
        costs = cost(found, labels)
        if least is None or costs < least:
            best, least = found, costs
        if costs == NOTHING:
            break
    return best


def orders(labels: Sequence[tuple[float, float]]) -> Iterator[list[int]]:
    """Some orders of placing labels: from left to right and back, and so with each of them placed first."""
    rightwards = sorted(range(len(labels)), key=lambda place: labels[place][0])
    yield rightwards
    for others in (rightwards[::-1], rightwards):
        for first in rightwards:
            yield [first, *(each for each in others if each != first)]


def cost(found: Sequence[Hung], labels: Sequence[tuple[float, float]]) -> tuple[int, int, float]:
    """Broken lines, rows, units moved."""
    moved = sum(abs((each.left + each.right) / 2 - x) for each, (x, _) in zip(found, labels, strict=True))
    return sum(len(each.through) for each in found), max((each.row for each in found), default=0), moved


def in_order(order: Sequence[int], labels: Sequence[tuple[float, float]], room: float) -> tuple[Hung, ...]:
    """The labels placed one after the other, each in the first row that holds it."""
    found: dict[int, Hung] = {}
    for position, place in enumerate(order):
        x, width = labels[place]
        others = [at for other, (at, _) in enumerate(labels) if other != place]
        to_come = [labels[other][0] for other in order[position + 1 :]]
        ways = [
            (sum(runs_through(at, way) for at in to_come), way.row, moved, way)
            for row in range(len(labels))
            for moved, way in beside(x, width, others, room, row)
        ]
        before = [(labels[other][0], each) for other, each in found.items()]
        held = [way for way in ways if fits(x, way[3], before)]
        found[place] = min(held, key=lambda way: way[:3])[3] if held else lowest(x, width, room, before)
    return tuple(broken(labels[place][0], found[place], found.values()) for place in range(len(labels)))


def beside(x: float, width: float, others: Iterable[float], room: float, row: int) -> Iterator[tuple[float, Hung]]:
    """The places a label may have at its line in a row, each with how far it is moved there."""
    middle, _, anchor = placed(x, width, room)
    yield 0, Hung(middle, middle + width, anchor, row)
    for other in others:
        for left, end in ((other + CLEAR, "start"), (other - CLEAR - width, "end")):
            if 0 <= left <= room - width and left - BESIDE <= x <= left + width + BESIDE:
                yield abs(left - middle), Hung(left, left + width, end, row)


def fits(x: float, way: Hung, before: Iterable[tuple[float, Hung]]) -> bool:
    """Whether a label touches none that hangs, its line none of them, and no other line the label."""
    for other, each in before:
        if way.row == each.row and way.left < each.right + APART and each.left < way.right + APART:
            return False
        if (each.row > way.row and runs_through(other, way)) or (way.row > each.row and runs_through(x, each)):
            return False
    return True


def lowest(x: float, width: float, room: float, before: Iterable[tuple[float, Hung]]) -> Hung:
    """A label in a row of its own beyond all others."""
    left, right, anchor = placed(x, width, room)
    return Hung(left, right, anchor, max((each.row for _, each in before), default=-1) + 1)


def runs_through(x: float, label: Hung) -> bool:
    """Whether a line at a place would touch a label."""
    return label.left - NEAR < x < label.right + NEAR


def broken(x: float, own: Hung, every: Iterable[Hung]) -> Hung:
    """A label with the rows of those that its line would run through."""
    through = {each.row for each in every if each.row < own.row and runs_through(x, each)}
    return Hung(own.left, own.right, own.anchor, own.row, tuple(sorted(through)))


def pieces(start: float, end: float, holes: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What is left of a line from one end to a greater one where holes, by their ends, are cut out of it."""
    for low, high in sorted(holes):
        if low > start:
            yield start, min(low, end)
        start = max(start, high)
    if start < end:
        yield start, end


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have a place in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def first_free(ways: Iterable[tuple[Box, str]], taken: Sequence[Box]) -> tuple[Box, str] | None:
    """The first of some boxes with their anchors that touches none that is taken."""
    return next((way for way in ways if not any(touch(way[0], each) for each in taken)), None)
