"""Bytes to entries: what was printed for each round, by the columns of rounds.csv (contract, section 6).

Two forms are read: the official feed in JSON, and a CSV with the columns of rounds.csv. Everything stays text here.
"""

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from toprank.errors import ToprankError
from toprank.rounds.rows import COLUMNS

FEED: Final = {
    "round_no": "drawNumber",
    "round_date": "drawDate",
    "held_at_utc": "drawDateTime",
    "published_name": "drawName",
    "invitations": "drawSize",
    "crs_lowest_invited": "drawCRS",
    "tie_break_utc": "drawCutOff",
    "programs_covered": "drawText2",
    "pool_snapshot_date": "drawDistributionAsOn",
}
"""The column that each key of the official feed fills."""

FEED_BANDS: Final = (
    *((601, 1200), (501, 600), (451, 500), (491, 500), (481, 490), (471, 480), (461, 470), (451, 460)),
    *((401, 450), (441, 450), (431, 440), (421, 430), (411, 420), (401, 410), (351, 400), (301, 350), (0, 300)),
)
"""The bands of dd1 to dd17; dd18 is the whole pool."""

FEED_NAMES: Final = (
    FEED
    | {f"pool_{low}_{high}": f"dd{place}" for place, (low, high) in enumerate(FEED_BANDS, 1)}
    | {"pool_total": f"dd{len(FEED_BANDS) + 1}"}
)
"""What the feed calls each column."""

SHOWN: Final = frozenset(FEED_NAMES.values()) - {"drawText2"}
"""Keys whose text is read as a value. Everything else is never shown, only searched for a count of occupations."""

NEEDED: Final = ("round_no", "round_date", "published_name", "invitations", "crs_lowest_invited")
BAND_COLUMN: Final = re.compile(r"pool_([0-9]{1,4})_([0-9]{1,4})").fullmatch
LONGEST: Final = 400
MOST_ROUNDS: Final = 9_999
Bands = Mapping[tuple[int, int], str]


@dataclass(frozen=True)
class Entry:
    """One round as printed: texts by column, bands by their range, `typed` where kind and target are given."""

    where: str
    texts: Mapping[str, str]
    bands: Bands
    total: str
    typed: bool
    hidden: str = ""

    def field(self, column: str) -> str:
        """What the source calls a column."""
        return column if self.typed else FEED_NAMES.get(column, column)


def entries(content: bytes, name: str) -> list[Entry]:
    """The rounds of a source in its order. ToprankError when it is in neither form, cut off, or holds no round."""
    text = decoded(content)
    start = text.lstrip()[:1]
    if start == "<":
        raise ToprankError(f"{name} is a page of HTML (or XML), not the feed of rounds. Nothing was changed.")
    if not start:
        raise ToprankError(f"{name} is empty. Nothing was changed.")
    found = of_feed(text, name) if start in "{[" else of_csv(text, name)
    if not found:
        raise ToprankError(f"{name} holds no round. Nothing was changed.")
    if len(found) > MOST_ROUNDS:
        raise ToprankError(
            f"{name} holds {len(found):,} rounds; at most {MOST_ROUNDS:,} are read. Nothing was changed."
        )
    return found


def decoded(content: bytes) -> str:
    """Text in UTF-8, or in Windows-1252 where it is not UTF-8: the feed declares no character set."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def objects(text: str, name: str) -> list[Any]:
    """The list of rounds of a feed in JSON, bare or under the key `rounds`."""
    try:
        found = json.loads(text)
    except RecursionError:
        raise ToprankError(f"{name} is nested too deeply to be the feed of rounds. Nothing was changed.") from None
    except ValueError as error:
        raise ToprankError(f"{name} is not JSON, or was cut off: {error}. Nothing was changed.") from None
    listed = found.get("rounds") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise ToprankError(f"{name} is JSON without a list of rounds under the key rounds. Nothing was changed.")
    return listed


def of_feed(text: str, name: str) -> list[Entry]:
    """The entries of the official feed."""
    return [of_object(each, f"rounds[{place}]") for place, each in enumerate(objects(text, name))]


def of_object(found: Any, where: str) -> Entry:
    """One object of the feed. What is no object becomes an entry without texts, to be rejected by its place."""
    given = found if isinstance(found, dict) else {}
    texts = {column: plain(given.get(key)) for column, key in FEED.items()}
    texts["round_date"] = texts["round_date"] or plain(given.get("drawDateFull"))
    bands = {band: plain(given.get(f"dd{place}")) for place, band in enumerate(FEED_BANDS, 1)}
    hidden = " ".join(beside(str(key), value) for key, value in given.items() if key not in SHOWN)
    return Entry(where, texts, bands, plain(given.get("dd18")), typed=False, hidden=hidden)


def beside(key: str, value: Any) -> str:
    """What a key that is not shown says, as plain text: the feed keeps whole instructions there, in HTML."""
    said = without_tags(str(value)) if isinstance(value, (str, int)) else ""
    return f"{said} occupations" if "occupation" in key.lower() and said.isdecimal() else said


def without_tags(text: str) -> str:
    """HTML as one line of plain text."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def of_csv(text: str, name: str) -> list[Entry]:
    """The entries of a CSV with the columns of rounds.csv."""
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    except csv.Error as error:
        raise ToprankError(f"{name} cannot be read as CSV: {error}. Nothing was changed.") from None
    missing = [column for column in NEEDED if column not in columns]
    unknown = [each for each in columns if each not in COLUMNS and each != "pool_total" and not BAND_COLUMN(each)]
    if missing:
        raise ToprankError(
            f"{name} is neither the feed in JSON nor a CSV of rounds: there is no column {', '.join(missing)}. "
            "Nothing was changed."
        )
    if unknown or len(set(columns)) < len(columns):
        raise ToprankError(
            f"{name} has the column {', '.join(unknown) or 'names twice'}; allowed are those of rounds.csv once each, "
            "pool_total and pool_LOW_HIGH. Nothing was changed."
        )
    uneven = next((place for place, row in enumerate(rows, 2) if None in row or None in row.values()), None)
    if uneven:
        raise ToprankError(f"{name}, row {uneven}: more or fewer cells than columns, or cut off. Nothing was changed.")
    return [of_row(row, f"row {place}") for place, row in enumerate(rows, 2)]


def of_row(row: Mapping[str, str], where: str) -> Entry:
    """One row of the CSV."""
    texts = {column: plain(row.get(column)) for column in COLUMNS}
    texts["round_no"] += texts["round_suffix"]
    ranges = ((match, cell) for column, cell in row.items() if (match := BAND_COLUMN(column)))
    bands = {(int(match[1]), int(match[2])): plain(cell) for match, cell in ranges}
    return Entry(where, texts, bands, plain(row.get("pool_total")), typed=True)


def plain(value: Any) -> str:
    """A printed value as one line of text without entities and control characters; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return f"({type(value).__name__})"
    text = re.sub(r"\s+", " ", html.unescape(str(value)[: LONGEST * 10])).strip()
    return "".join(character for character in text if character.isprintable())[:LONGEST]


def french_names(content: bytes, name: str) -> dict[str, str]:
    """The names of the rounds in a French feed, by number with suffix; nothing else is read from it."""
    start = decoded(content).lstrip()[:1]
    if start not in ("{", "["):
        raise ToprankError(f"{name} is not the French feed in JSON.")
    listed: Iterable[Any] = objects(decoded(content), name)
    pairs = ((plain(each.get("drawNumber")), plain(each.get("drawName"))) for each in listed if isinstance(each, dict))
    return {number.lower(): label for number, label in pairs if number and label and "<" not in label}
