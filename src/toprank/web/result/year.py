"""The chart of the score through the year ahead, drawn twice."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.safestring import SafeString

from toprank.web.drawing import Drawing, Scale, days_of, round_ticks
from toprank.web.drawing.kinds import stroke
from toprank.web.drawing.labels import Box, first_free, placed
from toprank.web.result.answer import Answer
from toprank.web.result.drawn import NOTHING, STRONG, TEXT, twice
from toprank.web.result.words import Words

Stretch = tuple[float, float, float, int]
"""Where a score begins and ends to hold, its height, the score."""
Way = tuple[Box, str]
"""A place for a text and its anchor."""

YEAR: Final = 366
LEFT: Final = 40
"""Units before the first day."""
BASE: Final = 180
"""Where the axis of time stands."""


def year_ahead(answer: Answer, words: Words) -> SafeString:
    """The score through the year ahead. Nothing where it never changes."""
    if len(answer.totals) < 2:
        return NOTHING
    return twice(lambda kind, width: year_drawn(kind, width, answer, words))


def year_drawn(kind: str, width: float, answer: Answer, words: Words) -> Drawing:
    """The year ahead in one width."""
    on, totals = answer.on, answer.totals
    last = on + timedelta(days=YEAR)
    ends = answer.person.expires if answer.person.expires and answer.person.expires > on else None
    against = answer.nearest
    cutoff = answer.day.rounds[against][0].cutoff if against else None
    scores = [score for _, score in totals]
    ticks = round_ticks(
        min([*scores, *([cutoff] if cutoff else [])]) - 5, max([*scores, *([cutoff] if cutoff else [])]) + 5
    )
    x, y = Scale(days_of(on), days_of(last), LEFT, width - 8), Scale(ticks[0], ticks[-1], BASE, 30)
    drawing = Drawing(width, 206, year_label(answer, words), kind)
    for tick in ticks:
        drawing.line((LEFT, y(tick)), (width - 8, y(tick)), "grid-line")
        drawing.text((0, y(tick) + 4), words.number(tick))
    if cutoff:
        drawing.line((LEFT, y(cutoff)), (width - 8, y(cutoff)), f"line {stroke(against or '')} later")
    stretches = list(stretches_of(totals, min(ends or last, last), x, y))
    drawing.path([point for left, right, at, _ in stretches for point in ((left, at), (right, at))], "line s-you bold")
    taken = list(boxes_of(stretches))
    if ends and ends < last:
        end = stretches[-1][1:3]
        drawing.circle(end, 5, "you")
        written = words.say("chart_ends")
        write(drawing, written, beneath(end, len(written) * TEXT[kind]), "halo", taken)
    ranked = by_length(stretches)
    for stretch in ranked[:2]:
        number_over(drawing, stretch, words, kind, taken, lasting=True)
    if cutoff and against:
        written = words.say("chart_last", name=words.named("series", against), score=cutoff)
        write(drawing, written, along(width, y(cutoff), len(written) * TEXT[kind]), "halo", taken)
        taken.append((LEFT, y(cutoff) - 1, width - 8, y(cutoff) + 1))
    for stretch in ranked[2:]:
        number_over(drawing, stretch, words, kind, taken)
    for month in range(1, 13, 2 if kind == "wide" else 4):
        first = days_of_month(on, month)
        drawing.line((x(days_of(first)), BASE), (x(days_of(first)), BASE + 5), "axis")
        text = words.say(f"month_{first.month}")
        _, _, anchor = placed(x(days_of(first)), len(text) * TEXT[kind], width)
        drawing.text((x(days_of(first)), 201), text, None, anchor)
    return drawing


def stretches_of(totals: Sequence[tuple[date, int]], last: date, x: Scale, y: Scale) -> Iterator[Stretch]:
    """Each score with the time it holds, until a last day."""
    for place, (day, score) in enumerate(totals):
        until = totals[place + 1][0] if place + 1 < len(totals) else last
        yield x(days_of(day)), x(days_of(min(until, last))), y(score), score


def by_length(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Today's stretch, the last one, then the others by how long they last."""
    inner = sorted(stretches[1:-1], key=lambda each: each[0] - each[1])
    return [stretches[0], *stretches[1:][-1:], *inner]


def boxes_of(stretches: Sequence[Stretch]) -> Iterator[Box]:
    """What the line of the score takes up: each stretch, and the way to the next one."""
    for place, (left, right, at, _) in enumerate(stretches):
        yield left - 2, at - 2, right + 2, at + 2
        if place + 1 < len(stretches):
            following = stretches[place + 1][2]
            yield right - 2, min(at, following), right + 2, max(at, following)


def number_over(
    drawing: Drawing, stretch: Stretch, words: Words, kind: str, taken: list[Box], *, lasting: bool = False
) -> None:
    """Writes a score over its stretch, or under it, where it touches nothing; a lasting one wherever that is.

    A stretch that is not half as long as its number has none: that would be read as the one of a stretch beside it.
    """
    left, right, at, score = stretch
    written = words.number(score)
    wide = len(written) * STRONG[kind]
    if not lasting and right - left < wide / 2:
        return
    middle = min(max((left + right) / 2, LEFT + wide / 2), drawing.width - wide / 2)
    ways = [centred(middle, at - 8, wide), centred(middle, at + 19, wide)]
    if lasting:
        ways += [
            centred(middle + aside, at + below, wide)
            for below in (-8, 19, -26, 37)
            for aside in (0, wide / 2 + 3, -wide / 2 - 3)
            if middle + aside - wide / 2 >= LEFT and middle + aside + wide / 2 <= drawing.width
        ]
    write(drawing, written, ways, "you halo", taken, lasting=lasting)


def centred(middle: float, line: float, wide: float) -> Way:
    """A text about a place."""
    return box(middle - wide / 2, line, wide), "middle"


def along(width: float, at: float, wide: float) -> Iterator[Way]:
    """The places of a text over and under a line through the chart, from its end backwards; else at the edges."""
    room = width - 8 - LEFT - wide
    for step in range(5):
        for line in (at - 6, at + 17):
            yield box(LEFT + room * (4 - step) / 4, line, wide), "end"
    for line in (14, BASE - 6):
        yield box(width - 8 - wide, line, wide), "end"


def beneath(end: tuple[float, float], wide: float) -> list[Way]:
    """The places of a text at the end of a line."""
    x, at = end
    left = x - wide if x - wide >= LEFT else x + 9
    return [(box(left, at + line, wide), "end") for line in (20, -9, 38, -27)]


def box(left: float, line: float, wide: float) -> Box:
    """What a text takes up that stands on a line."""
    return left, line - 12, left + wide, line + 3


def write(
    drawing: Drawing, written: str, ways: Iterable[Way], class_: str, taken: list[Box], *, lasting: bool = True
) -> None:
    """Writes a text at the first place that is free; where none is, at the first of all if it is a lasting one."""
    listed = list(ways)
    found = first_free(listed, taken) or (listed[0] if lasting else None)
    if found:
        (left, _, right, foot), anchor = found
        at = {"middle": (left + right) / 2, "end": right}[anchor]
        drawing.text((at, foot - 3), written, class_, anchor)
        taken.append(found[0])


def days_of_month(on: date, later: int) -> date:
    """The first of the month so many months after a day."""
    months = on.year * 12 + on.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def year_label(answer: Answer, words: Words) -> str:
    """The year ahead in words."""
    told = [words.say("score_from", score=score, on=day) for day, score in answer.totals]
    return words.say("chart_year_label", scores="; ".join(told))
