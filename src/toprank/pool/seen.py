"""What of a pool the figures of its calibration are taken from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank.facts import FULL_TIME_STUDENT, Facts, Smalls, Truths
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import tables
from toprank.rules.outcome import PROGRAMS, Outcome, outcome_on

AT_ONCE: Final = 32_768


@dataclass(frozen=True)
class Seen:
    """What the figures are taken from: one value a candidate, of those eligible for a program.

    `categories` has one column for each of `families`; `under` is the class of an invitation.
    """

    total: Smalls
    submitted: NDArray[np.int64]
    programs: dict[str, Truths]
    categories: Truths
    families: tuple[str, ...]
    under: Smalls
    points: dict[str, Truths]
    facts: dict[str, int]

    def __len__(self) -> int:
        return len(self.total)


def seen(parts: Iterable[Facts], on: date, rulebook: Rulebook) -> Seen:
    """The candidates of a pool as the figures need them."""
    of_day = tables(rulebook, on)
    families = tuple(each.version.family for each in of_day.categories)
    found = []
    for facts in parts:
        for start in range(0, len(facts), AT_ONCE):
            some = facts.part(start, min(start + AT_ONCE, len(facts)))
            found.append(of_some(some, outcome_on(some, on, of_day), families))
    return together(found)


def of_some(facts: Facts, outcome: Outcome, families: tuple[str, ...]) -> Seen:
    """Those of a few candidates who are eligible for a program."""
    rows = np.flatnonzero(outcome.federal)
    points, declared = outcome.score.factors, facts.declared
    return Seen(
        total=outcome.score.total[rows],
        submitted=declared.submitted[rows],
        programs={name: outcome.eligible[name][rows] for name in PROGRAMS},
        categories=outcome.categories[rows],
        families=families,
        under=outcome.invited_under[rows],
        points={
            "none": outcome.score.parts["additional"][rows] == 0,
            **{name: points[name][rows] > 0 for name in ("canadian_study", "french", "sibling")},
        },
        facts={
            "former groups": int((facts.jobs.former >= 0).sum()),
            "recruits": int(declared.military_serving.sum()),
            "trade offers": int((declared.offer_fst_paragraph >= 0).sum()),
            "student jobs": int((facts.jobs.circumstances & FULL_TIME_STUDENT > 0).sum()),
        },
    )


def together(several: Sequence[Seen]) -> Seen:
    """All of them, one behind the other."""
    first = several[0]

    def stacked(values: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate(list(values))

    return Seen(
        total=stacked(each.total for each in several),
        submitted=stacked(each.submitted for each in several),
        programs={name: stacked(each.programs[name] for each in several) for name in first.programs},
        categories=stacked(each.categories for each in several),
        families=first.families,
        under=stacked(each.under for each in several),
        points={name: stacked(each.points[name] for each in several) for name in first.points},
        facts={name: sum(each.facts[name] for each in several) for name in first.facts},
    )
