"""Limits of a request: its size and the length of its address, before anything of it is read."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from toprank.web.faults import fault_page

Answer = Callable[[HttpRequest], HttpResponseBase]
LONGEST_BODY: Final = 256 * 1024
LONGEST_QUERY: Final = 2000


def limits(answer: Answer) -> Answer:
    """Refuses a request that is too large with a plain page."""

    def within_limits(request: HttpRequest) -> HttpResponseBase:
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return fault_page(request, 414)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            return fault_page(request, 413 if length.isdecimal() else 400)
        return answer(request)

    return within_limits
