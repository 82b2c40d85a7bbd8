"""Charts of the pool: who stands at which score on a day, and how many stood in each band over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from django.utils.safestring import SafeString

from toprank.pool.distribution import Band, Distribution
from toprank.rounds.record import PublishedRound, Record
from toprank.web.drawing import Drawing, Scale, days_of, round_ticks, year_ticks
from toprank.web.drawing.kinds import mark, stroke
from toprank.web.kinds import short_name
from toprank.web.known import Known
from toprank.web.record.breaks import RuleDay, draw_rules, rule_days
from toprank.web.record.kinds import MAIN
from toprank.words import forms, say

SIZES: Final = {"wide": (940.0, 300.0), "narrow": (320.0, 310.0)}
SMALL: Final = (320.0, 150.0)
LEFT, RIGHT, TOP, BOTTOM = 54.0, 12.0, 10.0, 26.0
LABEL: Final = 17.0
LETTER: Final = 8.5
"""Units: the height of a line of labels, and about how wide a letter of it is in the wide drawing."""
MARK_ROOM: Final = 12.0
"""Units between two marks beside each other; the narrow drawing has them under a list of their names."""
SHOWN_FROM: Final = 250
"""Scores below are not drawn: the lowest band goes on to the left as it begins."""
RECENT: Final = timedelta(days=365)
STEP: Final = 10
"""Points over which the height of a bar counts candidates, so that its area is their number."""
MOST_LINES: Final = 4
DASH: Final = "\N{EN DASH}"


class Line(NamedTuple):
    """A row of the table of a distribution; `part` for a band inside the one before."""

    written: str
    candidates: int
    above: int
    part: bool


@dataclass(frozen=True)
class Spread:
    """The distribution of a day as a chart and as a table."""

    pool: Distribution
    wide: SafeString
    narrow: SafeString
    lines: list[Line]
    total: int
    caption: str


def spread(pool: Distribution, rounds: Sequence[PublishedRound], known: Known, language: str) -> Spread | None:
    """A distribution with the lowest scores of some rounds; None where it does not say all of the pool."""
    lines, total = lines_of(pool, language), pool.total
    if not pool.complete:
        return Spread(pool, SafeString(""), SafeString(""), lines, total, "")
    fullest = max(pool.main, key=lambda band: band.candidates)
    told = {"on": pool.as_of, "total": total, "low": fullest.low, "high": fullest.high}
    label = say("web_pool", "spread_label", told, language)
    wide, narrow = (
        bars(pool, rounds, known, Drawing(*SIZES[width], label, width), language) for width in ("wide", "narrow")
    )
    return Spread(pool, wide.svg(), narrow.svg(), lines, total, caption_of(rounds, known, language))


def caption_of(rounds: Sequence[PublishedRound], known: Known, language: str) -> str:
    """Which rounds the lines are of; nothing where there is one or none, which the page names already."""
    if len(rounds) < 2:
        return ""
    each_told = [
        say(
            "web_pool",
            "line",
            {"kind": short_name(each.type, language), "cutoff": each.cutoff, "on": each.on},
            language,
        )
        for each in rounds
    ]
    return say("web_pool", "lines", {"rounds": each_told}, language)


def lines_of(pool: Distribution, language: str) -> list[Line]:
    """The bands from the top, each followed by its parts; how many stand in it, and in it or above."""
    found, above = [], 0
    for band in pool.main:
        over = above
        above += band.candidates
        found.append(Line(written(band, language), band.candidates, above, False))
        for part in pool.sub:
            if band.low <= part.low and part.high <= band.high:
                over += part.candidates
                found.append(Line(written(part, language), part.candidates, over, True))
    return found


def written(band: Band, language: str) -> str:
    """The two ends of a band."""
    return say("web_pool", "band", {"low": band.low, "high": band.high}, language)


def last_rounds(record: Record, on: date, pool: Distribution) -> list[PublishedRound]:
    """The last round by a day of each main kind, and of the general ones, where one was held in the year before."""
    found = []
    for kind in (*MAIN, "general"):
        last = next((each for each in reversed(record.of_type(kind)) if each.on <= on), None)
        if last is not None and last.on > pool.as_of - RECENT:
            found.append(last)
    return sorted(found[:MOST_LINES], key=lambda each: each.cutoff)


def bars(
    pool: Distribution, rounds: Sequence[PublishedRound], known: Known, drawing: Drawing, language: str
) -> Drawing:
    """Draws a distribution: a bar for each band whose area is its candidates, a line for each round with its score."""
    number = forms(language)["number"]
    highest = max(650, *(each.cutoff + 25 for each in rounds)) if rounds else 650
    along = Scale(SHOWN_FROM, highest, LEFT, drawing.width - RIGHT)
    narrow = drawing.kind == "narrow"
    labels = [] if narrow else placed(rounds, along, drawing, known, language)
    marks = lowered(rounds, along) if narrow else []
    top = TOP + LABEL * (3 + max((row for *_, row in labels), default=-1))
    if narrow:
        top = TOP + LABEL * (len(rounds) + 1) + MARK_ROOM * (2 + max((row for *_, row in marks), default=-1))
    bottom = drawing.height - BOTTOM
    heights = [(band, band.candidates / (band.high - band.low + 1) * STEP) for band in pool.finest]
    ticks = round_ticks(0, max(max(height for _, height in heights), 1), 4)
    up = Scale(0, ticks[-1], bottom, top)
    drawing.text(
        (0, TOP + LABEL * (len(rounds) + 1) - 4 if narrow else top - 12), say("web_pool", "axis", {}, language)
    )
    for tick in ticks:
        drawing.line((LEFT, up(tick)), (drawing.width - RIGHT, up(tick)), "grid-line")
        drawing.text((LEFT - 6, up(tick) + 4), number(tick), anchor="end")
    for band, height in heights:
        left, right = along(max(band.low, SHOWN_FROM)), along(min(band.high + 1, highest))
        if right > left:
            drawing.rect((left, up(height)), right - left, bottom - up(height), "band-bar")
    drawing.line((LEFT, bottom), (drawing.width - RIGHT, bottom), "axis")
    for tick in range(300, highest, 50 if drawing.width > 400 else 100):
        drawing.line((along(tick), bottom), (along(tick), bottom + 5), "axis")
        drawing.text((along(tick), bottom + 20), number(tick), anchor="middle")
    for each, text, anchor, row in labels:
        x, y = along(each.cutoff), TOP + LABEL * row + 4
        drawing.line((x, y + 4), (x, bottom), f"cut {stroke(each.type)}")
        mark(drawing, each.type, (x, y + 4), 5)
        drawing.text((x + (9 if anchor == "start" else -9), y + 9), text, "strong halo", anchor)
    for place, (each, x, row) in enumerate(marks):
        y = TOP + LABEL * (len(rounds) + 1) + MARK_ROOM * (row + 0.5)
        drawing.line((x, y), (x, bottom), f"cut {stroke(each.type)}")
        mark(drawing, each.type, (x, y), 5)
        mark(drawing, each.type, (6, TOP + LABEL * place), 5)
        name = short_name(each.type, language)
        drawing.text((17, TOP + LABEL * place + 5), f"{name} {number(each.cutoff)}", "strong")
    return drawing


def lowered(rounds: Sequence[PublishedRound], along: Scale) -> list[tuple[PublishedRound, float, int]]:
    """Where the mark of each round stands, from the lowest score: in a lower row where it would lie on the one before.

    A list above the drawing names them, so that no line crosses a name.
    """
    found: list[tuple[PublishedRound, float, int]] = []
    for each in sorted(rounds, key=lambda round_: round_.cutoff):
        x = along(each.cutoff)
        near = bool(found) and x - found[-1][1] < MARK_ROOM
        found.append((each, x, found[-1][2] + 1 if near else 0))
    return found


def placed(
    rounds: Sequence[PublishedRound], along: Scale, drawing: Drawing, known: Known, language: str
) -> list[tuple[PublishedRound, str, str, int]]:
    """The label of each round, on which side of its line it stands, and in which row.

    What begins under a label stands lower, so that no label lies on another and no line to the right crosses one.

    A name that fits on neither side is left out: shape and caption tell it.
    """
    found: list[tuple[PublishedRound, str, str, int]] = []
    ends: list[float] = []
    for each in sorted(rounds, key=lambda round_: round_.cutoff):
        score, x = forms(language)["number"](each.cutoff), along(each.cutoff)
        text, width = score, wide_of(score)
        whole = f"{short_name(each.type, language)} {score}"
        if wide_of(whole) <= max(drawing.width - x, x):
            text, width = whole, wide_of(whole)
        anchor = "start" if x + width <= drawing.width else "end"
        left, right = (x - 8, x + width) if anchor == "start" else (x - width, x + 8)
        row = max((lower + 1 for (*_, lower), end in zip(found, ends, strict=True) if end > left), default=0)
        found.append((each, text, anchor, row))
        ends.append(right)
    return found


def wide_of(text: str) -> float:
    """About how wide a label is, its distance from the line included."""
    return len(text) * LETTER + 12


@dataclass(frozen=True)
class BandTime:
    """A band over time: its name and its chart."""

    name: str
    drawing: SafeString


@dataclass(frozen=True)
class PoolTime:
    """The pool over time: a chart for each band and one for all, and the table of every day published.

    A row of the table: its day, whether all of the pool was published, the counts; a dash where a band was not.
    """

    charts: list[BandTime]
    heads: list[str]
    rows: list[tuple[date, bool, list[str]]]
    rules: list[RuleDay]
    first: date
    last: date


def over_time(known: Known, language: str) -> PoolTime | None:
    """How many stood in each band on every day that has the bands of the last; None where there is no distribution."""
    pools = known.record.distributions
    if not pools:
        return None
    limits = [(band.low, band.high) for band in pools[-1].main]
    same = [each for each in pools if [(band.low, band.high) for band in each.main] == limits]
    rules = rule_days(known, same[0].as_of, same[-1].as_of, (), language)
    series = [(say("web_pool", "everybody", {}, language), [(each.as_of, each.total) for each in same])]
    for place, band in enumerate(pools[-1].main):
        series.append((written(band, language), [(each.as_of, each.main[place].candidates) for each in same]))
    return PoolTime(
        [BandTime(name, line_of(name, points, rules, language)) for name, points in series],
        [name for name, _ in series],
        rows_of(known.record, limits, language),
        rules,
        same[0].as_of,
        same[-1].as_of,
    )


def rows_of(record: Record, limits: Sequence[tuple[int, int]], language: str) -> list[tuple[date, bool, list[str]]]:
    """Every distribution published, newest first: day, whether it says all of the pool, all candidates, each band."""
    number = forms(language)["number"]
    found = []
    for each in sorted((*record.distributions, *record.incomplete), key=lambda pool: pool.as_of, reverse=True):
        counts = {(band.low, band.high): number(band.candidates) for band in each.main}
        total = each.total if each.complete else each.printed_total  # the sum of some bands is no total
        found.append(
            (
                each.as_of,
                each.complete,
                [DASH if total is None else number(total), *(counts.get(band, DASH) for band in limits)],
            )
        )
    return found


def line_of(name: str, points: Sequence[tuple[date, int]], rules: Sequence[RuleDay], language: str) -> SafeString:
    """A small chart of one band over time, from zero; the last count is written."""
    counts, days = [count for _, count in points], [day for day, _ in points]
    told: dict[str, Any] = {"low": min(counts), "high": max(counts), "first": days[0], "last": days[-1]}
    label = say("web_pool", "time_label", told | {"score": counts[-1]}, language)
    drawing = Drawing(*SMALL, f"{name}. {label}")
    number = forms(language)["number"]
    ticks = round_ticks(0, max(*counts, 1), 3)
    bottom, right = drawing.height - BOTTOM, drawing.width - 52
    up, along = Scale(0, ticks[-1], bottom, 22), Scale(days_of(days[0]), days_of(days[-1]), LEFT + 8, right)
    for tick in ticks:
        drawing.line((LEFT + 8, up(tick)), (right, up(tick)), "grid-line")
        drawing.text((LEFT + 2, up(tick) + 4), number(tick), anchor="end")
    for day in year_ticks(days[0], days[-1], 6):
        drawing.line((along(days_of(day)), bottom), (along(days_of(day)), bottom + 5), "axis")
        drawing.text((along(days_of(day)), bottom + 20), str(day.year), anchor="middle")
    draw_rules(drawing, rules, along, 21, bottom)
    drawing.path([(along(days_of(day)), up(count)) for day, count in points], "line s-other")
    drawing.circle((right, up(counts[-1])), 3.2, "f-other")
    drawing.text((right + 6, up(counts[-1]) + 4), number(counts[-1]), "strong")
    return drawing.svg()
