"""What steps take in time and money, from effort.toml or a file of one's own laid over it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from toprank import toml
from toprank.advise.step import Step
from toprank.errors import Missing, ToprankError

Span = tuple[int, int | None]
"""The least and the most; None where no most is known."""

FIELDS: Final = ("title", "units", "weeks", "cost", "source")
MOST: Final = 1_000_000
DAYS_OF_WEEK: Final = 7


@dataclass(frozen=True)
class Effort:
    """What a step of one kind takes: units for the order, weeks and dollars where they are known, and the source."""

    title: str
    units: int
    weeks: Span | None
    cost: Span | None
    source: str


Efforts = Mapping[str, Effort]


@cache
def efforts() -> Efforts:
    """Those of this edition."""
    content = files(__package__).joinpath("effort.toml").read_bytes()
    return {key: effort(key, told, "effort.toml") for key, told in toml.document(content).items()}


def laid_over(path: Path) -> Efforts:
    """Those of this edition with a file of one's own laid over; ToprankError for anything it must not hold."""
    try:
        found = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise Missing(f"{path} is not there.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise ToprankError(f"{path} cannot be read as TOML: {str(error).splitlines()[0]}.") from None
    known = efforts()
    for key in found:
        if key not in known:
            raise ToprankError(f"{path}: no such step {key}. There are: {', '.join(known)}.")
    return {**known, **{key: effort(key, told, str(path)) for key, told in found.items()}}


def effort(key: str, told: Any, where: str) -> Effort:
    """The effort of one step, every field of the file there and sound."""
    if not isinstance(told, dict) or sorted(told) != sorted(FIELDS):
        raise ToprankError(f"{where}, {key}: a table with exactly {', '.join(FIELDS)} is allowed.")
    for name in ("title", "source"):
        if not isinstance(told[name], str) or not told[name].strip():
            raise ToprankError(f"{where}, {key}: {name} must be a sentence.")
    if not whole(told["units"]) or told["units"] < 1:
        raise ToprankError(f"{where}, {key}: units is {told['units']!r}; a whole number from 1 to {MOST:,} is allowed.")
    weeks, cost = (span(key, name, told[name], where) for name in ("weeks", "cost"))
    return Effort(told["title"], told["units"], weeks, cost, told["source"])


def whole(value: Any) -> bool:
    """Whether a value is a whole number in range."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def span(key: str, name: str, value: Any, where: str) -> Span | None:
    """A figure of the file as its least and most; None for "unknown"."""
    if value == "unknown":
        return None
    if whole(value):
        return value, value
    if isinstance(value, list) and len(value) == 2 and all(map(whole, value)) and value[0] <= value[1]:
        return value[0], value[1]
    allowed = 'a whole number, [least, most] or "unknown"'
    raise ToprankError(f"{where}, {key}: {name} is {value!r}; {allowed} is allowed.")


def units(steps: Sequence[Step], known: Efforts) -> int:
    """The units of steps taken together."""
    return sum(known[key].units * count for step in steps for key, count in step.takes.items())


def cost(steps: Sequence[Step], known: Efforts) -> Span | None:
    """The price of steps taken together; None where that of one is not known."""
    return added([times(known[key].cost, count) for step in steps for key, count in step.takes.items()])


def weeks(steps: Sequence[Step], known: Efforts, days: int) -> Span | None:
    """The time of steps taken together: until the day they count where that lies ahead, else that of the longest."""
    if days:
        return max(days // DAYS_OF_WEEK, 1), None
    spans = [added([times(known[key].weeks, count) for key, count in step.takes.items()]) for step in steps]
    if any(each is None for each in spans):
        return None
    return max(each[0] for each in spans if each), max(each[1] or 0 for each in spans if each)


def times(each: Span | None, count: int) -> Span | None:
    """A span as often."""
    return None if each is None else (each[0] * count, None if each[1] is None else each[1] * count)


def added(spans: Sequence[Span | None]) -> Span | None:
    """The sum of spans; None where one is not known."""
    if any(each is None for each in spans):
        return None
    most = [each[1] for each in spans if each]
    return sum(each[0] for each in spans if each), None if None in most else sum(each or 0 for each in most)
