"""Every combination of the values of the unknown fields, assessed in one batch by the same rules.

Where combinations are too many, grids are thinned: every second value of the longest one is left out, its first and its
last kept, until they fit; the answer says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.assess.batch import profile_of
from toprank.days import Calendar
from toprank.errors import Refused
from toprank.facts import facts_of
from toprank.incomplete.grids import Asked, Choice, grid_of
from toprank.incomplete.intake import Intake, filled
from toprank.profile import Profile
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import PROGRAMS, outcome

MOST_CASES: Final = 10_000
AT_ONCE: Final = 250
"""Combinations in memory at the same time."""


@dataclass(frozen=True)
class Bounds:
    """Totals by case, in the shape of the grids; -1 where a combination is no profile.

    `open_` holds, for each program and category version, whether it is open in each case.
    """

    grids: list[list[Choice]]
    full: list[int]
    totals: NDArray[np.int64]
    open_: dict[str, NDArray[np.bool_]]

    @property
    def sound(self) -> NDArray[np.bool_]:
        """Which combinations are profiles."""
        return self.totals >= 0

    def limits(self, totals: NDArray[np.int64]) -> tuple[int, int]:
        """The least and the greatest of some totals."""
        sound = totals[totals >= 0]
        return int(sound.min()), int(sound.max())

    def by_value(self, axis: int) -> list[tuple[int, int] | None]:
        """The limits with each value of one field; None where it makes no profile at all."""
        lanes = np.moveaxis(self.totals, axis, 0)
        return [self.limits(lane) if (lane >= 0).any() else None for lane in lanes]

    def narrowing(self, axis: int) -> tuple[int, float]:
        """By how many points the range shrinks once one field is known: at the least, and on average of its values."""
        low, high = self.limits(self.totals)
        left = [each[1] - each[0] for each in self.by_value(axis) if each is not None]
        return high - low - max(left), high - low - sum(left) / len(left)

    def deciding(self, axis: int) -> list[str]:
        """The programs and categories that this answer alone opens or closes in some case, all others the same."""
        sound = np.moveaxis(self.sound, axis, 0)
        found = []
        for name, cases in self.open_.items():
            open_ = np.zeros(self.totals.shape, bool)
            open_[self.sound] = cases
            lanes = np.moveaxis(open_, axis, 0)
            if ((lanes & sound).any(axis=0) & (~lanes & sound).any(axis=0)).any():
                found.append(name)
        return found


def bounds_of(intake: Intake, on: date, tables: Tables, language: str = "en") -> Bounds:
    """The bounds of an intake on a day; raises Refused where no combination is a profile."""
    every = [grid_of(Asked(intake, unknown, on, tables)) for unknown in intake.unknown]
    grids = thinned(every)
    shape = tuple(len(grid) for grid in grids)
    totals, answers, refused = np.full(prod(shape), -1, np.int64), [], None
    cases = enumerate(product(*grids))
    while batch := list(islice(cases, AT_ONCE)):
        places, profiles, faulty = profiles_of(intake, batch, on, language)
        refused = refused or faulty
        if profiles:
            found = outcome(facts_of(profiles), Calendar.of_day(on), tables)
            totals[places] = found.score.total
            answers.append(np.column_stack([*(found.eligible[program] for program in PROGRAMS), found.categories]))
    if refused is not None and not answers:
        raise refused
    names = (*PROGRAMS, *(each.version.key for each in tables.categories))
    open_ = dict(zip(names, np.concatenate(answers).T, strict=True))
    return Bounds(grids, [len(grid) for grid in every], totals.reshape(shape), open_)


def profiles_of(
    intake: Intake, cases: Sequence[tuple[int, Sequence[Choice]]], on: date, language: str
) -> tuple[list[int], list[Profile], Refused | None]:
    """The profiles of some combinations with their places, and the faults of the first combination that is none."""
    places, profiles, first = [], [], None
    parts = [unknown.parts for unknown in intake.unknown]
    for place, choices in cases:
        values = [(at, choice.value) for at, choice in zip(parts, choices, strict=True)]
        document = filled(intake.document, values) if values else intake.document
        try:
            profiles.append(profile_of(document, on, language))
            places.append(place)
        except Refused as refused:
            first = first or refused
    return places, profiles, first


def thinned(grids: list[list[Choice]]) -> list[list[Choice]]:
    """The grids, thinned until their combinations are few enough."""
    found = list(grids)
    while prod(len(grid) for grid in found) > MOST_CASES:
        longest = max(range(len(found)), key=lambda place: len(found[place]))
        if len(found[longest]) == 2:
            break
        found[longest] = [*found[longest][:-1:2], found[longest][-1]]
    return found
