"""Profiles brought into a pool: read as a stream, checked, kept or refused one by one, at flat memory."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from toprank.assess.batch import faults_of, profile_of
from toprank.errors import Fault, Missing, Refused
from toprank.facts import facts_of
from toprank.pool.adding import adding
from toprank.pool.lives import Lives, lives_beside
from toprank.pool.manifest import MANIFEST, Manifest
from toprank.pool.parts import write_candidates
from toprank.pool.schema import to_batch
from toprank.pool.staging import staged, write_lasting
from toprank.pool.store import Pool, open_pool
from toprank.profile import Profile, utc_instant
from toprank.reading import Entry, entries

REJECTS: Final = "rejects.jsonl"
AT_ONCE: Final = 2048


@dataclass
class Tally:
    """How many profiles were kept and how many refused so far; the bytes read, and how many there are, if known."""

    kept: int = 0
    refused: int = 0
    read: int = 0
    total: int | None = None

    def heard(self, size: int) -> None:
        """Counts bytes that were read."""
        self.read += size


Tell = Callable[[Tally], None]


def import_profiles(
    files: Sequence[str], target: Path, tell: Tell = lambda tally: None, append: bool = False
) -> tuple[Pool, Tally]:
    """Brings the profiles of files into a new pool, or adds them to one; faults go into rejects.jsonl beside the parts.

    A profile needs `submitted_at`, and two of one id may not be live at the same time: the later one in the files is
    refused. Missing where a file is not there, ToprankError where one cannot be read or the target is taken; where
    profiles are added the pool is as it was then.
    """
    for name in files:
        if name != "-" and not Path(name).exists():
            raise Missing(f"{name} is not there.")
    tally = Tally(total=size_of(files))
    if append:
        with adding(target) as writer, lives_beside(target, writer.pool) as known:
            with rejects_beside(target, tally) as rejects:
                writer.add_candidates(batches(sound(files, known, rejects, tally, tell)))
            return writer.commit(), tally
    with staged(target) as folder:
        with lives_beside(folder, None) as known, rejects_beside(folder, tally) as rejects:
            parts = write_candidates(folder, 0, batches(sound(files, known, rejects, tally, tell)))
        write_lasting(folder / MANIFEST, Manifest(None, {"kind": "import"}, tuple(parts)).as_text())
    return open_pool(target), tally


def size_of(files: Sequence[str]) -> int | None:
    """How many bytes there are to read; None where one of the files is a stream."""
    if any(name == "-" or not Path(name).is_file() for name in files):
        return None
    return sum(Path(name).stat().st_size for name in files)


@contextmanager
def rejects_beside(folder: Path, tally: Tally) -> Iterator[BinaryIO]:
    """The file of refused profiles, which takes its name at the end; there is none where none was refused."""
    path = folder / f"{REJECTS}.partial"
    with path.open("wb") as file:
        yield file
    if tally.refused:
        path.replace(folder / REJECTS)
    else:
        path.unlink()
        (folder / REJECTS).unlink(missing_ok=True)


def sound(files: Sequence[str], known: Lives, rejects: BinaryIO, tally: Tally, tell: Tell) -> Iterator[Profile]:
    """The profiles of files that can be kept, in order; the others are written down."""
    for name in files:
        for entry in entries(name, tally.heard):
            profile = kept(name, entry, known, rejects, tally)
            if (tally.kept + tally.refused) % AT_ONCE == 0:
                tell(tally)
            if profile is not None:
                yield profile
    tell(tally)


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
    """The profile of an entry, held to the contract and to what a pool needs; raises Refused with its faults.

    It is judged on the day of its submission: nobody submits before they are born.
    """
    if entry.fault is not None and not entry.fault.pointer:
        raise Refused([entry.fault])
    faults = [entry.fault] if entry.fault else []
    if isinstance(entry.document, dict) and entry.document.get("submitted_at") is None:
        allowed = "an instant: a profile in a pool was submitted"
        faults.append(Fault("/submitted_at", None, allowed, "the instant is missing"))
    submitted_on = day_submitted(entry.document)
    if faults:
        raise Refused([*faults, *faults_of(entry.document, submitted_on)])
    return profile_of(entry.document, submitted_on)


def day_submitted(document: Any) -> date | None:
    """The day on which a profile was submitted; None where it names none."""
    try:
        return utc_instant(document.get("submitted_at")).date() if isinstance(document, dict) else None
    except ValueError:
        return None


def rejected(file: str, entry: Entry, fault: Fault) -> bytes:
    """One fault as a line of JSON."""
    document: dict[str, Any] = {"file": file, "line": entry.line, "profile": entry.profile, **fault.as_json()}
    return (json.dumps(document, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def batches(profiles: Iterator[Profile]) -> Iterator[pa.RecordBatch]:
    """Profiles as record batches, a few at a time."""
    held: list[Profile] = []
    for profile in profiles:
        held.append(profile)
        if len(held) == AT_ONCE:
            yield to_batch([each.id for each in held], facts_of(held))
            held.clear()
    if held:
        yield to_batch([each.id for each in held], facts_of(held))
