"""The published record as it came: columns, counts and totals."""

import csv
from datetime import date
from typing import Any

import pytest

from toprank.rulebook.loader import HOME


def rows(name: str) -> list[dict[str, Any]]:
    with (HOME / "record" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "count"), [("rounds.csv", 415), ("pool_distributions.csv", 2071), ("pool_composition.csv", 231)]
)
def test_every_line_is_whole(name: str, count: int) -> None:
    found = rows(name)
    assert len(found) == count
    assert all(None not in row and None not in row.values() for row in found)
    assert all(row["source"] for row in found)


def test_rounds_stand_in_order_with_possible_figures() -> None:
    found = rows("rounds.csv")
    days = [date.fromisoformat(row["round_date"]) for row in found]
    assert days == sorted(days)
    assert len({(row["round_no"], row["round_suffix"]) for row in found}) == len(found)
    assert {row["kind"] for row in found} == {"general", "program", "category"}
    for row in found:
        assert 0 <= int(row["crs_lowest_invited"]) <= 1200
        assert int(row["invitations"]) > 0
