"""Addresses: each page has one name and a path in each language, `/en/rounds/398/` and `/fr/rondes/398/`.

A slice lists its pages in its own routes.py; `address` writes the address of one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse

from toprank.words import LANGUAGES

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Route:
    """A page: its name, its path in each language and the view that answers it."""

    name: str
    en: str
    fr: str
    view: View


def patterns(routes: Iterable[Route], language: str) -> list[URLPattern]:
    """The patterns of pages in a language."""
    return [path(getattr(route, language), route.view, name=route.name) for route in routes]


@lru_cache(maxsize=4096)
def address(name: str, language: str, /, **parameters: Any) -> str:
    """The address of a page in a language, without a query."""
    return reverse(f"{language}:{name}", kwargs=parameters)


def other(language: str) -> str:
    """The other of the two languages."""
    return next(each for each in LANGUAGES if each != language)
