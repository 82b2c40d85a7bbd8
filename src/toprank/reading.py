"""Profile documents from files: JSON, TOML, JSON Lines, standard input.

A file that is not there raises Missing; one that cannot be read or understood raises ToprankError naming it. In JSON
Lines a bad line yields its fault and the next ones go on.
"""

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from toprank.errors import Fault, Missing, ToprankError
from toprank.profile import FIRST_DATE, LAST_DATE, iso_day
from toprank.words import say

Heard = Callable[[int], None]
LONGEST_ID: Final = 64
COVERED: Final = {"first": FIRST_DATE, "last": LAST_DATE}
LONGEST: Final = 4 * 2**20
"""Bytes of one profile at most: thousands of times what a life needs."""


@dataclass(frozen=True)
class Entry:
    """One profile of a file: its line, the document and its own day if it names one; or the fault of the line."""

    line: int | None
    document: Any
    on: date | None = None
    fault: Fault | None = None

    @property
    def profile(self) -> str | None:
        """The id as declared, sound or not, cut at the longest that is allowed; null where it is no text."""
        found = self.document.get("id") if isinstance(self.document, dict) else None
        return found[:LONGEST_ID] if isinstance(found, str) else None


def entries(name: str, heard: Heard = lambda size: None, language: str = "en") -> Iterator[Entry]:
    """Every profile of a file; `heard` is told the bytes of each line.

    "-" is standard input, read as JSON Lines; so is a stream (a pipe, /dev/stdin, /dev/fd/3) without .json or .toml.
    """
    if name == "-":
        yield from told(lines(sys.stdin.buffer, heard, language), "standard input")
        return
    with opened(Path(name)) as file:
        if are_lines(Path(name)):
            yield from told(lines(file, heard, language), name)
        else:
            yield whole(file, name, language)
            heard(file.tell() if file.seekable() else 0)


def are_lines(path: Path) -> bool:
    """Whether a file holds one profile a line: by its ending, and as a stream where the ending does not say."""
    ending = path.suffix.lower()
    stream = path.is_relative_to("/dev") or not path.is_file()
    return ending in (".jsonl", ".ndjson") or (stream and ending not in (".json", ".toml"))


def told(found: Iterator[Entry], name: str) -> Iterator[Entry]:
    """The same entries; a file that cannot be read to its end raises ToprankError."""
    try:
        yield from found
    except OSError as error:
        raise ToprankError(f"{name} cannot be read: {error.strerror}.") from None


def opened(path: Path) -> BinaryIO:
    """The file, open for reading; a clear error where that fails."""
    try:
        if path.is_dir():
            raise ToprankError(f"{path} is a folder, not a file.")
        return path.open("rb")
    except FileNotFoundError:
        raise Missing(f"{path} is not there.") from None
    except PermissionError:
        raise ToprankError(f"{path} cannot be read: no permission.") from None
    except OSError as error:
        raise ToprankError(f"{path} cannot be read: {error.strerror}.") from None


def whole(file: BinaryIO, name: str, language: str = "en") -> Entry:
    """The one profile of a JSON or TOML file."""
    data = read_at_most(file, name)
    try:
        text = data.decode("utf-8-sig")
        document = plain(tomllib.loads(text)) if name.lower().endswith(".toml") else parsed(text)
    except UnicodeDecodeError as error:
        raise ToprankError(f"{name} is not UTF-8 text: byte {error.start} does not fit.") from None
    except (ValueError, RecursionError) as error:
        raise ToprankError(f"{name} cannot be understood: {first_sentence(error)}.") from None
    return Entry(None, *own_day(document, language))


def read_at_most(file: BinaryIO, name: str) -> bytes:
    """The content of a file that holds one profile."""
    try:
        data = file.read(LONGEST + 1)
    except OSError as error:
        raise ToprankError(f"{name} cannot be read: {error.strerror}.") from None
    if len(data) > LONGEST:
        raise ToprankError(f"{name} is longer than {LONGEST:,} bytes; many profiles go into a .jsonl file, one a line.")
    return data


def lines(file: BinaryIO, heard: Heard = lambda size: None, language: str = "en") -> Iterator[Entry]:
    """The profiles of JSON Lines; blank lines are skipped, a line too long is passed over without being kept."""
    number = 0
    while data := file.readline(LONGEST + 1):
        number += 1
        heard(len(data))
        if len(data) > LONGEST and not data.endswith(b"\n"):
            while rest := file.readline(LONGEST):
                heard(len(rest))
                if rest.endswith(b"\n"):
                    break
            yield Entry(number, None, fault=fault_of_line("line_too_long", {"most": LONGEST}, language))
        elif data.strip(b" \t\r\n\xef\xbb\xbf"):
            yield line(number, data, language)


def line(number: int, data: bytes, language: str = "en") -> Entry:
    """One line of JSON Lines."""
    try:
        return Entry(number, *own_day(parsed(data.decode("utf-8-sig" if number == 1 else "utf-8")), language))
    except UnicodeDecodeError as error:
        return Entry(number, None, fault=fault_of_line("line_not_utf8", {"byte": error.start}, language))
    except (ValueError, RecursionError) as error:
        return Entry(number, None, fault=fault_of_line("line_not_json", {"said": first_sentence(error)}, language))


def fault_of_line(code: str, told: dict[str, Any], language: str) -> Fault:
    """What is wrong with a line as such."""
    found, allowed, message = (say(section, code, told, language) for section in ("found", "allowed", "fault"))
    return Fault("", found, allowed, message)


def parsed(text: str) -> Any:
    """JSON in which no key stands twice and every text is text: half a pair of UTF-16 is none."""
    found = json.loads(text, object_pairs_hook=single_keys)
    if "\\u" in text and not is_text(found):
        raise ValueError("a text holds half a character (a lone surrogate)")
    return found


def is_text(found: Any) -> bool:
    """Whether all texts of a document can be written as UTF-8."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, refused where a key stands twice: one of its two values would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)!r} stands twice")
    return found


def first_sentence(error: Exception) -> str:
    """What a parser says, on one line and without its last point."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"it cannot be read on from line {error.lineno}, column {error.colno}"
    return str(error).splitlines()[0][:200].rstrip(".")


def plain(value: Any) -> Any:
    """TOML values as JSON would hold them: days and instants as text."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def own_day(document: Any, language: str = "en") -> tuple[Any, date | None, Fault | None]:
    """A document without its own day, and that day; the fault where it is none."""
    if not isinstance(document, dict) or "on" not in document:
        return document, None, None
    rest = {key: value for key, value in document.items() if key != "on"}
    try:
        return rest, iso_day(document["on"]), None
    except ValueError:
        allowed, message = say("allowed", "day", COVERED, language), say("fault", "not_a_day", {}, language)
        return rest, None, Fault("/on", as_found(document["on"]), allowed, message)


def as_found(value: Any) -> Any:
    """What was found in the place of a day, short; null as null."""
    return value if value is None or isinstance(value, bool | int) else str(value)[:40]
