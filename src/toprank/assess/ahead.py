"""What will change within a year without anyone doing anything, under the tables of the day assessed.

Every answer here is a full assessment of another day by the same rules. Which days to look at: between two days on
which a dated fact begins, ends or crosses the edge of a window, credit grows or shrinks evenly; so the answers at both
ends of such a stretch tell whether something changes inside it, and halving finds the day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import NEVER, Calendar, Days, Rows, years_later
from toprank.facts import NO_INSTANT, Facts, Truths
from toprank.rulebook.tables import Tables
from toprank.rules.crs.score import FACTORS
from toprank.rules.crs.transferability import trade_certificate
from toprank.rules.outcome import PROGRAMS, Outcome, outcome

SECONDS_A_DAY: Final = 86_400
EVERY_DAY_AT_MOST: Final = 1500
"""Candidates times days up to which every day is looked at rather than halved for."""


@dataclass(frozen=True)
class Watched:
    """Candidates on days with the answers of each, one row a candidate and day.

    `marks` moves when anything does, `shown` when an answer does; `margin` is how far a measure that can dip and
    recover lies above its threshold; `points` and `causes` tell what moved an answer.
    """

    row: Rows
    day: Days
    marks: NDArray[np.int16]
    margin: NDArray[np.int64]
    shown: NDArray[np.int16]
    points: NDArray[np.int16]
    causes: NDArray[np.int64]

    def take(self, places: Rows | Truths) -> "Watched":
        """Some of the rows."""
        return Watched(*(getattr(self, each.name)[places] for each in fields(self)))

    def beside(self, other: "Watched") -> "Watched":
        """These rows, then those of the other."""
        pairs = ((getattr(self, each.name), getattr(other, each.name)) for each in fields(self))
        return Watched(*(np.concatenate(pair) for pair in pairs))


def watch(facts: Facts, row: Rows, day: Days, tables: Tables) -> Watched:
    """The answers for candidates (by row) on days."""
    found = outcome(facts.take(row), Calendar(day), tables)
    shown = [found.score.total, *(found.eligible[program] for program in PROGRAMS), *found.categories.T]
    return Watched(
        row,
        day,
        marks(found, tables),
        margin(found, tables),
        side_by_side(shown),
        side_by_side(list(found.score.factors.values())),
        causes(found, tables),
    )


def side_by_side(columns: Sequence[NDArray[np.generic]]) -> NDArray[np.int16]:
    """Columns of small numbers as one table."""
    found = np.empty((len(columns[0]), len(columns)), np.int16)
    for place, column in enumerate(columns):
        found[:, place] = column
    return found


CAUSES: Final = {
    "nomination": ("nomination",),
    "language": ("first_language", "second_language", "education_language", "foreign_work_language", "french",
                 "certificate_language"),
    "education": ("education", "education_language", "education_canadian_work", "canadian_study"),
    "canadian_work": ("canadian_work", "education_canadian_work", "foreign_work_canadian_work", "high_wage_work"),
    "birthday": ("age",),
    "foreign_work": ("foreign_work_language", "foreign_work_canadian_work"),
    "certificate": ("certificate_language",),
    "partner_language": ("spouse_language",),
    "partner_education": ("spouse_education",),
    "partner_work": ("spouse_canadian_work",),
    "work": (),
}  # fmt: skip
"""What can move an answer, and the factors it moves; where two do on one day the greater effect names the day."""


CAUSE_NAMES: Final = tuple(CAUSES)


def causes(found: Outcome, tables: Tables) -> NDArray[np.int64]:
    """One column for each of CAUSES, in order: a number that differs between two days where that cause moved."""
    candidates, year = found.candidates, tables.work.year
    programs = tables.programs
    crossed = [
        candidates.skilled_work // year,
        candidates.primary_work >= programs.fsw_work,
        candidates.cec_work >= programs.cec_work,
        candidates.trade_work >= programs.fst_work,
        candidates.own_full_time_work >= programs.adaptability_work,
    ]
    listed = [candidates.category_work[:, place] >= each.credit for place, each in enumerate(tables.categories)]
    columns = [
        found.score.factors["nomination"],
        packed([*candidates.english.T, *candidates.french.T], 4),
        packed([candidates.education, candidates.canadian_study], 4),
        candidates.canadian_work // year,
        candidates.age,
        candidates.foreign_work // year,
        trade_certificate(candidates, tables),
        packed([*candidates.partner_english.T, *candidates.partner_french.T], 4),
        candidates.partner_education,
        packed([candidates.partner_canadian_work // year, candidates.partner_full_time_work >= year], 8),
        packed([*crossed, *listed], 1, first_bits=8),
    ]
    return np.stack([np.asarray(column).astype(np.int64) for column in columns], axis=1)


def packed(columns: list[NDArray[np.generic]], bits: int, first_bits: int | None = None) -> NDArray[np.int64]:
    """Several small columns in one number."""
    found = columns[0].astype(np.int64) & (2 ** (first_bits or bits) - 1)
    for column in columns[1:]:
        found = (found << bits) | column.astype(np.int64)
    return found


def marks(found: Outcome, tables: Tables) -> NDArray[np.int16]:
    """Everything that can change, one column each; within an even stretch a column only ever moves one way."""
    candidates, work, programs = found.candidates, tables.work, tables.programs
    columns = [
        found.score.total,
        *(found.eligible[program] for program in PROGRAMS),
        candidates.canadian_work // work.year,
        candidates.foreign_work // work.year,
        candidates.partner_canadian_work // work.year,
        candidates.skilled_work // work.year,
        candidates.high_wage_work,
        candidates.primary_work >= programs.fsw_work,
        candidates.cec_work >= programs.cec_work,
        candidates.trade_work >= programs.fst_work,
        candidates.own_full_time_work >= programs.adaptability_work,
        candidates.partner_full_time_work >= programs.adaptability_work,
        candidates.cec_higher >= candidates.cec_lower,
        candidates.primary_occupation,
        *found.categories.T,
        *candidates.category_occupation.T,
    ]
    return side_by_side(columns)


def margin(found: Outcome, tables: Tables) -> NDArray[np.int64]:
    """How far above its threshold each measure is that can dip and recover: the greatest of several periods.

    A day moves each by full time at most. -1 where there is nothing that could move.
    """
    candidates = found.candidates
    continuous = [place for place, each in enumerate(tables.categories) if each.version.continuous]
    thresholds = np.array([tables.categories[place].credit for place in continuous], np.int64)
    compared = np.abs(candidates.cec_higher - candidates.cec_lower) // 2
    return np.column_stack(
        [
            candidates.primary_work - tables.programs.fsw_work,
            np.where(candidates.cec_work > 0, compared, -1),
            candidates.category_work[:, continuous] - thresholds,
        ]
    )


def uneven(before: Watched, after: Watched, full_time: int) -> Truths:
    """Between which pairs of watched days something may change on a day in between."""
    span = after.day - before.day
    differs = (before.marks != after.marks).any(axis=1)
    low, high = before.margin, after.margin
    dips = ((low >= 0) & (high >= 0) & (low + high < (span * full_time)[:, None])).any(axis=1)
    return (span > 1) & (differs | dips)


def dated(facts: Facts, tables: Tables) -> Iterator[tuple[Rows | None, Days]]:
    """Every day on which a fact begins, ends, or crosses the edge of a window, with its owner (None: one each)."""
    declared = facts.declared
    for single in (declared.certificate_issued, declared.nomination_issued):
        yield None, single
    windows = (tables.programs.fst_window_years, tables.work.canadian_window_years, tables.programs.cec_window_years)
    windows += (tables.work.foreign_window_years, tables.programs.fsw_window_years)
    windows += tuple(each.version.window_years or 0 for each in tables.categories) + (0,)
    for years in sorted(set(windows)):
        yield None, years_later(declared.trade_qualified, years)
        for jobs in (facts.jobs, facts.partner_jobs):
            yield jobs.owner, years_later(jobs.start, years)
            yield jobs.owner, years_later(jobs.stop, years)
    for results, years in ((facts.results, tables.result_years), (facts.partner_results, tables.partner_result_years)):
        yield results.owner, results.taken
        yield results.owner, years_later(results.taken, years)
    for credentials in (facts.credentials, facts.partner_credentials):
        yield credentials.owner, credentials.completed
        yield credentials.owner, credentials.eca_issued
        yield credentials.owner, years_later(credentials.eca_issued, tables.eca_years)


def birthdays(facts: Facts, on: int) -> Days:
    """The next birthday of each candidate after the day."""
    age = Calendar(np.array([on], np.int32)).age(facts.declared.born)
    later = np.empty(len(facts), np.int32)
    for years in np.unique(age):
        rows = age == years
        later[rows] = years_later(facts.declared.born[rows], int(years) + 1)
    return later


def expiry(facts: Facts) -> Days:
    """The day on which the profile of each candidate is one year old; NEVER without a profile."""
    submitted = facts.declared.submitted
    day = np.where(submitted == NO_INSTANT, NEVER, submitted // SECONDS_A_DAY).astype(np.int32)
    return years_later(day, 1)


def stretches(facts: Facts, on: int, last: int, tables: Tables) -> tuple[Rows, Days]:
    """The candidates and days at both ends of every even stretch, from the day assessed to a year later."""
    everyone = np.arange(len(facts))
    # A window of years moves unevenly over the end of February.
    turning = [on, last + 1] + [
        each for each in range(on, last + 2) if days.day(each).strftime("%m%d") in ("0229", "0301")
    ]
    found = [(everyone, np.full(len(facts), day, np.int32)) for day in turning]
    found += [(everyone if owner is None else owner, day) for owner, day in dated(facts, tables)]
    found.append((everyone, birthdays(facts, on)))
    row = np.concatenate([owner for owner, _ in found])
    day = np.concatenate([each for _, each in found])
    inside = (day >= on) & (day <= last + 1)
    row, day = row[inside], day[inside]
    row, day = np.concatenate([row, row]), np.concatenate([day, day - 1])
    inside = (day >= on) & (day <= last)
    pairs = np.unique((row[inside].astype(np.int64) << 32) | (day[inside].astype(np.int64) + 2**31))
    return (pairs >> 32).astype(np.intp), ((pairs & (2**32 - 1)) - 2**31).astype(np.int32)


def every_day(facts: Facts, on: int, last: int) -> tuple[Rows, Days]:
    """Every day of the year ahead for every candidate: for few of them the quickest way, and nothing is left to find."""
    year = np.arange(on, last + 1, dtype=np.int32)
    return np.repeat(np.arange(len(facts)), len(year)), np.tile(year, len(facts))


@dataclass(frozen=True)
class Step:
    """One day on which one candidate's answers differ from those of the day before.

    `opened` and `closed` hold programs and category keys; `cause` is a key of CAUSES; `gained` and `years` say which way
    it moved and where it stands, for causes that are whole years.
    """

    row: int
    on: date
    points: int
    cause: str
    gained: bool
    years: int
    opened: tuple[str, ...]
    closed: tuple[str, ...]


def steps(facts: Facts, on: date, tables: Tables) -> list[Step]:
    """Every day within a year on which an answer changes, by candidate and day."""
    start, last = days.number(on), days.number(days.add_years(on, 1))
    few = len(facts) * (last - start + 1) <= EVERY_DAY_AT_MOST
    looked_at = every_day(facts, start, last) if few else stretches(facts, start, last, tables)
    seen = watch(facts, *looked_at, tables)
    same = np.flatnonzero(seen.row[1:] == seen.row[:-1])
    before, after = seen.take(same), seen.take(same + 1)
    found: list[Step] = []
    while len(before.row):
        moved = (after.day - before.day == 1) & (before.shown != after.shown).any(axis=1)
        found += steps_between(before.take(moved), after.take(moved), tables)
        halve = uneven(before, after, tables.work.full_time)
        before, after = before.take(halve), after.take(halve)
        middle = before.day + (after.day - before.day) // 2
        if len(middle):
            between = watch(facts, before.row, middle, tables)
            before, after = before.beside(between), between.beside(after)
    return sorted(found, key=lambda step: (step.row, step.on))


def steps_between(before: Watched, after: Watched, tables: Tables) -> list[Step]:
    """The steps from days to the next ones."""
    names = (*PROGRAMS, *(each.version.key for each in tables.categories))
    change = (after.shown - before.shown).tolist()
    moved = (after.causes != before.causes).tolist()
    points = (after.points - before.points).tolist()
    found = []
    for place, turned in enumerate(change):
        cause = cause_of(moved[place], points[place])
        where = CAUSE_NAMES.index(cause)
        was, now = int(before.causes[place, where]), int(after.causes[place, where])
        found.append(
            Step(
                row=int(after.row[place]),
                on=days.day(int(after.day[place])),
                points=turned[0],
                cause=cause,
                gained=now > was,
                years=now,
                opened=tuple(name for name, turn in zip(names, turned[1:], strict=True) if turn > 0),
                closed=tuple(name for name, turn in zip(names, turned[1:], strict=True) if turn < 0),
            )
        )
    return found


def cause_of(moved: list[bool], points: list[int]) -> str:
    """The cause with the greatest effect on the points among those that moved that day."""
    candidates = [name for name, each in zip(CAUSE_NAMES, moved, strict=True) if each]
    change = dict(zip(FACTORS, points, strict=True))
    return max(candidates or ["work"], key=lambda name: abs(sum(change[factor] for factor in CAUSES[name])))
