"""The chances of one person before and after changes, in joint futures that all of them share.

The same futures and the same past are looked at for every change: a change that only adds points, and opens what was
closed, is never told a smaller chance. Chances before and after are of the same days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from toprank.assess.case import AboutCase, Case
from toprank.assess.changes import expiry_of
from toprank.forecast.chance import PersonChance, chances_of
from toprank.forecast.futures import Futures, futures
from toprank.forecast.ledger import Ledger, ledger
from toprank.forecast.person import YEAR, Person, changed_later, closed_from, person_of, person_on
from toprank.forecast.settings import HORIZONS
from toprank.forecast.told import general_notes, message, of_person, record_used
from toprank.profile import Profile
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]
Told = dict[str, float]


@dataclass(frozen=True, eq=False)
class Drawn:
    """The forecasts of a day: what they rest on, and joint futures over a year, drawn once."""

    known: Ledger
    ahead: Futures


def drawn(record: Record, made_on: date, rulebook: Rulebook) -> Drawn:
    """The futures as of a day."""
    known = ledger(record, made_on, rulebook)
    return Drawn(known, futures(known, max(HORIZONS)))


@dataclass(frozen=True, eq=False)
class Changed(AboutCase):
    """Says the chances of one person, asked on a day, as they are and with changes that count from a day on.

    Where the record ends before the day, the futures of where it ends are taken for those of the day.
    """

    drawn: Drawn
    case: Case

    @cached_property
    def before(self) -> Person:
        """The person as they are."""
        return person_of(self.case)

    def person(self, profile: Profile, on: date) -> Person:
        """A person with a profile of theirs on a day."""
        return person_on(profile, on, self.tables, self.drawn.known.rulebook)

    def chance(self, profile: Profile, on: date) -> Told | None:
        """The chances of a round that reaches someone within so many days of the day asked, by days.

        Until `on` the person is who they are, from then on the profile is theirs. None where that day lies beyond the
        days looked at.
        """
        if profile == self.profile and on == self.on:
            return told(chances_of(self.drawn.known, self.drawn.ahead, self.before, HORIZONS))
        if (on - self.on).days >= YEAR - 1:
            return None
        changed = changed_later(self.before, self.person(profile, on))
        if self.before.in_pool and profile.submitted_at is not None:
            changed = closed_from(changed, expiry_of(profile.submitted_at).date())
        return told(chances_of(self.drawn.known, self.drawn.ahead, changed, HORIZONS, self.before.types))

    def document(self, record: Record, today: date, language: str) -> Json:
        """How the chances are told: as of which day, by which method, how often such chances came true, what limits
        them."""
        known, made_on = self.drawn.known, self.drawn.known.made_on
        person = of_person(known, self.drawn.ahead, self.before, today, language)
        moved = [message("chances_moved", language, made_on=made_on, on=self.on)] if made_on != self.on else []
        notes = [*general_notes(known, record.as_of, self.on, language), *moved, *person.notes]
        return {
            "made_on": made_on.isoformat(),
            "days": list(HORIZONS),
            "before": {str(each.days): each.chance for each in person.chances},
            "method": message("chance_method", language).message,
            "types": person.types,
            "record": record_used(known, today, language).model_dump(mode="json"),
            "reliability": [each.model_dump() for each in person.reliability],
            "reliability_in_a_year": [each.model_dump() for each in person.reliability_in_a_year],
            "notes": [each.model_dump() for each in notes],
        }


def told(found: Iterable[PersonChance]) -> Told:
    """Chances by days, as they are told."""
    return {str(each.horizon): round(each.all, 3) for each in found}
