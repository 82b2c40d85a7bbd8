"""How the invited of a replay look, beside the invited of the years of which that was published."""

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from toprank.facts import IN_CANADA, Facts, Truths
from toprank.features.segments import totals
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import outcome_on

YEARS: Final = ("2023", "2024")
AGES: Final = {"20-29": (20, 29), "30-34": (30, 34), "35-39": (35, 39), "40-44": (40, 44), "45 and over": (45, 200)}
EDUCATION: Final = {
    "secondary school or less": (0, 1),
    "one- or two-year post-secondary": (2, 3),
    "post-secondary of three years or more": (4, 5),
    "master's or professional degree": (6, 6),
    "doctorate": (7, 7),
}
LANGUAGE: Final = "first official language, level"
TOLERANCE: Final = 8.0
"""Per cent of the invited by which a share may differ: other years had other rounds."""


def traits(facts: Facts, tables: Tables) -> Iterator[tuple[str, str, Truths]]:
    """Who of some candidates belongs to each value of each dimension that was published."""
    outcome = outcome_on(facts, tables.on, tables)
    columns = outcome.candidates
    for value, (least, most) in AGES.items():
        yield "age", value, (columns.age >= least) & (columns.age <= most)
    for value, (least, most) in EDUCATION.items():
        yield "education", value, (columns.education >= least) & (columns.education <= most)
    first = np.where((outcome.first_language == 1)[:, None], columns.french, columns.english).min(axis=1)
    for level in range(4, 11):
        yield LANGUAGE, f"CLB {level}", first == level
    working = (facts.jobs.circumstances & IN_CANADA > 0) & (facts.jobs.stop > columns.on[facts.jobs.owner])
    yield "country of residence", "Canada", totals(working.astype(np.int64), facts.jobs.offsets) > 0
    worked = columns.canadian_years
    yield "Canadian work experience", "none", worked == 0
    yield "Canadian work experience", "two years or less (including none)", worked <= 2
    yield "foreign work experience", "none", columns.foreign_work == 0


@cache
def published() -> dict[tuple[str, str, str], float]:
    """The published shares of the invited, in per cent, by year, dimension and value."""
    with files("toprank.rulebook").joinpath("record", "pool_composition.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["population"] == "invited" and row["year"] in YEARS]
    return {(row["year"], row["dimension"], row["value"]): float(row["share_pct"]) for row in rows if row["share_pct"]}


class Portrait:
    """Counts of the invited, round after round."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.all = 0

    def add(self, invited: Facts, tables: Tables) -> None:
        """Takes in the invited of one round."""
        self.all += len(invited)
        for dimension, value, rows in traits(invited, tables):
            self.counts[dimension, value] += int(rows.sum())

    def document(self) -> list[dict[str, Any]]:
        """One row a value: the share reached and the published ones, in per cent."""
        found = []
        for (dimension, value), count in self.counts.items():
            shares = {year: published().get((year, dimension, value)) for year in YEARS}
            reached = round(100 * count / self.all, 1)
            known = [share for share in shares.values() if share is not None]
            near = any(abs(reached - share) <= TOLERANCE for share in known) if known else None
            found.append(
                {"dimension": dimension, "value": value, "reached": reached, "published": shares, "near": near}
            )
        return found
