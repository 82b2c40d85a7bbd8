"""The National Occupational Classification: NOC 2021, the groups of NOC 2016, and how the two correspond.

Read from noc/*.csv (Statistics Canada, open licence). Codes are text, five digits for a unit group of NOC 2021
and four for a group of NOC 2016; leading zeros matter. Arrays hold a unit group as its position in `unit_groups`.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class UnitGroup:
    """A unit group of NOC 2021, the finest level of the classification."""

    code: str
    teer: int
    title_en: str
    title_fr: str

    def title(self, language: str) -> str:
        """Its title in English or French."""
        return self.title_fr if language == "fr" else self.title_en


@dataclass(frozen=True)
class FormerGroup:
    """A unit group of NOC 2016 with its skill type or level: 0, A, B, C or D."""

    code: str
    skill: str
    title_en: str
    title_fr: str

    def title(self, language: str) -> str:
        """Its title in English or French."""
        return self.title_fr if language == "fr" else self.title_en


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file of the noc folder, by column name."""
    with files(__package__).joinpath("noc", name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@cache
def unit_groups() -> Mapping[str, UnitGroup]:
    """The 516 unit groups of NOC 2021 by code, in the order of the classification."""
    return {
        row["unit_group"]: UnitGroup(row["unit_group"], int(row["teer"]), row["title_en"], row["title_fr"])
        for row in rows("unit_groups.csv")
    }


@cache
def position_of() -> Mapping[str, int]:
    """Where each unit group stands in the classification, 0 to 515: how arrays hold it."""
    return {code: position for position, code in enumerate(unit_groups())}


@cache
def former_groups() -> Mapping[str, FormerGroup]:
    """The 500 unit groups of NOC 2016 by code."""
    return {
        row["group"]: FormerGroup(row["group"], row["skill"], row["title_en"], row["title_fr"])
        for row in rows("noc2016.csv")
    }


@cache
def former_groups_of() -> Mapping[str, tuple[str, ...]]:
    """The groups of NOC 2016 from which each unit group of NOC 2021 came, by the federal concordance."""
    found: dict[str, list[str]] = {}
    for row in rows("concordance.csv"):
        found.setdefault(row["unit_group"], []).append(row["noc2016"])
    return {code: tuple(sorted(groups)) for code, groups in found.items()}


def unit_groups_of(former: str) -> list[str]:
    """The unit groups of NOC 2021 that a group of NOC 2016 went into, in their order; none for any other code."""
    return [code for code, groups in former_groups_of().items() if former in groups]
