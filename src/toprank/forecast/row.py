"""One line of the backtest, as the contract writes it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

Reason = Literal[
    "no_earlier_round",
    "fewer_than_three_rounds",
    "silent_for_120_days",
    "day_120_days_after_the_last",
    "size_far_beyond_any_seen",
]
"""Why there is no point."""


@dataclass(frozen=True)
class Row:
    """One line of the cut-off table (contract section 2). `abstained` is the code of the reason, else None."""

    round: int
    target: str
    made_on: date | None
    kind: Literal["conditional", "plain"]
    said: int | None
    low80: int | None
    high80: int | None
    low50: int | None
    high50: int | None
    day_said: date | None
    size_said: int | None
    happened: int
    naive: int | None
    abstained: Reason | None

    def as_json(self) -> dict[str, object]:
        """The row as the contract writes it."""
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(self).items()}
