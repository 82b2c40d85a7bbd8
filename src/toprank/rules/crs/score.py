"""The whole score: every factor, the caps in their order, the four parts and the total (Instructions, s. 8)."""

from dataclasses import dataclass, fields
from functools import reduce
from typing import Final

import numpy as np

from toprank.days import Rows
from toprank.facts import Smalls, Truths
from toprank.features.candidates import Candidates
from toprank.features.levels import Codes, Levels, code
from toprank.rulebook.tables import Tables
from toprank.rules.crs import additional, core, spouse, transferability
from toprank.rules.points import Points, taken

PARTS = {
    "core": ("age", "education", "first_language", "second_language", "canadian_work"),
    "spouse": ("spouse_education", "spouse_language", "spouse_canadian_work"),
    "transferability": (
        "education_language",
        "education_canadian_work",
        "foreign_work_language",
        "foreign_work_canadian_work",
        "certificate_language",
    ),
    "additional": (
        "nomination",
        "arranged_employment",
        "high_wage_work",
        "high_wage_offer",
        "canadian_study",
        "french",
        "sibling",
    ),
}

FACTORS = tuple(name for names in PARTS.values() for name in names)

# Which factors a cap of the table holds together before the cap of their part, in the order of application.
INNER_CAPS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "core": {"second_language": ("second_language",)},
    "spouse": {},
    "transferability": {
        "education": ("education_language", "education_canadian_work"),
        "foreign_work": ("foreign_work_language", "foreign_work_canadian_work"),
        "certificate": ("certificate_language",),
    },
    "additional": {},
}
"""Ids of the caps are those of crs/caps; the answer names them as CAP_NAMES says."""

CAP_NAMES = {
    "education": "cap_transfer_education",
    "foreign_work": "cap_transfer_foreign_work",
    "certificate": "cap_transfer_certificate",
}


def cap_name(cap: str) -> str:
    """The name of a cap as a line of the answer."""
    return CAP_NAMES.get(cap, f"cap_{cap}")


@dataclass(frozen=True)
class Score:
    """Points of every factor, what each cap takes away (zero or less), the four parts, and the total."""

    factors: dict[str, Points]
    cut: dict[str, Points]
    parts: dict[str, Points]
    total: Points

    def take(self, rows: Rows | slice) -> "Score":
        """The scores of some candidates."""
        return Score(taken(self.factors, rows), taken(self.cut, rows), taken(self.parts, rows), self.total[rows])


@dataclass(frozen=True)
class Beside:
    """What the points for languages depend on beside the levels, for some candidates."""

    column: Smalls
    band: Smalls
    foreign_years: Smalls
    certified: Truths

    @classmethod
    def of(cls, candidates: Candidates, tables: Tables) -> "Beside":
        """What stands beside the languages of every candidate."""
        certified = transferability.trade_certificate(candidates, tables)
        band = transferability.band(candidates, tables)
        return cls(core.column(candidates), band, candidates.foreign_years, certified)

    def take(self, rows: Rows) -> "Beside":
        """Some of the candidates."""
        return Beside(*(getattr(self, each.name).take(rows) for each in fields(self)))


def settled(candidates: Candidates, tables: Tables) -> dict[str, Points]:
    """The points, before any cap, of the factors that are the same whichever language is first."""
    return {
        "age": core.age(candidates, tables),
        "education": core.education(candidates, tables),
        "canadian_work": core.canadian_work(candidates, tables),
        "spouse_education": spouse.education(candidates, tables),
        "spouse_language": spouse.language(candidates, tables),
        "spouse_canadian_work": spouse.canadian_work(candidates, tables),
        "education_canadian_work": transferability.education_canadian_work(candidates, tables),
        "foreign_work_canadian_work": transferability.foreign_work_canadian_work(candidates, tables),
        "nomination": additional.nomination(candidates, tables),
        "arranged_employment": additional.arranged_employment(candidates, tables),
        "high_wage_work": additional.high_wage_work(candidates, tables),
        "high_wage_offer": additional.high_wage_offer(candidates, tables),
        "canadian_study": additional.canadian_study(candidates, tables),
        "french": additional.french(candidates, tables),
        "sibling": additional.sibling(candidates, tables),
    }


def of_languages(beside: Beside, first: Codes, second: Codes, tables: Tables) -> dict[str, Points]:
    """The points, before any cap, of the factors that depend on which language is first."""
    return {
        "first_language": core.first_language(beside.column, first, tables),
        "second_language": core.second_language(beside.column, second, tables),
        "education_language": transferability.education_language(beside.band, first, tables),
        "foreign_work_language": transferability.foreign_work_language(beside.foreign_years, first, tables),
        "certificate_language": transferability.certificate_language(beside.certified, first, tables),
    }


def capped(found: dict[str, Points], column: Smalls, tables: Tables) -> Score:
    """The score that the points of all factors come to."""
    points: dict[str, Points] = {name: found[name] for name in FACTORS}
    cut, parts, caps = {}, {}, tables.crs.caps
    for part, names in PARTS.items():
        total = reduce(np.add, (points[name] for name in names))
        for cap, held in INNER_CAPS[part].items():
            cut[cap] = over(reduce(np.add, (points[name] for name in held)), caps[cap].take(column))
            total = total + cut[cap]
        cut[part] = over(total, caps[part].take(column))
        parts[part] = total + cut[part]
    total = reduce(np.add, parts.values())
    cut["total"] = over(total, caps["total"].take(column))
    return Score(points, cut, parts, total + cut["total"])


def score(candidates: Candidates, first: Levels, second: Levels, tables: Tables) -> Score:
    """The score with `first` and `second` as the official languages, levels of shape (candidates, 4)."""
    beside = Beside.of(candidates, tables)
    points = settled(candidates, tables) | of_languages(beside, code(first), code(second), tables)
    return capped(points, beside.column, tables)


def over(points: Points, most: Points) -> Points:
    """What a cap takes away: zero, or less than zero where it bites."""
    taken: Points = np.minimum(most - points, 0)
    return taken


def first_choice(candidates: Candidates, tables: Tables) -> tuple[Score, Smalls]:
    """The score with the first language that holds, and that language: 0 English, 1 French, -1 none.

    The declared language holds even if it scores less. Undeclared it is, of those with a valid result, the one with
    the higher total, then English (contract 5.3).
    """
    declared = candidates.declared.first_language
    only_french = (declared < 0) & candidates.has_french & ~candidates.has_english
    is_french = (declared == 1) | only_french
    first = np.where(is_french, 1, np.where((declared == 0) | candidates.has_english, 0, -1)).astype(np.int16)
    english, french = code(candidates.english), code(candidates.french)
    same, beside = settled(candidates, tables), Beside.of(candidates, tables)
    in_order = np.where(is_french, french, english), np.where(is_french, english, french)
    found = capped(same | of_languages(beside, *in_order, tables), beside.column, tables)
    either = ((declared < 0) & candidates.has_french & candidates.has_english).nonzero()[0]
    if len(either):
        some, points = beside.take(either), {name: column.take(either) for name, column in same.items()}
        points |= of_languages(some, french.take(either), english.take(either), tables)
        other = capped(points, some.column, tables)
        better = other.total > found.total.take(either)
        first[either[better]] = 1
        _write(found, other, either[better], better)
    return found, first


def first_and_second(candidates: Candidates, french: Truths) -> tuple[Levels, Levels]:
    """The levels of the first and the second official language, French first where it says so."""
    english_levels, french_levels = candidates.english.T, candidates.french.T  # each ability lies together
    first = np.where(french, french_levels, english_levels).T
    return first, np.where(french, english_levels, french_levels).T


def _write(found: Score, other: Score, rows: Rows, chosen: Truths) -> None:
    """Puts the chosen rows of another score in their place."""
    for mine, theirs in ((found.factors, other.factors), (found.cut, other.cut), (found.parts, other.parts)):
        for name, points in mine.items():
            points[rows] = theirs[name][chosen]
    found.total[rows] = other.total[chosen]
