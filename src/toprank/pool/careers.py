"""What synthetic people work as: fields of work with their unit groups, common ones more often.

The groups named here are those most invited in 2020 and 2021 and named in 2024 (year-end reports); how often each one
occurs was not published and is a judgement. The fields of the categories are the lists of the Minister.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Smalls
from toprank.pool.draws import Draws, Reals
from toprank.pool.shares import Share, Shares
from toprank.rulebook.classification import position_of, unit_groups
from toprank.rulebook.loader import CategoryVersion, Rulebook
from toprank.rulebook.tables import Tables

OTHER, FST, MILITARY = "other", "fst", "skilled_military_recruits"
MILITARY_GROUPS: Final = ("40042",)

COMMON: Final[dict[str, float]] = {
    # healthcare
    "31301": 9, "32101": 4, "33102": 6, "31100": 0.165, "31101": 0.115, "31102": 0.7, "31120": 2, "33103": 3,
    "42201": 4, "41300": 3, "31202": 2,
    # trades, with and without papers
    "72310": 4, "72200": 4, "72106": 3, "72410": 3, "63200": 4, "72400": 3, "70010": 3, "73113": 2, "72320": 1,
    # STEM and education
    "21310": 3, "21300": 3, "21301": 4, "22310": 2, "21331": 1, "42202": 6, "41221": 3, "41220": 3,
}  # fmt: skip

ELSEWHERE: Final[dict[str, float]] = {
    "21231": 14, "21232": 8, "21222": 8, "21221": 4, "11100": 8, "11202": 6, "12200": 4, "13110": 4, "10022": 4,
    "21223": 3, "20012": 4, "21211": 4, "11201": 5, "21233": 2, "10010": 3, "62100": 3, "41401": 2, "13100": 5,
    "21321": 2, "22220": 3, "11101": 3, "60020": 3, "11200": 4, "21311": 2, "41402": 2, "12011": 2,
}  # fmt: skip
"""Unit groups of most people, and how often each occurs against the others."""

IN_CANADA: Final[dict[str, float]] = {
    **ELSEWHERE, "62020": 16, "13110": 12, "62010": 12, "63200": 9, "60030": 4, "13100": 8, "12200": 7, "22221": 4,
    "12013": 2, "60020": 6, "62100": 3, "13101": 3,
}  # fmt: skip

MOST: Final = 0.4
"""No field is tilted beyond this share."""

UNSKILLED: Final = ("65201", "64100", "65100", "65102", "75101", "44101", "75110", "64300")


@dataclass(frozen=True)
class Field:
    """The unit groups of a field of work, with running weights: in Canada and elsewhere."""

    groups: Smalls
    weights: NDArray[np.float64]

    def draw(self, draws: Draws, count: int) -> Smalls:
        """Unit groups of `count` people."""
        return self.groups[draws.one_of(tuple(self.weights), count)]


@dataclass(frozen=True)
class Careers:
    """The fields of work of one day: those of `names`, then the others in Canada and elsewhere."""

    fields: Mapping[str, Field]
    shares: Mapping[str, Share]
    elsewhere: Field
    unskilled: Smalls
    military: Field

    @property
    def names(self) -> tuple[str, ...]:
        """The fields in their order; a number stands for its place in it."""
        return tuple(self.fields)

    def field_of(self, draws: Draws, strength: Reals) -> NDArray[np.intp]:
        """The field of each person, tradespeople with papers apart."""
        place, left = draws.uniform(len(strength)), np.zeros(len(strength))
        found = np.full(len(strength), self.names.index(OTHER), np.intp)
        for name, share in self.shares.items():
            chance = share.of(strength, most=MOST)
            found[(place >= left) & (place < left + chance)] = self.names.index(name)
            left = left + chance
        return found

    def groups(self, draws: Draws, field: NDArray[np.intp], here: NDArray[np.bool_]) -> Smalls:
        """A unit group of the field of each person; `here` is who works in Canada."""
        found = np.zeros(len(field), np.int16)
        for place, (name, each) in enumerate(self.fields.items()):
            rows = np.flatnonzero(field == place)
            found[rows] = each.draw(draws, len(rows))
            if name == OTHER:
                rows = np.flatnonzero((field == place) & ~here)
                found[rows] = self.elsewhere.draw(draws, len(rows))
        return found


def field_from(weights: Mapping[str, float]) -> Field:
    """A field from its unit groups and their weights."""
    places = [position_of()[code] for code in weights]
    return Field(np.array(places, np.int16), np.array(list(weights.values()), np.float64))


def listed(codes: Iterable[str]) -> Field:
    """A field of the unit groups of a list, the common ones more often."""
    return field_from({code: COMMON.get(code, 0.5) for code in codes})


def version_near(rulebook: Rulebook, family: str, on: date) -> CategoryVersion | None:
    """The version of a family in force on a day, else the last one before it, else the first one."""
    versions = [each for each in rulebook.categories() if each.family == family]
    earlier = [each for each in versions if each.start <= on]
    return earlier[-1] if earlier else next(iter(versions), None)


def careers(rulebook: Rulebook, tables: Tables, shares: Shares) -> Careers:
    """The fields of work on a day; all who are in none of `shares` work in OTHER, tradespeople with papers in FST."""
    versions = {family: version_near(rulebook, family, tables.on) for family in shares.fields}
    fields = {family: listed(each.unit_groups) for family, each in versions.items() if each is not None}
    in_a_trade = tables.work.trades[tables.work.occupation_of]
    fields[FST] = listed(code for code, trade in zip(unit_groups(), in_a_trade, strict=True) if trade)
    skilled = [code for code, group in unit_groups().items() if group.teer <= 3 and not code.startswith("0")]
    rare = dict.fromkeys(skilled, 0.04)
    fields[OTHER] = field_from(rare | IN_CANADA)
    unskilled = np.array([position_of()[code] for code in UNSKILLED], np.int16)
    recruits = version_near(rulebook, MILITARY, tables.on)
    military = listed(recruits.unit_groups if recruits else MILITARY_GROUPS)
    return Careers(fields, shares.fields, field_from(rare | ELSEWHERE), unskilled, military)
