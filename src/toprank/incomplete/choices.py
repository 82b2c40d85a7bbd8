"""What a grid is made of: values with what they are called, and what a grid may look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from toprank.incomplete.intake import Intake, Unknown
from toprank.profile import iso_day
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.tables import Tables

Json = dict[str, Any]
SKILLED: Final = "21231"
"""Stands for every skilled occupation where no rule tells them apart."""


@dataclass(frozen=True)
class Choice:
    """One value of a grid, with the code and the parameters of what it is called."""

    value: Any
    code: str = "value"
    told: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What a grid may look at: the intake, the field, the day and its tables."""

    intake: Intake
    unknown: Unknown
    on: date
    tables: Tables

    def inside(self) -> Json:
        """The object in which the field stands."""
        found: Any = self.intake.document
        for part in self.unknown.parts[:-1]:
            found = found[int(part) if isinstance(found, list) else part]
        return dict(found)


def plain(values: Sequence[Any]) -> list[Choice]:
    """Values called by themselves."""
    return [Choice(value, told={"value": value}) for value in values]


def truth(asked: Asked) -> list[Choice]:
    """No and yes."""
    return [Choice(False, "no"), Choice(True, "yes")]


def first_of_each_teer() -> dict[int, str]:
    """The first unit group of each TEER."""
    return {group.teer: code for code, group in reversed(list(unit_groups().items()))}


def occupations(codes: Iterable[str]) -> list[Choice]:
    """Unit groups, each once, the least trained first."""
    of_teer = {code: unit_groups()[code].teer for code in codes}
    chosen = sorted(of_teer, key=lambda code: (-of_teer[code], code))
    return [Choice(code, "occupation", {"noc": code, "teer": of_teer[code]}) for code in chosen]


def day_in(inside: Json, name: str, otherwise: date) -> date:
    """A declared day beside the unknown one; another one where it is none, which is told as a fault elsewhere."""
    try:
        return iso_day(inside.get(name))
    except ValueError:
        return otherwise
