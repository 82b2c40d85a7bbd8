"""Health, robots, the choice of a language, and the pages of faults."""

import logging
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from toprank.web.faults import fault_page
from toprank.web.middleware.language import wanted
from toprank.web.operations.health import examined
from toprank.web.routes import address

log: Final = logging.getLogger("toprank.web.faults")
BARE: Final = (
    "<!doctype html><html lang=en><title>The fault is ours</title><h1>The fault is ours</h1>"
    "<p>The page could not be made.</p>"
    "<h2 lang=fr>L’erreur vient de nous</h2><p lang=fr>La page n’a pas pu être produite.</p>"
)


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the home page in the browser's language."""
    response = HttpResponseRedirect(address("home", wanted(request)))
    response.headers["Vary"] = "Accept-Language"
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the site can answer: 200, or 503 with the reasons as codes (toprank.web.operations.health)."""
    found = examined()
    response = JsonResponse(found, status=503 if found["reasons"] else 200)
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
    """A fault of ours; told bare where the page of it fails as well."""
    try:
        return fault_page(request, 500)
    except Exception:
        log.exception("the page of a fault failed")
        return HttpResponse(BARE, status=500, headers={"Cache-Control": "no-store"})
