"""The chances of persons as of a day: the forecasts of that day, drawn once for everybody, joined to a profile."""

from datetime import date
from typing import Any

from toprank.assess.case import Case
from toprank.forecast.changed import Changed, Drawn, drawn
from toprank.forecast.where_it_ends import where_it_ends
from toprank.profile import Profile
from toprank.rounds import age
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook


class Chances:
    """The record and the joint futures of each day asked, drawn once a day for everybody."""

    def __init__(self, known: Record, rulebook: Rulebook, today: date) -> None:
        self.record, self.rulebook, self.today = known, rulebook, today
        self.ends = where_it_ends(self.record, self.today)
        self.drawn: dict[date, Drawn] = {}

    def of(self, profile: Profile, on: date) -> Changed | None:
        """The chances of one person on a day, as they are and changed; None before the first round was held."""
        return self.of_case(Case(profile, on, self.rulebook))

    def of_case(self, case: Case) -> Changed | None:
        """The same for a case under the rulebook of the record."""
        made_on = min(case.on, self.ends)
        if made_on < self.record.rounds[0].on:
            return None
        if made_on not in self.drawn:
            self.drawn[made_on] = drawn(self.record, made_on, self.rulebook)
        return Changed(self.drawn[made_on], case)

    def told(self, person: Changed, language: str) -> dict[str, Any]:
        """How the chances of a person are told."""
        return person.document(self.record, self.today, language)

    def age_line(self, language: str) -> str:
        """How old the record is, and the command for who keeps it."""
        return age.age_and_remedy(self.record, self.today, language)
