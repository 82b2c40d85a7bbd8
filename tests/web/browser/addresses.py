"""Every page that can be looked at, found from the routes: a new page is tested without being named here.

A page whose address has a part to fill in needs examples; what a page reads of its query is looked at as well.
"""

from dataclasses import dataclass
from typing import Any

from toprank.web.routes import Route, address
from toprank.web.urls import ROUTES
from toprank.words import LANGUAGES

EXAMPLES: dict[str, list[dict[str, Any]]] = {
    "categories_one": [{"family": "healthcare"}, {"family": "agriculture"}, {"family": "french"}],
    "categories_csv": [{"family": "healthcare"}],
    "categories_json": [{"family": "healthcare"}],
    "occupations_group": [{"code": "31301"}, {"code": "44101"}],
    "rounds_one": [{"number": "398"}, {"number": "91a"}, {"number": "91"}],
    "rounds_one_json": [{"number": "398"}],
    "rulebook_table": [
        {"name": "crs/age"},
        {"name": "crs/arranged_employment"},
        {"name": "language/tef_canada"},
        {"name": "programs/funds"},
    ],
    "rulebook_json": [{"name": "crs/age"}],
    "rulebook_csv": [{"name": "crs/age"}],
    "own_colour": [{"mark": "0123456789ab"}],
    "data_schema": [{"name": "profile"}, {"name": "rounds"}],
    "report_received": [{"number": 1}],
}
"""What stands in the parts of addresses that have any."""

QUERIES: dict[str, list[str]] = {
    "occupations": ["q=nurse", "q=infirmi%C3%A8re", "q=youtuber", "q=weldr", "q=3012", "q=99999"],
    "occupations_group": ["on=2025-06-01", "on=tomorrow"],
    "categories": ["on=2022-01-01", "on=2024-01-01"],
    "categories_one": ["on=2020-01-01", "on=2024-01-15", "on=yesterday"],
    "rounds": ["kind=general&order=lowest", "kind=healthcare&year=2022", "kind=x&year=y"],
    "pool": ["on=2019-05-01"],
    "forecasts": ["kind=stem", "kind=cec&size=3000", "kind=pnp&size=none"],
    "forecasts_record": ["kind=pnp&outcome=missed", "kind=cec&outcome=none&since=2025"],
    "rulebook": ["on=2015-01-01", "on=never"],
    "rulebook_table": ["on=2016-01-15"],
    "rulebook_changes": ["from=2025-02-20&to=2026-11-20"],
    "report": ["page=%2Fen%2Frounds%2F"],
}
"""What is asked of pages beside their bare address."""

NOWHERE = ("/en/nowhere/", "/fr/nulle-part/")


@dataclass(frozen=True)
class Address:
    """A page in a language as it is asked for."""

    name: str
    language: str
    path: str

    def __str__(self) -> str:
        return self.path


def has_parts(route: Route) -> bool:
    """Whether something must be filled in."""
    return "<" in route.en


def addresses() -> list[Address]:
    """All of them, each in both languages, and one that is not there."""
    found = [
        Address(route.name, language, path)
        for route in ROUTES
        for language in LANGUAGES
        for path in paths(route, language)
    ]
    return found + [Address("nowhere", language, path) for language, path in zip(LANGUAGES, NOWHERE, strict=True)]


def paths(route: Route, language: str) -> list[str]:
    """The addresses of a page in a language, bare and with each query."""
    filled = EXAMPLES.get(route.name, [] if has_parts(route) else [{}])
    bare = [address(route.name, language, **parts) for parts in filled]
    return bare + [f"{bare[0]}?{query}" for query in QUERIES.get(route.name, ())]
