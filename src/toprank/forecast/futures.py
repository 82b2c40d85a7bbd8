"""Joint futures of all types: which weeks hold rounds, who takes part, how many are invited, and at which cut-off.

Weeks with rounds are shared by all types. Cut-offs come in two ways side by side: by the stock of the type, carried
along each future and put right by each of its rounds, with noise from its own errors; and by steps drawn from those of
the past. For nominees both are the mean with noise. The same day and record give the same futures.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.forecast import nominees
from toprank.forecast.carried import CarriedStock
from toprank.forecast.habits import bin_of, monday_of
from toprank.forecast.history import TOP, Steps
from toprank.forecast.ledger import Ledger
from toprank.forecast.next_day import dated, first_week, off_short_weeks, remaining, short_weeks
from toprank.forecast.pooling import both_ways, pooled
from toprank.forecast.settings import (
    ALONE,
    FEWEST_ROUNDS,
    FUTURE_SILENT_DAYS,
    PATHS,
    RESTART_DAYS,
    SEED,
    STOP_PRIOR_DAYS,
)
from toprank.forecast.sizes import Reverting, reverting_of

Values = NDArray[np.float64]
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]

LONGEST_WAIT: Final = 400


@dataclass(frozen=True, eq=False)
class Futures:
    """The rounds of every future as columns: future, type (a place in `types`), day, and its cut-off in both ways."""

    made_on: date
    types: tuple[str, ...]
    future: Whole
    type: Whole
    day: Whole
    by_stock: Values
    by_steps: Values

    def least(self, type_: str, horizon: int) -> tuple[Values, Values]:
        """The lowest cut-off of a type within so many days, in each future and both ways; infinite without a round."""
        inside = (self.type == self.types.index(type_)) & (self.day <= days.number(self.made_on) + horizon)
        found = []
        for cutoffs in (self.by_stock, self.by_steps):
            lowest = np.full(PATHS, np.inf)
            np.minimum.at(lowest, self.future[inside], cutoffs[inside])
            found.append(lowest)
        return found[0], found[1]


def simulated_types(ledger: Ledger) -> tuple[str, ...]:
    """The types that futures hold: three rounds at least, and not silent for over a year."""
    now = days.number(ledger.made_on)
    return tuple(
        name
        for name, rounds in ledger.rounds.items()
        if len(rounds) >= FEWEST_ROUNDS and now - rounds[-1].day <= FUTURE_SILENT_DAYS
    )


def stopping(ledger: Ledger, type_: str) -> float:
    """How often a type stops, in stops a day: its silences of over half a year and, lightly, those of all types."""
    counted = {name: stops_of(rounds, days.number(ledger.made_on)) for name, rounds in ledger.rounds.items()}
    stops, lived = (sum(each[place] for each in counted.values()) for place in (0, 1))
    common = (stops + 1) / (lived + STOP_PRIOR_DAYS)
    own, own_lived = counted[type_]
    return (own + common * STOP_PRIOR_DAYS) / (own_lived + STOP_PRIOR_DAYS)


def stops_of(rounds: Steps, now: int) -> tuple[int, int]:
    """How often a type stopped so far, and the days on which it went on; the first half-year of a silence counts."""
    gaps = np.diff([*(step.day for step in rounds), now])
    return int((gaps > RESTART_DAYS).sum()), int(np.minimum(gaps, RESTART_DAYS).sum())


class Walker:
    """One type walking through all futures at once."""

    def __init__(self, ledger: Ledger, type_: str, draws: np.random.Generator) -> None:
        self.ledger, self.type, self.draws = ledger, type_, draws
        rounds, known = ledger.rounds[type_], ledger.habits
        self.waited = np.full(PATHS, known.waited[type_])
        self.shares = np.array([known.shares[type_][bin_of(max(wait, 1))] for wait in range(LONGEST_WAIT)])
        self.weekdays = known.weekdays[type_]
        self.sizes: Reverting = reverting_of(type_, {name: ledger.sizes[name] for name in ledger.types})
        self.log_size = np.full(PATHS, np.log(rounds[-1].size))
        self.last = np.full(PATHS, float(rounds[-1].cutoff))
        self.steps = pooled(type_, ledger.rule_errors("last"))
        given = ledger.nominee_errors if type_ in ALONE else ledger.given_errors
        self.noise = both_ways(*pooled(type_, given))
        self.level = nominees.said(rounds, rounds[-1].size) if type_ in ALONE else 0.0
        self.stops = days.number(ledger.made_on) + draws.exponential(1 / stopping(ledger, type_), PATHS)
        self.stock = None if type_ in ALONE else CarriedStock(ledger.states[type_], ledger.pool, PATHS)

    def goes_on(self, monday: date) -> Truths:
        """The futures in which the type has not stopped before a week."""
        return np.asarray(self.stops > days.number(monday))

    def takes_part(self, active: Truths, chance: Values | None = None) -> Whole:
        """The futures among the active ones in which the type takes part in this week; all of them have waited on."""
        self.waited[active] = np.minimum(self.waited[active] + 1, LONGEST_WAIT - 1)
        share = self.shares[self.waited] if chance is None else chance
        return np.flatnonzero(active & (self.draws.random(PATHS) < share))

    def day_in(self, monday: date, count: int, after: date) -> Whole:
        """A working day of the week for each of so many rounds."""
        inside = dated(monday, self.weekdays, after) or dated(monday + timedelta(weeks=1), self.weekdays, after)
        chances = np.array([chance for _, chance in inside])
        places = self.draws.choice(len(inside), size=count, p=chances / chances.sum())
        return np.array([days.number(day) for day, _ in inside])[places]

    def drawn(self, errors: tuple[Values, Values], count: int) -> Values:
        """Errors drawn by their weights."""
        values, weights = errors
        return np.asarray(values[self.draws.choice(len(values), size=count, p=weights / weights.sum())])

    def hold(self, rows: Whole, day: Whole) -> tuple[Values, Values]:
        """The cut-offs of rounds in some futures, both ways; the type remembers them."""
        self.waited[rows] = 0
        self.log_size[rows] = self.sizes.next(self.log_size[rows], self.drawn(self.sizes.errors, len(rows)))
        noise = self.drawn(self.noise, len(rows))
        if self.stock is None:
            told = np.clip(self.level + noise, 0, TOP)
            return told, told
        by_stock = self.stock.hold(rows, day, np.exp(self.log_size[rows]), noise)
        self.last[rows] = np.clip(self.last[rows] + self.drawn(self.steps, len(rows)), 0, TOP)
        return by_stock, self.last[rows].copy()


def futures(ledger: Ledger, horizon: int) -> Futures:
    """Joint futures over so many days from the day of the ledger on."""
    draws = np.random.default_rng([SEED, days.number(ledger.made_on)])
    names = simulated_types(ledger)
    walkers = [Walker(ledger, name, draws) for name in names]
    start, made_on = monday_of(ledger.made_on), ledger.made_on
    weeks = (made_on + timedelta(days=horizon) - start).days // 7 + 1
    active = active_weeks(ledger, draws, weeks)
    parts = this_week(ledger, walkers)
    for week in range(weeks):
        monday = start + timedelta(weeks=week)
        for place, walker in enumerate(walkers):
            rows = walker.takes_part(active[:, week] & walker.goes_on(monday))
            if len(rows):
                parts.append(held(walker, place, rows, monday, made_on))
    columns = [np.concatenate([part[each] for part in parts]) if parts else np.zeros(0) for each in range(5)]
    future, type_, day = (column.astype(np.int64) for column in columns[:3])
    return Futures(made_on, names, future, type_, day, columns[3], columns[4])


Held = tuple[Whole, Whole, Whole, Values, Values]


def held(walker: Walker, place: int, rows: Whole, monday: date, made_on: date) -> Held:
    """The rounds of a type in some futures in a week, as columns."""
    day = walker.day_in(monday, len(rows), made_on)
    by_stock, by_steps = walker.hold(rows, day)
    return rows, np.full(len(rows), place), day, by_stock, by_steps


def this_week(ledger: Ledger, walkers: list[Walker]) -> list[Held]:
    """The rounds still to come in a week that holds one already: of the types that did not take part in it yet."""
    start, made_on = monday_of(ledger.made_on), ledger.made_on
    parts: list[Held] = []
    if not ledger.record.rounds or ledger.habits.weeks[-1] != start:
        return parts
    for place, walker in enumerate(walkers):
        waited = int(walker.waited[0])
        rest = remaining(start, walker.weekdays, made_on)
        if waited and rest:
            share = float(walker.shares[waited])
            now = np.full(PATHS, share * rest / (1 - share * (1 - rest)))
            walker.waited -= 1  # the week counted as waited for is this one, and it is asked again
            rows = walker.takes_part(np.ones(PATHS, bool), now)
            if len(rows):
                parts.append(held(walker, place, rows, start, made_on))
    return parts


def active_weeks(ledger: Ledger, draws: np.random.Generator, weeks: int) -> Truths:
    """Which weeks hold a round, by future; weeks with fewer than three working days hand theirs to the next."""
    start = monday_of(ledger.made_on)
    first = off_short_weeks(first_week(ledger.habits), start)
    short = np.isin(np.arange(weeks), short_weeks(start))
    found = np.zeros((PATHS, weeks), bool)
    place = draws.choice(len(first), size=PATHS, p=first / first.sum())
    gaps = ledger.habits.gaps
    while (inside := np.flatnonzero(place < weeks)).size:
        found[inside, place[inside]] = True
        place[inside] += draws.choice(len(gaps), size=len(inside), p=gaps)
        late = (place < weeks) & short[np.minimum(place, weeks - 1)]
        place[late] += 1
    return found
