"""The rulebook: its tables on a day, one of them, and what changed between two days."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from toprank.rulebook.compare import version_on
from toprank.rulebook.dated import Version
from toprank.rulebook.shown import as_csv, as_document
from toprank.web.asked import AskedDay, asked_day
from toprank.web.context import title
from toprank.web.faults import fault_page
from toprank.web.known import Known, known
from toprank.web.pages import kept, page
from toprank.web.rulebook import listed, one
from toprank.web.rulebook.changes import between, turning
from toprank.words import say


@kept("on")
def rulebook(request: HttpRequest, **_: Any) -> HttpResponse:
    """Every table on a day, by the instrument it belongs to."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    asked = asked_day(request, now)
    return page(request, "rulebook/list.html", {"asked": asked, **listed.shown(now.rulebook, asked, language)})


@kept("on")
def rulebook_table(request: HttpRequest, name: str, **_: Any) -> HttpResponse:
    """One table on a day with its source, and all its versions."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    if name not in now.rulebook.names():
        raise Http404
    asked = asked_day(request, now)
    return page(request, "rulebook/table.html", {"asked": asked, **one.shown(now.rulebook, name, asked, language)})


@kept("from", "to")
def rulebook_changes(request: HttpRequest, **_: Any) -> HttpResponse:
    """What changed between two days, a year up to today where none are named."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    second = asked_day(request, now, "to")
    first = asked_day(request, now, "from")
    wrong = [(key, day.error) for key, day in (("from", first), ("to", second)) if day.error]
    if not first.given:
        first = AskedDay(year_before(second.on, now), first.written, first.error)
    backwards = first.on > second.on and not wrong
    if backwards:
        first, second = second, first
    told = {
        "first": first,
        "second": second,
        "backwards": backwards,
        "same_day": first.on == second.on,
        "wrong": wrong,
        "days": turning(now.rulebook),
        "fields": [
            (key, title(f"rulebook_changes.{key}", language), day) for key, day in (("from", first), ("to", second))
        ],
        **({} if wrong else between(now.rulebook, first.on, second.on, language)),
    }
    return page(request, "rulebook/changes.html", told)


def year_before(day: date, now: Known) -> date:
    """A year before a day, or the first day of the rulebook."""
    return max(day - timedelta(days=365), now.rulebook.first_day)


def file_of(make: Callable[[Version, date, Known], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers a file of a table on a day; what is wrong with the day is told, in the form of the file."""

    @wraps(make)
    def answered(request: HttpRequest, name: str, **_: Any) -> HttpResponse:
        now, language = known(), request.language  # type: ignore[attr-defined]
        if name not in now.rulebook.names():
            raise Http404
        asked, table = asked_day(request, now), now.rulebook.table(name)
        if asked.error:
            return fault_page(request, 400, asked.error)
        version = version_on(table, asked.on)
        if version is None:
            return fault_page(request, 404, say("web_rulebook", "file_absent", {"on": asked.on}, language))
        return make(version, asked.on, now)

    return answered


@kept("on")
@file_of
def rulebook_json(version: Version, on: date, now: Known) -> HttpResponse:
    """A table on a day as the document of `toprank table --json`."""
    written = json.dumps(as_document(version, now.rulebook, on), ensure_ascii=False)
    return HttpResponse(written, content_type="application/json; charset=utf-8")


@kept("on")
@file_of
def rulebook_csv(version: Version, on: date, _now: Known) -> HttpResponse:
    """The rows of a table on a day; none where its text was not seen."""
    response = HttpResponse(as_csv(version), content_type="text/csv; charset=utf-8")
    file = f"{version.table.replace('/', '-')}-{on.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
