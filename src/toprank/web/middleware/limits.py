"""Limits of a request: its size, the length of its address, how its text is coded, before anything of it is read."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_header_parameters

from toprank.web.faults import CODES, fault_page

Answer = Callable[[HttpRequest], HttpResponseBase]
LONGEST_BODY: Final = 256 * 1024
LONGEST_LEFT: Final = 1024 * 1024
"""Of a body that no page asked for, this much is read and thrown away."""
LONGEST_QUERY: Final = 2000
CODED: Final = ("", "utf-8", "utf8", "us-ascii", "ascii")
"""How the text of a request may be coded; pages and forms are UTF-8, and others are turned into faults by libraries."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def without_strange_codings(application: Application) -> Application:
    """The same application (WSGI), which never hears of a way to code text that we do not read.

    Django decodes the address as the type of the content says, before any middleware: with "hex" that is a fault. It is
    told of a coding that does not exist, which it passes over, and `limits` refuses the request.
    """

    def told(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        kind, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        if parameters.get("charset", "").strip().lower() not in CODED:
            environ["CONTENT_TYPE"] = f"{kind}; charset=refused"
        return application(environ, start)

    return told


def read_out(application: Application) -> Application:
    """The same application (WSGI), which leaves nothing of a body on the connection.

    Gunicorn closes a connection with much left on it after it has said that it would stay: who refuses a file unread
    would have the sender, or the next request that a proxy sends there, find it broken instead of the answer.
    """

    def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        answer = application(environ, start)
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdecimal() and int(length) <= LONGEST_LEFT:
            while environ["wsgi.input"].read(65536):
                pass
        return answer

    return answered


def limits(answer: Answer) -> Answer:
    """Refuses a request that is too large or coded otherwise with a plain page."""

    def within_limits(request: HttpRequest) -> HttpResponseBase:
        status = refused(request)
        if status:
            return fault_page(request, status)
        response = answer(request)
        if response.status_code in CODES and isinstance(response, HttpResponse) and not response.content:
            return with_words(request, response)
        return response

    return within_limits


def refused(request: HttpRequest) -> int | None:
    """The status with which a request is refused, None for one that may pass."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return 414
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        return 400
    if int(length) > LONGEST_BODY:
        return 413
    if request.META.get("HTTP_TRANSFER_ENCODING"):
        return 411
    if (request.content_params or {}).get("charset", "").strip().lower() not in CODED:
        return 415
    return None


def with_words(request: HttpRequest, empty: HttpResponseBase) -> HttpResponse:
    """The page for the status of an answer that says nothing, such as that of a method which a page does not know."""
    response = fault_page(request, empty.status_code)
    if "Allow" in empty.headers:
        response.headers["Allow"] = empty.headers["Allow"]
    return response
