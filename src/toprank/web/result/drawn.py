"""The charts of the answer, each drawn twice: the pool with the person in it, jobs in time, the last rounds."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.safestring import SafeString

from toprank import days
from toprank.pool.distribution import Band
from toprank.rounds.rows import PublishedRound
from toprank.web.drawing import Drawing, Scale, days_of, round_ticks, year_ticks
from toprank.web.drawing.kinds import mark, stroke
from toprank.web.drawing.labels import NEAR, Hung, hung, pieces, placed
from toprank.web.result.answer import Answer
from toprank.web.result.words import Words

Held = dict[str, tuple[PublishedRound, ...]]
"""The last rounds by their types."""

WIDTHS: Final = {"wide": 680.0, "narrow": 320.0}
TEXT: Final = {"wide": 7.4, "narrow": 6.9}
"""Units of a letter, about."""
STRONG: Final = {"wide": 8.6, "narrow": 8.4}
"""The same of a letter set apart."""
RANGE: Final = (300, 600)
"""Scores that the pool is drawn for, unless the person lies outside."""
MOST_JOBS: Final = 12
MOST_TYPES: Final = 4
RECENT: Final = 5

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


def heads(answer: Answer, words: Words, x: Scale, kind: str, width: float) -> list[tuple[float, str, Hung]]:
    """What stands above a chart of scores: today's score, and the highest one ahead if that is higher."""
    best = best_ahead(answer)
    told = [(x(answer.total), words.say(today(answer), score=answer.total))]
    told += [(x(best[1]), words.say("chart_then", on=best[0], score=best[1]))] if best else []
    spots = hung([(at, len(text) * TEXT[kind]) for at, text in told], width)
    return [(at, text, spot) for (at, text), spot in zip(told, spots, strict=True)]


def headed(
    drawing: Drawing,
    told: Sequence[tuple[float, str, Hung]],
    first: float,
    end: float,
    under: Sequence[tuple[float, float, float]] = (),
) -> None:
    """Draws what stands above a chart, with lines down to an end; the upper of two rows stands on the line `first`.

    `under` are texts that begin at the left, by their right, upper and lower ends: no line runs through them.
    """
    rows = highest(told)
    for (at, text, spot), sure in zip(told, (True, False), strict=False):
        y = first + 18 * (rows - spot.row)
        holes = [(first + 18 * (rows - row) - 13, first + 18 * (rows - row) + 5) for row in spot.through]
        holes += [(upper, lower) for right, upper, lower in under if at < right + NEAR]
        for start, stop in pieces(y + 6, end, holes):
            drawing.line((at, start), (at, stop), "s-you" if sure else "s-you later")
        drawing.text((spot.at, y), text, "you halo", spot.anchor)


def highest(told: Iterable[tuple[float, str, Hung]]) -> int:
    """The last row that is taken."""
    return max(spot.row for _, _, spot in told)


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
    told = heads(answer, words, x, kind, width)
    top, base = 20 + 18 * highest(told), 118 + 18 * highest(told)
    names = [words.named("series", name) for _, name in lasts]
    spots = hung(
        tuple((x(cutoff), max(len(name), 3) * TEXT[kind]) for (cutoff, _), name in zip(lasts, names, strict=True)),
        width,
    )
    rows = max((spot.row for spot in spots), default=-1) + 1
    drawing = Drawing(width, base + 44 + 36 * rows, label, kind)
    drawing.shapes += crowd(bands, (low, high), width, base, top + 14)
    drawing.line((2, base), (width - 2, base), "axis")
    step = next(each for each in (50, 100, 200, 400) if (high - low) / each <= width / 48)
    ticks = [x(tick) for tick in range(low, high + 1, step)]
    for tick, at in zip(range(low, high + 1, step), ticks, strict=True):
        drawing.text((at, base + 18), words.number(tick), "halo", placed(at, 26, width)[2])
    for (cutoff, name), text, spot in zip(lasts, names, spots, strict=True):
        at, foot = x(cutoff), base + 40 + 36 * spot.row
        holes = [(base + 40 + 36 * row, base + 73 + 36 * row) for row in spot.through]
        holes += [(base + 5, base + 22)] if any(abs(tick - at) < 13 for tick in ticks) else []
        for start, end in pieces(top + 24, foot - 8, holes):
            drawing.line((at, start), (at, end), f"line {stroke(name)}")
        mark(drawing, name, (at, foot - 6), 5)
        drawing.text((spot.at, foot + 14), text, "halo", spot.anchor)
        number = words.number(cutoff)
        half = len(number) * STRONG[kind] / 2
        beneath = min(max(at, spot.left + half), spot.right - half) if spot.right - spot.left > 2 * half else spot.at
        drawing.text((beneath, foot + 29), number, "strong halo", "middle")
    headed(drawing, told, 14, base - 10)
    for (at, _, _), sure in zip(told, (True, False), strict=False):
        drawing.polygon([(at, base - 1), (at - 7, base - 13), (at + 7, base - 13)], "you" if sure else "you-hollow")
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
    told = words.say("last_years", years=years)
    left, right, anchor = placed((edge + width - 8) / 2, len(told) * TEXT[kind], width)
    drawing.text(({"start": left, "middle": (left + right) / 2, "end": right}[anchor], 15), told, None, anchor)
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
    told = heads(answer, words, x, kind, width)
    top = 22 + 18 * highest(told)
    base = top + 10 + 58.0 * len(held)
    drawing = Drawing(width, base + 24, label, kind)
    for tick in ticks:
        drawing.line((x(tick), top), (x(tick), base), "grid-line")
        drawing.text((x(tick), base + 18), words.number(tick), None, "middle")
    names = [short(words.named("series", name), kind, 186) for name in held]
    feet = [top + 42 + 58.0 * place + (4 if kind == "wide" else -20) for place in range(len(held))]
    under = [(len(name) * STRONG[kind], foot - 14, foot + 5) for name, foot in zip(names, feet, strict=True)]
    headed(drawing, told, 12, base, under)
    for place, (name, latest) in enumerate(held.items()):
        middle = top + 42 + 58.0 * place
        drawing.text((0, feet[place]), names[place], "strong halo")
        for each in latest[:0:-1]:
            mark(drawing, name, (x(each.cutoff), middle), 3.6)
        mark(drawing, name, (x(latest[0].cutoff), middle), 6)
        at, number = x(latest[0].cutoff), words.number(latest[0].cutoff)
        beside = kind == "wide" or at - len(number) * STRONG[kind] / 2 > under[place][0] + NEAR
        drawing.text((at, middle + (-11 if beside else 21)), number, "strong halo", "middle")
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
