"""The distribution of scores in the pool, as published with the rounds of invitations (rulebook/record).

A distribution is published for a day: main bands (601-1200, 501-600, ...), some of them divided into sub-bands of ten
points. Copies that leave out bands are passed over. One copy (2023-04-26) has a main band that is not the sum of its
sub-bands; the main band holds there, and its sub-bands share it in their proportion.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from itertools import groupby

from toprank.errors import ToprankError


@dataclass(frozen=True)
class Band:
    """Scores from `low` to `high`, both included, and how many candidates of the pool had one."""

    low: int
    high: int
    candidates: int


@dataclass(frozen=True)
class Distribution:
    """A published distribution: the pool on the day `as_of`, by main bands and sub-bands, highest first.

    `published_with` names the rounds it was published with ("412", "91a"); `printed_total` is None where no total was.
    """

    as_of: date
    main: tuple[Band, ...]
    sub: tuple[Band, ...]
    printed_total: int | None = None
    published_with: tuple[str, ...] = ()
    source: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All candidates in the pool."""
        return sum(band.candidates for band in self.main)

    @property
    def complete(self) -> bool:
        """Whether the main bands reach down to 0 and add up to the total printed with them."""
        return bool(self.main) and self.main[-1].low == 0 and self.total == self.printed_total

    @cached_property
    def finest(self) -> tuple[Band, ...]:
        """Bands that do not overlap and add up to the total: the sub-bands where a main band has them."""
        found: list[Band] = []
        for band in self.main:
            inside = [each for each in self.sub if band.low <= each.low and each.high <= band.high]
            found += shared_out(band, inside) if covers(inside, band) else [band]
        return tuple(found)


def covers(inside: Sequence[Band], band: Band) -> bool:
    """Whether sub-bands fill a main band without a gap."""
    return sum(each.high - each.low + 1 for each in inside) == band.high - band.low + 1


def shared_out(band: Band, inside: Sequence[Band]) -> list[Band]:
    """The sub-bands of a main band, adding up to it."""
    counts = largest_remainder(band.candidates, [each.candidates for each in inside])
    return [Band(each.low, each.high, count) for each, count in zip(inside, counts, strict=True)]


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """A total shared out in proportion to weights, exactly: whole shares first, the rest to the largest remainders.

    >>> largest_remainder(10, [1, 1, 1]), largest_remainder(7, [2, 5])
    ([4, 3, 3], [2, 5])
    """
    whole = sum(weights)
    if whole == 0:
        return [0 for _ in weights]
    shares = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares


@cache
def published() -> tuple[Distribution, ...]:
    """Every complete distribution of the record, earliest first."""
    return tuple(each for each in copies() if each.complete)


@cache
def copies() -> tuple[Distribution, ...]:
    """Every distribution of the record, earliest first, those with bands left out among them."""
    with files("toprank.rulebook").joinpath("record", "pool_distributions.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["snapshot_date"])
    return tuple(copy_of(day, list(group)) for day, group in groupby(rows, key=lambda row: row["snapshot_date"]))


def copy_of(day: str, rows: Sequence[dict[str, str]]) -> Distribution:
    """The distribution that the rows of one day make."""
    first = rows[0]
    return Distribution(
        as_of=date.fromisoformat(day),
        main=bands(rows, "main"),
        sub=bands(rows, "sub"),
        printed_total=int(first["pool_total"]) if first["pool_total"] else None,
        published_with=tuple(filter(None, first["published_with_rounds"].split("|"))),
        source=first["source"],
        remarks=tuple(filter(None, first["remarks"].split("; "))),
    )


def bands(rows: Sequence[dict[str, str]], level: str) -> tuple[Band, ...]:
    """The bands of one level, highest first."""
    of_level = [row for row in rows if row["band_level"] == level]
    found = [Band(int(row["band_low"]), int(row["band_high"]), int(row["candidates"])) for row in of_level]
    return tuple(sorted(found, key=lambda band: -band.low))


def last_published(on: date) -> Distribution:
    """The last complete distribution for a day or earlier (contract 5.11). ToprankError when there is none."""
    earlier = [each for each in published() if each.as_of <= on]
    if not earlier:
        first = published()[0].as_of
        raise ToprankError(f"No distribution of the pool was published for {on} or earlier: the first is of {first}.")
    return earlier[-1]


def distribution(on: date) -> list[Band]:
    """The bands of the last distribution for a day or earlier, highest first, as fine as published, adding up.

    ToprankError when there is none.
    """
    return list(last_published(on).finest)
