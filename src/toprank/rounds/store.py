"""What sync keeps, in the user's data folder and never in the package.

    record/rounds.csv     rounds that the package does not hold, or holds otherwise: the CSV of contract section 6
    record/synced.json    when sync last succeeded and from where, the rounds kept apart, French names of rounds
    record/.lock          held while one sync writes

Both files are written beside their places and flushed, then renamed, the rounds first: a crash between the two leaves
the record older in name than it is.
"""

import csv
import fcntl
import io
import json
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from toprank.errors import Missing, ToprankError
from toprank.pool.distribution import Band, Distribution
from toprank.pool.staging import flush, write_lasting
from toprank.rounds.rows import COLUMNS, PublishedRound, instant, round_of, row_of, written
from toprank.rounds.settings import data_folder

SCHEMA: Final = "toprank.synced/1"
WAIT_SECONDS: Final = 30.0
BAND: Final = re.compile(r"pool_([0-9]+)_([0-9]+)").fullmatch


@dataclass(frozen=True)
class KeptApart:
    """A published round that is not in the record: its name was never seen, or a value of it cannot be right."""

    id: str
    on: date | None
    name: str
    message: str


@dataclass(frozen=True)
class Kept:
    """What a data folder holds of the record."""

    rounds: tuple[PublishedRound, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    synced_at: datetime | None = None
    synced_from: str | None = None
    apart: tuple[KeptApart, ...] = ()
    names_fr: Mapping[str, str] = field(default_factory=dict)


def folder_of(store: Path | None) -> Path:
    """The folder of the record inside a data folder; the user's own where none is named."""
    return (store or data_folder()) / "record"


def read_kept(store: Path | None) -> Kept:
    """What sync kept; nothing where it never ran. ToprankError where a file of it is damaged."""
    folder = folder_of(store)
    rounds, distributions = read_rounds(folder / "rounds.csv")
    return read_state(folder / "synced.json", rounds, distributions)


def content_of(path: Path) -> str | None:
    """The text of a file, None where there is none. ToprankError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(path, error) from None


def damaged(path: Path, error: Exception) -> ToprankError:
    """The error for a file of the store that cannot be used."""
    return ToprankError(f"{path} cannot be used ({error}). Remove it and run toprank rounds sync again.")


def read_rounds(path: Path) -> tuple[tuple[PublishedRound, ...], tuple[Distribution, ...]]:
    """The rounds and distributions of the CSV."""
    text = content_of(path)
    if text is None:
        return (), ()
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = list(reader)
        if not {*COLUMNS} <= {*(reader.fieldnames or ())} or not text.endswith("\n"):
            raise ValueError("it was cut off")
        rounds = tuple(round_of(row) for row in rows)
        found = [distribution_of(row, round_) for row, round_ in zip(rows, rounds, strict=True)]
    except (KeyError, ValueError, AttributeError, TypeError, csv.Error) as error:
        raise damaged(path, error) from None
    return rounds, tuple(each for each in found if each)


def distribution_of(row: Mapping[str, str], round_: PublishedRound) -> Distribution | None:
    """The distribution that the band columns of a row hold; None where they are empty."""
    cells = [(match, cell) for column, cell in row.items() if (match := BAND(column)) and cell]
    if not cells or round_.snapshot is None:
        return None
    bands = sorted((Band(int(match[1]), int(match[2]), int(cell)) for match, cell in cells), key=lambda band: -band.low)
    return Distribution(
        as_of=round_.snapshot,
        main=tuple(band for band in bands if not any(part_of(band, other) for other in bands)),
        sub=tuple(band for band in bands if any(part_of(band, other) for other in bands)),
        printed_total=int(row["pool_total"]) if row.get("pool_total") else None,
        published_with=(round_.id,),
        source=round_.source,
    )


def part_of(band: Band, other: Band) -> bool:
    """Whether a band is a part of another."""
    return band != other and other.low <= band.low and band.high <= other.high


def read_state(path: Path, rounds: tuple[PublishedRound, ...], distributions: tuple[Distribution, ...]) -> Kept:
    """What is kept beside the rounds."""
    text = content_of(path)
    if text is None:
        return Kept(rounds, distributions)
    try:
        state = json.loads(text)
        if state["schema"] != SCHEMA:
            raise ValueError(f"its schema is {state['schema']!r}, not {SCHEMA}")
        apart = tuple(
            KeptApart(
                each["round"], date.fromisoformat(each["on"]) if each["on"] else None, each["name"], each["message"]
            )
            for each in state["kept_apart"]
        )
        return Kept(rounds, distributions, instant(state["synced_at"]), state["source"], apart, dict(state["names_fr"]))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(path, error) from None


def write_kept(store: Path | None, kept: Kept) -> None:
    """Puts what sync keeps in place of what it kept before; call inside `alone`."""
    folder = folder_of(store)
    state = {
        "schema": SCHEMA,
        "synced_at": written(kept.synced_at),
        "source": kept.synced_from,
        "kept_apart": [
            {
                "round": each.id,
                "on": each.on.isoformat() if each.on else None,
                "name": each.name,
                "message": each.message,
            }
            for each in kept.apart
        ],
        "names_fr": dict(kept.names_fr),
    }
    rounds = {"rounds.csv": as_csv(kept.rounds, kept.distributions).encode()} if kept.rounds else {}
    put(folder, rounds | {"synced.json": (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode()})


def as_csv(rounds: Sequence[PublishedRound], distributions: Sequence[Distribution], pool: bool = True) -> str:
    """Rounds as the CSV of contract section 6, with the bands of the snapshot a row names unless `pool` is false."""
    by_day = {each.as_of: each for each in distributions if pool}
    found = [by_day.get(each.snapshot) if each.snapshot else None for each in rounds]
    cells = [band_cells(each) if each else {} for each in found]
    bands = sorted({column for each in cells for column in each}, key=in_print)
    text = io.StringIO()
    writer = csv.DictWriter(text, [*COLUMNS, *bands], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(row_of(round_) | own for round_, own in zip(rounds, cells, strict=True))
    return text.getvalue()


def band_cells(distribution: Distribution) -> dict[str, str]:
    """A distribution as the cells of its columns."""
    bands = {f"pool_{band.low}_{band.high}": str(band.candidates) for band in (*distribution.main, *distribution.sub)}
    total = distribution.printed_total
    return {"pool_total": "" if total is None else str(total)} | bands


def in_print(column: str) -> tuple[int, int, int]:
    """The order of the band columns: the total, then bands from the top, each before its parts."""
    match = BAND(column)
    return (1, -int(match[2]), int(match[1])) if match else (0, 0, 0)


def put(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Writes files beside their places, flushes them all, then renames them in order.

    ToprankError, and everything as it was, where one of them cannot be written.
    """
    beside = {name: folder / f".{name}.{os.getpid()}.partial" for name in contents}
    try:
        for name, content in contents.items():
            beside[name].unlink(missing_ok=True)
            write_lasting(beside[name], content)
        for name, path in beside.items():
            path.replace(folder / name)
        flush(folder)
    except OSError as error:
        raise ToprankError(f"{folder} cannot be written: {error.strerror}. The record stays as it was.") from None
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


@contextmanager
def alone(store: Path | None, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the lock of the store: one sync writes at a time. Missing where another does not end in time."""
    folder = folder_of(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a")
    except OSError as error:
        raise ToprankError(f"{folder} cannot be written: {error.strerror}. The record stays as it was.") from None
    with lock:
        until = time.monotonic() + wait
        while not held(lock):
            if time.monotonic() > until:
                raise Missing(f"another sync holds {folder} since {wait:.0f} seconds. Try again when it has ended.")
            time.sleep(0.05)
        yield


def held(lock: Any) -> bool:
    """Whether the lock is ours now; it is let go when its file is closed."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def now() -> datetime:
    """The instant, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
