"""The fan of a kind: its rounds, and the ranges of the next ones, drawn narrow and wide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from toprank.forecast.document import Range, TypeForecast
from toprank.rounds.record import PublishedRound
from toprank.web.context import title as told
from toprank.web.drawing import Drawing, Scale, days_of, month_ticks, round_ticks
from toprank.web.drawing.kinds import fill, mark, stroke
from toprank.web.kinds import kind_name
from toprank.words import named

PAST_DAYS: Final = 300
FEWEST_SHOWN: Final = 6
OLDEST_DAYS: Final = 1000
BESIDE: Final = (-12.0, 22.0, -26.0, 36.0, -40.0)
"""Units from the last mark to the foot of its score, the first that is free being taken."""
HALF_LABEL, LETTER_HEIGHT = 18.0, 11.0


@dataclass(frozen=True)
class Size:
    """A size to draw at."""

    kind: str
    width: int
    height: int
    left: int
    right: int
    months: int


SIZES: Final = (Size("wide", 940, 300, 36, 46, 12), Size("narrow", 320, 260, 34, 34, 4))


@dataclass(frozen=True)
class Step:
    """A round to come: its likely day and the ranges of its cut-off."""

    day: date
    cutoff: Range


def steps_of(found: TypeForecast) -> list[Step]:
    """The next round of a type and those after it."""
    if found.day is None or found.cutoff is None:
        return []
    return [Step(found.day.said, found.cutoff), *(Step(each.day, each.cutoff) for each in found.ahead)]


def shown_rounds(rounds: Sequence[PublishedRound], made_on: date) -> list[PublishedRound]:
    """The rounds of the last ten months, or the last six within some years."""
    since, oldest = made_on - timedelta(days=PAST_DAYS), made_on - timedelta(days=OLDEST_DAYS)
    late = [each for each in rounds if each.on >= since]
    return late if len(late) >= FEWEST_SHOWN else [each for each in rounds[-FEWEST_SHOWN:] if each.on >= oldest]


def fan(found: TypeForecast, past: Sequence[PublishedRound], made_on: date, language: str) -> SafeString:
    """Both drawings of a type that has a forecast."""
    label = label_of(found, past, language)
    return mark_safe("".join(drawn(found, past, made_on, language, size, label) for size in SIZES))


def label_of(found: TypeForecast, past: Sequence[PublishedRound], language: str) -> str:
    """What the drawing shows, in words."""
    last, cutoffs = steps_of(found)[-1], [each.cutoff for each in past]
    return told(
        "forecasts.fan_label",
        language,
        kind=kind_name(found.type, language),
        first=past[0].on,
        low=min(cutoffs),
        high=max(cutoffs),
        last=past[-1].on,
        cutoff=past[-1].cutoff,
        day=last.day,
        range=(last.cutoff.low80, last.cutoff.high80),
    )


def drawn(
    found: TypeForecast, past: Sequence[PublishedRound], made_on: date, language: str, size: Size, label: str
) -> str:
    """One drawing."""
    steps = steps_of(found)
    ends = [each.cutoff for each in past]
    ends += [end for each in steps for end in (each.cutoff.low80, each.cutoff.high80)]
    ticks = round_ticks(min(ends), max(ends), 5)
    floor = size.height - 30
    across = Scale(days_of(past[0].on), days_of(steps[-1].day), size.left + 6, size.width - size.right)
    up = Scale(ticks[0], ticks[-1], floor, 34)
    picture = Drawing(size.width, size.height, label, size.kind)
    grid(picture, ticks, up, size)
    months(picture, past[0].on, steps[-1].day, across, floor, size, language)
    last = (across(days_of(past[-1].on)), up(past[-1].cutoff))
    for low, high, class_ in (("low80", "high80", "fan80"), ("low50", "high50", "fan50")):
        picture.polygon(area(last, steps, low, high, across, up), f"{class_} {fill(found.type)}")
    border(picture, made_on, across, floor, language)
    places = [(across(days_of(each.on)), up(each.cutoff)) for each in past]
    picture.path(places, f"line past {stroke(found.type)}")
    for place in places:
        mark(picture, found.type, place, 4)
    picture.text((last[0], last[1] + free_of(last, places[:-1])), str(past[-1].cutoff), "strong halo", "middle")
    end, edge = steps[-1].cutoff, size.width - size.right + 6
    picture.text((edge, up(end.high80) + 4), str(end.high80), "strong")
    picture.text((edge, up(end.low80) + 4), str(end.low80), "strong")
    return picture.svg()


def free_of(last: tuple[float, float], others: Sequence[tuple[float, float]]) -> float:
    """How far above (less than 0) or below the last mark its score covers no other mark; above where all would."""
    for off in BESIDE:
        middle = last[1] + off - LETTER_HEIGHT / 2
        if all(abs(x - last[0]) > HALF_LABEL or abs(y - middle) > LETTER_HEIGHT / 2 + 5 for x, y in others):
            return off
    return BESIDE[0]


def area(
    start: tuple[float, float], steps: Sequence[Step], low: str, high: str, across: Scale, up: Scale
) -> list[tuple[float, float]]:
    """The outline of a range that opens from the last round."""
    places = [(across(days_of(each.day)), each.cutoff) for each in steps]
    above = [(x, up(getattr(cutoff, high))) for x, cutoff in places]
    below = [(x, up(getattr(cutoff, low))) for x, cutoff in reversed(places)]
    return [start, *above, *below]


def grid(picture: Drawing, ticks: Sequence[int], up: Scale, size: Size) -> None:
    """Level lines with their scores."""
    for tick in ticks:
        picture.line((size.left, up(tick)), (size.width - size.right, up(tick)), "grid-line")
        picture.text((0, up(tick) + 4), str(tick))


def months(picture: Drawing, first: date, last: date, across: Scale, floor: float, size: Size, language: str) -> None:
    """The axis of time, with some months named."""
    picture.line((size.left, floor), (size.width - size.right, floor), "axis")
    for day in month_ticks(first, last, size.months):
        x = across(days_of(day))
        name = named("month_short", str(day.month), language)
        picture.line((x, floor), (x, floor + 5), "axis")
        picture.text((x, floor + 20), f"{name} {day.year}" if day.month == 1 else name, None, "middle")


def border(picture: Drawing, made_on: date, across: Scale, floor: float, language: str) -> None:
    """Where what is known ends."""
    x = across(days_of(made_on))
    picture.line((x, 22), (x, floor), "rule")
    picture.text((x, 14), told("forecasts.fan_made", language, on=made_on), None, "middle")
