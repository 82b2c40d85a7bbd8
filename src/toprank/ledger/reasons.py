"""Why a measure leaves a job out: one reason a job, the first that applies in the order of the law (contract 5.5)."""

from collections.abc import Iterator
from typing import Final

from toprank.facts import (
    AUTHORIZED,
    FULL_TIME_STUDENT,
    IN_CANADA,
    PAID,
    PHYSICIAN,
    SELF_EMPLOYED,
    STATUS,
    Truths,
)
from toprank.features.measures import Measure
from toprank.features.work import History
from toprank.rulebook.tables import Tables

LEFT_OUT: Final = (
    "abroad",
    "in_canada",
    "unskilled",
    "unpaid",
    "no_authorization",
    "no_status",
    "full_time_student",
    "self_employed",
    "not_primary",
    "not_in_trade",
    "not_listed",
)
"""Reasons to leave a job out as a whole."""
CUT: Final = ("before_qualified", "outside_window", "other_occupation", "other_period", "over_full_time", "overlap")
"""Reasons to cut hours of a job that is counted."""

Reasons = Iterator[tuple[str, Truths]]


def not_canadian(own: History) -> Reasons:
    """What IRPR 87.1(3) and s. 15 leave out, pay apart."""
    yield "abroad", ~own.having(IN_CANADA)
    yield "unskilled", ~own.skilled
    yield "no_authorization", ~own.having(AUTHORIZED)
    yield "no_status", ~own.having(STATUS)
    yield "full_time_student", own.having(FULL_TIME_STUDENT)
    physician = own.having(PHYSICIAN) & own.tables.physicians.take(own.jobs.unit_group)
    yield "self_employed", own.having(SELF_EMPLOYED) & ~physician


def left_out(name: str, measure: Measure, tables: Tables) -> Reasons:
    """Every reason for which a measure leaves jobs out, with the jobs that it applies to, in order."""
    own = measure.history
    if name in ("crs_canadian", "partner_canadian"):
        yield from not_canadian(own)
        if tables.work.canadian_paid:
            yield "unpaid", ~own.having(PAID)
    elif name == "cec":
        yield from not_canadian(own)
        yield "unpaid", ~own.having(PAID)
    elif name == "crs_foreign":
        yield "in_canada", own.having(IN_CANADA)
        yield "unskilled", ~own.skilled
        yield "unpaid", ~own.having(PAID)
    elif name in ("fsw_points", "fsw_continuous"):
        yield "unskilled", ~own.skilled
        yield "unpaid", ~own.having(PAID)
        if name == "fsw_continuous":
            yield "not_primary", ~measure.counted
    elif name == "fst":
        yield "unpaid", ~own.having(PAID)
        yield "not_in_trade", ~measure.counted
    else:
        yield from of_a_category(name, measure, tables)


def of_a_category(key: str, measure: Measure, tables: Tables) -> Reasons:
    """The reasons of a category of occupations: first its list, then where it looks for work."""
    own = measure.history
    category = next(each for each in tables.categories if each.version.key == key)
    yield "not_listed", ~category.listed.take(own.jobs.unit_group)
    if category.version.location == "canada":
        yield from not_canadian(own)
    yield "unpaid", ~own.having(PAID)


def reason_of_each(name: str, measure: Measure, tables: Tables) -> list[str | None]:
    """For each job the first reason to leave it out, None where it is counted."""
    found: list[str | None] = [None] * len(measure.counted)
    unexplained = [place for place, counted in enumerate(measure.counted.tolist()) if not counted]
    if not unexplained:
        return found
    for reason, applies in left_out(name, measure, tables):
        out = applies.tolist()
        for place in unexplained:
            if out[place]:
                found[place] = reason
        unexplained = [place for place in unexplained if not out[place]]
        if not unexplained:
            break
    return found
