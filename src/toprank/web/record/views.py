"""The views of rounds: the page of all, the page of one, and the files of both."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from toprank.forecast.settings import FIRST_TARGET, PERIODS
from toprank.rounds.age import for_everybody
from toprank.rounds.document import rounds_json
from toprank.rounds.record import PublishedRound
from toprank.web.faults import fault_page
from toprank.web.kinds import kind_name
from toprank.web.known import Known, known
from toprank.web.our_practice import our_practice
from toprank.web.pages import kept, page
from toprank.web.prose import with_days
from toprank.web.record import feeds
from toprank.web.record.chosen import (
    FILES,
    PARAMETERS,
    Chosen,
    chosen,
    order_names,
    rounds_of,
    why_none,
    within_pages,
    wrong_in_file,
)
from toprank.web.record.kinds import kinds
from toprank.web.record.one import near, neighbours, remarks_on, standing, version_of
from toprank.web.record.panels import charts, charts_of
from toprank.web.record.pools import spread
from toprank.web.record.table import page_of_table
from toprank.web.routes import address
from toprank.words import catalogue, translated

Json = dict[str, Any]


@kept(*PARAMETERS)
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round published, or those of a kind and a year, with their charts."""
    now, language = known(), language_of(request)
    asked = chosen(request, now)
    if not now.record.rounds:
        return page(request, "record/empty.html", {})
    found = rounds_of(asked, now)
    asked = within_pages(asked, len(found), language)
    table = page_of_table(found, asked, now, language)
    held, last = now.record.rounds, now.record.rounds[-1]
    told = {
        "asked": asked,
        "unfiltered": not asked.filtered,
        "last": last,
        "last_kind": kind_name(last.type, language),
        "held": len(held),
        "first_on": held[0].on,
        "charts": charts_of(asked, now, language),
        "kinds": kinds(now, language),
        "years": sorted({each.on.year for each in held}, reverse=True),
        "other_year": asked.year
        if asked.year is not None and not any(asked.year == each.on.year for each in held)
        else None,
        "orders": order_names(language),
        "table": table,
        "count": len(found),
        "why_none": "" if found else why_none(asked, now, language),
        "clear_year": asked.query(year=None),
        "clear_kind": asked.query(kind=""),
        "files": asked.query(order="newest").removesuffix("?"),
    }
    return page(request, "record/rounds.html", told)


def language_of(request: HttpRequest) -> str:
    """The language of the address."""
    found: str = request.language  # type: ignore[attr-defined]
    return found


@kept()
def rounds_one(request: HttpRequest, number: str) -> HttpResponse:
    """One round: what was published, where it stands, the pool of that day."""
    now, language = known(), language_of(request)
    same = now.record.find(number)
    if len(same) > 1:
        named = [(each, kind_name(each.type, language)) for each in same]
        return page(request, "record/two.html", {"number": number, "rounds": named})
    if not same:
        raise Http404
    found = same[0]
    beside, pool = neighbours(found, now.record), now.record.distribution_of(found)
    shown, version = near(found, now.record), version_of(found, now)
    told = {
        "round": found,
        "kind": kind_name(found.type, language),
        "version": version,
        "version_name": version.name[language] if version else "",
        "in_addresses": found.type in catalogue(language)["names"]["slug"],
        "programs": [catalogue(language)["names"]["program"].get(each.lower(), each) for each in found.programs],
        "name": (found.name_fr or found.name) if language == "fr" else found.name,
        "name_language": "en" if language == "fr" and not found.name_fr else language,
        "source": with_days(translated(found.source, language), language),
        "beside": beside,
        "standing": standing(found, beside, now.record, language),
        "charts": charts((found.type,), shown, shown[0].on, now, language, found),
        "spread": spread(pool, [found], now, language) if pool else None,
        "remarks": remarks_on(found, now.record, language),
        "forecast_since": forecast_since(found.on),
        "first_forecast": FIRST_TARGET,
        "of_kind": len(now.record.of_type(found.type)),
    }
    return page(request, "record/one.html", told)


def forecast_since(on: date) -> str:
    """The period of the page of past rounds that holds a day, as its address names it; empty for days before all."""
    return next((str(first.year) for first in reversed(PERIODS) if first <= on), "")


@kept()
def rounds_one_json(request: HttpRequest, number: str) -> HttpResponse:
    """One round with the pool published with it, both of a number that two share, as `toprank rounds show --json`."""
    now = known()
    found = now.record.find(number)
    if not found:
        raise Http404
    return as_public_json(rounds_json(found, now.record, now.today, True, language_of(request)), request)


def as_public_json(document: Json, request: HttpRequest) -> HttpResponse:
    """A document of the record as JSON; on its age it says nothing that only who keeps the record can use."""
    return as_json(document | {"record": for_everybody(document["record"], language_of(request))})


def as_json(document: Json) -> HttpResponse:
    """A document as JSON."""
    return HttpResponse(json.dumps(document, ensure_ascii=False), content_type="application/json; charset=utf-8")


def address_on(request: HttpRequest) -> feeds.Address:
    """Writes whole addresses of rounds on the site asked."""
    language = language_of(request)

    def where(round_: PublishedRound | None) -> str:
        of_page = ("rounds", {}) if round_ is None else ("rounds_one", {"number": round_.id})
        return request.build_absolute_uri(address(of_page[0], language, **of_page[1]))

    return where


def file_of(make: Callable[[HttpRequest, list[PublishedRound], Chosen, Known], HttpResponse]) -> Callable[..., Any]:
    """A view that answers a file of the rounds of a kind and a year, earliest first; what cannot be asked is told."""

    @wraps(make)
    def answered(request: HttpRequest) -> HttpResponse:
        now = known()
        asked = chosen(request, now)
        wrong = wrong_in_file(asked, request, now)
        if wrong:
            return fault_page(request, 400, wrong)
        return make(request, [each for each in now.record.rounds if asked.fits(each)], asked, now)

    return answered


@kept(*FILES)
@file_of
def rounds_atom(request: HttpRequest, found: list[PublishedRound], asked: Chosen, now: Known) -> HttpResponse:
    """The last rounds as a feed."""
    query = replace(asked, order="newest").query().removesuffix("?")
    here, author = request.build_absolute_uri(request.path + query), our_practice().name
    written = feeds.atom(found, asked, now, language_of(request), address_on(request), here, author)
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


@kept(*FILES)
@file_of
def rounds_ics(request: HttpRequest, found: list[PublishedRound], asked: Chosen, now: Known) -> HttpResponse:
    """The rounds as a calendar."""
    written = feeds.calendar(found, asked.kind, now, language_of(request), address_on(request))
    headers = {"Content-Disposition": 'inline; filename="toprank-rounds.ics"'}
    return HttpResponse(written, content_type="text/calendar; charset=utf-8", headers=headers)


@kept(*FILES)
@file_of
def rounds_csv(_: HttpRequest, found: list[PublishedRound], asked: Chosen, now: Known) -> HttpResponse:
    """The rounds as a table."""
    headers = {"Content-Disposition": 'attachment; filename="toprank-rounds.csv"'}
    return HttpResponse(feeds.rounds_table(found), content_type="text/csv; charset=utf-8", headers=headers)


@kept(*FILES)
@file_of
def rounds_document(request: HttpRequest, found: list[PublishedRound], asked: Chosen, now: Known) -> HttpResponse:
    """The rounds as `toprank rounds list --json` prints them."""
    return as_public_json(rounds_json(found, now.record, now.today, False, language_of(request)), request)
