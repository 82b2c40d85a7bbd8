"""Profiles brought into a pool: read as a stream, checked, kept or refused one by one, at flat memory."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from toprank.assess.batch import profile_of
from toprank.days import add_years
from toprank.errors import Fault, Missing, Refused
from toprank.facts import facts_of, seconds
from toprank.pool.manifest import MANIFEST, Manifest
from toprank.pool.parts import write_candidates
from toprank.pool.schema import to_batch
from toprank.pool.staging import staged, write_lasting
from toprank.pool.store import Pool, open_pool
from toprank.profile import Profile
from toprank.reading import Entry, entries

REJECTS: Final = "rejects.jsonl"
AT_ONCE: Final = 2048
Tell = Callable[[int, int], None]


@dataclass
class Tally:
    """How many profiles were kept and how many refused so far."""

    kept: int = 0
    refused: int = 0


class Lives:
    """Which ids are live from when to when, kept on the disk: one id may live again, but not twice at once."""

    def __init__(self, path: Path) -> None:
        self.found = sqlite3.connect(path, isolation_level=None)
        self.found.execute("pragma journal_mode = off")
        self.found.execute("pragma synchronous = off")
        self.found.execute("create table life (id text, submitted integer, ends integer, file text, line integer)")
        self.found.execute("create index of_id on life (id)")
        self.found.execute("begin")

    def close(self) -> None:
        """Lets go of the file."""
        self.found.close()

    def other(self, profile: Profile, file: str, line: int | None) -> str | None:
        """Where another profile of the same id stands that is live at the same time; else this one is noted."""
        assert profile.submitted_at is not None
        submitted = profile.submitted_at.astimezone(UTC)
        ends = submitted.combine(add_years(submitted.date(), 1), submitted.timetz())
        life = (profile.id, seconds(submitted), seconds(ends))
        same = "select file, line from life where id = ? and ends > ? and submitted < ? limit 1"
        row = self.found.execute(same, life).fetchone()
        if row is not None:
            return f"{row[0]}, line {row[1]}" if row[1] else str(row[0])
        self.found.execute("insert into life values (?, ?, ?, ?, ?)", (*life, file, line))
        return None


def import_profiles(files: Sequence[str], target: Path, tell: Tell = lambda kept, refused: None) -> tuple[Pool, Tally]:
    """Brings the profiles of files into a new pool, in order; faults go into rejects.jsonl beside the parts.

    A profile needs `submitted_at`, and two of one id may not be live at the same time: the later one in the files is
    refused. Missing where a file is not there, ToprankError where one cannot be read or the target is taken.
    """
    for name in files:
        if name != "-" and not Path(name).exists():
            raise Missing(f"{name} is not there.")
    tally = Tally()
    with staged(target) as folder:
        lives = folder / "lives.sqlite"
        with (folder / REJECTS).open("xb") as rejects, closing(Lives(lives)) as known:
            sound = (
                profile
                for name in files
                for entry in entries(name)
                if (profile := kept(name, entry, known, rejects, tally)) is not None
            )
            parts = write_candidates(folder, 0, batches(sound, tally, tell))
            write_lasting(folder / MANIFEST, Manifest(None, {"kind": "import"}, tuple(parts)).as_text())
        lives.unlink()
        if not tally.refused:
            (folder / REJECTS).unlink()
    return open_pool(target), tally


def kept(file: str, entry: Entry, known: Lives, rejects: BinaryIO, tally: Tally) -> Profile | None:
    """The profile of an entry; None where it is refused, which is written down."""
    try:
        profile = checked(entry)
        other = known.other(profile, file, entry.line)
        if other is not None:
            allowed = "an id once among profiles live at the same time"
            raise Refused([Fault("/id", profile.id, allowed, f"another live profile has this id: {other}")])
    except Refused as refused:
        tally.refused += 1
        for fault in refused.faults:
            rejects.write(rejected(file, entry, fault))
        return None
    tally.kept += 1
    return profile


def checked(entry: Entry) -> Profile:
    """The profile of an entry, held to the contract and to what a pool needs; raises Refused with its faults."""
    if entry.fault is not None:
        raise Refused([entry.fault])
    missing = Fault("/submitted_at", None, "an instant: a profile in a pool was submitted", "the instant is missing")
    absent = isinstance(entry.document, dict) and entry.document.get("submitted_at") is None
    try:
        profile = profile_of(entry.document)
    except Refused as refused:
        raise Refused([*refused.faults, *([missing] if absent else [])]) from None
    if profile.submitted_at is None:
        raise Refused([missing])
    day = profile.submitted_at.astimezone(UTC).date()
    if profile.birth_date > day:
        message = "the birth date is after the submission"
        raise Refused([Fault("/birth_date", profile.birth_date.isoformat(), f"{day} or earlier", message)])
    return profile


def rejected(file: str, entry: Entry, fault: Fault) -> bytes:
    """One fault as a line of JSON."""
    document: dict[str, Any] = {"file": file, "line": entry.line, "profile": entry.profile, **fault.as_json()}
    return (json.dumps(document, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def batches(profiles: Iterator[Profile], tally: Tally, tell: Tell) -> Iterator[pa.RecordBatch]:
    """Profiles as record batches, a few at a time."""
    held: list[Profile] = []
    for profile in profiles:
        held.append(profile)
        if len(held) == AT_ONCE:
            yield to_batch([each.id for each in held], facts_of(held))
            held.clear()
            tell(tally.kept, tally.refused)
    if held:
        yield to_batch([each.id for each in held], facts_of(held))
    tell(tally.kept, tally.refused)
