"""What the columns of a pool may hold: a part that was not written by us is never trusted to index a table."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from toprank import days, facts
from toprank.facts import Declared, Facts
from toprank.pool.ids import Ids
from toprank.pool.schema import tables
from toprank.profile import FIRST_DATE, LAST_DATE
from toprank.rulebook.classification import former_groups, unit_groups
from toprank.rulebook.tables import HIGHEST_SCORE, LARGEST_FAMILY

DAY_SECONDS: Final = 86_400
FIRST: Final = days.number(FIRST_DATE)
LAST: Final = days.number(LAST_DATE)
Limits = tuple[int, int]
UNIT_GROUP: Final = (facts.NONE, len(unit_groups()) - 1)
LANGUAGE: Final = (facts.NONE, len(facts.LANGUAGES) - 1)
MONTHS: Final = (facts.NONE, np.iinfo(np.int16).max)
MILITARY_YEARS: Final = (0, 100 * 100)
ID: Final = r"^[A-Za-z0-9._-]{1,64}$"

OF_NAME: Final[dict[str, Limits]] = {
    "submitted": (FIRST * DAY_SECONDS, (LAST + 1) * DAY_SECONDS - 1),
    "family_size": (1, LARGEST_FAMILY),
    "funds": (0, 2_000_000_000),
    "first_language": LANGUAGE,
    "partner_first_language": LANGUAGE,
    "primary_occupation": UNIT_GROUP,
    "offer_months": MONTHS,
    "offer_fsw_paragraph": (facts.NONE, len(facts.FSW_PARAGRAPHS) - 1),
    "offer_fst_paragraph": (facts.NONE, len(facts.FST_PARAGRAPHS) - 1),
    "military_years": MILITARY_YEARS,
    "military_offer_years": MILITARY_YEARS,
    "military_study_years": MILITARY_YEARS,
    "test": (0, len(facts.TESTS) - 1),
    "scores": (0, HIGHEST_SCORE),
    "level": (0, len(facts.CREDENTIALS) - 1),
    "months_in_canada": MONTHS,
    "former": (facts.NONE, len(former_groups()) - 1),
    "hours": (1, 168 * 100),
    "circumstances": (0, 2 * facts.ELSEWHERE - 1),
}


def limits_of(name: str) -> Limits:
    """The least and the greatest value of a column; what is in no list is a unit group or a day."""
    if name in OF_NAME:
        return OF_NAME[name]
    return UNIT_GROUP if name.endswith("unit_group") else (FIRST, LAST + 1)


def columns(of: Facts) -> Iterator[tuple[str, str, NDArray[Any]]]:
    """Every column of facts: where it stands, its name, its values."""
    for each in fields(Declared):
        yield each.name, each.name, getattr(of.declared, each.name)
    for table in tables():
        for each in fields(getattr(of, table)):
            if each.name != "offsets":
                yield f"{table}.{each.name}", each.name, getattr(getattr(of, table), each.name)


def out_of_range(name: str, values: NDArray[Any]) -> str | None:
    """What is wrong with the values of a column, if anything."""
    if values.dtype == np.bool_ or not values.size:
        return None
    lowest, highest = limits_of(name)
    declared = values[values != days.NEVER] if values.dtype == np.int32 and name not in ("funds", "hours") else values
    if name == "born" and len(declared) < len(values):
        return "a candidate without a birth date"
    if not declared.size or (declared.min() >= lowest and declared.max() <= highest):
        return None
    found = declared.min() if declared.min() < lowest else declared.max()
    return f"{found}; allowed is {lowest} to {highest}"


def first_fault(ids: Ids, of: Facts) -> str | None:
    """The first thing in the facts of a part that no profile could have declared, in words; None where all is well."""
    if not pc.all(pc.match_substring_regex(ids, ID), min_count=0).as_py():
        return "id holds something else than 1-64 of A-Z a-z 0-9 . _ -"
    for place, name, values in columns(of):
        fault = out_of_range(name, values)
        if fault is not None:
            return f"{place} holds {fault}"
    if (of.declared.born > of.declared.submitted // DAY_SECONDS).any():
        return "a birth date is after the day of submission"
    return next((fault for name in ("jobs", "partner_jobs") if (fault := fault_of_jobs(name, of))), None)


def fault_of_jobs(name: str, of: Facts) -> str | None:
    """Jobs that end before they start, or that do not stand by start within a candidate."""
    jobs = getattr(of, name)
    if (jobs.unit_group < 0).any():
        return f"{name}.unit_group holds a job without a unit group"
    if (jobs.stop <= jobs.start).any() or (jobs.start == days.NEVER).any():
        return f"{name} holds a job that ends before it starts"
    owner = jobs.owner
    if ((np.diff(jobs.start) < 0) & (owner[1:] == owner[:-1])).any():
        return f"{name} are not in order of their start"
    return None
