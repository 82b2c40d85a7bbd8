"""The manifest of a pool: a log of its parts, in the order in which they were added.

    schema, day, origin, counts
    before  where the day or the origin was another one: day, origin, and how many parts the log had at the last of it
    log     for each part: name, kind (candidates or events), rows, sha256; for the invitations of a round also the
            round: id, kind, target, version, size, at and the hash of the rulebook

The log only grows. A hash over it, the day and the origin stands for the pool as it is, and the one over its beginning,
with the day and the origin of then, for the pool as it was.
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
class Before:
    """What a pool stood for up to the state in which its log had so many parts, and no longer."""

    parts: int
    day: date | None
    origin: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The entry in the manifest."""
        return {"parts": self.parts, "day": None if self.day is None else self.day.isoformat(), "origin": self.origin}


@dataclass(frozen=True)
class Manifest:
    """What a manifest says. `day` is the day that a pool stands for, None for imported profiles."""

    day: date | None
    origin: dict[str, Any]
    log: tuple[Part, ...]
    before: tuple[Before, ...] = ()

    def states(self) -> "Iterator[Manifest]":
        """The manifest as it was without parts, with the first one, ..., as it is; twice where only the day changed."""
        start = 0
        for place, each in enumerate((*self.before, Before(len(self.log), self.day, self.origin))):
            for parts in range(min(start, each.parts), each.parts + 1):
                yield Manifest(each.day, each.origin, self.log[:parts], self.before[:place])
            start = each.parts + 1

    def as_text(self) -> bytes:
        """The manifest as it stands in its file."""
        document = {
            "schema": SCHEMA_NAME,
            "day": None if self.day is None else self.day.isoformat(),
            "origin": self.origin,
            "counts": counts(self.log),
            **({"before": [each.as_json() for each in self.before]} if self.before else {}),
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


def hash_of(manifest: Manifest) -> str:
    """The hash of a pool."""
    return closed(after_each(manifest.log)[-1], manifest)


def hashes(manifest: Manifest) -> Iterator[tuple[Manifest, str]]:
    """Each state of a pool, from none of its parts on, with its hash."""
    chain = after_each(manifest.log)
    for state in manifest.states():
        yield state, closed(chain[len(state.log)], state)


def after_each(log: Sequence[Part]) -> list[Any]:
    """The hash over the beginnings of a log: without parts, with the first, with two, ... with all of them."""
    found = [hashlib.sha256(f"{SCHEMA_NAME}\n".encode())]
    for part in log:
        found.append(found[-1].copy())
        found[-1].update(in_bytes(part.as_json()))
    return found


def closed(log: Any, manifest: Manifest) -> str:
    """The hash over a log and what the pool stood for then."""
    whole = log.copy()
    whole.update(in_bytes(Before(len(manifest.log), manifest.day, manifest.origin).as_json()))
    return f"sha256:{whole.hexdigest()}"


def in_bytes(entry: dict[str, Any]) -> bytes:
    """An entry of a manifest as it goes under the hash."""
    return json.dumps(entry, separators=(",", ":")).encode() + b"\n"


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
        before = tuple(before_of(entry) for entry in document.get("before", []))
        parts = [each.parts for each in before]
        if parts != sorted(parts) or any(each > len(log) for each in parts):
            raise ValueError("the states before are not in order")
        return Manifest(day_of(document["day"]), dict(document["origin"]), log, before)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ToprankError(f"{where} is not the manifest of a pool: {type(error).__name__}, {error}.") from None


def day_of(written: str | None) -> date | None:
    """The day that a pool stands for."""
    return None if written is None else date.fromisoformat(written)


def before_of(entry: dict[str, Any]) -> Before:
    """What a pool stood for, as the manifest tells it."""
    found = Before(entry["parts"], day_of(entry["day"]), dict(entry["origin"]))
    if set(entry) != {"parts", "day", "origin"} or type(found.parts) is not int or found.parts < 0:
        raise ValueError(f"a state before holds {', '.join(sorted(entry))[:80]}")
    return found


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
