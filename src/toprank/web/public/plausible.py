"""Addresses that people try and that are none: each leads to the one that is meant."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from toprank.web.routes import address

TABLES: Final = {"en": "rulebook", "fr": "regles"}


@require_safe
def moved(request: HttpRequest, page: str, language: str, **parameters: Any) -> HttpResponse:
    """To the address of a page, with the query as it came."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponsePermanentRedirect(address(page, language, **parameters) + query)


def tables(language: str) -> list[URLPattern]:
    """The patterns of tables in a language, to be looked at before those of pages: their page takes any name."""
    told = {"page": "rulebook_table", "language": language}
    return [path(f"{TABLES[language]}/<short_table:name>/", moved, told)]


def categories(language: str) -> list[URLPattern]:
    """The patterns of categories in a language, to be looked at after those of pages."""
    return [path("categories/<plausible_category:family>/", moved, {"page": "categories_one", "language": language})]
