"""One person on a day: what the assessment, the ledger, the advice and the chances of them share, worked out once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np

from toprank import days
from toprank.assess.ahead import Look, Step, foreseen, looks, steps_seen
from toprank.assess.batch import profile_of
from toprank.assess.document import Answers, Json
from toprank.assess.stretches import stretches
from toprank.facts import Facts, facts_of
from toprank.profile import Profile
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.tables import Tables, covers, tables
from toprank.rules.outcome import Outcome

YEARS_AHEAD: Final = 10


@dataclass(frozen=True, eq=False)
class Case:
    """A profile on a day under a rulebook; sentences are in the language."""

    profile: Profile
    on: date
    rulebook: Rulebook
    language: str = "en"

    @classmethod
    def of(cls, document: Any, on: date, rulebook: Rulebook | None = None, language: str = "en") -> "Case":
        """The case of a profile document; raises Refused with every fault, NotInForce for a day not covered."""
        rulebook = rulebook or load()
        covers(rulebook, on)
        return cls(profile_of(document, on, language), on, rulebook, language)

    @cached_property
    def tables(self) -> Tables:
        """The tables of the day."""
        return tables(self.rulebook, self.on)

    @cached_property
    def facts(self) -> Facts:
        """The facts of the profile: a batch of one."""
        return facts_of([self.profile])

    @cached_property
    def looks(self) -> list[Look]:
        """The person on every day of the ten years ahead on which an answer changes, and on the day before it."""
        first, last = (np.array([days.number(day)], np.int32) for day in (self.on, last_day(self.on)))
        ends = stretches(self.facts, first, last, self.tables)
        return list(looks(self.facts, *foreseen(self.facts, *ends, self.tables), self.tables))

    @cached_property
    def now(self) -> Outcome:
        """The answers of the day: a batch of one."""
        return self.looks[0].found.take(slice(0, 1))

    @cached_property
    def steps(self) -> list[Step]:
        """What changes within a year without anyone doing anything."""
        return steps_seen(self.looks, self.tables, days.number(days.add_years(self.on, 1)))

    def assessment(self) -> Json:
        """The assessment, as `assess_profiles` gives it."""
        answers = Answers([self.profile], [self.on], self.now, self.tables, self.rulebook, (), self.language)
        return answers.document(0, self.steps)


def last_day(on: date) -> date:
    """The last day that is looked at; no day after the last one covered."""
    years = min(YEARS_AHEAD, days.LAST_DAY.year - on.year)
    return min(days.add_years(on, years), days.LAST_DAY) if years == YEARS_AHEAD else days.LAST_DAY


class AboutCase:
    """What says more about a case: its profile, day and tables are those of the case."""

    case: Case

    @property
    def profile(self) -> Profile:
        """The profile as it is."""
        return self.case.profile

    @property
    def on(self) -> date:
        """The day asked."""
        return self.case.on

    @property
    def tables(self) -> Tables:
        """The tables of the day asked, which are taken for the year ahead as well."""
        return self.case.tables
