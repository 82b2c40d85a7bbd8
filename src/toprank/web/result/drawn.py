"""The charts of the answer, each drawn twice: the pool with the person in it, jobs in time, the year ahead, rounds."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString

from toprank import days
from toprank.pool.distribution import Band
from toprank.rounds.rows import PublishedRound
from toprank.web.drawing import Drawing, Scale, days_of, round_ticks, year_ticks
from toprank.web.drawing.kinds import mark, stroke
from toprank.web.result.answer import Answer
from toprank.web.result.words import Words

Held = dict[str, tuple[PublishedRound, ...]]
"""The last rounds by their types."""
Label = tuple[float, str, str]
"""Where a label stands, its first line and its second."""

WIDTHS: Final = {"wide": 680.0, "narrow": 320.0}
TEXT: Final = {"wide": 7.4, "narrow": 6.9}
"""Units of a letter, about."""
STRONG: Final = {"wide": 8.6, "narrow": 8.0}
"""The same of a letter set apart."""
RANGE: Final = (300, 600)
"""Scores that the pool is drawn for, unless the person lies outside."""
MOST_JOBS: Final = 12
MOST_TYPES: Final = 4
RECENT: Final = 5
YEAR: Final = 366

NOTHING: Final = SafeString("")


def twice(draw: Callable[[str, float], Drawing]) -> SafeString:
    """A chart in both widths, one after the other."""
    return SafeString("".join(draw(kind, width).svg() for kind, width in WIDTHS.items()))


def today(answer: Answer) -> str:
    """The code of what the score of the day is called."""
    return "chart_found" if answer.found_only else "chart_least" if answer.range else "chart_today"


def best_ahead(answer: Answer) -> tuple[date, int] | None:
    """The day within a year on which the score is highest and higher than today's; None where it never is."""
    on, most = max(answer.totals, key=lambda each: each[1])
    return (on, most) if most > answer.total else None


def short(name: str, kind: str, room: float) -> str:
    """A name as it fits into a room."""
    most = max(int(room / STRONG[kind]), 4)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def rows_of(labels: Iterable[tuple[float, float]], gap: float = 8) -> list[int]:
    """For labels by their left and right ends the row of each, so that none lies over another."""
    ends: list[float] = []
    found = []
    for left, right in labels:
        row = next((place for place, end in enumerate(ends) if end + gap <= left), len(ends))
        ends[row : row + 1] = [right]
        found.append(row)
    return found


def placed(x: float, width: float, room: float) -> tuple[float, float, str]:
    """The ends of a label about a place, kept inside the picture, and its anchor there."""
    if x - width / 2 < 0:
        return 0, width, "start"
    if x + width / 2 > room:
        return room - width, room, "end"
    return x - width / 2, x + width / 2, "middle"


def pool(answer: Answer, words: Words) -> SafeString:
    """How many people have which score, the last rounds, and the person among them. Nothing where no pool is known."""
    if answer.day.pool is None:
        return NOTHING
    label = pool_label(answer, words)
    return twice(lambda kind, width: pool_drawn(kind, width, answer, words, label))


def pool_drawn(kind: str, width: float, answer: Answer, words: Words, label: str) -> Drawing:
    """The pool in one width."""
    assert answer.day.pool is not None
    bands, types = answer.day.pool.finest, answer.types[:MOST_TYPES]
    best, total = best_ahead(answer), answer.total
    lasts = sorted((answer.day.rounds[name][0].cutoff, name) for name in types)
    shown = [total, *(cutoff for cutoff, _ in lasts), *([best[1]] if best else [])]
    low, high = min(RANGE[0], min(shown) // 50 * 50), max(RANGE[1], -(-max(shown) // 50) * 50)
    x = pool_scale((low, high), width)
    heads = [(total, words.say(today(answer), score=total))]
    heads += [(best[1], words.say("chart_then", on=best[0], score=best[1]))] if best else []
    spots = [placed(x(score), len(text) * TEXT[kind], width) for score, text in heads]
    above = [0, 1] if len(spots) > 1 and spots[0][1] + 8 > spots[1][0] else [0] * len(spots)
    top, base = 20 + 18 * max(above), 118 + 18 * max(above)
    names = [words.named("series", name) for _, name in lasts]
    labels = [placed(x(cutoff), max(len(name), 3) * TEXT[kind], width)
              for (cutoff, _), name in zip(lasts, names, strict=True)]  # fmt: skip
    rows = rows_of((left, right) for left, right, _ in labels)
    drawing = Drawing(width, base + 44 + 36 * (max(rows, default=-1) + 1), label, kind)
    drawing.shapes += crowd(bands, (low, high), width, base, top + 14)
    drawing.line((2, base), (width - 2, base), "axis")
    step = next(each for each in (50, 100, 200, 400) if (high - low) / each <= width / 48)
    for tick in range(low, high + 1, step):
        _, _, anchor = placed(x(tick), 26, width)
        drawing.text((x(tick), base + 18), words.number(tick), "halo", anchor)
    for (cutoff, name), text, (left, right, anchor), row in zip(lasts, names, labels, rows, strict=True):
        at, foot = x(cutoff), base + 40 + 36 * row
        drawing.line((at, top + 24), (at, foot - 8), f"line {stroke(name)}")
        mark(drawing, name, (at, foot - 6), 5)
        where = {"start": left, "middle": at, "end": right}[anchor]
        drawing.text((where, foot + 14), text, "halo", anchor)
        drawing.text((where, foot + 29), words.number(cutoff), "strong halo", anchor)
    for (score, text), (left, right, anchor), row, sure in zip(heads, spots, above, (True, False), strict=False):
        at, line = x(score), 14 + 18 * row
        drawing.line((at, line + 6), (at, base - 10), "s-you" if sure else "s-you later")
        drawing.polygon([(at, base - 1), (at - 7, base - 13), (at + 7, base - 13)], "you" if sure else "you-hollow")
        drawing.text(({"start": left, "middle": at, "end": right}[anchor], line), text, "you halo", anchor)
    return drawing


@lru_cache(maxsize=64)
def crowd(bands: tuple[Band, ...], ends: tuple[int, int], width: float, base: float, top: float) -> tuple[str, ...]:
    """The people of each band as a bar, as high as there are people for each point: the same for everybody."""
    low, high = ends
    drawing, x = Drawing(width, base), pool_scale(ends, width)
    inside = [each for each in bands if each.high >= low and each.low <= high]
    share = {each: each.candidates / (each.high - each.low + 1) for each in inside}
    most = max(share.values(), default=0) or 1
    for each, people in share.items():
        left, right = x(max(each.low, low)), x(min(each.high + 1, high))
        tall = people / most * (base - top)
        drawing.rect((left, base - tall), right - left - 0.9, tall, "crowd")
    return tuple(drawing.shapes)


def pool_scale(ends: tuple[int, int], width: float) -> Scale:
    """The scores between two ends over a width."""
    return Scale(*ends, 2, width - 2)


def pool_label(answer: Answer, words: Words) -> str:
    """The chart of the pool in words."""
    lasts = [
        words.say("series_at", name=words.named("series", name), score=answer.day.rounds[name][0].cutoff)
        for name in answer.types[:MOST_TYPES]
    ]
    told = words.say("chart_pool_label", score=answer.total)
    return f"{told} {words.say('chart_pool_rounds', rounds='; '.join(lasts))}" if lasts else told


def timeline(answer: Answer, words: Words) -> SafeString:
    """The jobs in time, latest first. Nothing where none was told."""
    jobs = [each for each in answer.profile.jobs if each.start < answer.on]
    if not jobs:
        return NOTHING
    return twice(lambda kind, width: timeline_drawn(kind, width, answer, words))


def timeline_drawn(kind: str, width: float, answer: Answer, words: Words) -> Drawing:
    """The jobs in one width."""
    on = answer.on
    jobs = sorted((each for each in answer.profile.jobs if each.start < on), key=lambda each: each.start)[-MOST_JOBS:]
    years = answer.tables.programs.cec_window_years
    first = max(min(jobs[0].start, days.add_years(on, -4)), days.add_years(on, -15))
    x = Scale(days_of(first), days_of(on), 0, width - 8)
    base = 26 + 44.0 * len(jobs)
    drawing = Drawing(width, base + 22, words.say("chart_jobs_label", count=len(jobs)), kind)
    edge = x(days_of(days.add_years(on, -years)))
    drawing.rect((edge, 0), width - 8 - edge, base, "bar-back")
    drawing.text(((edge + width - 8) / 2, 15), words.say("last_years", years=years), None, "middle")
    for tick in year_ticks(first, on, 12 if kind == "wide" else 6):
        drawing.line((x(days_of(tick)), 22), (x(days_of(tick)), base), "grid-line")
        _, _, anchor = placed(x(days_of(tick)), 28, width)
        drawing.text((x(days_of(tick)), base + 16), str(tick.year), None, anchor)
    for place, each in enumerate(reversed(jobs)):
        y, start = 30 + 44.0 * place, x(days_of(max(each.start, first)))
        end = x(days_of(min(each.end or on, on)))
        title = words.say("job_in", title=words.writer.title(each.noc), country=words.country(each.country))
        text = short(title, kind, width - 8)
        at, anchor = (start, "start") if start + len(text) * STRONG[kind] < width else (width - 8, "end")
        drawing.text((at, y + 11), text, "strong halo", anchor)
        drawing.rect((start, y + 17), max(end - start, 3), 14, "bar" if each.country == "CA" else "bar-cap", 3)
    drawing.line((0, base), (width - 8, base), "axis")
    return drawing


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
    x, y = Scale(days_of(on), days_of(last), 40, width - 8), Scale(ticks[0], ticks[-1], 180, 30)
    drawing = Drawing(width, 206, year_label(answer, words), kind)
    for tick in ticks:
        drawing.line((40, y(tick)), (width - 8, y(tick)), "grid-line")
        drawing.text((0, y(tick) + 4), words.number(tick))
    if cutoff and against:
        drawing.line((40, y(cutoff)), (width - 8, y(cutoff)), f"line {stroke(against)} later")
        text = words.say("chart_last", name=words.named("series", against), score=cutoff)
        drawing.text((width - 8, y(cutoff) - 6), text, "halo", "end")
    line: list[tuple[float, float]] = []
    for place, (day, score) in enumerate(totals):
        until = totals[place + 1][0] if place + 1 < len(totals) else ends or last
        line += [(x(days_of(day)), y(score)), (x(days_of(min(until, last))), y(score))]
    drawing.path(line, "line s-you bold")
    if ends and ends < last:
        drawing.circle(line[-1], 5, "you")
        drawing.text((line[-1][0], line[-1][1] + 20), words.say("chart_ends"), "halo", "end")
    room = 0.0
    for day, score in totals:
        at = x(days_of(day))
        if at >= room:
            anchor = "end" if at > width - 40 else "start"
            drawing.text((at + (0 if anchor == "end" else 3), y(score) - 8), words.number(score), "you halo", anchor)
            room = at + 34
    for month in range(1, 13, 2 if kind == "wide" else 4):
        first = days_of_month(on, month)
        drawing.line((x(days_of(first)), 180), (x(days_of(first)), 185), "axis")
        text = words.say(f"month_{first.month}")
        _, _, anchor = placed(x(days_of(first)), len(text) * TEXT[kind], width)
        drawing.text((x(days_of(first)), 201), text, None, anchor)
    return drawing


def days_of_month(on: date, later: int) -> date:
    """The first of the month so many months after a day."""
    months = on.year * 12 + on.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


def year_label(answer: Answer, words: Words) -> str:
    """The year ahead in words."""
    told = [words.say("score_from", score=score, on=day) for day, score in answer.totals]
    return words.say("chart_year_label", scores="; ".join(told))


def rounds(answer: Answer, types: Sequence[str], words: Words) -> SafeString:
    """The score beside the last rounds of each type. Nothing where there are none."""
    if not types:
        return NOTHING
    held = {name: answer.day.rounds[name][:RECENT] for name in types}
    label = rounds_label(answer, held, words)
    return twice(lambda kind, width: rounds_drawn(kind, width, answer, held, words, label))


def rounds_drawn(kind: str, width: float, answer: Answer, held: Held, words: Words, label: str) -> Drawing:
    """The last rounds in one width."""
    total, best = answer.total, best_ahead(answer)
    every = [total, *(each.cutoff for one in held.values() for each in one), *([best[1]] if best else [])]
    ticks = round_ticks(min(every) - 2, max(every) + 2, 6 if kind == "wide" else 4)
    left = 190 if kind == "wide" else 12
    x = Scale(ticks[0], ticks[-1], left, width - 14)
    heads = [(total, words.say(today(answer), score=total))]
    heads += [(best[1], words.say("chart_then", on=best[0], score=best[1]))] if best else []
    spots = [placed(x(score), len(text) * TEXT[kind], width) for score, text in heads]
    above = [0, 1] if len(spots) > 1 and spots[0][1] + 8 > spots[1][0] else [0] * len(spots)
    top = 22 + 18 * max(above)
    base = top + 10 + 58.0 * len(held)
    drawing = Drawing(width, base + 24, label, kind)
    for tick in ticks:
        drawing.line((x(tick), top), (x(tick), base), "grid-line")
        drawing.text((x(tick), base + 18), words.number(tick), None, "middle")
    for (score, text), (low, high, anchor), row, sure in zip(heads, spots, above, (True, False), strict=False):
        drawing.line((x(score), 18 + 18 * row), (x(score), base), "s-you" if sure else "s-you later")
        drawing.text(({"start": low, "middle": x(score), "end": high}[anchor], 12 + 18 * row), text, "you halo", anchor)
    for place, (name, latest) in enumerate(held.items()):
        middle = top + 42 + 58.0 * place
        drawing.text(
            (0, middle + (4 if kind == "wide" else -20)), short(words.named("series", name), kind, 186), "strong halo"
        )
        for each in latest[:0:-1]:
            mark(drawing, name, (x(each.cutoff), middle), 3.6)
        mark(drawing, name, (x(latest[0].cutoff), middle), 6)
        drawing.text((x(latest[0].cutoff), middle - 11), words.number(latest[0].cutoff), "strong halo", "middle")
    return drawing


def rounds_label(answer: Answer, held: Held, words: Words) -> str:
    """The last rounds in words."""
    told = []
    for name, latest in held.items():
        scores = [each.cutoff for each in latest]
        told.append(words.say("series_span", name=words.named("series", name), scores=(min(scores), max(scores))))
    return words.say("chart_rounds_label", score=answer.total, rounds="; ".join(told))


def dots(count: int, label: str) -> SafeString:
    """Ten dots, so many of them filled."""
    drawing = Drawing(264, 24, label)
    for place in range(10):
        drawing.circle((14 + 26.0 * place, 12), 9, "you" if place < count else "quiet")
    return drawing.svg()
