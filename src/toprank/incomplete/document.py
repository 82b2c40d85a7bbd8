"""The range of answers of an intake with unknown facts, as one document: `toprank.range/1`."""

from collections.abc import Sequence
from datetime import date
from math import prod
from typing import Any

import numpy as np

from toprank.assess.provisional import provisional_reasons
from toprank.incomplete.bounds import Bounds, bounds_of
from toprank.incomplete.choices import Choice
from toprank.incomplete.intake import Intake, Unknown, intake_of
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.tables import tables
from toprank.rules.outcome import PROGRAMS
from toprank.words import say

Json = dict[str, Any]


def range_of(document: Any, on: date, rulebook: Rulebook | None = None, language: str = "en") -> Json:
    """The least and the most favourable answer of an intake; raises Refused with every fault.

    Without `thinned` every combination of the grids was assessed; with it the two ends are those that were found.
    """
    rulebook = rulebook or load()
    of_day = tables(rulebook, on)
    intake = intake_of(document, language)
    found = bounds_of(intake, on, of_day, language)
    low, high = found.limits(found.totals)
    told = [told_unknown(each, found, axis, language) for axis, each in enumerate(intake.unknown)]
    told.sort(key=lambda each: (-each["narrows_by"], -each["narrows_on_average"]))
    return {
        "schema": "toprank.range/1",
        "profile": intake.document["id"],
        "on": on.isoformat(),
        "rulebook": {"version": rulebook.version, "verified_to": rulebook.verified_to.isoformat()},
        "provisional": provisional_reasons(rulebook, on, language),
        "cases": int(found.sound.sum()),
        "left_out": int((~found.sound).sum()),
        "combinations": prod(found.full),
        "thinned": any(full > len(grid) for full, grid in zip(found.full, found.grids, strict=True)),
        "total": {"least": low, "most": high},
        "least_at": told_case(intake, found, low, language),
        "most_at": told_case(intake, found, high, language),
        "programs": {program: openness(found.open_[program]) for program in PROGRAMS},
        "categories": {key: openness(each) for key, each in found.open_.items() if key not in PROGRAMS},
        "requirements": {
            key: {code: openness(cases) for code, cases in needed.items()} for key, needed in found.met.items()
        },
        "matters_most": told[0]["pointer"] if told and told[0]["narrows_on_average"] > 0 else None,
        "unknown": told,
    }


def openness(cases: np.ndarray[Any, Any]) -> str:
    """Whether something is open in all cases, in some, or in none."""
    return "all" if cases.all() else "some" if cases.any() else "none"


def told_unknown(unknown: Unknown, found: Bounds, axis: int, language: str) -> Json:
    """One unknown field: what knowing it is worth, and the limits with each of its values."""
    least, average = found.narrowing(axis)
    return {
        "pointer": unknown.pointer,
        "field": named(unknown, language),
        "narrows_by": least,
        "narrows_on_average": round(average, 1),
        "decides": found.deciding(axis),
        "tried": len(found.grids[axis]),
        "thinned": len(found.grids[axis]) < found.full[axis],
        "values": [
            {
                "value": choice.value,
                "name": called(choice, language),
                "least": None if limits is None else limits[0],
                "most": None if limits is None else limits[1],
            }
            for choice, limits in zip(found.grids[axis], found.by_value(axis), strict=True)
        ],
    }


def told_case(intake: Intake, found: Bounds, total: int, language: str) -> list[Json]:
    """The values of the first case with a total."""
    place = np.unravel_index(int(np.argmax(found.totals == total)), found.totals.shape)
    chosen: Sequence[Choice] = [grid[at] for grid, at in zip(found.grids, place, strict=True)]
    return [
        {
            "pointer": unknown.pointer,
            "field": named(unknown, language),
            "value": each.value,
            "name": called(each, language),
        }
        for unknown, each in zip(intake.unknown, chosen, strict=True)
    ]


def named(unknown: Unknown, language: str) -> str:
    """What a field is called, with its place in a list, counted from one."""
    numbers = [int(part) + 1 for part in unknown.parts if part.isdecimal()]
    return say("unknown", unknown.field, {"number": numbers[0] if numbers else 0}, language)


def called(choice: Choice, language: str) -> str:
    """What a value is called."""
    return say("choice", choice.code, choice.told, language)
