"""What the forecasts of a day rest on: a record known on that day, and the errors of every type up to it.

A ledger is made from `Record.known_on(made_on)` and nothing else, so no forecast can read what came later.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from toprank.forecast import nominees, stock
from toprank.forecast.breaks import Break, breaks
from toprank.forecast.habits import Habits, habits
from toprank.forecast.history import Pools, PoolShape, Steps, pools_of, steps, types
from toprank.forecast.rules_of_thumb import errors_of
from toprank.forecast.settings import ALONE
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook

Errors = dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class Ledger:
    """The known record of a day by type, the pool last published, and the errors of the models so far."""

    record: Record
    made_on: date
    rulebook: Rulebook

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Every type that had a round by the day."""
        return types(self.record)

    @cached_property
    def rounds(self) -> dict[str, Steps]:
        """The rounds of each type."""
        return {name: steps(self.record, name, self.pools) for name in self.types}

    @cached_property
    def pools(self) -> Pools:
        """The published pools as they became known."""
        return pools_of(self.record)

    @cached_property
    def pool(self) -> PoolShape | None:
        """The pool last published, None where that was long ago."""
        return self.pools.on(self.made_on)

    @cached_property
    def states(self) -> dict[str, stock.State]:
        """The stock model of each type but those of nominees."""
        return {name: stock.state_after(each) for name, each in self.rounds.items() if name not in ALONE}

    @cached_property
    def given_errors(self) -> Errors:
        """Errors of forecasts with size and day given, by type."""
        found = {name: state.errors for name, state in self.states.items()}
        return found | {name: nominee_errors(self.rounds[name], True) for name in self.types if name in ALONE}

    @cached_property
    def nominee_errors(self) -> Errors:
        """Errors of the forecast for nominees without the size, by type."""
        return {name: nominee_errors(self.rounds[name], False) for name in self.types if name in ALONE}

    @cached_property
    def cutoffs(self) -> dict[str, tuple[int, ...]]:
        """The cut-offs of each type, earliest first."""
        return {name: tuple(step.cutoff for step in rounds) for name, rounds in self.rounds.items()}

    @cached_property
    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The sizes of each type, earliest first."""
        return {name: tuple(step.size for step in rounds) for name, rounds in self.rounds.items()}

    def rule_errors(self, rule: str) -> Errors:
        """Errors of a simple rule, by type."""
        return {name: errors_of(rule, each) for name, each in self.cutoffs.items()}

    @cached_property
    def habits(self) -> Habits:
        """What the weeks so far say about the next ones."""
        return habits(self.record, self.made_on)

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """The changes of the rules known on the day."""
        return breaks(self.rulebook, self.made_on)


def ledger(record: Record, made_on: date, rulebook: Rulebook) -> Ledger:
    """The ledger of a day: everything published later is left out here."""
    return Ledger(record.known_on(made_on), made_on, rulebook)


@lru_cache(maxsize=4096)
def nominee_errors(rounds: Steps, given: bool) -> tuple[float, ...]:
    """The errors of the forecast for nominees, each from the rounds before: the size given, or the last one."""
    places = range(1, len(rounds))
    sizes = [rounds[place if given else place - 1].size for place in places]
    return tuple(
        rounds[place].cutoff - nominees.said(rounds[:place], size) for place, size in zip(places, sizes, strict=True)
    )
