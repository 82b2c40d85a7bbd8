"""Many changed profiles answered at once by the rules: one batch, each on its own day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from toprank import days
from toprank.days import Calendar
from toprank.facts import facts_of
from toprank.profile import Profile
from toprank.rulebook.tables import Tables
from toprank.rules.crs.score import cap_name
from toprank.rules.outcome import PROGRAMS, Outcome, outcome

Variant = tuple[Profile, date]


@dataclass(frozen=True)
class Answer:
    """What one variant comes to: the total with its factors and caps, what is open, the class of an invitation.

    `behind` is how many classes come before that one in the order of invitations; all of them where none is open.
    """

    total: int
    points: tuple[int, ...]
    named: tuple[str, ...]
    programs: frozenset[str]
    categories: frozenset[str]
    invited_under: str | None
    behind: int

    @property
    def factors(self) -> dict[str, int]:
        """The points of every factor, and what the caps that bite take away; together they are the total."""
        return dict(zip(self.named, self.points, strict=True))

    @cached_property
    def open(self) -> frozenset[str]:
        """Programs and categories together; no name stands for both."""
        return self.programs | frozenset(f"category {each}" for each in self.categories)


def answers(variants: Sequence[Variant], tables: Tables) -> list[Answer]:
    """The answer of each variant on its day, under the tables given."""
    if not variants:
        return []
    on = np.array([days.number(day) for _, day in variants], np.int32)
    return read(outcome(facts_of([profile for profile, _ in variants]), Calendar(on), tables), tables)


def read(found: Outcome, tables: Tables) -> list[Answer]:
    """The answers of a batch, one a row."""
    points = {name: column.tolist() for name, column in found.score.factors.items()}
    points |= {cap_name(name): column.tolist() for name, column in found.score.cut.items() if column.any()}
    names, factors = tuple(points), zip(*points.values(), strict=True)
    eligible = list(zip(*(found.eligible[program].tolist() for program in PROGRAMS), strict=True))
    families = [each.version.family for each in tables.categories]
    under = [PROGRAMS[place] if place >= 0 else None for place in found.invited_under.tolist()]
    behind = {program: place for place, program in enumerate(tables.programs.order)}
    rows = zip(found.score.total.tolist(), factors, eligible, found.categories.tolist(), under, strict=True)
    return [
        Answer(
            total,
            each,
            names,
            frozenset(program for program, is_open in zip(PROGRAMS, programs, strict=True) if is_open),
            frozenset(family for family, is_in in zip(families, listed, strict=True) if is_in),
            invited,
            len(behind) if invited is None else behind[invited],
        )
        for total, each, programs, listed, invited in rows
    ]
