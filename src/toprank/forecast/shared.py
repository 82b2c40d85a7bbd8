"""The forecasts of a state of the record, worked out once and shared by every process that shows them.

They stand in forecasts.json of the data folder under a key that names the record, the rulebook, the stored backtest and
the day; a file with another key, or one that cannot be read, is made anew. Where the folder cannot be written every
process works them out for itself.
"""

import hashlib
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from toprank.errors import ToprankError
from toprank.forecast import cutoff_rows, held
from toprank.forecast.document import ForecastDocument, Part
from toprank.forecast.row import Row
from toprank.forecast.told import document
from toprank.forecast.where_it_ends import where_it_ends
from toprank.rounds.record import Record
from toprank.rounds.settings import data_folder
from toprank.rulebook.loader import Rulebook
from toprank.words import LANGUAGES
from toprank.writing import write_whole

FILE: Final = "forecasts.json"


class Shared(Part):
    """Forecasts of every type with the rounds after the next one, by language, and every forecast of the backtest."""

    key: str
    documents: dict[str, ForecastDocument]
    rows: tuple[Row, ...]


def shared(record: Record, rulebook: Rulebook, today: date, store: Path | None = None) -> Shared:
    """The forecasts as of the end of a record that has rounds, for a reader of a day; read, or worked out and kept."""
    path = (store or data_folder()) / FILE
    key = key_of(record, rulebook, today)
    found = read(path, key)
    if found is None:
        found = worked_out(record, rulebook, today, key)
        with suppress(ToprankError, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, found.model_dump_json(by_alias=True).encode())
    return found


def read(path: Path, key: str) -> Shared | None:
    """What a file holds; None where there is none, or not for this key."""
    try:
        found = Shared.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return found if found.key == key else None


def worked_out(record: Record, rulebook: Rulebook, today: date, key: str) -> Shared:
    """The forecasts, worked out."""
    made_on = where_it_ends(record, today)
    documents = {
        language: document(
            record,
            made_on,
            rulebook,
            rules_on=max(made_on, today),
            shown_on=today,
            language=language,
            later=True,
        )
        for language in LANGUAGES
    }
    return Shared(key=key, documents=documents, rows=cutoff_rows.all_rows(record, rulebook))


def key_of(record: Record, rulebook: Rulebook, today: date) -> str:
    """What names a state: the same for every process that knows the same."""
    told = repr((record, rulebook.content_hash, today.isoformat(), backtest_hash()))
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def backtest_hash() -> str:
    """What names the stored backtest, which changes with the models."""
    total = hashlib.sha256()
    for name in (held.FILE, cutoff_rows.FILE):
        total.update(files(__package__).joinpath(name).read_bytes())
    return total.hexdigest()
