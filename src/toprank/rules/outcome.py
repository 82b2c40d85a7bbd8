"""Every answer of one day for every candidate: score, programs, categories and the class of an invitation."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from toprank.days import Calendar, Rows
from toprank.facts import Facts, Smalls, Truths
from toprank.features.candidates import Candidates, candidates
from toprank.rulebook.tables import Tables
from toprank.rules import categories
from toprank.rules.crs.score import Score, first_and_second, first_choice
from toprank.rules.points import taken
from toprank.rules.programs import canadian_experience, federal_skilled_trades, provincial_nominee
from toprank.rules.programs.common import Requirements, every
from toprank.rules.programs.federal_skilled_worker import SkilledWorker, skilled_worker

PROGRAMS = ("fsw", "cec", "fst", "pnp")


@dataclass(frozen=True)
class Outcome:
    """The answers for a batch; `first_language` is 0 English, 1 French, -1 none.

    `categories` has one column for each category of the tables; `invited_under` is a position in PROGRAMS, -1 for none.
    """

    candidates: Candidates
    score: Score
    first_language: Smalls
    skilled_worker: SkilledWorker
    requirements: dict[str, Requirements]
    eligible: dict[str, Truths]
    categories: Truths
    invited_under: Smalls

    @property
    def federal(self) -> Truths:
        """Who is eligible for one of the three federal programs."""
        return self.eligible["fsw"] | self.eligible["cec"] | self.eligible["fst"]

    def take(self, rows: Rows | slice) -> "Outcome":
        """The answers for some candidates."""
        return Outcome(
            self.candidates.take(rows),
            self.score.take(rows),
            self.first_language[rows],
            self.skilled_worker.take(rows),
            {program: taken(needed, rows) for program, needed in self.requirements.items()},
            taken(self.eligible, rows),
            self.categories[rows],
            self.invited_under[rows],
        )


def outcome(facts: Facts, calendar: Calendar, tables: Tables) -> Outcome:
    """The answers for all candidates on the day, or the days, of the calendar, under the tables of one day."""
    columns = candidates(facts, calendar, tables)
    score, first_language = first_choice(columns, tables)
    worker = skilled_worker(columns, *first_and_second(columns, first_language == 1), tables)
    requirements = {
        "fsw": worker.requirements,
        "cec": canadian_experience.requirements(columns, tables),
        "fst": federal_skilled_trades.requirements(columns, tables),
    }
    eligible = {program: every(needed) for program, needed in requirements.items()}
    federal = eligible["fsw"] | eligible["cec"] | eligible["fst"]
    requirements["pnp"] = provincial_nominee.requirements(columns, federal)
    eligible["pnp"] = every(requirements["pnp"])
    return Outcome(
        columns,
        score,
        first_language,
        worker,
        requirements,
        eligible,
        categories.eligible(columns, federal, tables),
        invited_under(eligible, tables),
    )


def invited_under(eligible: dict[str, Truths], tables: Tables) -> Smalls:
    """The class of an invitation: the first that is open, in the order of the table."""
    found = np.full(len(eligible["fsw"]), -1, np.int16)
    for program in reversed(tables.programs.order):
        found[eligible[program]] = PROGRAMS.index(program)
    return found


def outcome_on(facts: Facts, on: date, tables: Tables) -> Outcome:
    """The answers for all candidates on one day."""
    return outcome(facts, Calendar.of_day(on), tables)
