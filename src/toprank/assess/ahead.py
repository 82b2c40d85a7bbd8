"""What will change within a year without anyone doing anything, under the tables of the day assessed.

Every answer here is a full assessment of another day by the same rules. Which days to look at: between two days on
which a dated fact begins, ends or crosses the edge of a window, credit grows or shrinks evenly; so the answers at both
ends of such a stretch tell whether something changes inside it and on which day; where they do not, dividing finds it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from toprank import days
from toprank.assess.causes import CAUSE_NAMES, cause_of, crossed
from toprank.assess.stretches import every_day, in_order, stretches
from toprank.assess.watched import Watched, credits_, crossings, dips, uneven, watched
from toprank.days import Calendar, Days, Rows
from toprank.facts import Facts
from toprank.features.candidates import work_columns
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import PROGRAMS, Outcome, outcome

EVERY_DAY_AT_MOST: Final = 1500
"""Candidates times days up to which every day is looked at rather than divided for."""
FEW_STRETCHES: Final = 400
PARTS_OF_FEW: Final = 8
ROWS_OF_A_LOOK: Final = 200
"""So many cost about half as much again as one."""


@dataclass(frozen=True)
class Look:
    """Candidates on days, one row each, with their answers; `before` and `after` are neighbours among the days looked
    at until now, those between which something may still have been hidden before this look."""

    row: Rows
    day: Days
    found: Outcome
    before: Watched
    after: Watched


def looks(facts: Facts, row: Rows, day: Days, tables: Tables) -> Iterator[Look]:
    """Looks at candidates on the days given, by candidate and day, then at days between, until no change is hidden.

    The first holds the days given; all together hold every day on which an answer changes, and the day before it.
    """
    found = outcome(facts.take(row), Calendar(day), tables)
    seen = watched(row, day, found, tables)
    same = np.flatnonzero(seen.row[1:] == seen.row[:-1])
    before, after = seen.take(same), seen.take(same + 1)
    while True:
        yield Look(row, day, found, before, after)
        open_ = uneven(before, after, tables.work.full_time)
        if not open_.any():
            return
        before, after = before.take(open_), after.take(open_)
        place, day = cuts(before, after, tables)
        row = before.row[place]
        found = outcome(facts.take(row), Calendar(day), tables)
        before, after = divided(before, watched(row, day, found, tables), after, place)


def foreseen(facts: Facts, row: Rows, day: Days, tables: Tables) -> tuple[Rows, Days]:
    """The candidates and days given, and between them the days on which work crosses a threshold, with those before.

    Only work is counted for this: of one person a look at everything costs more than many rows of it, and this spares
    the second.
    """
    credit = credits_(work_columns(facts.take(row), Calendar(day), tables))
    same = np.flatnonzero(row[1:] == row[:-1])
    place, crossed_on = crossings(day[same], credit[same], day[same + 1], credit[same + 1], tables)
    between = row[same[place]]
    return in_order(np.concatenate([row, between, between]), np.concatenate([day, crossed_on, crossed_on - 1]))


def cuts(before: Watched, after: Watched, tables: Tables) -> tuple[Rows, Days]:
    """Days between pairs of watched days, by pair: where a threshold is crossed, else even parts.

    More parts where the pairs are few: a look costs much, a row little.
    """
    place, day = crossings(before.day, before.credit, after.day, after.credit, tables)
    place, day = np.concatenate([place, place]), np.concatenate([day - 1, day])
    inside = (before.day[place] < day) & (day < after.day[place])
    place, day = place[inside], day[inside]
    blind = dips(before, after, tables.work.full_time)
    blind |= np.bincount(place, minlength=len(blind)) == 0
    others = np.flatnonzero(blind)
    few = len(blind) <= FEW_STRETCHES
    parts = max(PARTS_OF_FEW, ROWS_OF_A_LOOK // max(len(others), 1)) if few else 2
    start, span = before.day[others], (after.day - before.day)[others]
    pieces = start + span * np.arange(1, parts, dtype=np.int32)[:, None] // parts
    place = np.concatenate([place, np.tile(others, parts - 1)])
    day = np.concatenate([day, pieces.ravel()])
    inside = before.day[place] < day
    return in_order(place[inside], day[inside])


def divided(before: Watched, between: Watched, after: Watched, place: Rows) -> tuple[Watched, Watched]:
    """Pairs of watched days divided by the days between them; `place` says which pair each of those lies in."""
    own = np.arange(len(before.row))
    sooner = np.argsort(np.concatenate([own, place]), kind="stable")
    later = np.argsort(np.concatenate([place, own]), kind="stable")
    return Watched.together([before, between]).take(sooner), Watched.together([between, after]).take(later)


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
    return steps_seen(year_ahead(facts, ons, tables), tables)


def year_ahead(facts: Facts, ons: Sequence[date], tables: Tables) -> Iterator[Look]:
    """The looks at the year after the day of each candidate; the first row of each in the first look is their day."""
    if not len(facts):
        return iter(())
    start = np.array([days.number(on) for on in ons], np.int32)
    last = np.array([days.number(days.add_years(on, 1)) for on in ons], np.int32)
    few = (last - start + 1).sum() <= EVERY_DAY_AT_MOST
    looked_at = every_day(start, last) if few else stretches(facts, start, last, tables)
    return looks(facts, *looked_at, tables)


def steps_seen(seen: Iterable[Look], tables: Tables, until: int = int(days.NEVER)) -> list[Step]:
    """The steps between neighbouring days of some looks up to a day, by candidate and day."""
    found: list[Step] = []
    for look in seen:
        before, after = look.before, look.after
        moved = (after.day - before.day == 1) & (before.shown != after.shown).any(axis=1) & (after.day <= until)
        found += steps_between(before.take(moved), after.take(moved), tables)
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
