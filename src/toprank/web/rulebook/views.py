"""The views of this slice."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from toprank.web.pages import kept, page


@kept()
def rulebook(request: HttpRequest, **_: Any) -> HttpResponse:
    """To be written."""
    return page(request, "unwritten.html", {})
