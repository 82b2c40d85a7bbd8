"""A bundle read back: its files, its certificate held to the contract, its invitations as columns."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from toprank.errors import Missing, ToprankError
from toprank.profile import utc_instant
from toprank.reading import opened, parsed
from toprank.rounds.certificate import CERTIFICATE, COLUMNS, CSV, PARQUET, SCHEMA_NAME, Json
from toprank.rounds.question import KINDS

COUNTS: Final = ("size", "invited", "in_pool", "eligible", "above_cutoff", "tied", "tied_invited")
KEYS: Final = (
    *("schema", "kind", "target", "version", "at", "size", "invited", "cutoff", "tie_break", "in_pool", "eligible"),
    *("above_cutoff", "tied", "tied_invited", "inputs", "outputs", "checks", "instruction"),
)
HASH: Final = re.compile(r"sha256:[0-9a-f]{64}")
Row = tuple[int, str, int, datetime]


@dataclass(frozen=True)
class Found:
    """A bundle as it lies on the disk; the certificate has the shape of the contract."""

    certificate: Json
    files: dict[str, bytes]


def read_bundle(folder: Path) -> Found:
    """The bundle in a folder. Missing where a file is not there, ToprankError where one is not understood."""
    if not folder.exists():
        raise Missing(f"{folder} is not there: no such bundle.")
    if not folder.is_dir():
        raise ToprankError(f"{folder} is a file; a bundle is a folder.")
    files = {name: content(folder / name) for name in (CERTIFICATE, CSV, PARQUET)}
    return Found(understood(files[CERTIFICATE], str(folder / CERTIFICATE)), files)


def content(path: Path) -> bytes:
    """The bytes of a file of a bundle."""
    with opened(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise ToprankError(f"{path} cannot be read: {error.strerror}.") from None


def understood(data: bytes, where: str) -> Json:
    """A certificate; ToprankError with its first fault where it has not the shape of the contract."""
    try:
        document = parsed(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ToprankError(f"{where} is not JSON: {str(error).splitlines()[0]}.") from None
    fault = first_fault(document)
    if fault is not None:
        raise ToprankError(f"{where} is not understood: {fault}.")
    return dict(document)


def first_fault(document: Any) -> str | None:
    """The first thing that a certificate cannot hold, in words; None where it is well formed."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA_NAME:
        return f"it is no certificate of {SCHEMA_NAME}"
    if sorted(document) != sorted(KEYS):
        odd = sorted(set(document) ^ set(KEYS))
        return f"its keys are not those of a certificate: {', '.join(odd)[:200]}"
    if document["kind"] not in KINDS:
        return f"kind is {str(document['kind'])[:40]!r}; allowed are {', '.join(KINDS)}"
    for name in COUNTS:
        if type(document[name]) is not int or document[name] < 0:
            return f"{name} is {str(document[name])[:40]!r}; a count is needed"
    return fault_of_rank(document) or fault_of_parts(document)


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
        if document[name] is not None or name == "at":
            try:
                utc_instant(document[name])
            except ValueError:
                return f"{name} is {str(document[name])[:40]!r}; an instant such as 2026-03-10T12:00:00Z is needed"
    return None


def fault_of_parts(document: Json) -> str | None:
    """What is wrong with hashes and checks."""
    for name, keys in (("inputs", {"pool", "rulebook"}), ("outputs", {"invitations", "invitations_parquet"})):
        part = document[name]
        if not isinstance(part, dict) or set(part) != keys:
            return f"{name} must name {' and '.join(sorted(keys))}"
        if not all(isinstance(each, str) and HASH.fullmatch(each) for each in part.values()):
            return f"{name} holds something else than sha256: and 64 digits"
    checks, kinds = document["checks"], {"code": str, "passed": bool, "looked_at": int}
    if not isinstance(checks, list) or not all(
        isinstance(each, dict) and {key: type(value) for key, value in each.items()} == kinds for each in checks
    ):
        return "checks must be a list of code, passed and looked_at"
    return None


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
