"""The language of a page is that of its address; elsewhere the first of ours that the browser asks for."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation.trans_real import parse_accept_lang_header

from toprank.words import LANGUAGES

Answer = Callable[[HttpRequest], HttpResponseBase]


class InLanguage(HttpRequest):
    """A request whose language is known."""

    language: str


def language(answer: Answer) -> Answer:
    """Sets `request.language`, and says the language of the answer."""

    def in_language(request: HttpRequest) -> HttpResponseBase:
        request.language = of_address(request.path_info) or wanted(request)  # type: ignore[attr-defined]
        response = answer(request)
        response.headers.setdefault("Content-Language", f"{request.language}-CA")  # type: ignore[attr-defined]
        return response

    return in_language


def of_address(path: str) -> str | None:
    """The language that an address begins with."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in LANGUAGES else None


def wanted(request: HttpRequest) -> str:
    """The first of our languages that the browser asks for, else English."""
    asked = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    found = (tag.split("-")[0] for tag, _ in parse_accept_lang_header(asked))
    return next((each for each in found if each in LANGUAGES), LANGUAGES[0])
