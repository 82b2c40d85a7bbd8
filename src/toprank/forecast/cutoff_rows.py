"""The cut-off table of the edition: every forecast of the backtest with what happened, stored beside the summary.

`python -m toprank.forecast.page` writes it from the record of the package. Rounds that came later are forecast anew.
"""

import csv
import io
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final

from toprank.forecast.backtest import rows, targets
from toprank.forecast.row import Row
from toprank.forecast.settings import FIRST_TARGET
from toprank.rounds.record import Record, embedded
from toprank.rulebook.loader import Rulebook

FILE: Final = "cutoffs.csv"
NAMES: Final = tuple(each.name for each in fields(Row))
TEXT: Final = frozenset({"target", "kind", "abstained"})
DAYS: Final = frozenset({"made_on", "day_said"})


def as_csv(table: tuple[Row, ...]) -> str:
    """The cut-off table as CSV, one line for each target and kind, the columns of the contract."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(NAMES)
    for row in table:
        writer.writerow("" if value is None else value for value in row.as_json().values())
    return sink.getvalue()


def value_of(name: str, written: str) -> Any:
    """A cell as what it holds."""
    if not written:
        return None
    return written if name in TEXT else date.fromisoformat(written) if name in DAYS else int(written)


@cache
def of_edition() -> tuple[Row, ...]:
    """The stored table."""
    with files(__package__).joinpath(FILE).open(encoding="utf-8") as file:
        return tuple(
            Row(**{name: value_of(name, written) for name, written in line.items()}) for line in csv.DictReader(file)
        )


def computed(record: Record, rulebook: Rulebook, since: date = FIRST_TARGET) -> tuple[Row, ...]:
    """The table of the rounds of a record since a day; of all of them it takes some seconds."""
    return tuple(line for each in targets(record, rulebook, since, date.max) for line in rows(each))


def all_rows(record: Record, rulebook: Rulebook) -> tuple[Row, ...]:
    """The table of a record: the stored one where the record begins with that of the edition, and the rounds since.

    Where a round of the edition was corrected, or a folder is laid over the rulebook, everything is forecast anew.
    """
    ours = embedded().rounds
    if rulebook.overlays or record.rounds[: len(ours)] != ours:
        return computed(record, rulebook)
    later = record.rounds[len(ours) :]
    return of_edition() if not later else (*of_edition(), *computed(record, rulebook, later[0].on))
