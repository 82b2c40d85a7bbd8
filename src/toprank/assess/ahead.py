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
from toprank.assess.causes import CAUSE_NAMES, cause_of, causes, crossed
from toprank.days import Calendar, Days, Rows, years_later
from toprank.facts import Facts, Truths
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import PROGRAMS, Outcome, outcome

FEBRUARY_ENDS: Final = ("0229", "0301")
EVERY_DAY_AT_MOST: Final = 1500
"""Candidates times days up to which every day is looked at rather than halved for."""
FEW_STRETCHES: Final = 400
PARTS_OF_FEW: Final = 8


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

    @classmethod
    def together(cls, pieces: Sequence["Watched"]) -> "Watched":
        """The rows of all pieces, one after another."""
        return cls(*(np.concatenate([getattr(piece, each.name) for piece in pieces]) for each in fields(cls)))


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
    open_: Truths = (span > 1) & (differs | dips)
    return open_


def dated(facts: Facts, tables: Tables) -> Iterator[tuple[Rows | None, Days]]:
    """Every day on which a fact begins, ends, or crosses the edge of a window, with its owner (None: one each)."""
    declared = facts.declared
    for single in (declared.certificate_issued, declared.nomination_issued):
        yield None, single
    programs, work = tables.programs, tables.work
    windows = {0, programs.fst_window_years, programs.cec_window_years, programs.fsw_window_years}
    windows |= {work.canadian_window_years, work.foreign_window_years}
    windows |= {each.version.window_years or 0 for each in tables.categories}
    for years in sorted(windows):
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


def birthdays(facts: Facts, on: Days) -> Days:
    """The next birthday of each candidate after their day."""
    age = Calendar(on).age(facts.declared.born)
    later = np.empty(len(facts), np.int32)
    for years in np.unique(age):
        rows = age == years
        later[rows] = years_later(facts.declared.born[rows], int(years) + 1)
    return later


def stretches(facts: Facts, on: Days, last: Days, tables: Tables) -> tuple[Rows, Days]:
    """The candidates and days at both ends of every even stretch, from their day assessed to a year later."""
    everyone = np.arange(len(facts))
    found = [(everyone, on), (everyone, last + 1)]
    # A window of years moves unevenly over the end of February.
    uneven_days = [each for each in range(on.min(), last.max() + 2) if days.day(each).strftime("%m%d") in FEBRUARY_ENDS]
    found += [(everyone, np.full(len(facts), day, np.int32)) for day in uneven_days]
    found += [(everyone if owner is None else owner, day) for owner, day in dated(facts, tables)]
    found.append((everyone, birthdays(facts, on)))
    if tables.programs.funds is not None:
        found.append((everyone, np.full(len(facts), tables.programs.funds.former_until + 1, np.int32)))
    row = np.concatenate([owner for owner, _ in found])
    day = np.concatenate([each for _, each in found])
    inside = (day >= on[row]) & (day <= last[row] + 1)
    row, day = row[inside], day[inside]
    row, day = np.concatenate([row, row]), np.concatenate([day, day - 1])
    inside = (day >= on[row]) & (day <= last[row])
    pairs = np.unique((row[inside].astype(np.int64) << 32) | (day[inside].astype(np.int64) + 2**31))
    return (pairs >> 32).astype(np.intp), ((pairs & (2**32 - 1)) - 2**31).astype(np.int32)


def every_day(on: Days, last: Days) -> tuple[Rows, Days]:
    """Every day of the year ahead for every candidate: for few of them the quickest way."""
    pairs = list(zip(on.tolist(), last.tolist(), strict=True))
    row = np.repeat(np.arange(len(pairs)), last - on + 1)
    return row, np.concatenate([np.arange(start, stop + 1, dtype=np.int32) for start, stop in pairs])


@dataclass(frozen=True)
class Step:
    """One day on which one candidate's answers differ from those of the day before.

    `opened` and `closed` hold programs and category keys; `cause` is a key of CAUSES; `gained` and `years` say
    which way it moved and where it stands, for causes that are whole years; `risen` and `fallen` name what work
    crossed, with keys of MEASURES and of category versions, where work is the cause.
    """

    row: int
    on: date
    points: int
    cause: str
    gained: bool
    years: int
    risen: tuple[str, ...]
    fallen: tuple[str, ...]
    opened: tuple[str, ...]
    closed: tuple[str, ...]


def steps(facts: Facts, ons: Sequence[date], tables: Tables) -> list[Step]:
    """Every day within a year of their own on which an answer changes, by candidate and day.

    All of `ons`, one day a candidate, are days on which the tables hold.
    """
    if not len(facts):
        return []
    start = np.array([days.number(on) for on in ons], np.int32)
    last = np.array([days.number(days.add_years(on, 1)) for on in ons], np.int32)
    few = (last - start + 1).sum() <= EVERY_DAY_AT_MOST
    looked_at = every_day(start, last) if few else stretches(facts, start, last, tables)
    seen = watch(facts, *looked_at, tables)
    same = np.flatnonzero(seen.row[1:] == seen.row[:-1])
    before, after = seen.take(same), seen.take(same + 1)
    found: list[Step] = []
    while len(before.row):
        moved = (after.day - before.day == 1) & (before.shown != after.shown).any(axis=1)
        found += steps_between(before.take(moved), after.take(moved), tables)
        open_ = uneven(before, after, tables.work.full_time)
        before, after = divided(facts, before.take(open_), after.take(open_), tables)
    return sorted(found, key=lambda step: (step.row, step.on))


def divided(facts: Facts, before: Watched, after: Watched, tables: Tables) -> tuple[Watched, Watched]:
    """Stretches cut into halves, or into more parts where they are few: a round costs much, a row little."""
    count, span = len(before.row), after.day - before.day
    parts = PARTS_OF_FEW if count <= FEW_STRETCHES else 2
    if not count:
        return before, after
    cuts = np.concatenate([before.day + span * part // parts for part in range(1, parts)])
    between = watch(facts, np.tile(before.row, parts - 1), cuts, tables)
    pieces = [before, *(between.take(np.arange(count) + count * part) for part in range(parts - 1)), after]
    return Watched.together(pieces[:-1]), Watched.together(pieces[1:])


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
        risen, fallen = crossed(was, now, tables) if cause == "work" else ((), ())
        found.append(
            Step(
                row=int(after.row[place]),
                on=days.day(int(after.day[place])),
                points=turned[0],
                cause=cause,
                gained=now > was,
                years=now,
                risen=risen,
                fallen=fallen,
                opened=tuple(name for name, turn in zip(names, turned[1:], strict=True) if turn > 0),
                closed=tuple(name for name, turn in zip(names, turned[1:], strict=True) if turn < 0),
            )
        )
    return found
