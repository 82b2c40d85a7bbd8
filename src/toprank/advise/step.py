"""One step that a candidate, a partner, an employer or a province could take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from toprank.advise.change import Change
from toprank.days import add_years

Changes = tuple[Change, ...]
Made = Callable[[date], Changes]
"""The changes of a step, given the day on which they are looked at."""

RESULT_KEPT_YEARS: Final = 1


@dataclass(frozen=True, eq=False)
class Step:
    """A step: its code with parameters for the sentence, what it changes, from when it counts, what it needs.

    Steps with the same `slot` exclude each other in a combination; of steps with the same `ladder` a higher `rung`
    holds all that a lower one does. `takes` says how often it takes each effort of effort.toml.
    A step that is `worked` counts from the day within a year on which it is worth most; any other from `on`.
    """

    code: str
    parameters: dict[str, Any]
    made: Made
    on: date
    slot: str
    takes: Mapping[str, int]
    ladder: str = ""
    rung: int = 0
    depends: tuple[str, ...] = ()
    in_hands_of: str = "candidate"
    worked: bool = False

    @cached_property
    def name(self) -> str:
        """What tells this step from all others of a profile."""
        return f"{self.code} {sorted(self.parameters.items())}"


def always(*changes: Change) -> Made:
    """Changes that are the same on whichever day they are looked at."""
    return lambda looked_at: changes


def counted_from(on: date, looked_at: date) -> date:
    """The day put on a result or an assessment, so that it holds on the day looked at."""
    return on if add_years(on, RESULT_KEPT_YEARS) >= looked_at else looked_at
