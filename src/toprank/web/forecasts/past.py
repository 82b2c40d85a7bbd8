"""The forecasts of the backtest as the pages show them: each with what happened, chosen by kind and outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from toprank.forecast.row import Row
from toprank.forecast.settings import PERIODS
from toprank.web.forecasts.current import Current
from toprank.web.forecasts.past_charts import Counted, Off
from toprank.web.kinds import kind_name

Outcome = Literal["held", "missed", "none"]
KNOWN: Final = ("plain", "conditional")
OUTCOMES: Final = ("held", "missed", "none")
SINCE: Final = {str(day.year): day for day in PERIODS}


@dataclass(frozen=True)
class Past:
    """One forecast of a round that was held."""

    row: Row
    on: date
    name: str

    @property
    def outcome(self) -> Outcome:
        """Whether the range meant for 8 in 10 held; "none" without a point."""
        row = self.row
        if row.said is None or row.low80 is None or row.high80 is None:
            return "none"
        return "held" if row.low80 <= row.happened <= row.high80 else "missed"

    @property
    def off(self) -> int:
        """Points from what was said to what it was."""
        return self.row.happened - (self.row.said or 0)

    @property
    def wide(self) -> tuple[int, int] | None:
        """The range meant for 8 in 10."""
        low, high = self.row.low80, self.row.high80
        return None if low is None or high is None else (low, high)

    @property
    def half(self) -> bool:
        """Whether the range meant for 5 in 10 held."""
        low, high = self.row.low50, self.row.high50
        return low is not None and high is not None and low <= self.row.happened <= high


@dataclass(frozen=True)
class Choice:
    """What a reader chose; an empty kind or outcome is every one."""

    kind: str
    known: str
    outcome: str
    since: str


def every(now: Current, language: str, choice: Choice) -> list[Past]:
    """The forecasts of a choice whatever came of them, newest round first."""
    found = [
        Past(row, now.days[row.round], kind_name(row.target, language))
        for row in now.rows
        if row.kind == choice.known and choice.kind in ("", row.target)
    ]
    since = SINCE[choice.since]
    return [each for each in reversed(found) if each.on >= since]


def of_outcome(found: Sequence[Past], outcome: str) -> list[Past]:
    """Those of an outcome; all where none is chosen."""
    return [each for each in found if outcome in ("", each.outcome)]


def newest(found: Sequence[Past], most: int) -> tuple[list[Past], list[Past]]:
    """The newest forecasts with a point, and the newest that missed before those."""
    given = [each for each in found if each.outcome != "none"]
    return given[:most], [each for each in given[most:] if each.outcome == "missed"][: most // 2]


@dataclass(frozen=True)
class Totals:
    """What forecasts add up to: those with a point, and how many had none. Mean errors in points of the score."""

    counted: Counted
    error: float
    last: float
    without: int


def totals(found: Sequence[Past]) -> Totals:
    """The sums over forecasts."""
    given = [each for each in found if each.outcome != "none"]
    rounds = len(given)
    counted = Counted(rounds, sum(each.half for each in given), sum(each.outcome == "held" for each in given))
    error = sum(abs(each.off) for each in given)
    last = sum(abs(each.row.happened - (each.row.naive or 0)) for each in given)
    mean = [round(total / rounds, 1) if rounds else 0 for total in (error, last)]
    return Totals(counted, mean[0], mean[1], len(found) - rounds)


def offs(found: Sequence[Past]) -> list[Off]:
    """How far off each was, oldest first."""
    return [Off(each.on, each.off, each.outcome == "held") for each in reversed(found) if each.outcome != "none"]
