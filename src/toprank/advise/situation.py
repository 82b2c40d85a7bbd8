"""A candidate as they stand on a day: what the steps are made from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from toprank import days
from toprank.assess.case import AboutCase, Case
from toprank.days import Calendar
from toprank.facts import LANGUAGES
from toprank.features import education
from toprank.profile import Credential, Job
from toprank.rulebook.classification import position_of
from toprank.rules.outcome import Outcome

TEST_OF = {"english": "clb", "french": "nclc"}
"""The test under which a result is written whose levels are already known."""
GRADUATE = ("bachelor", "professional", "master", "doctoral")
UNTOLD_COUNTRY = "AQ"
"""Stands for a country outside Canada that nothing tells."""


@dataclass(frozen=True, eq=False)
class Situation(AboutCase):
    """A case, and what the steps ask of it."""

    case: Case

    @property
    def now(self) -> Outcome:
        """The answers of the day: a batch of one."""
        return self.case.now

    def levels(self, language: str, partner: bool = False) -> tuple[int, ...] | None:
        """The four levels that count in a language, None without a valid result in it."""
        assert language in LANGUAGES
        candidates, whose = self.now.candidates, "partner_" if partner else ""
        if not getattr(candidates, f"{whose}has_{language}")[0]:
            return None
        return tuple(getattr(candidates, f"{whose}{language}")[0].tolist())

    @property
    def accompanied(self) -> bool:
        """Whether a partner comes along who counts."""
        return bool(self.now.candidates.accompanied[0])

    def uncounted(self, partner: bool = False) -> list[tuple[int, Credential]]:
        """The foreign credentials that lack an assessment which holds, with their places."""
        facts = self.case.facts
        held = facts.partner_credentials if partner else facts.credentials
        counts = education.counting(held, Calendar.of_day(self.on), self.tables.eca_years).tolist()
        owner = self.profile.partner if partner else self.profile
        declared = owner.education if owner else []
        return [
            (place, each)
            for place, each in enumerate(declared)
            if not counts[place] and each.completed <= self.on and each.country != "CA"
        ]

    def graduate(self, partner: bool = False) -> bool:
        """Whether a degree is declared that a master's program builds on."""
        owner = self.profile.partner if partner else self.profile
        held = owner.education if owner else []
        return any(each.level in GRADUATE and each.completed <= self.on for each in held)

    def skilled(self, noc: str) -> bool:
        """Whether work in a unit group counts as skilled on the day."""
        work = self.tables.work
        return bool(work.skilled[work.occupation_of[position_of()[noc]]])

    def trade(self, noc: str) -> bool:
        """Whether a unit group is a trade of the list on the day."""
        work = self.tables.work
        return bool(work.trades[work.occupation_of[position_of()[noc]]])

    def listed(self, noc: str) -> bool:
        """Whether a unit group is on the list of a category in force."""
        return any(each.listed[position_of()[noc]] for each in self.tables.categories)

    def jobs(self, partner: bool = False) -> list[Job]:
        """The jobs begun by the day, the latest first."""
        owner = self.profile.partner if partner else self.profile
        begun = [job for job in (owner.jobs if owner else []) if job.start <= self.on]
        return sorted(begun, key=lambda job: (job.end or date.max, job.start), reverse=True)

    @cached_property
    def occupation(self) -> str | None:
        """The present occupation: the declared primary one, else the latest skilled one, None without any."""
        if self.profile.primary_occupation:
            return self.profile.primary_occupation
        return next((job.noc for job in self.jobs() if self.skilled(job.noc)), None)

    @property
    def country_abroad(self) -> str:
        """The country outside Canada in which the candidate worked or studied last."""
        worked = (job.country for job in self.jobs() if job.country != "CA")
        studied = (each.country for each in self.profile.education if each.country != "CA")
        return next(worked, None) or next(studied, UNTOLD_COUNTRY)

    @property
    def full_time(self) -> float:
        """Weekly hours of full-time work."""
        return self.tables.work.full_time / 100

    @property
    def year_of_work(self) -> int:
        """Days of full-time work that make a year."""
        return -(-self.tables.work.year // self.tables.work.full_time)

    def after(self, years: int) -> date | None:
        """The day some years later, None where it is too far to be declared."""
        later = days.add_years(self.on, years)
        return later if later <= days.LAST_DAY else None

    @property
    def funds_needed(self) -> int:
        """Settlement funds of the family on the day, 0 where no table holds."""
        now, funds = self.now.candidates, self.tables.programs.funds
        if funds is None:
            return 0
        return int(funds.needed(now.declared.family_size, now.declared.submitted, now.on)[0])
