"""Everything that is worked out for one person on a day, asked of the core once for the whole page."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, Final

from toprank import days
from toprank.advise import advice_of
from toprank.assess.case import AboutCase, Case
from toprank.assess.changes import over_at
from toprank.days import CREDIT_PER_HOUR
from toprank.forecast.chances import Chances
from toprank.forecast.person import Person, person_in
from toprank.forecast.where_it_ends import withheld
from toprank.incomplete import Cases, range_of
from toprank.incomplete.intake import filled, intake_of
from toprank.ledger import ledger
from toprank.pool.distribution import Distribution
from toprank.profile import Profile
from toprank.report.writer import Writer
from toprank.rounds.rows import PublishedRound
from toprank.web.known import Known
from toprank.web.result.filled_in import FilledIn

Json = dict[str, Any]
MOST_DAYS: Final = 16
"""Days of which the record is kept apart: those asked for most."""


@dataclass(frozen=True, eq=False)
class Day:
    """The record as it was known on a day: rounds by type, latest first, and the last distribution of the pool."""

    rounds: dict[str, tuple[PublishedRound, ...]]
    pool: Distribution | None
    withheld: tuple[str, ...]
    last: date | None

    @property
    def recent(self) -> list[str]:
        """The types by their last rounds, latest first."""
        return sorted(self.rounds, key=lambda name: self.rounds[name][0].on, reverse=True)


@lru_cache(maxsize=MOST_DAYS)
def day_of(known: Known, on: date) -> Day:
    """The record as it was known on a day."""
    then = known.record.known_on(on)
    found: dict[str, list[PublishedRound]] = {}
    for each in reversed(then.rounds):
        found.setdefault(each.type, []).append(each)
    pool = then.distributions[-1] if then.distributions else None
    reasons = tuple(withheld(known.record, on, known.rulebook))
    last = then.rounds[-1].on if then.rounds else None
    return Day({name: tuple(each) for name, each in found.items()}, pool, reasons, last)


@lru_cache(maxsize=1)
def chances_of(known: Known) -> Chances:
    """Whoever says the chances, for a state of what is known; the futures of a few days stay with it."""
    return Chances(known.record, known.rulebook, known.today)


@dataclass(frozen=True, eq=False)
class Answer(AboutCase):
    """What is known of one person on a day. `range` is there where answers are unknown: the rest is then the least
    favourable case. `filled_in` are the days that were not told whole."""

    known: Known
    case: Case
    document: Json
    range: Json | None
    filled_in: tuple[FilledIn, ...] = ()

    @cached_property
    def cases(self) -> Cases | None:
        """What rests on answers that are not known; None where all are."""
        return Cases(self.range, self.document) if self.range else None

    @cached_property
    def assessment(self) -> Json:
        """Score, programs, categories, changes ahead, each with its reasons."""
        return self.case.assessment()

    @cached_property
    def changes(self) -> list[Json]:
        """The changes ahead that concern the person: for a nominee none of a category."""
        return Writer(self.case.language, self.on, self.known.rulebook).changes(self.assessment)

    @cached_property
    def ledger(self) -> Json:
        """The hours of work."""
        return ledger(self.case)

    def lacks(self, measure: str) -> tuple[int, int]:
        """Hours that a measure lacks for its threshold, whole ones, and the credit it has."""
        found = self.ledger["measures"][measure]
        credit: int = found["credit"]
        return max(-((credit - found["thresholds"][0]["credit"]) // CREDIT_PER_HOUR), 0), credit

    @cached_property
    def day(self) -> Day:
        """The record as it was known on the day."""
        return day_of(self.known, self.on)

    @property
    def left(self) -> datetime | None:
        """When the profile left the pool, where its year there is over: all that is told is then of a new one."""
        return over_at(self.profile, self.on)

    @cached_property
    def anew(self) -> Profile:
        """The profile; one that left the pool as if it were made anew on the day."""
        return self.profile.model_copy(update={"submitted_at": None}) if self.left else self.profile

    @cached_property
    def person(self) -> Person:
        """The person through the year ahead."""
        return person_in(self.assessment, self.anew, self.on, self.known.rulebook)

    @property
    def total(self) -> int:
        """The score."""
        found: int = self.assessment["crs"]["total"]
        return found

    @cached_property
    def totals(self) -> list[tuple[date, int]]:
        """The score on the day, and on every later one on which it changes while the profile lives, a year ahead."""
        found, ends = [(self.on, self.total)], self.person.expires
        for each in self.assessment["changes"]:
            on = date.fromisoformat(each["on"])
            if each["points"] and (ends is None or on < ends):
                found.append((on, found[-1][1] + each["points"]))
        return found

    @property
    def programs(self) -> list[str]:
        """The programs that are open."""
        return [key for key, each in self.assessment["programs"].items() if each["eligible"]]

    @property
    def found_only(self) -> bool:
        """Whether of the cases of a range not every one was tried: its ends are then found, not proven."""
        return bool(self.range and self.range["thinned"])

    @property
    def closed(self) -> bool:
        """Whether no program is open, whatever the answers that are not known."""
        some = self.range["programs"].values() if self.range else ()
        return not self.programs and all(state == "none" for state in some)

    @property
    def categories(self) -> list[str]:
        """The categories that the person is in."""
        return [key for key, each in self.assessment["categories"].items() if each["eligible"]]

    @cached_property
    def types(self) -> list[str]:
        """The types of rounds that could invite the person within a year and were held within the last, those of today
        first, then the latest."""
        since = days.add_years(self.on, -1)
        held = [name for name in self.day.recent if name in self.person.types and self.day.rounds[name][0].on >= since]
        return sorted(held, key=lambda name: not self.person.open[name][0])

    @cached_property
    def nearest(self) -> str | None:
        """Of those types the one whose last round ended lowest; None where there are none."""
        return min(self.types, key=lambda name: self.day.rounds[name][0].cutoff, default=None)

    @cached_property
    def advice(self) -> Json:
        """What would help."""
        return advice_of(self.case)

    @cached_property
    def chance(self) -> Json | None:
        """The chances as the core tells them; None before the first round."""
        said = chances_of(self.known)
        person = said.of_case(replace(self.case, profile=self.anew) if self.left else self.case)
        return None if person is None else said.told(person, self.case.language)


def answer_of(document: Json, on: date, known: Known, language: str, filled_in: tuple[FilledIn, ...] = ()) -> Answer:
    """The answer for a profile or for an intake with unknown fields; Refused, with every fault, where it is unsound."""
    intake, range_ = intake_of(document, language), None
    told = intake.document
    if intake.unknown:
        range_ = range_of(document, on, known.rulebook, language)
        least = {each["pointer"]: each["value"] for each in range_["least_at"]}
        told = filled(told, [(each.parts, least[each.pointer]) for each in intake.unknown])
    return Answer(known, Case.of(told, on, known.rulebook, language), told, range_, filled_in)
