"""One person on a day: what the assessment, the ledger, the advice and the chances of them share, worked out once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from toprank.assess.ahead import Step, steps
from toprank.assess.batch import profile_of
from toprank.assess.document import Answers, Json
from toprank.days import Calendar
from toprank.facts import Facts, facts_of
from toprank.profile import Profile
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.tables import Tables, covers, tables
from toprank.rules.outcome import Outcome, outcome


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
    def now(self) -> Outcome:
        """The answers of the day: a batch of one."""
        return outcome(self.facts, Calendar.of_day(self.on), self.tables)

    @cached_property
    def steps(self) -> list[Step]:
        """What changes within a year without anyone doing anything."""
        return steps(self.facts, [self.on], self.tables)

    def assessment(self) -> Json:
        """The assessment, as `assess_profiles` gives it."""
        answers = Answers([self.profile], [self.on], self.now, self.tables, self.rulebook, (), self.language)
        return answers.document(0, self.steps)
