"""Every combination of the values of the unknown fields, assessed in one batch by the same rules.

Where combinations are too many, grids are thinned: every second value of the longest one is left out until they fit,
those of the least and of the most favourable case always kept; the answer says so. These two cases are looked for in
the whole grids, one field after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from math import inf, prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.assess.batch import profile_of
from toprank.days import Calendar
from toprank.errors import Refused
from toprank.facts import Truths, facts_of
from toprank.incomplete.choices import Asked, Choice
from toprank.incomplete.grids import grid_of
from toprank.incomplete.intake import Intake, filled
from toprank.profile import Profile
from toprank.rulebook.tables import Tables
from toprank.rules import categories
from toprank.rules.outcome import PROGRAMS, Outcome, outcome

Places = tuple[int, ...]
"""A case: the place of its value in each grid."""
MOST_CASES: Final = 10_000
AT_ONCE: Final = 250
"""Combinations in memory at the same time."""


@dataclass(frozen=True)
class Bounds:
    """Totals by case, in the shape of the grids; -1 where a combination is no profile.

    `open_` holds, for each program and category version, whether it is open in each case; `met` the same of each of
    their requirements, by code.
    """

    grids: list[list[Choice]]
    full: list[int]
    totals: NDArray[np.int64]
    open_: dict[str, NDArray[np.bool_]]
    met: dict[str, dict[str, NDArray[np.bool_]]]

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
    grids = every
    if prod(len(grid) for grid in every) > MOST_CASES:
        grids = thinned(every, ends(intake, every, on, tables, language))
    shape = tuple(len(grid) for grid in grids)
    totals, answers, refused = np.full(prod(shape), -1, np.int64), [], None
    met: list[dict[str, dict[str, Truths]]] = []
    cases = enumerate(product(*grids))
    while batch := list(islice(cases, AT_ONCE)):
        places, profiles, faulty = profiles_of(intake, batch, on, language)
        refused = refused or faulty
        if profiles:
            found = outcome(facts_of(profiles), Calendar.of_day(on), tables)
            totals[places] = found.score.total
            answers.append(np.column_stack([*(found.eligible[program] for program in PROGRAMS), found.categories]))
            met.append(requirements_met(found, tables))
    if refused is not None and not answers:
        raise refused
    names = (*PROGRAMS, *(each.version.key for each in tables.categories))
    open_ = dict(zip(names, np.concatenate(answers).T, strict=True))
    every_met = {
        key: {code: np.concatenate([batch[key][code] for batch in met]) for code in needed}
        for key, needed in met[0].items()
    }
    return Bounds(grids, [len(grid) for grid in every], totals.reshape(shape), open_, every_met)


def requirements_met(found: Outcome, tables: Tables) -> dict[str, dict[str, Truths]]:
    """Who meets each requirement of each program and category version, by code."""
    listed = enumerate(each.version.key for each in tables.categories)
    own = {key: categories.requirements(found.candidates, place, tables) for place, key in listed}
    return found.requirements | {key: needed | {"federal_program": found.federal} for key, needed in own.items()}


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


def ends(intake: Intake, grids: list[list[Choice]], on: date, tables: Tables, language: str) -> list[set[int]]:
    """For each grid the places of its values in the least and in the most favourable case that were found.

    From the first and from the last value of every grid, each field in turn takes the value that is best with the
    others as they stand, until no value of any field gains anything.
    """
    known: dict[Places, int] = {}
    starts = (tuple(0 for _ in grids), tuple(len(grid) - 1 for grid in grids))
    found = []
    for sign in (-1, 1):
        reached = [climbed(start, sign, intake, grids, known, on, tables, language) for start in starts]
        found.append(max(reached, key=lambda places: worth(known[places], sign)))
    return [set(places) for places in zip(*found, strict=True)]


def climbed(
    places: Places,
    sign: int,
    intake: Intake,
    grids: list[list[Choice]],
    known: dict[Places, int],
    on: date,
    tables: Tables,
    language: str,
) -> Places:
    """Where the search from a case ends; `known` takes in the total of every case that was looked at."""
    before = None
    while places != before:
        before = places
        for axis, grid in enumerate(grids):
            lane = [(*places[:axis], value, *places[axis + 1 :]) for value in range(len(grid))]
            new = [each for each in lane if each not in known]
            cases = [[grid[at] for grid, at in zip(grids, each, strict=True)] for each in new]
            known |= dict.fromkeys(new, -1)
            at, profiles, _ = profiles_of(intake, list(enumerate(cases)), on, language)
            if profiles:
                totals = outcome(facts_of(profiles), Calendar.of_day(on), tables).score.total.tolist()
                known |= {new[place]: int(total) for place, total in zip(at, totals, strict=True)}
            best = max(lane, key=lambda each: worth(known[each], sign))
            if worth(known[best], sign) > worth(known[places], sign):
                places = best
    return places


def worth(total: int, sign: int) -> float:
    """How far a total lies in a direction; a combination that is no profile lies nowhere."""
    return sign * total if total >= 0 else -inf


def thinned(grids: list[list[Choice]], kept: list[set[int]] | None = None) -> list[list[Choice]]:
    """The grids, thinned until their combinations are few enough; `kept` are the places of the values that stay, the
    first and the last of each where none are told."""
    kept = kept or [{0, len(grid) - 1} for grid in grids]
    found = [list(range(len(grid))) for grid in grids]
    while prod(map(len, found)) > MOST_CASES:
        longest = max(range(len(found)), key=lambda axis: len(found[axis]))
        left = [place for place in found[longest] if place not in kept[longest]]
        if not left or len(found[longest]) == 2:
            break
        found[longest] = sorted([*kept[longest], *left[1::2]])
    return [[grid[place] for place in places] for grid, places in zip(grids, found, strict=True)]
