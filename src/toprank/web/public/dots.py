"""The pool as dots: one for every thousand people, those at or above a line in its colour."""

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from toprank.pool.distribution import Band, Distribution
from toprank.web.drawing import Drawing
from toprank.words import forms, say

PEOPLE: Final = 1000
"""Of one dot."""
IN_A_ROW: Final = 5
APART: Final = 7.6
RADIUS: Final = 2.7
SMALL: Final = 1.9
WIDTH: Final = 320
ABOVE: Final = 30
BELOW: Final = 36
"""Room for the number over a heap of dots, and for its scores under it."""
HIGHEST: Final = 1200


@dataclass(frozen=True)
class Heap:
    """The people of a band, and how many of them stand at or above the line."""

    band: Band
    reached: int

    @property
    def dots(self) -> int:
        """Dots of the band; one small one stands for fewer than a thousand people."""
        return max(round(self.band.candidates / PEOPLE), 1)


def heaps(pool: Distribution, line: int | None) -> list[Heap]:
    """The bands from the lowest up; where the line falls into a band of the finest the share above it is taken."""
    finest = pool.finest
    return [
        Heap(band, sum(at_or_above(each, line) for each in finest if band.low <= each.low <= band.high))
        for band in sorted(pool.main, key=lambda each: each.low)
    ]


def at_or_above(band: Band, line: int | None) -> int:
    """How many people of a band have a score or more, if they are spread evenly in it."""
    if line is None or band.high < line:
        return 0
    if band.low >= line:
        return band.candidates
    return round(band.candidates * (band.high + 1 - line) / (band.high + 1 - band.low))


def drawn(found: list[Heap], language: str) -> SafeString:
    """The picture with its label."""
    rows = max(-(-heap.dots // IN_A_ROW) for heap in found)
    floor = ABOVE + rows * APART
    drawing = Drawing(WIDTH, floor + BELOW, label_of(found, language))
    wide = WIDTH / len(found)
    for place, heap in enumerate(found):
        drawn_heap(drawing, heap, (place * wide, floor), wide, language)
    drawing.line((0, floor), (WIDTH, floor), "axis")
    return drawing.svg()


def drawn_heap(drawing: Drawing, heap: Heap, corner: tuple[float, float], wide: float, language: str) -> None:
    """The dots of a band on the floor, its number above them and its scores below."""
    (left, floor), middle = corner, corner[0] + wide / 2
    few = heap.band.candidates < PEOPLE
    quiet = heap.dots - round(heap.dots * heap.reached / max(heap.band.candidates, 1))
    for dot in range(heap.dots):
        across, up = dot % IN_A_ROW, dot // IN_A_ROW
        at = (
            middle if few else left + (wide - (IN_A_ROW - 1) * APART) / 2 + across * APART,
            floor - 5.8 - up * APART,
        )
        drawing.circle(at, SMALL if few else RADIUS, "quiet" if dot < quiet else "f-health")
    top = floor - 5.8 - (heap.dots - 1) // IN_A_ROW * APART
    drawing.text((middle, top - 10), short(heap.band.candidates, language), "strong", "middle")
    last = heap.band.high >= HIGHEST
    drawing.text((middle, floor + 16), f"{heap.band.low}{'+' if last else '–'}", None, "middle")
    if not last:
        drawing.text((middle, floor + 31), str(heap.band.high), None, "middle")


def short(people: int, language: str) -> str:
    """A number of people over a heap: thousands as 74k, fewer as they are."""
    if people < PEOPLE:
        return str(people)
    return say("web_home", "thousands", {"n": round(people / PEOPLE)}, language)


def label_of(found: list[Heap], language: str) -> str:
    """What the picture shows, in words."""
    most = max(found, key=lambda heap: heap.band.candidates).band
    written = forms(language)["number"]
    bands = "; ".join(
        say(
            "web_home",
            "label_band",
            {"low": each.band.low, "high": each.band.high, "n": each.band.candidates},
            language,
        )
        for each in found
    )
    told = {"low": most.low, "high": most.high, "most": written(most.candidates), "bands": bands}
    return say("web_home", "label", told, language)
