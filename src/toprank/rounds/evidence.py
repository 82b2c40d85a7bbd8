"""What the invited declared, read from the pool a second time and put to the rules apart from everyone else."""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toprank import days
from toprank.days import Rows
from toprank.facts import NONE, Facts, Instants, Smalls, Truths
from toprank.pool.events import DECLINED, INVITED, Events
from toprank.pool.ids import at_rows
from toprank.pool.score import AT_ONCE, DAY_SECONDS
from toprank.pool.store import Pool
from toprank.rounds.question import Question
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables, tables
from toprank.rules.outcome import outcome_on


@dataclass(frozen=True)
class Evidence:
    """One row for each invited candidate, by rank: id, score and eligibility as found by the second look.

    `ends` is the first second in which the profile is no longer live; `occupations` counts the unit groups declared,
    `unknown_occupations` those that are not in the classification; `gone` says who had left the pool by an event.
    """

    ids: list[str]
    total: Smalls
    submitted: Instants
    ends: Instants
    gone: Truths
    meets: Truths
    nominee: Truths
    occupations: int
    unknown_occupations: int


def evidence(pool: Pool, rows: Rows, question: Question, rulebook: Rulebook) -> Evidence:
    """The evidence for the invited rows, by rank; parts of the pool are read one at a time."""
    asked = () if question.version is None else (question.version,)
    of_day = tables(rulebook, question.on, asked)
    found, places, start = [nothing()], [np.empty(0, np.intp)], 0
    for part in pool.parts:
        inside = np.flatnonzero((rows >= start) & (rows < start + part.rows))
        if len(inside):
            ids, facts = pool.read(part)
            for some in np.array_split(inside, len(inside) // AT_ONCE + 1):
                mine = rows[some] - start
                found.append(seen(at_rows(ids, mine), facts.take(mine), question, of_day))
                places.append(some)
        start += part.rows
    seen_by_rank = by_rank(found, np.concatenate(places))
    return replace(seen_by_rank, gone=gone_before(pool, rows, seen_by_rank.ids, int(question.at.timestamp())))


def gone_before(pool: Pool, rows: Rows, ids: list[str], at: int) -> Truths:
    """Who of some rows, with these ids, cannot be in the pool at an instant: event by event, the last one decides.

    They left it by an event, or hold an open invitation by another profile.
    """
    happened: dict[str, dict[int, tuple[int, int]]] = {}
    theirs = pc.is_in(pool.events.ids, value_set=pa.array(ids, pa.string())).to_numpy(zero_copy_only=False)
    for place in np.flatnonzero(theirs & (pool.events.at <= at)).tolist():
        last = happened.setdefault(str(pool.events.ids[place]), {})
        row, now = int(pool.events.row[place]), (int(pool.events.at[place]), place)
        last[row] = max(now, last.get(row, now))
    gone = [
        any(is_gone(pool.events, place, row, other, at) for other, (_, place) in happened.get(name, {}).items())
        for row, name in zip(rows.tolist(), ids, strict=True)
    ]
    return np.array(gone, np.bool_)


def is_gone(events: Events, place: int, row: int, other: int, at: int) -> bool:
    """Whether the last event of a profile of the candidate keeps the one at a row out of the pool."""
    kind = int(events.kind[place])
    return kind != DECLINED if other == row else kind == INVITED and at < int(events.until[place])


def nothing() -> Evidence:
    """The evidence for nobody."""
    yes_or_no, instants = np.empty(0, np.bool_), np.empty(0, np.int64)
    return Evidence([], np.empty(0, np.int16), instants, instants, yes_or_no, yes_or_no, yes_or_no, 0, 0)


def seen(ids: list[str], facts: Facts, question: Question, of_day: Tables) -> Evidence:
    """The evidence for some of the invited."""
    outcome = outcome_on(facts, question.on, of_day)
    programs = {"any": outcome.federal | outcome.eligible["pnp"], "federal": outcome.federal, **outcome.eligible}
    if question.kind == "category":
        keys = [category.version.key for category in of_day.categories]
        meets = programs["federal"] & outcome.categories[:, keys.index(question.version or "")]
    else:
        meets = programs[question.target or "any"]
    declared = occupations(facts)
    unknown = int(((declared < 0) | (declared >= len(unit_groups()))).sum())
    submitted = facts.declared.submitted
    return Evidence(
        ids,
        outcome.score.total.astype(np.int16),
        submitted,
        ends_of(submitted),
        np.zeros(len(ids), np.bool_),
        meets,
        outcome.eligible["pnp"],
        len(declared),
        unknown,
    )


def ends_of(submitted: Instants) -> Instants:
    """The same clock time a year after each instant, by the calendar of the standard library."""
    distinct, inverse = np.unique(submitted // DAY_SECONDS, return_inverse=True)
    later = [days.number(days.add_years(days.day(each), 1)) for each in distinct]
    return np.array(later, np.int64)[inverse] * DAY_SECONDS + submitted % DAY_SECONDS


def occupations(facts: Facts) -> Smalls:
    """Every unit group that candidates declare: of jobs, offer, trade, certificate, service, primary occupation."""
    declared = facts.declared
    optional = np.concatenate(
        [
            declared.primary_occupation,
            declared.offer_unit_group,
            declared.trade_unit_group,
            declared.certificate_unit_group,
            declared.military_unit_group,
        ]
    )
    return np.concatenate([facts.jobs.unit_group, facts.partner_jobs.unit_group, optional[optional != NONE]])


def by_rank(found: list[Evidence], places: Rows) -> Evidence:
    """Pieces of evidence in one, in the order of rank; `places` is the rank from 0 of each row."""
    order = np.argsort(places)
    ids = [each for piece in found for each in piece.ids]
    columns = {
        name: np.concatenate([getattr(piece, name) for piece in found])[order]
        for name in ("total", "submitted", "ends", "gone", "meets", "nominee")
    }
    return Evidence(
        ids=[ids[place] for place in order],
        occupations=sum(piece.occupations for piece in found),
        unknown_occupations=sum(piece.unknown_occupations for piece in found),
        **columns,
    )
