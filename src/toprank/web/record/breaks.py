"""Days on which the rules changed, as the charts mark them: a letter at the line, its sentence below the charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from typing import Final, TypeVar

from toprank.forecast.breaks import breaks
from toprank.web.drawing import Drawing, Scale, days_of
from toprank.web.known import Known
from toprank.words import catalogue, say

T = TypeVar("T")
LETTER_WIDTH: Final = 12.0


@dataclass(frozen=True)
class RuleDay:
    """A day of a change, the kinds that it touches (empty: all), its letter and its sentence."""

    on: date
    kinds: frozenset[str]
    letter: str
    told: str

    def touches(self, kind: str) -> bool:
        """Whether rounds of a kind count something else from this day on."""
        return not self.kinds or kind in self.kinds


def rule_days(known: Known, first: date, last: date, shown: Sequence[str], language: str) -> list[RuleDay]:
    """The days of changes between two days that touch one of the kinds shown, earliest first, each with a letter."""
    found: dict[tuple[date, str], set[str]] = {}
    for each in breaks(known.rulebook, known.today):
        if first <= each.on <= last and (each.type is None or each.type in shown):
            found.setdefault((each.on, each.code), set()).update([each.type] if each.type else [])
    days = {(each.on, each.code): each.known_on for each in breaks(known.rulebook, known.today)}
    return [
        RuleDay(on, frozenset(kinds), letter, sentence(code, on, days[on, code], language))
        for letter, ((on, code), kinds) in zip(ascii_uppercase, sorted(found.items()), strict=False)
    ]


def sentence(code: str, on: date, known_on: date, language: str) -> str:
    """What changed: in words of that very day where there are some, else in those of every such change."""
    own = f"{code}_{on:%Y_%m_%d}"
    words = catalogue(language)["web_record_rules"]
    return say("web_record_rules", own if own in words else code, {"on": on, "known_on": known_on}, language)


def draw_rules(drawing: Drawing, rules: Iterable[RuleDay], along: Scale, top: float, bottom: float) -> None:
    """Draws each day as a dotted line with its letter above it; a letter gives way to the one before."""
    free = 0.0
    for rule in rules:
        x = along(days_of(rule.on))
        drawing.line((x, top - 6), (x, bottom), "rule")
        free = max(x, free)
        drawing.text((free, top - 11), rule.letter, anchor="middle")
        free += LETTER_WIDTH


def stretches(points: Iterable[tuple[date, T]], cuts: Iterable[date]) -> list[list[T]]:
    """Points by day parted at days of changes: none is joined with one from before."""
    days = sorted(cuts)
    found: list[list[T]] = []
    last: int | None = None
    for on, point in points:
        place = sum(day <= on for day in days)
        if place != last:
            found.append([])
        found[-1].append(point)
        last = place
    return found
