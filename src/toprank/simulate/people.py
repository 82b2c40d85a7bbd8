"""Everybody in a pool as both sides of a comparison see them, and what they are told apart by."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa

from toprank.facts import Facts, Instants, Smalls, Truths
from toprank.pool.ids import Ids, as_ids
from toprank.pool.manifest import Part
from toprank.pool.score import AT_ONCE, Scored, live_at, names_of
from toprank.pool.store import Pool
from toprank.rounds.hold import may_be_invited
from toprank.rounds.question import Question
from toprank.rulebook.tables import Tables
from toprank.rules.outcome import PROGRAMS, Outcome, outcome_on
from toprank.simulate.sides import Side

Tell = Callable[[int], None]


@dataclass(frozen=True)
class Seen:
    """Live candidates under the rules of one side: score, in a program or not, eligible for the round, class.

    `occupation` is the listed one with the most work, else the one with the most skilled work; -1 for none.
    """

    total: Smalls
    in_program: Truths
    eligible: Truths
    invited_under: Smalls
    occupation: Smalls


@dataclass(frozen=True)
class Traits:
    """What the same candidates are told apart by, whatever the rules: -1 where there is nothing."""

    age: Smalls
    first_language: Smalls
    education: Smalls


@dataclass(frozen=True)
class People:
    """The live candidates of a pool, one row each, in its order, as sides A and B see them."""

    ids: Ids
    submitted: Instants
    traits: Traits
    a: Seen
    b: Seen

    def __len__(self) -> int:
        return len(self.submitted)


def people(pool: Pool, a: Side, b: Side, threads: int | None = 1, tell: Tell = lambda rows: None) -> People:
    """Everybody live at the instant of side A; parts are read by so many threads, None is one a core.

    `tell` hears how many more rows are done. Where both sides have the same law but for the category, each candidate
    is put to it once.
    """

    def part(each: Part) -> list[People]:
        found = of_part(pool, each, a, b)
        tell(each.rows)
        return found

    with ThreadPoolExecutor(threads or os.cpu_count()) as workers:
        return joined([chunk for found in workers.map(part, pool.parts) for chunk in found])


def of_part(pool: Pool, part: Part, a: Side, b: Side) -> list[People]:
    """The live candidates of one part, in chunks."""
    at = int(a.question.at.timestamp())
    ids, facts = pool.read(part)
    live = live_at(facts.declared.submitted, at)
    live[pool.gone_in(part, ids, at)] = False
    rows = np.flatnonzero(live)
    if len(rows) < len(ids):
        facts, ids = facts.take(rows), ids.take(rows)
    starts = range(0, len(rows), AT_ONCE)
    return [
        of_chunk(facts.part(start, min(start + AT_ONCE, len(rows))), ids.slice(start, AT_ONCE), a, b)
        for start in starts
    ]


def of_chunk(facts: Facts, ids: Ids, a: Side, b: Side) -> People:
    """Some live candidates as both sides see them."""
    on, see = a.question.on, partial(seen, ids)
    if a.has_law_of(b):
        both = replace(a.tables, categories=a.tables.categories + b.tables.categories)
        found = outcome_on(facts, on, both)
        of_a, of_b = see(found, a.question, both, 0), see(found, b.question, both, len(a.tables.categories))
    else:
        found = outcome_on(facts, on, a.tables)
        of_a = see(found, a.question, a.tables, 0)
        of_b = see(outcome_on(facts, on, b.tables), b.question, b.tables, 0)
    columns = found.candidates
    traits = Traits(columns.age, found.first_language, columns.education)
    return People(ids, facts.declared.submitted, traits, of_a, of_b)


def seen(ids: Ids, found: Outcome, question: Question, of_day: Tables, place: int) -> Seen:
    """The answers for live candidates, and who may be invited in the round; its category stands at `place`."""
    occupation = found.candidates.primary_occupation
    if question.kind == "category":
        listed = found.candidates.category_occupation[:, place]
        occupation = np.where(listed >= 0, listed, occupation)
    scored = as_scored(ids, found, of_day, place)
    eligible = may_be_invited(scored, question)
    return Seen(found.score.total, scored.in_program, eligible, found.invited_under, occupation)


def as_scored(ids: Ids, found: Outcome, of_day: Tables, place: int) -> Scored:
    """Answers in the form in which rounds are held, with the category at `place` alone."""
    masked = np.zeros(len(ids), np.int64)
    asked = of_day.categories[place : place + 1]
    columns = [*(found.eligible[program] for program in PROGRAMS), *found.categories.T[place : place + 1]]
    for bit, eligible in enumerate(columns):
        masked |= eligible.astype(np.int64) << bit
    names = names_of(replace(of_day, categories=asked))
    submitted = found.candidates.declared.submitted
    return Scored(
        ids, found.score.total, submitted, masked, np.ones(len(ids), np.bool_), np.zeros(len(ids), np.int32), names
    )


def joined(parts: list[People]) -> People:
    """Candidates one after the other."""
    return People(
        ids=pa.concat_arrays([part.ids for part in parts]) if parts else as_ids([]),
        submitted=np.concatenate([np.empty(0, np.int64), *(part.submitted for part in parts)]),
        traits=Traits(**columns([part.traits for part in parts], Traits)),
        a=Seen(**columns([part.a for part in parts], Seen)),
        b=Seen(**columns([part.b for part in parts], Seen)),
    )


def columns(parts: list[Traits] | list[Seen], kind: type[Traits] | type[Seen]) -> dict[str, Any]:
    """The columns of several parts one after the other, by name."""
    return {
        each.name: np.concatenate([getattr(part, each.name) for part in parts])
        if parts
        else np.empty(0, np.bool_ if each.name in ("in_program", "eligible") else np.int16)
        for each in fields(kind)
    }
