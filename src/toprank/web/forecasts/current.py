"""The forecasts of what is known now, kept by a process for as long as that holds."""

from collections.abc import Sequence
from threading import Lock
from typing import Final

from toprank.forecast.document import ForecastDocument, TypeForecast
from toprank.forecast.ledger import Ledger, ledger
from toprank.forecast.row import Row
from toprank.forecast.shared import Shared, shared
from toprank.forecast.where_it_ends import where_it_ends
from toprank.web.known import Known


class Current:
    """The forecasts of one state, and what further questions about it rest on."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.made_on = where_it_ends(known.record, known.today)
        self.shared: Shared = shared(known.record, known.rulebook, known.today)
        self.days = {each.number: each.on for each in known.record.rounds}
        self._ledger: Ledger | None = None

    @property
    def ledger(self) -> Ledger:
        """What a forecast rests on, for sizes that a reader asks about."""
        if self._ledger is None:
            self._ledger = ledger(self.known.record, self.made_on, self.known.rulebook)
        return self._ledger

    def document(self, language: str) -> ForecastDocument:
        """The forecast as a document."""
        return self.shared.documents[language]

    @property
    def rows(self) -> Sequence[Row]:
        """Every forecast of the backtest, oldest round first."""
        return self.shared.rows


class Keeper:
    """Holds the forecasts of the state that was asked for last."""

    def __init__(self) -> None:
        self.lock, self.found = Lock(), None

    found: Current | None

    def current(self, known: Known) -> Current:
        """The forecasts of a state with rounds."""
        with self.lock:
            if self.found is None or self.found.known.stamp != known.stamp:
                self.found = Current(known)
            return self.found


keeper: Final = Keeper()
current = keeper.current


def coming(known: Known, language: str) -> list[TypeForecast]:
    """The next rounds of the types that have a forecast, by their likely day; none without a record."""
    if not known.record.rounds:
        return []
    found = [each for each in current(known).document(language).types if each.cutoff and each.day]
    return sorted(found, key=lambda each: each.day.said if each.day else known.today)
