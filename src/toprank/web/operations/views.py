"""Health, robots, the choice of a language, and the pages of faults."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from toprank.web.faults import fault_page
from toprank.web.known import known
from toprank.web.middleware.language import wanted
from toprank.web.routes import address


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the home page in the browser's language."""
    response = HttpResponseRedirect(address("home", wanted(request)))
    response.headers["Vary"] = "Accept-Language"
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site can answer: the rulebook and the record are there, how old the record is."""
    now = known()
    response = JsonResponse(
        {
            "status": "ok",
            "rulebook": now.rulebook.version,
            "rounds_to": now.record.rounds[-1].on.isoformat() if now.record.rounds else None,
            "stale": now.stale,
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read by machines but the check, which has nothing for them."""
    return HttpResponse("User-agent: *\nDisallow: /en/check/\nDisallow: /fr/evaluation/\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    return fault_page(request, 404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be understood."""
    return fault_page(request, 400)


def forbidden_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that may not be made."""
    return fault_page(request, 403)


def forbidden(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """A form that did not come from our own page, or from one that is too old."""
    return fault_page(request, 403)


def server_fault(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return fault_page(request, 500)
