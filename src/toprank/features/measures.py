"""The measures of work: which jobs each one takes, within which window, and what it adds up (contract 5.5).

The masks say which jobs are counted; `measures` puts them together with their windows for who wants to follow a measure
job by job. How days become credit: credit.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from toprank.days import Calendar, Days
from toprank.facts import AUTHORIZED, IN_CANADA, PAID, Declared, Facts, Smalls, Truths
from toprank.features.credit import Credit
from toprank.features.work import History, paid
from toprank.rulebook.tables import Category, Mask, Tables


def ranked_in_canada(own: History, tables: Tables) -> Truths:
    """Jobs that count as Canadian experience for the ranking (s. 15); pay is asked from 2016-11-19."""
    return own.acquired_in_canada & paid(own) if tables.work.canadian_paid else own.acquired_in_canada


def of_the_class(own: History) -> Truths:
    """Jobs that count for the Canadian experience class (IRPR 87.1)."""
    return own.acquired_in_canada & paid(own)


def ranked_abroad(own: History) -> Truths:
    """Jobs that count as foreign experience for the ranking (s. 25)."""
    return own.having(PAID, IN_CANADA) & own.skilled


def skilled_and_paid(own: History) -> Truths:
    """Jobs that count for the points of IRPR 80."""
    return own.skilled & paid(own)


def in_the_primary_occupation(own: History, declared: Declared) -> Truths:
    """Jobs that count for the minimum of IRPR 75(2)(a): in the primary occupation, where one is named."""
    primary = declared.primary_occupation
    named: Truths = (primary < 0).take(own.owner) | own.in_occupation_of(primary)
    return skilled_and_paid(own) & named


def full_time_in_canada(own: History, skilled: bool) -> Truths:
    """Jobs that count for adaptability (IRPR 83): the candidate's own are skilled ones, a partner's any."""
    found = own.having(PAID | IN_CANADA | AUTHORIZED)
    return found & own.skilled if skilled else found


def since_qualified(own: History, declared: Declared) -> History:
    """The same jobs, begun no sooner than the candidate may practise the trade."""
    start = np.maximum(own.jobs.start, declared.trade_qualified.take(own.owner))
    return History(replace(own.jobs, start=start), own.calendar, own.tables)


def in_the_trade(own: History, declared: Declared, tables: Tables) -> Truths:
    """Jobs that count for the trades class (IRPR 87.2(3)(b)): in the trade applied for, which is a listed one."""
    trade = tables.work.trades.take(own.occupation)
    return own.in_occupation_of(declared.trade_unit_group) & trade & paid(own)


def in_the_list(own: History, listed: Mask, location: str | None) -> Truths:
    """Jobs that count for a category of occupations, by its list and where it looks for work."""
    counted = of_the_class(own) if location == "canada" else paid(own)
    return counted & listed.take(own.jobs.unit_group)


@dataclass(frozen=True)
class Measure:
    """One measure of work: its jobs, the counted ones among them, and its window in years.

    With `listed` it takes the occupation with the most credit among those, each counted alone; `by_unit_group` says
    that occupations are unit groups of NOC 2021 on every day; `gap` asks for one period without a gap of so many days.
    `origin` holds the declared first days where the history has later ones.
    """

    history: History
    counted: Truths
    years: int
    listed: Mask | None = None
    by_unit_group: bool = False
    gap: int | None = None
    origin: Days | None = None

    @property
    def occupation(self) -> Smalls:
        """The occupation of each job, as this measure tells occupations apart."""
        return self.history.jobs.unit_group if self.by_unit_group else self.history.occupation

    def credit(self, among: Truths | None = None) -> tuple[Credit, Smalls]:
        """The credit of each candidate in the counted jobs, or in those `among` them, and the occupation it is in.

        The occupation is -1 where there is none, or where all occupations count together.
        """
        counted = self.counted if among is None else self.counted & among
        if not counted.any():
            rows = len(self.history.jobs.offsets) - 1
            return np.zeros(rows, np.int64), np.full(rows, -1, np.int16)
        if self.listed is None:
            total = self.history.total(counted, self.years)
            return total, np.full(len(total), -1, np.int16)
        return self.history.tally(counted, self.years, self.by_unit_group, self.gap).most(self.listed)


def of_category(own: History, category: Category, tables: Tables) -> Measure:
    """The measure of a category of occupations."""
    version = category.version
    return Measure(
        own,
        in_the_list(own, category.listed, version.location),
        version.window_years or 0,
        category.listed,
        by_unit_group=True,
        gap=tables.work.gap_days if version.continuous else None,
    )


def measures(facts: Facts, calendar: Calendar, tables: Tables) -> Iterator[tuple[str, Measure]]:
    """Every measure by name; those of categories by version key."""
    own, partner = History(facts.jobs, calendar, tables.work), History(facts.partner_jobs, calendar, tables.work)
    programs, work, declared = tables.programs, tables.work, facts.declared
    every_occupation = np.ones(len(work.skilled), np.bool_)
    yield "crs_canadian", Measure(own, ranked_in_canada(own, tables), work.canadian_window_years)
    yield "crs_foreign", Measure(own, ranked_abroad(own), work.foreign_window_years)
    yield "cec", Measure(own, of_the_class(own), programs.cec_window_years)
    primary = in_the_primary_occupation(own, declared)
    yield (
        "fsw_continuous",
        Measure(own, primary, programs.fsw_window_years, every_occupation, gap=work.gap_days),
    )
    yield "fsw_points", Measure(own, skilled_and_paid(own), programs.fsw_window_years)
    counted, since = in_the_trade(own, declared, tables), since_qualified(own, declared)
    yield "fst", Measure(since, counted, programs.fst_window_years, work.trades, origin=own.jobs.start)
    for category in tables.categories:
        if category.version.type == "occupation":
            yield category.version.key, of_category(own, category, tables)
    yield "partner_canadian", Measure(partner, ranked_in_canada(partner, tables), work.canadian_window_years)
