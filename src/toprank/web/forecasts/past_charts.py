"""How forecasts did, as pictures: what was aimed at and reached, and how far each was off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from toprank.web.context import title as told
from toprank.web.drawing import Drawing, Scale, days_of, round_ticks, year_ticks
from toprank.words import forms

AIMS: Final = ((0.5, "half"), (0.8, "wide"))
FURTHEST: Final = 150
"""Points beyond which a mark is drawn at the edge, so that one old miss does not flatten all others."""


@dataclass(frozen=True)
class Counted:
    """How many ranges were given, and how many of each kind held."""

    rounds: int
    half: int
    wide: int


@dataclass(frozen=True)
class Off:
    """How far a forecast was off: what it was less what was said, and whether the range held."""

    on: date
    by: int
    held: bool


def calibration(found: Counted, language: str) -> SafeString:
    """Where the ranges aimed, and how many came true."""
    label = told("forecasts.calibration_label", language, rounds=found.rounds, half=found.half, wide=found.wide)
    picture = Drawing(320, 140, label)
    across = Scale(0, 1, 92, 262)
    for part in range(0, 101, 25):
        x = across(part / 100)
        picture.line((x, 20), (x, 132), "grid-line")
        picture.text((x, 12), forms(language)["percent"](part), None, "middle")
    for place, (aim, name) in enumerate(AIMS):
        held = getattr(found, name)
        y, reached = 42 + 54 * place, held / found.rounds if found.rounds else 0
        picture.text((0, y + 4), told(f"forecasts.{name}", language), "strong")
        picture.line((across(aim), y - 14), (across(aim), y + 14), "s-ink")
        picture.line((across(aim), y), (across(reached), y), "line s-health")
        picture.circle((across(reached), y), 6, "f-health ring")
        written = told("forecasts.calibration_of", language, held=held, rounds=found.rounds)
        picture.text((across(reached), y + 24), written, "strong halo", "middle")
    return picture.svg()


def misses(found: Sequence[Off], language: str) -> SafeString:
    """How far off, round by round, oldest first; nothing without any."""
    if not found:
        return mark_safe("")
    label = told(
        "forecasts_record.misses_label",
        language,
        rounds=len(found),
        first=found[0].on,
        last=found[-1].on,
        low=min(each.by for each in found),
        high=max(each.by for each in found),
        missed=sum(not each.held for each in found),
    )
    sizes = (("wide", 940, 300, 10), ("narrow", 320, 260, 4))
    return mark_safe("".join(scattered(found, label, language, *size) for size in sizes))


def scattered(
    found: Sequence[Off], label: str, language: str, kind: str, width: int, height: int, years: int
) -> SafeString:
    """One drawing of the marks."""
    far = min(max(max(abs(each.by) for each in found), 10), FURTHEST)
    ticks = round_ticks(-far, far, 5)
    left, right, floor = 40, width - 12, height - 28
    across = Scale(days_of(found[0].on), days_of(found[-1].on), left + 8, right - 8)
    up = Scale(ticks[0], ticks[-1], floor, 14)
    picture = Drawing(width, height, label, kind)
    for tick in ticks:
        picture.line((left, up(tick)), (right, up(tick)), "grid-line" if tick else "axis")
        picture.text((left - 6, up(tick) + 4), forms(language)["signed"](tick), None, "end")
    for day in year_ticks(found[0].on, found[-1].on, years):
        x = across(days_of(day))
        picture.line((x, floor), (x, floor + 5), "axis")
        picture.text((x, floor + 20), str(day.year), None, "middle")
    for each in found:
        place = across(days_of(each.on)), up(max(min(each.by, ticks[-1]), ticks[0]))
        if each.held:
            picture.circle(place, 3.5, "quiet ring")
        else:
            picture.diamond(place, 4.5, "you ring")
    return picture.svg()
