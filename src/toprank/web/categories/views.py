"""The categories on a day, one of them with its list, rounds and versions, and the list as a file."""

from django.http import HttpRequest, HttpResponse

from toprank.rulebook.category_documents import categories_document
from toprank.rulebook.loader import Rulebook
from toprank.web.asked import AskedDay, asked_day
from toprank.web.categories.chart import charts
from toprank.web.categories.lists import as_csv, as_json, list_document
from toprank.web.categories.shown import ShownCategory
from toprank.web.faults import fault_page
from toprank.web.known import known
from toprank.web.pages import kept, page


@kept("on")
def categories(request: HttpRequest) -> HttpResponse:
    """The categories in force on a day, below them those that ended and those still to begin."""
    now = known()
    asked = asked_day(request, now)
    language: str = request.language  # type: ignore[attr-defined]
    shown = [ShownCategory(family, asked.on, now, language) for family in families(now.rulebook)]
    told = {
        "asked": asked,
        "on": asked.on,
        "in_force": [each for each in shown if each.in_force],
        "gone": [each for each in shown if each.version and not each.in_force],
        "not_yet": [each for each in shown if not each.version],
        "first": now.rulebook.categories()[0].start,
    }
    return page(request, "categories/all.html", told)


@kept("on")
def categories_one(request: HttpRequest, family: str) -> HttpResponse:
    """One category as it stood on a day."""
    now = known()
    asked = asked_day(request, now)
    shown = ShownCategory(family, asked.on, now, request.language)  # type: ignore[attr-defined]
    sizes = sorted(each.round_.size for each in shown.rounds)
    told = {"asked": asked, "shown": shown, "charts": charts(shown), "sizes": (sizes[0], sizes[-1]) if sizes else None}
    return page(request, "categories/one.html", told)


@kept("on")
def categories_csv(request: HttpRequest, family: str) -> HttpResponse:
    """The list of a category on a day, for spreadsheets."""
    asked = asked_day(request, known())
    return wrong_day(asked, request) or as_csv(family, asked.on, known().rulebook)


@kept("on")
def categories_json(request: HttpRequest, family: str) -> HttpResponse:
    """One category on a day, for programs."""
    asked = asked_day(request, known())
    return wrong_day(asked, request) or as_json(list_document(family, asked.on, known().rulebook))


@kept("on")
def categories_all_json(request: HttpRequest) -> HttpResponse:
    """All categories in force on a day, for programs."""
    asked = asked_day(request, known())
    versions = [version for version in known().rulebook.categories() if version.holds(asked.on)]
    return wrong_day(asked, request) or as_json(categories_document(versions, asked.on))


def wrong_day(asked: AskedDay, request: HttpRequest) -> HttpResponse | None:
    """The answer of a file for a day that does not hold; None where it does."""
    return fault_page(request, 400, asked.error) if asked.error else None


def families(rulebook: Rulebook) -> list[str]:
    """The families of categories, each once, by their first day."""
    return list(dict.fromkeys(version.family for version in rulebook.categories()))
