"""The views of this slice."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from toprank.web.known import known
from toprank.web.pages import kept, page
from toprank.web.public import dots
from toprank.web.public.home import LINE_OF, in_force, latest


@kept()
def home(request: HttpRequest, **_: Any) -> HttpResponse:
    """Where to begin: the check, the pool, the latest rounds, the categories."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    held = now.record.rounds
    pool = next(iter(now.record.distributions[::-1]), None)
    line = next(iter(now.record.of_type(LINE_OF)[::-1]), None)
    return page(
        request,
        "public/home.html",
        {
            "pool": pool,
            "dots": dots.drawn(dots.heaps(pool, line.cutoff if line else None), language) if pool else "",
            "line": line,
            "latest": latest(now, language),
            "count": len(held),
            "first_year": held[0].on.year if held else None,
            "in_force": in_force(now, language),
        },
    )


@kept()
def data(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})


@kept()
def about(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})


@kept()
def privacy(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})


@kept()
def accessibility(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})
