"""The views of this slice."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from toprank.web.pages import kept, page


@kept()
def home(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})


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


@kept()
def report(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})
