"""The page of a fault: a heading, one sentence, the way home and the search; never what was sent."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

CODES: Final = (400, 403, 404, 405, 411, 413, 414, 415, 429, 500)


def fault_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status, in the language of the address; never kept by any cache."""
    written = render_to_string("fault.html", {"status": status, "code": f"fault_{status}"}, request)
    response = HttpResponse(written, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
