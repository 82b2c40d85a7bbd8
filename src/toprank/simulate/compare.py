"""Who gains and who loses between two sides of a round, in numbers.

Counts and scores; by occupation, age, first language, program and education.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank.facts import LANGUAGES, Smalls, Truths
from toprank.pool.select import Selection, select
from toprank.rulebook.classification import former_groups, unit_groups
from toprank.rulebook.tables import FORMER, LEVELS
from toprank.rules.outcome import PROGRAMS
from toprank.simulate.people import People, Seen
from toprank.simulate.sides import Side
from toprank.words import catalogue

Json = dict[str, Any]

AGES: Final = (18, 20, 25, 30, 35, 40, 45, 50)
"""The first age of each band; the last one is open."""

TRAITS: Final = ("occupation", "age", "first_language", "program", "education")
COUNTS: Final = ("eligible_a", "eligible_b", "invited_a", "invited_b", "gain", "lose")


@dataclass(frozen=True)
class Comparison:
    """Two rounds over the same people. Columns of truths have one row a candidate."""

    people: People
    round_a: Selection
    round_b: Selection
    invited_a: Truths
    invited_b: Truths

    @property
    def gain(self) -> Truths:
        """Who is invited on side B alone."""
        return self.invited_b & ~self.invited_a

    @property
    def lose(self) -> Truths:
        """Who is invited on side A alone."""
        return self.invited_a & ~self.invited_b


@dataclass(frozen=True)
class Group:
    """One group of candidates told apart by a trait: how many of them are in each of COUNTS."""

    trait: str
    key: str
    name: str
    counts: tuple[int, ...]

    def as_json(self) -> Json:
        """The group with its counts by name."""
        return {"key": self.key, "name": self.name, **dict(zip(COUNTS, self.counts, strict=True))}


def compared(everybody: People, a: Side, b: Side) -> Comparison:
    """The rounds of both sides."""
    round_a, invited_a = held(everybody, everybody.a, a)
    round_b, invited_b = held(everybody, everybody.b, b)
    return Comparison(everybody, round_a, round_b, invited_a, invited_b)


def held(everybody: People, seen: Seen, side: Side) -> tuple[Selection, Truths]:
    """The round of one side, and whether each candidate is invited in it."""
    size = side.question.size
    chosen = select(seen.total, everybody.submitted, everybody.ids, seen.eligible, size, side.ordered)
    invited = np.zeros(len(everybody), np.bool_)
    invited[chosen.rows] = True
    return chosen, invited


def groups(of: Comparison, trait: str) -> list[Group]:
    """Every group of a trait with somebody eligible on a side: those with most changes first, ages in their order."""
    places, names = placed(of, trait)
    a, b = of.people.a, of.people.b
    columns = (a.eligible, b.eligible, of.invited_a, of.invited_b, of.gain, of.lose)
    table = np.array([np.bincount(places[column], minlength=len(names)) for column in columns]).T
    found = [Group(trait, *names[place], tuple(map(int, table[place]))) for place in np.flatnonzero(table.any(axis=1))]
    if trait in ("age", "education"):
        return found
    return sorted(found, key=lambda group: (-group.counts[4] - group.counts[5], -sum(group.counts), group.key))


def placed(of: Comparison, trait: str) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
    """For each candidate the place of their group, and the key and the name of the group at each place."""
    everybody = of.people
    if trait == "age":
        place = np.searchsorted(np.array(AGES), everybody.traits.age, side="right")
        return place.astype(np.int64), [(band, band) for band in bands()]
    if trait == "occupation":
        return one_of(first_of(everybody, "occupation"), occupations())
    if trait == "first_language":
        return one_of(everybody.traits.first_language, told("language", LANGUAGES))
    if trait == "program":
        return one_of(first_of(everybody, "invited_under"), told("program", PROGRAMS))
    return one_of(everybody.traits.education, told("level", LEVELS))


def told(form: str, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Keys with the names that people read."""
    names = catalogue("en")["names"][form]
    return [(key, names[key]) for key in keys]


def one_of(values: Smalls, names: list[tuple[str, str]]) -> tuple[NDArray[np.int64], list[tuple[str, str]]]:
    """Values from -1 on as places, with "none" before the names."""
    return values.astype(np.int64) + 1, [("none", "none"), *names]


def first_of(everybody: People, name: str) -> Smalls:
    """A column of side A for those eligible on it, of side B for all others."""
    of_a, of_b = getattr(everybody.a, name), getattr(everybody.b, name)
    found: Smalls = np.where(everybody.a.eligible, of_a, of_b)
    return found


def occupations() -> list[tuple[str, str]]:
    """Code and title at the number of each occupation: NOC 2021, then NOC 2016."""
    ours = [(code, group.title_en) for code, group in unit_groups().items()]
    assert len(ours) == FORMER
    return ours + [(code, group.title_en) for code, group in former_groups().items()]


def bands() -> list[str]:
    """The bands of age, youngest first."""
    spans = [f"{low}-{high - 1}" for low, high in pairwise(AGES)]
    return [f"under {AGES[0]}", *spans, f"{AGES[-1]} or over"]


def scores_moved(everybody: People) -> Json:
    """How the scores of those in a program on both sides differ: how many rise and fall, and by how much."""
    both = everybody.a.in_program & everybody.b.in_program
    moved = everybody.b.total[both].astype(np.int64) - everybody.a.total[both]
    by, count = np.unique(moved[moved != 0], return_counts=True)
    return {
        "in_both": int(both.sum()),
        "rise": int((moved > 0).sum()),
        "fall": int((moved < 0).sum()),
        "same": int((moved == 0).sum()),
        "by_points": [{"points": int(points), "candidates": int(each)} for points, each in zip(by, count, strict=True)],
    }


def totals(of: Comparison) -> Json:
    """How many are eligible, invited, gain and lose; who loses because no longer eligible, or ranked too low."""
    people = of.people
    return {
        "eligible_a": int(people.a.eligible.sum()),
        "eligible_b": int(people.b.eligible.sum()),
        "invited_a": int(of.invited_a.sum()),
        "invited_b": int(of.invited_b.sum()),
        "invited_in_both": int((of.invited_a & of.invited_b).sum()),
        "gain": int(of.gain.sum()),
        "gain_newly_eligible": int((of.gain & ~people.a.eligible).sum()),
        "lose": int(of.lose.sum()),
        "lose_no_longer_eligible": int((of.lose & ~people.b.eligible).sum()),
    }


def group_rows(document: Json) -> list[Json]:
    """The groups of every trait in a document, one row each."""
    return [{"trait": trait, **group} for trait, found in document["by"].items() for group in found]


def people_rows(of: Comparison) -> Json:
    """Who gains and who loses, as columns: one row a person, in the order of the pool."""
    rows = np.flatnonzero(of.gain | of.lose)
    everybody = of.people
    return {
        "id": everybody.ids.take(rows),
        "invited_a": of.invited_a[rows],
        "invited_b": of.invited_b[rows],
        "eligible_a": everybody.a.eligible[rows],
        "eligible_b": everybody.b.eligible[rows],
        "score_a": everybody.a.total[rows],
        "score_b": everybody.b.total[rows],
    }
