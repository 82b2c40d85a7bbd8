"""The chart of a category: the lowest score of each round, the size of the round, the versions."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Final

from django.utils.safestring import SafeString

from toprank.rounds.record import PublishedRound
from toprank.rulebook.category_versions import CategoryVersion
from toprank.web.categories.shown import ShownCategory
from toprank.web.drawing import Drawing, Scale, days_of, round_ticks
from toprank.words import say

FEWEST: Final = 2
"""Rounds that make a line worth drawing."""
CLASSES: Final = {"healthcare": "f-health ring", "french": "f-french ring"}
ROOM_FOR_A_YEAR: Final = 34


@dataclass(frozen=True)
class Frame:
    """Measures of a drawing, in its units."""

    kind: str
    width: float
    height: float
    left: float
    top: float
    bottom: float
    largest: float


WIDE: Final = Frame("wide", 940, 330, 44, 56, 34, 9)
NARROW: Final = Frame("narrow", 320, 280, 34, 30, 32, 6)


def charts(shown: ShownCategory) -> list[SafeString]:
    """The chart wide and narrow; none where there are too few rounds for one."""
    if len(shown.rounds) < FEWEST:
        return []
    return [CategoryChart(shown, frame).drawn() for frame in (WIDE, NARROW)]


class CategoryChart:
    """One drawing of the rounds of a category."""

    def __init__(self, shown: ShownCategory, frame: Frame) -> None:
        self.shown, self.frame = shown, frame
        self.rounds = [each.round_ for each in reversed(shown.rounds)]
        self.versions = [each for each in shown.versions if each.start <= shown.as_of]
        self.first, self.last = min(shown.versions[0].start, self.rounds[0].on), max(shown.as_of, self.rounds[-1].on)
        self.ticks = round_ticks(*shown.scores)
        right, floor = frame.width - frame.largest - 4, frame.height - frame.bottom
        self.x = Scale(days_of(self.first), days_of(self.last), frame.left + frame.largest, right)
        self.y = Scale(self.ticks[0], self.ticks[-1], floor - frame.largest, frame.top + frame.largest)
        self.floor, self.right = floor, frame.width
        self.drawing = Drawing(frame.width, frame.height, self.label(), frame.kind)

    def say(self, code: str, **parameters: object) -> str:
        """A text of the page."""
        return say("web_category", code, parameters, self.shown.language)

    def label(self) -> str:
        """What the chart shows, in words."""
        least, most = (choose(self.rounds, key=lambda each: each.cutoff) for choose in (min, max))
        return self.say(
            "chart_label",
            count=len(self.rounds), first=self.rounds[0].on, last=self.rounds[-1].on,
            first_score=self.rounds[0].cutoff, last_score=self.rounds[-1].cutoff,
            least=least.cutoff, least_on=least.on, most=most.cutoff, most_on=most.on,
        )  # fmt: skip

    def drawn(self) -> SafeString:
        """The whole chart."""
        for tick in self.ticks:
            self.drawing.line((self.frame.left, self.y(tick)), (self.right, self.y(tick)), "grid-line")
            self.drawing.text((0, self.y(tick) + 4.5), str(tick))
        self.years()
        for version in self.versions:
            self.version(version)
        size = sqrt(max(each.size for each in self.rounds))
        class_ = CLASSES.get(self.shown.family, "bar ring")
        for each in self.rounds:
            radius = max(self.frame.largest * sqrt(each.size) / size, 2.5)
            self.drawing.circle((self.x(days_of(each.on)), self.y(each.cutoff)), radius, class_)
        self.values()
        return self.drawing.svg()

    def years(self) -> None:
        """The axis of time, each year named in the middle of its part."""
        self.drawing.line((self.frame.left, self.floor), (self.right, self.floor), "axis")
        for year in range(self.first.year, self.last.year + 1):
            start, stop = max(date(year, 1, 1), self.first), min(date(year + 1, 1, 1), self.last)
            begins, ends = self.x(days_of(start)), self.x(days_of(stop))
            if start > self.first:
                self.drawing.line((begins, self.floor), (begins, self.floor + 5), "axis")
            if ends - begins >= ROOM_FOR_A_YEAR:
                self.drawing.text(((begins + ends) / 2, self.frame.height - 12), str(year), anchor="middle")

    def version(self, version: CategoryVersion) -> None:
        """The line of the day on which a version began, with its name."""
        x, wide = self.x(days_of(version.start)), self.frame.kind == "wide"
        self.drawing.line((x, self.frame.top - 6), (x, self.floor), "rule")
        at_the_end = x > self.frame.width * (0.86 if wide else 0.88)
        place, anchor = (self.right, "end") if at_the_end else (x + 4, None)
        if not wide:
            self.drawing.text((place, 16), self.say("chart_v", number=version.number), "strong", anchor)
            return
        self.drawing.text((place, 18), self.say("chart_version", number=version.number), "strong", anchor)
        if version.unit_groups:
            count = len(version.unit_groups)
            self.drawing.text((place, 37), self.say("chart_occupations", count=count), None, anchor)

    def values(self) -> None:
        """The last value, the least and the most, beside their marks."""
        last, least, most = (
            self.rounds[-1],
            *(choose(self.rounds, key=lambda each: each.cutoff) for choose in (min, max)),
        )
        named: dict[str, tuple[PublishedRound, float]] = {}
        for each, below in ((last, last is not most), (least, True), (most, False)):
            named.setdefault(each.id, (each, self.frame.largest + 15 if below else -self.frame.largest - 5))
        for each, away in named.values():
            x = self.x(days_of(each.on))
            if self.y(each.cutoff) + away > self.floor - 3:  # no room between the mark and the axis
                away = -self.frame.largest - 5
            near_the_end = (self.last - each.on) < timedelta(days=(self.last - self.first).days // 20)
            anchor, x = ("end", x + self.frame.largest) if near_the_end else ("middle", x)
            self.drawing.text((x, self.y(each.cutoff) + away), str(each.cutoff), "strong halo", anchor)
