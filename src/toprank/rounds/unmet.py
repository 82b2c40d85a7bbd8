"""Why somebody could not be invited: the first requirement that each candidate does not meet, as the rules name it.

Noted while a pool is scored, for each program and for the category of the round: five bits each, a place in CODES
counted from one, zero where every requirement is met. So a reason costs four bytes a candidate.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from toprank.facts import Ints
from toprank.rounds.question import Question
from toprank.rulebook.tables import Tables
from toprank.rules import categories
from toprank.rules.outcome import PROGRAMS, Outcome
from toprank.rules.programs.common import Requirements

CODES: Final = (
    *("outside_quebec", "continuous_work", "language", "education", "pass_mark", "settlement_funds", "canadian_work"),
    *("listed_trade", "trade_work", "offer_or_certificate", "nomination", "federal_program"),
    *("french", "listed_work", "serving", "service_years", "listed_military_occupation", "military_offer"),
    "military_study",
)
NOMINEE: Final = "nominee"
"""Not a requirement of the rules: nominees are left out of rounds for a category or for another program."""
FEDERAL: Final = ("fsw", "cec", "fst")
WIDTH: Final = 5
CATEGORY: Final = len(PROGRAMS)


@dataclass(frozen=True)
class FirstUnmet:
    """What to note of the candidates of a round while they are scored, here or in another process."""

    version: str | None

    def __call__(self, outcome: Outcome, tables: Tables) -> Ints:
        """The first requirement that each candidate does not meet, by program and for the category."""
        found = np.zeros(len(outcome.candidates), np.int32)
        for group, program in enumerate(PROGRAMS):
            found |= place_of_first(outcome.requirements[program], len(found)) << WIDTH * group
        if self.version is not None:
            place = [category.version.key for category in tables.categories].index(self.version)
            needed = categories.requirements(outcome.candidates, place, tables)
            found |= place_of_first(needed, len(found)) << WIDTH * CATEGORY
        return found


def place_of_first(requirements: Requirements, candidates: int) -> Ints:
    """For each candidate the place of the first requirement not met, from one; zero where all are met."""
    found = np.zeros(candidates, np.int32)
    for code, met in reversed(requirements.items()):
        found[~met] = CODES.index(code) + 1
    return found


def reasons(noted: int, question: Question) -> tuple[str, ...]:
    """Why a candidate who may not be invited may not, as `program.requirement`, `version.requirement` or NOMINEE.

    Nobody is eligible for a round who is eligible for no program (IRPA 10.2(1)(a)): then each federal program is
    named. A candidate who meets all that is asked is one of the nominees, whom the round leaves out.
    """
    names = (*PROGRAMS, question.version)
    unmet = {name: noted >> WIDTH * group & (1 << WIDTH) - 1 for group, name in enumerate(names)}
    if question.kind == "program":
        asked: tuple[str | None, ...] = (question.target,)
    else:
        nowhere = all(unmet[program] for program in FEDERAL)
        asked = FEDERAL if nowhere else (question.version,) if question.version else ()
    found = tuple(f"{name}.{CODES[unmet[name] - 1]}" for name in asked if unmet[name])
    return found or (NOMINEE,)
