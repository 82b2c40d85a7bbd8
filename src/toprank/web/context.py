"""What every page shows around its content: language, menu, twin in the other language, practice, age of the data."""

from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, ResolverMatch
from django.utils.encoding import escape_uri_path
from django.utils.safestring import SafeString

from toprank.report.practice import Practice
from toprank.rulebook.verified import verified_days
from toprank.web.known import Known, known
from toprank.web.our_practice import our_practice
from toprank.web.own_colour import sheet_of
from toprank.web.routes import address, other
from toprank.words import LANGUAGES, say

MENU: Final = ("check", "occupations", "categories", "rounds", "forecasts")
TAGS: Final = {language: f"{language}-CA" for language in LANGUAGES}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The values that the base template needs."""
    language: str = getattr(request, "language", LANGUAGES[0])
    match = request.resolver_match
    now, practice = known(), our_practice()
    own, here = sheet_of(practice), escape_uri_path(request.path) if match else None
    lit = next((name for name in MENU if of_menu(match, name)), "")
    return {
        "language": language,
        "tag": TAGS[language],
        "other": other(language),
        "other_tag": TAGS[other(language)],
        "twin": twin(request, match, other(language)),
        "here": here,
        "host": host_of(request),
        "menu": menu(language, lit, lit != "" and address(lit, language) == request.path),
        "practice": practice,
        "own_colour": address("own_colour", language, mark=own.mark) if own else None,
        "known": now,
        "fresh": fresh(now, language),
        "foot": foot(language, practice, here),
    }


@lru_cache(maxsize=64)
def menu(language: str, lit: str, exact: bool) -> SafeString:
    """The menu, which stands twice on every page, with an entry `lit` if any; `exact` where the page is its own."""
    current = {lit: "page" if exact else "true"}
    entries = [(name, address(name, language), current.get(name)) for name in MENU]
    return render_to_string("menu.html", {"entries": entries, "language": language})


@lru_cache(maxsize=8)
def fresh(known: Known, language: str) -> SafeString:
    """To which day what is shown goes: the record, the pool, the rulebook."""
    told = {"known": known, "verified": verified_days(known.rulebook), "language": language}
    return render_to_string("fresh.html", told)


@lru_cache(maxsize=64)
def foot(language: str, practice: Practice, here: str | None) -> SafeString:
    """The foot of every page; only the address for a report of what is wrong differs from page to page."""
    return render_to_string("foot.html", {"language": language, "practice": practice, "here": here})


def host_of(request: HttpRequest) -> str:
    """Scheme and host of the address, as https://example.org; "" where it names a host that is not ours."""
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return ""


def twin(request: HttpRequest, match: ResolverMatch | None, language: str) -> str:
    """The same page, day and query in the other language; its home page where there is none.

    Of the query only what the page reads: a page kept for everybody holds nothing else of the address.
    """
    if match is None or not match.url_name:
        return address("home", language)
    try:
        found = address(match.url_name, language, **match.kwargs)
    except NoReverseMatch:
        return address("home", language)
    read: tuple[str, ...] = getattr(request, "read_parameters", ("on",))
    query = urlencode([(name, value) for name in read for value in request.GET.getlist(name)])
    return f"{found}?{query}" if query else found


def of_menu(match: ResolverMatch | None, name: str) -> bool:
    """Whether the page belongs to an entry of the menu: its own page, or one whose name begins with it."""
    shown = match.url_name if match else None
    return bool(shown) and (shown == name or str(shown).startswith(f"{name}_"))


def title(code: str, language: str, **parameters: Any) -> str:
    """A text of the site for views that need one outside a template."""
    section, key = code.rsplit(".", 1)
    return say(f"web_{section}", key, parameters, language)
