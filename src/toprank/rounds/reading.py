"""A bundle read back: its files, its certificate held to the contract, its invitations as rows.

A file that is none of a round is bad input. One that plainly was such a file and no longer is one has been changed:
that is an answer, and `verify` gives it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from toprank.errors import Missing, ToprankError
from toprank.profile import utc_instant
from toprank.reading import first_sentence, opened, parsed
from toprank.rounds.certificate import CERTIFICATE, COLUMNS, FILES, OUTCOMES, SCHEMA_NAME, Json
from toprank.rounds.question import KINDS

COUNTS: Final = ("size", "invited", "in_pool", "eligible", "above_cutoff", "tied", "tied_invited")
KEYS: Final = (
    *("schema", "kind", "target", "version", "at", "size", "invited", "cutoff", "tie_break", "in_pool", "eligible"),
    *("above_cutoff", "tied", "tied_invited", "inputs", "outputs", "merkle", "checks", "instruction"),
)
OPTIONAL: Final = {"provisional"}
HASHES: Final = {"inputs": ("pool", "rulebook"), "outputs": tuple(FILES.values())}
CHECK: Final = {"code": str, "passed": bool, "looked_at": int, "saw": dict}
REASON: Final = {"code": str, "from": str, "message": str}
HASH: Final = re.compile(r"sha256:[0-9a-f]{64}")
Row = tuple[int, str, int, datetime]


class Changed(ToprankError):
    """A file of a round that was changed since it was written; `code` is the check that it fails."""

    exit_code = 1

    def __init__(self, code: str, message: str):
        self.code = code
        super().__init__(message)


@dataclass(frozen=True)
class Found:
    """A bundle as it lies on the disk; the certificate has the shape of the contract.

    `files` holds those that are there: a certificate may stand alone, and the private part may be left out.
    """

    certificate: Json
    files: dict[str, bytes]

    @property
    def alone(self) -> bool:
        """Whether there is nothing but the certificate."""
        return set(self.files) == {CERTIFICATE}


def read_bundle(place: Path) -> Found:
    """The bundle in a folder, or a certificate alone in a file.

    Missing where there is no bundle. What is changed or removed in one is Changed, naming the file; so is a certificate
    that no longer is one. ToprankError for a file that never was one.
    """
    if not place.exists():
        raise Missing(f"{place} is not there: no such bundle.")
    if not place.is_dir():
        data = content(place)
        return Found(understood(data, str(place), place.name == CERTIFICATE), {CERTIFICATE: data})
    there = [name for name in (CERTIFICATE, *FILES) if (place / name).exists()]
    if not there:
        raise Missing(f"{place} is no bundle: it has neither {CERTIFICATE} nor a file of invitations.")
    gone = [name for name in (CERTIFICATE, *FILES) if name not in (*there, OUTCOMES)]
    if gone:
        raise Changed("bundle_is_whole", f"{place} lacks {' and '.join(gone)}: removed since the round was held.")
    files = {name: content(place / name) for name in there}
    return Found(understood(files[CERTIFICATE], str(place / CERTIFICATE), True), files)


def content(path: Path) -> bytes:
    """The bytes of a file of a bundle."""
    with opened(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise ToprankError(f"{path} cannot be read: {error.strerror}.") from None


def document_of(data: bytes, where: str, schema: str, keys: Iterable[str], code: str) -> Any:
    """A JSON document. Changed where it is none and once was one of the schema, ToprankError where it never was."""
    try:
        return parsed(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise fault(data, f"{where} is not JSON: {not_json(error, data)}.", schema, keys, code) from None


def not_json(error: Exception, data: bytes) -> str:
    """Why some bytes are no JSON, in our words."""
    if not data.strip():
        return "it is empty"
    return f"byte {error.start} is not UTF-8" if isinstance(error, UnicodeDecodeError) else first_sentence(error)


def fault(data: bytes, message: str, schema: str, keys: Iterable[str], code: str) -> ToprankError:
    """The error for a document that is not as it should be: changed if it names its schema or has most of its keys.

    Without keys that is known beforehand.
    """
    present = [f'"{key}"'.encode() in data for key in keys]
    once = not present or f'"{schema}"'.encode() in data or sum(present) * 2 > len(present)
    return Changed(code, message) if once else ToprankError(message)


def understood(data: bytes, where: str, of_bundle: bool) -> Json:
    """A certificate; the error names its first fault where it has not the shape of the contract.

    In its place in a bundle it was one, whatever it holds now.
    """
    code, keys = "certificate_understood", () if of_bundle else KEYS
    document = document_of(data, where, SCHEMA_NAME, keys, code)
    found = first_fault(document)
    if found is not None:
        raise fault(data, f"{where} is not understood: {found}.", SCHEMA_NAME, keys, code)
    return dict(document)


def first_fault(document: Any) -> str | None:
    """The first thing that a certificate cannot hold, in words; None where it is well formed."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA_NAME:
        return f"it is no certificate of {SCHEMA_NAME}"
    if set(document) - OPTIONAL != set(KEYS):
        odd = sorted(set(document) - OPTIONAL ^ set(KEYS))
        return f"its keys are not those of a certificate: {', '.join(odd)[:200]}"
    if document["kind"] not in KINDS:
        return f"kind is {json.dumps(document['kind'])[:40]}; allowed are {', '.join(KINDS)}"
    for name in COUNTS:
        if not count(document[name]):
            return f"{name} is {json.dumps(document[name])[:40]}; a count is needed"
    return fault_of_rank(document) or fault_of_parts(document)


def count(value: Any) -> bool:
    """Whether a value is a whole number from 0 on."""
    return type(value) is int and value >= 0


def instant(value: Any) -> bool:
    """Whether a value is an instant as certificates write them."""
    try:
        return bool(value == utc_instant(value).strftime("%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        return False


def hash_(value: Any) -> bool:
    """Whether a value is a sha256 as certificates write them."""
    return isinstance(value, str) and HASH.fullmatch(value) is not None


def fault_of_rank(document: Json) -> str | None:
    """What is wrong with target, version, instants and cut-off."""
    if not isinstance(document["instruction"], str):
        return "instruction is not text"
    for name in ("target", "version"):
        if not isinstance(document[name], str | None):
            return f"{name} is neither text nor null"
    if document["cutoff"] is not None and type(document["cutoff"]) is not int:
        return "cutoff is neither a score nor null"
    for name in ("at", "tie_break"):
        if not instant(document[name]) and (document[name] is not None or name == "at"):
            return f"{name} is {json.dumps(document[name])[:40]}; an instant such as 2026-03-10T12:00:00Z is needed"
    return None


def fault_of_parts(document: Json) -> str | None:
    """What is wrong with hashes, root, checks and provisional reasons."""
    for name, keys in HASHES.items():
        part = document[name]
        if not isinstance(part, dict) or set(part) != set(keys):
            return f"{name} must name {', '.join(keys)}"
        if not all(hash_(each) for each in part.values()):
            return f"{name} holds something else than sha256: and 64 digits"
    tree = document["merkle"]
    if not isinstance(tree, dict) or set(tree) != {"root", "tree_size"}:
        return "merkle must name root, tree_size"
    if not hash_(tree["root"]) or not count(tree["tree_size"]):
        return "merkle must hold a root of sha256: and 64 digits, and a count"
    if not rows_of_kinds(document["checks"], CHECK):
        return "checks must be a list of code, passed, looked_at and saw"
    if not rows_of_kinds(document.get("provisional", []), REASON):
        return "provisional must be a list of code, from and message"
    return None


def rows_of_kinds(rows: Any, kinds: Mapping[str, type]) -> bool:
    """Whether a value is a list of objects whose values have these kinds."""
    return isinstance(rows, list) and all(
        isinstance(each, dict) and {key: type(value) for key, value in each.items()} == kinds for each in rows
    )


def rows_of(data: bytes) -> list[Row]:
    """The invitations in a CSV file. ValueError where it is not one of ours."""
    header, *lines = data.decode("ascii").removesuffix("\n").split("\n")
    if header != ",".join(COLUMNS.names):
        raise ValueError(f"its first line is {header[:60]!r}")
    return [row_of(line) for line in lines]


def row_of(line: str) -> Row:
    """One line of the invitations."""
    rank, name, score, submitted = line.split(",")
    return int(rank), name, int(score), utc_instant(submitted).astimezone(UTC)
