"""The record to take along: a feed, a calendar, a table. None of them holds anything but what was published."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from icalendar import Calendar, Event

from toprank.pool.distribution import Distribution
from toprank.rounds.record import PublishedRound
from toprank.rounds.rows import COLUMNS, row_of
from toprank.web.cells import guarded
from toprank.web.kinds import kind_name
from toprank.web.known import Known
from toprank.web.record.chosen import Chosen
from toprank.words import say

IN_A_FEED: Final = 50
"""Rounds of a feed: a year of them."""
POOL_COLUMNS: Final = (
    *("snapshot_date", "band_low", "band_high", "band_level", "candidates", "pool_total", "published_with_rounds"),
    *("source", "remarks"),
)
Address = Callable[[PublishedRound | None], str]
"""Where a round stands on the site; None is the page of all."""


def instant_of(round_: PublishedRound) -> datetime:
    """When a round was held; noon of its day where no time was published."""
    return round_.at or noon_of(round_.on)


def noon_of(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(12), UTC)


def mark_of(round_: PublishedRound, form: str) -> str:
    """A name for a round that is the same for ever and on every site."""
    return str(uuid5(NAMESPACE_URL, f"toprank:round:{round_.id}:{form}"))


def title_of(round_: PublishedRound, known: Known, language: str) -> str:
    """A round in one line."""
    told = {"kind": kind_name(round_.type, language), "cutoff": round_.cutoff, "size": round_.size}
    return say("web_feed", "item", told, language)


def text_of(round_: PublishedRound, language: str) -> str:
    """A round in one or two sentences."""
    told: dict[str, Any] = {"id": round_.id, "on": round_.on, "size": round_.size, "cutoff": round_.cutoff}
    if round_.tie_break is None:
        return say("web_feed", "told", told, language)
    return say("web_feed", "told_tie", told | {"tie": round_.tie_break}, language)


def name_of(kind: str, known: Known, language: str) -> str:
    """The name of a feed or a calendar of a kind, of all where it is empty."""
    if not kind:
        return say("web_rounds", "feed", {}, language)
    return say("web_rounds", "feed_of", {"kind": kind_name(kind, language)}, language)


class Feed(Atom1Feed):
    """A feed that says when it `changed` instead of when it was written: the same bytes as long as nothing did."""

    def latest_post_date(self) -> datetime:
        """When it changed last."""
        changed: datetime = self.feed["changed"]
        return changed


def atom(
    rounds: Sequence[PublishedRound], asked: Chosen, known: Known, language: str, where: Address, here: str, author: str
) -> bytes:
    """The last rounds of what was asked for as an Atom feed, newest first."""
    kind, year = asked.kind, asked.year
    of = f"{kind}:{year}" if year else kind
    latest = sorted(rounds, key=instant_of, reverse=True)[:IN_A_FEED]
    feed = Feed(
        title=f"{name_of(kind, known, language)}, {year}" if year else name_of(kind, known, language),
        link=where(None),
        description="",
        subtitle=say("web_rounds", "feed_told", {}, language),
        language=f"{language}-CA",
        feed_url=here,
        feed_guid=uuid5(NAMESPACE_URL, f"toprank:rounds:{of}:{language}").urn,
        author_name=author,
        changed=max(map(instant_of, latest or known.record.rounds), default=noon_of(known.today)),
    )
    for each in latest:
        feed.add_item(
            title=title_of(each, known, language),
            link=where(each),
            description=escape(text_of(each, language)),
            unique_id=f"urn:uuid:{mark_of(each, language)}",
            pubdate=instant_of(each),
            updateddate=instant_of(each),
            categories=(each.type,),
        )
    return feed.writeString("utf-8").encode()


def calendar(rounds: Sequence[PublishedRound], kind: str, known: Known, language: str, where: Address) -> bytes:
    """The rounds held as a calendar (RFC 5545), a whole day each."""
    found = Calendar()
    found.add("prodid", f"-//toprank//rounds//{language.upper()}")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name_of(kind, known, language))
    for each in rounds:
        event = Event()
        event.add("uid", f"{mark_of(each, language)}@toprank")
        event.add("dtstamp", instant_of(each))
        event.add("dtstart", each.on)
        event.add("dtend", each.on + timedelta(days=1))
        event.add("summary", title_of(each, known, language))
        event.add("description", text_of(each, language))
        event.add("url", where(each))
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return bytes(found.to_ical())


def table(columns: Sequence[str], rows: Sequence[dict[str, str]]) -> bytes:
    """Rows as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: guarded(cell) for key, cell in row.items()} for row in rows)
    return text.getvalue().encode()


def rounds_table(rounds: Sequence[PublishedRound]) -> bytes:
    """Rounds as CSV, with the columns of contract section 6: the form that sync reads."""
    return table(COLUMNS, [row_of(each) for each in rounds])


def pools_table(distributions: Sequence[Distribution]) -> bytes:
    """Distributions as CSV, one band a line, with the columns of the record."""
    return table(POOL_COLUMNS, [row for each in distributions for row in rows_of_pool(each)])


def rows_of_pool(pool: Distribution) -> list[dict[str, str]]:
    """The rows of a distribution."""
    total = "" if pool.printed_total is None else str(pool.printed_total)
    last = (total, "|".join(pool.published_with), pool.source, "; ".join(pool.remarks))
    return [
        dict(
            zip(
                POOL_COLUMNS,
                (pool.as_of.isoformat(), str(band.low), str(band.high), level, str(band.candidates), *last),
                strict=True,
            )
        )
        for level, bands in (("main", pool.main), ("sub", pool.sub))
        for band in bands
    ]
