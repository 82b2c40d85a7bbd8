"""Charts of the lowest scores of one kind of round over time: a mark for each round, as large as the round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from typing import Any, Final

from django.utils.safestring import SafeString

from toprank.rounds.record import PublishedRound
from toprank.web.drawing import Drawing, Scale, days_of, round_ticks, year_ticks
from toprank.web.drawing.kinds import mark, stroke
from toprank.web.kinds import kind_name
from toprank.web.known import Known
from toprank.web.record.breaks import RuleDay, draw_rules, rule_days, stretches
from toprank.web.record.chosen import Chosen
from toprank.web.record.kinds import MAIN
from toprank.words import forms, say

MOST_PANELS: Final = 4
SIZES: Final = {"wide": (430.0, 210.0), "narrow": (320.0, 200.0)}
ALONE: Final = {"wide": (940.0, 300.0), "narrow": (320.0, 220.0)}
LEFT, RIGHT, TOP, BOTTOM = 34.0, 36.0, 24.0, 26.0
A_YEAR_AND_A_HALF, A_SEASON = 550, 120
"""Days: a shorter time has its quarters named, not only its years; a still shorter one its months."""
YEAR_ROOM, MONTH_ROOM = 42.0, 70.0
"""Units that the name of a year and that of a month take."""


@dataclass(frozen=True)
class Panel:
    """The chart of a kind, what to see in it, and the rounds that it shows, newest first."""

    kind: str
    name: str
    wide: SafeString
    narrow: SafeString
    caption: str
    rounds: tuple[PublishedRound, ...]


@dataclass(frozen=True)
class Charts:
    """Panels over the same time, with the days of changes in it."""

    panels: tuple[Panel, ...]
    first: date
    last: date
    rules: tuple[RuleDay, ...]

    @property
    def alone(self) -> bool:
        """Whether there is but one panel, over the whole width."""
        return len(self.panels) == 1


def charts_of(asked: Chosen, known: Known, language: str) -> Charts | None:
    """The charts of what is asked for: one of its kind, else the four kinds since there are categories.

    Of a year the four kinds of which most rounds were held. None where no round fits.
    """
    fitting = [each for each in known.record.rounds if asked.fits(each)]
    if not fitting:
        return None
    if asked.kind:
        return charts((asked.kind,), fitting, fitting[0].on, known, language)
    if asked.year is not None:
        return charts(most_held(fitting), fitting, fitting[0].on, known, language)
    categories = [each.start for each in known.rulebook.categories()]
    first = min(categories, default=fitting[0].on)
    since = [each for each in fitting if each.on >= first] or fitting
    return charts([kind for kind in MAIN if any(each.type == kind for each in since)], since, first, known, language)


def most_held(rounds: Sequence[PublishedRound]) -> list[str]:
    """The kinds of which most rounds were held."""
    held = [each.type for each in rounds]
    return sorted(dict.fromkeys(held), key=lambda kind: -held.count(kind))[:MOST_PANELS]


def charts(
    kinds: Sequence[str],
    rounds: Sequence[PublishedRound],
    first: date,
    known: Known,
    language: str,
    ringed: PublishedRound | None = None,
) -> Charts:
    """A panel for each kind, all from `first` to the last of the rounds; `ringed` is marked."""
    last = max(each.on for each in rounds)
    rules = rule_days(known, first, last, kinds, language)
    panels = []
    for kind in kinds:
        own = tuple(each for each in rounds if each.type == kind)
        told = figures(own)
        name, label = kind_name(kind, language), say("web_rounds", "label", told, language)
        touching = [each for each in rules if each.touches(kind)]
        sizes = ALONE if len(kinds) == 1 else SIZES
        wide, narrow = (
            drawn(own, (first, last), touching, Drawing(*sizes[width], f"{name}. {label}", width), language, ringed)
            for width in ("wide", "narrow")
        )
        caption = say("web_rounds", "figure", told, language)
        panels.append(Panel(kind, name, wide.svg(), narrow.svg(), caption, own[::-1]))
    return Charts(tuple(panels), first, last, tuple(rules))


def figures(rounds: Sequence[PublishedRound]) -> dict[str, Any]:
    """What a sentence about rounds of one kind needs."""
    lowest, highest = min(rounds, key=lambda each: each.cutoff), max(rounds, key=lambda each: each.cutoff)
    return {
        "rounds": len(rounds), "first": rounds[0].on, "last": rounds[-1].on, "score": rounds[-1].cutoff,
        "low": lowest.cutoff, "low_on": lowest.on, "high": highest.cutoff, "high_on": highest.on,
    }  # fmt: skip


def drawn(
    rounds: Sequence[PublishedRound],
    time: tuple[date, date],
    rules: Sequence[RuleDay],
    drawing: Drawing,
    language: str,
    ringed: PublishedRound | None,
) -> Drawing:
    """Draws rounds of one kind: scale, days of changes, a line that stops at each of them, marks, the last score."""
    ticks = round_ticks(min(each.cutoff for each in rounds), max(each.cutoff for each in rounds), 4)
    bottom, right = drawing.height - BOTTOM, drawing.width - RIGHT
    up = Scale(ticks[0], ticks[-1], bottom, TOP)
    along = Scale(days_of(time[0]) - 10, days_of(time[1]) + 10, LEFT, right)
    number, kind = forms(language)["number"], rounds[-1].type
    for tick in ticks:
        drawing.line((LEFT, up(tick)), (right, up(tick)), "grid-line")
        drawing.text((LEFT - 6, up(tick) + 4), number(tick), anchor="end")
    drawing.line((LEFT, bottom), (right, bottom), "axis")
    for day, written in named_days(*time, right - LEFT):
        drawing.line((along(days_of(day)), bottom), (along(days_of(day)), bottom + 5), "axis")
        drawing.text((along(days_of(day)), bottom + 20), written, anchor="middle")
    draw_rules(drawing, rules, along, TOP, bottom)
    places = [(each.on, (along(days_of(each.on)), up(each.cutoff))) for each in rounds]
    for stretch in stretches(places, (rule.on for rule in rules)):
        if len(stretch) > 1:
            drawing.path(stretch, f"line faded {stroke(kind)}")
    for each, (_, place) in zip(rounds, places, strict=True):
        mark(drawing, kind, place, radius(each.size))
        if ringed is not None and each.id == ringed.id:
            drawing.circle(place, radius(each.size) + 5, "chosen-ring")
    (x, y), last = places[-1][1], rounds[-1]
    beside = 10 if ringed is not None and last.id == ringed.id else 5
    drawing.text((x + radius(last.size) + beside, y + 5), number(last.cutoff), "strong halo")
    return drawing


def radius(size: int) -> float:
    """How large the mark of a round is."""
    return 2.2 + sqrt(size) / 21


def named_days(first: date, last: date, room: float) -> list[tuple[date, str]]:
    """The days that an axis of time names: years; quarters of a short time, months of a very short one."""
    length = (last - first).days
    if length > A_YEAR_AND_A_HALF:
        return [(day, str(day.year)) for day in year_ticks(first, last, int(room / YEAR_ROOM))]
    every = 3 if length > A_SEASON else 1
    months = [date(year, month, 1) for year in range(first.year, last.year + 2) for month in range(1, 13, every)]
    wide = timedelta(days=10)
    named = [day for day in months if first - wide <= day <= last + wide]
    return [(day, f"{day:%Y-%m}") for day in named[:: max(ceil(len(named) * MONTH_ROOM / room), 1)]]
