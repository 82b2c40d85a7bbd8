"""The days between which nothing but time passes evenly: those on which a dated fact begins, ends or grows too old."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np

from toprank import days
from toprank.days import Calendar, Days, Rows, years_later
from toprank.facts import Facts
from toprank.rulebook.tables import Tables

LEAP_DAY_OF_MONTH: Final = 29
PLACE_BITS: Final = 32
"""A candidate's place stands above so many bits for the day where both are one number."""


def dated(facts: Facts, tables: Tables) -> Iterator[tuple[Rows | None, Days]]:
    """Every day on which a fact begins, ends, or crosses the edge of a window, with its owner (None: one each)."""
    declared = facts.declared
    for single in (declared.certificate_issued, declared.nomination_issued):
        yield None, single
    programs, work = tables.programs, tables.work
    windows = {0, programs.fst_window_years, programs.cec_window_years, programs.fsw_window_years}
    windows |= {work.canadian_window_years, work.foreign_window_years}
    windows |= {each.version.window_years or 0 for each in tables.categories}
    edges = np.array(sorted(windows), np.int32)[:, None]
    for day in years_later(declared.trade_qualified, edges):
        yield None, day
    for jobs in (facts.jobs, facts.partner_jobs):
        if len(jobs.start):
            ends = np.stack([jobs.start, jobs.stop])[:, None]
            yield np.tile(jobs.owner, 2 * len(edges)), years_later(ends, edges).ravel()
    for results, years in ((facts.results, tables.result_years), (facts.partner_results, tables.partner_result_years)):
        if len(results.taken):
            yield results.owner, results.taken
            yield results.owner, years_later(results.taken, years)
    for credentials in (facts.credentials, facts.partner_credentials):
        if len(credentials.completed):
            yield credentials.owner, credentials.completed
            yield credentials.owner, credentials.eca_issued
            yield credentials.owner, years_later(credentials.eca_issued, tables.eca_years)


def birthdays(facts: Facts, on: Days, last: Days) -> list[Days]:
    """The birthdays of each candidate after their day, as many as there are until the last of all days."""
    next_ = Calendar(on).age(facts.declared.born) + np.int32(1)
    longest = int((last - on).max()) // 365 + 1
    return list(years_later(facts.declared.born, next_ + np.arange(longest, dtype=np.int32)[:, None]))


def ends_of_february(first: int, last: int) -> list[int]:
    """The leap days from a day to another, and every first of March."""
    years = range(days.day(first).year, days.day(last).year + 1)
    march = [days.number(date(year, 3, 1)) for year in years]
    ends = {*march, *(day - 1 for day in march if days.day(day - 1).day == LEAP_DAY_OF_MONTH)}
    return [day for day in sorted(ends) if first <= day <= last]


def stretches(facts: Facts, on: Days, last: Days, tables: Tables) -> tuple[Rows, Days]:
    """The candidates and days at both ends of every even stretch, from their day assessed to their last."""
    everyone = np.arange(len(facts))
    found = [(everyone, on), (everyone, last + 1)]
    # A window of years moves unevenly over the end of February.
    uneven_days = ends_of_february(int(on.min()), int(last.max()) + 1)
    found += [(everyone, np.full(len(facts), day, np.int32)) for day in uneven_days]
    found += [(everyone if owner is None else owner, day) for owner, day in dated(facts, tables)]
    found += [(everyone, day) for day in birthdays(facts, on, last)]
    if tables.programs.funds is not None:
        funds = tables.programs.funds
        found.append((everyone, np.full(len(facts), funds.former_until + 1, np.int32)))
        if funds.former_until >= int(on.min()):
            found.append((everyone, funds.year_over(facts.declared.submitted)))
    row = np.concatenate([owner for owner, _ in found])
    day = np.concatenate([each for _, each in found])
    inside = (day >= on[row]) & (day <= last[row] + 1)
    row, day = row[inside], day[inside]
    row, day = np.concatenate([row, row]), np.concatenate([day, day - 1])
    inside = (day >= on[row]) & (day <= last[row])
    return in_order(row[inside], day[inside])


def in_order(row: Rows, day: Days) -> tuple[Rows, Days]:
    """Candidates on days by candidate and day, each once."""
    pairs = np.unique((row.astype(np.int64) << PLACE_BITS) | (day.astype(np.int64) + 2**31))
    return (pairs >> PLACE_BITS).astype(np.intp), ((pairs & (2**PLACE_BITS - 1)) - 2**31).astype(np.int32)


def every_day(on: Days, last: Days) -> tuple[Rows, Days]:
    """Every day of the year ahead for every candidate: for few of them the quickest way."""
    pairs = list(zip(on.tolist(), last.tolist(), strict=True))
    row = np.repeat(np.arange(len(pairs)), last - on + 1)
    return row, np.concatenate([np.arange(start, stop + 1, dtype=np.int32) for start, stop in pairs])
