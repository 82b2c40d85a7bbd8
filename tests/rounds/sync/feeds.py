"""The official feed and its CSV, written from rounds: the forms of contract section 6, defects and all."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from toprank.pool.distribution import Distribution
from toprank.rounds.record import PublishedRound, Record
from toprank.rounds.store import as_csv
from toprank.rounds.sync.source import FEED_BANDS

Object = dict[str, str]
PRINTED_PROGRAMS = {
    "FSW": "Federal Skilled Worker",
    "CEC": "Canadian Experience Class",
    "FST": "Federal Skilled Trades",
    "PNP": "Provincial Nominee Program",
}


def printed(at: datetime | None, comma: bool = False, zone: bool = True) -> str:
    """An instant as the English feed prints it."""
    if at is None:
        return ""
    return f"{at:%B} {at.day}, {at.year}{',' if comma else ''} at {at:%H:%M:%S}{' UTC' if zone else ''}"


def feed_object(round_: PublishedRound, pool: Distribution | None) -> Object:
    """One round as an object of the feed; the spelling of instants changes from round to round, as it does there."""
    bands = {(band.low, band.high): band.candidates for band in (*pool.main, *pool.sub)} if pool else {}
    day = round_.snapshot
    if day is None or bands.keys() != set(FEED_BANDS):
        bands = {}
    counts = {f"dd{place}": f"{bands.get(band, 0):,}" for place, band in enumerate(FEED_BANDS, 1)}
    return {
        "drawNumber": round_.id,
        "drawNumberURL": f"<a href='/rounds/{round_.id}.html'>{round_.id}</a>",
        "drawDate": round_.on.isoformat(),
        "drawDateFull": f"{round_.on:%B} {round_.on.day}, {round_.on.year}",
        "drawName": round_.name,
        "drawSize": f"{round_.size:,}",
        "drawCRS": str(round_.cutoff),
        "mitext": "<p>Instructions for this round</p>",
        "DrawText1": "<script>alert(1)</script>",
        "drawText2": ", ".join(PRINTED_PROGRAMS[code] for code in round_.programs),
        "drawDateTime": printed(round_.at, comma=round_.number % 2 == 0, zone=round_.number % 7 > 0),
        "drawCutOff": printed(round_.tie_break, comma=round_.number % 3 == 0),
        "drawDistributionAsOn": f"{day:%B} {day.day}, {day.year}" if day else "",
        **counts,
        "dd18": f"{pool.total if pool and bands else 0:,}",
    }


def feed_objects(record: Record, numbers: Iterable[int] | None = None) -> list[Object]:
    """The rounds of a record as the feed lists them, newest first; with `numbers` only those."""
    wanted = None if numbers is None else set(numbers)
    rounds = [each for each in record.rounds if wanted is None or each.number in wanted]
    return [feed_object(each, record.distribution_of(each)) for each in reversed(rounds)]


def as_feed(objects: list[Any]) -> bytes:
    """Objects as the official file."""
    return json.dumps({"classes": "", "rounds": objects}, ensure_ascii=False).encode()


def in_csv(record: Record) -> bytes:
    """A record as the CSV, with its bands."""
    return as_csv(record.rounds, (*record.distributions, *record.incomplete)).encode()


def french_feed(objects: list[Object]) -> bytes:
    """The French file of a feed, in Windows-1252: its own names, numbers and instants."""
    french = {
        "Canadian Experience Class": "Catégorie de l\u2019expérience canadienne",
        "Provincial Nominee Program": "Programme des candidats des provinces",
    }
    written = [
        {
            **each,
            "drawName": french.get(each["drawName"], "Compétence linguistique en français (Version 1)"),
            "drawSize": each["drawSize"].replace(",", "\xa0"),
            "drawDateTime": "Le 3 août 2025 à 15 h 59 min 36 s UTC",
        }
        for each in objects
    ]
    return json.dumps({"rounds": written}, ensure_ascii=False).encode("cp1252")
