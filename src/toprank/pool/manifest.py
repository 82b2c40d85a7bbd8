"""The manifest of a pool: a log of its parts, in the order in which they were added.

    schema, day, origin, counts
    log    for each part: name, kind (candidates or events), rows, sha256; for the invitations of a round also the
           round: id, kind, target, version, size, at and the hash of the rulebook

The log only grows. A hash over it stands for the pool as it is, and the hash over its beginning for the pool as it was.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

from toprank.errors import ToprankError
from toprank.pool.schema import SCHEMA_NAME

MANIFEST: Final = "manifest.json"
NAME: Final = re.compile(r"part-[0-9]{5,9}\.parquet")
ROUND_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,100}")
SHA256: Final = re.compile(r"[0-9a-f]{64}")
Kind = Literal["candidates", "events"]


@dataclass(frozen=True)
class RoundHeld:
    """A round whose invitations a part records: its id and what it asked for; `at` is an instant with Z."""

    id: str
    kind: str
    target: str | None
    version: str | None
    size: int
    at: str
    rulebook: str


@dataclass(frozen=True)
class Part:
    """One file of a pool."""

    name: str
    kind: Kind
    rows: int
    sha256: str
    round_: RoundHeld | None = None

    def as_json(self) -> dict[str, Any]:
        """The entry of the part in the log."""
        entry: dict[str, Any] = {"name": self.name, "kind": self.kind, "rows": self.rows, "sha256": self.sha256}
        return entry if self.round_ is None else {**entry, "round": asdict(self.round_)}


@dataclass(frozen=True)
class Manifest:
    """What a manifest says. `day` is the day that a pool stands for, None for imported profiles."""

    day: date | None
    origin: dict[str, Any]
    log: tuple[Part, ...]

    def as_text(self) -> bytes:
        """The manifest as it stands in its file."""
        document = {
            "schema": SCHEMA_NAME,
            "day": None if self.day is None else self.day.isoformat(),
            "origin": self.origin,
            "counts": counts(self.log),
            "log": [part.as_json() for part in self.log],
        }
        return (json.dumps(document, indent=1) + "\n").encode()


def name_of(place: int) -> str:
    """The name of the part at a place of the log."""
    return f"part-{place:05}.parquet"


def counts(log: Sequence[Part]) -> dict[str, int]:
    """How many candidates, events and parts there are."""
    rows = {kind: sum(part.rows for part in log if part.kind == kind) for kind in ("candidates", "events")}
    return {**rows, "parts": len(log)}


def hashes(log: Sequence[Part]) -> Iterator[str]:
    """The hash of a pool without parts, then with the first part, with two, ... with all of them."""
    total = hashlib.sha256(f"{SCHEMA_NAME}\n".encode())
    yield f"sha256:{total.hexdigest()}"
    for part in log:
        total.update(json.dumps(part.as_json(), separators=(",", ":")).encode() + b"\n")
        yield f"sha256:{total.hexdigest()}"


def understood(text: str, where: str) -> Manifest:
    """The manifest in a text. ToprankError where it is none, or of another version."""
    try:
        document = json.loads(text)
        if document["schema"] != SCHEMA_NAME:
            raise ToprankError(other_version(document["schema"], where))
        log = tuple(part_of(entry, place) for place, entry in enumerate(document["log"]))
        if document["counts"] != counts(log):
            raise ValueError("its counts do not add up")
        ids = [part.round_.id for part in log if part.round_]
        if len(set(ids)) < len(ids):
            raise ValueError("two rounds have the same id")
        day = None if document["day"] is None else date.fromisoformat(document["day"])
        return Manifest(day, dict(document["origin"]), log)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ToprankError(f"{where} is not the manifest of a pool: {type(error).__name__}, {error}.") from None


def other_version(schema: object, where: str) -> str:
    """What to say of a pool that another version wrote."""
    found = f"{where} is of {str(schema)[:40]!r}; {SCHEMA_NAME} is read here."
    if schema == "toprank.pool/1":
        found += " Pools of that version had no life cycle: make the pool again, or import its profiles again."
    return found


def part_of(entry: dict[str, Any], place: int) -> Part:
    """A part as the log names it; a name that leads out of the folder is refused."""
    keys = {"name", "kind", "rows", "sha256"}
    if not keys <= set(entry) <= {*keys, "round"}:
        raise ValueError(f"the keys of part {place} are {', '.join(sorted(entry))[:80]}")
    round_ = round_of(entry["round"]) if "round" in entry else None
    part = Part(entry["name"], entry["kind"], entry["rows"], entry["sha256"], round_)
    if not NAME.fullmatch(part.name) or part.name != name_of(place):
        raise ValueError(f"the part {str(part.name)[:80]!r} is not one of a pool")
    if part.kind not in ("candidates", "events") or (round_ is not None and part.kind != "events"):
        raise ValueError(f"the kind of {part.name} is {str(part.kind)[:40]!r}")
    if type(part.rows) is not int or part.rows < 0 or not SHA256.fullmatch(part.sha256):
        raise ValueError(f"rows or sha256 of {part.name}")
    return part


def round_of(entry: dict[str, Any]) -> RoundHeld:
    """The round of a part as the log names it."""
    round_ = RoundHeld(**entry)
    texts = (round_.id, round_.kind, round_.at, round_.rulebook)
    if not all(isinstance(each, str) for each in texts) or not ROUND_ID.fullmatch(round_.id):
        raise ValueError(f"the round {str(round_.id)[:80]!r}")
    if type(round_.size) is not int or not all(
        isinstance(each, str | None) for each in (round_.target, round_.version)
    ):
        raise ValueError(f"what the round {round_.id} asked for")
    return round_
