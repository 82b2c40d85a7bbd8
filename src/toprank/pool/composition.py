"""Who is in the pool, as far as that was ever published (rulebook/record/pool_composition.csv)."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

IN_THE_POOL: Final = "pool"
BY_PROGRAM: Final = "program under which the candidate would be invited"


@dataclass(frozen=True)
class Share:
    """How many candidates of the pool of a day were in a program, and how many hundredths of all that was."""

    on: date
    program: str
    candidates: int
    percent: float
    source: str
    remarks: str


@cache
def by_program() -> tuple[Share, ...]:
    """The candidates of the pool by the program of an invitation, on the days for which that was published."""
    with files("toprank.rulebook").joinpath("record", "pool_composition.csv").open(encoding="utf-8") as file:
        rows = [
            row for row in csv.DictReader(file) if (row["population"], row["dimension"]) == (IN_THE_POOL, BY_PROGRAM)
        ]
    return tuple(
        Share(
            date.fromisoformat(row["year"]),
            row["value"].lower(),
            int(row["count"]),
            float(row["share_pct"]),
            row["source"],
            row["remarks"],
        )
        for row in rows
    )
