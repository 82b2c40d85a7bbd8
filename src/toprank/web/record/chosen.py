"""Which rounds a reader asks for: kind, year, order and page of an address, with what is wrong in it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from toprank.rounds.record import PublishedRound
from toprank.web.asked import LONGEST_SHOWN
from toprank.web.known import Known
from toprank.web.record.kinds import kinds, no_round
from toprank.words import catalogue, say

ON_A_PAGE: Final = 50
PARAMETERS: Final = ("kind", "year", "order", "page")
FILES: Final = ("kind", "year")
"""The fields that the address of a file has."""
Key = Callable[[PublishedRound], tuple[int, ...]]
ORDERS: Final[dict[str, Key]] = {
    "newest": lambda each: (-each.on.toordinal(), -each.number),
    "oldest": lambda each: (each.on.toordinal(), each.number),
    "lowest": lambda each: (each.cutoff, -each.on.toordinal()),
    "highest": lambda each: (-each.cutoff, -each.on.toordinal()),
    "largest": lambda each: (-each.size, -each.on.toordinal()),
    "smallest": lambda each: (each.size, -each.on.toordinal()),
}


@dataclass(frozen=True)
class Chosen:
    """What is asked for: "" and None for everything. `errors` holds a sentence for each field that cannot be."""

    kind: str = ""
    year: int | None = None
    order: str = "newest"
    page: int = 1
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def filtered(self) -> bool:
        """Whether some rounds are left out."""
        return bool(self.kind) or self.year is not None

    def fits(self, round_: PublishedRound) -> bool:
        """Whether a round is of the kind and year."""
        return self.kind in ("", round_.type) and self.year in (None, round_.on.year)

    def query(self, **changed: str | int | None) -> str:
        """The query of an address that asks for the same with something changed; the first page unless a page is."""
        found = {"kind": self.kind, "year": self.year, "order": self.order, "page": 1, **changed}
        plain = {"kind": "", "year": None, "order": "newest", "page": 1}
        written = urlencode({key: value for key, value in found.items() if value != plain[key] and value is not None})
        return f"?{written}" if written else "?"


def given_in(request: HttpRequest, name: str) -> str:
    """What the address gives for a field."""
    return request.GET.get(name, "").strip()[:LONGEST_SHOWN]


def shown_of(request: HttpRequest, name: str) -> str:
    """The same as an error shows it, without what cannot be printed."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in given_in(request, name))


def chosen(request: HttpRequest, known: Known) -> Chosen:
    """What an address asks for; what is none of the values of a field is told, and left out."""
    language: str = request.language  # type: ignore[attr-defined]
    errors: dict[str, str] = {}

    def given(name: str, allowed: Callable[[str], bool]) -> str:
        found = given_in(request, name)
        if not found or allowed(found):
            return found
        errors[name] = say("web_rounds", f"{name}_wrong", {"found": shown_of(request, name)}, language)
        return ""

    keys = {each.key for each in kinds(known, language)}
    kind = given("kind", lambda found: found in keys)
    year = given("year", lambda found: len(found) == 4 and found.isascii() and found.isdecimal())
    order = given("order", lambda found: found in ORDERS) or "newest"
    page = given("page", lambda found: len(found) < 5 and found.isascii() and found.isdecimal() and int(found) > 0)
    return Chosen(kind, int(year) if year else None, order, int(page or 1), errors)


def pages_of(count: int) -> int:
    """How many pages so many rounds take."""
    return max(-(-count // ON_A_PAGE), 1)


def within_pages(asked: Chosen, count: int, language: str) -> Chosen:
    """What is asked for with a page that there is: beyond the last one the last, and that is told."""
    last = pages_of(count)
    if asked.page <= last:
        return asked
    told = say("web_rounds", "page_beyond", {"found": asked.page, "last": last}, language)
    return replace(asked, page=last, errors=asked.errors | {"page": told})


def wrong_in_file(asked: Chosen, request: HttpRequest, known: Known) -> str:
    """What is wrong with the kind and the year that the address of a file asks for; empty where nothing is."""
    language: str = request.language  # type: ignore[attr-defined]
    told = {"kinds": [each.key for each in kinds(known, language)]}
    return " ".join(
        say("web_rounds", f"file_{name}_wrong", told | {"found": shown_of(request, name)}, language)
        for name in FILES
        if name in asked.errors
    )


def rounds_of(asked: Chosen, known: Known) -> list[PublishedRound]:
    """The rounds asked for, in their order."""
    return sorted(filter(asked.fits, known.record.rounds), key=ORDERS[asked.order])


def order_names(language: str) -> list[tuple[str, str]]:
    """Each order with its name."""
    names = catalogue(language)["names"]["order"]
    return [(key, names[key]) for key in ORDERS]


def why_none(asked: Chosen, known: Known, language: str) -> str:
    """Why no round fits, in one or two sentences."""
    rounds = known.record.rounds
    of_kind = [each for each in rounds if asked.kind in ("", each.type)]
    told: dict[str, object] = {"kind": no_round(asked.kind, language), "year": asked.year}
    if not of_kind:
        return say("web_rounds", "none_of_kind", told, language)
    told |= {"first": of_kind[0].on, "last": of_kind[-1].on}
    if not asked.kind:
        return say("web_rounds", "none_in_year", told, language)
    categories = [each.on for each in rounds if each.kind == "category"]
    if of_kind[0].kind == "category" and asked.year is not None and asked.year < categories[0].year:
        return say("web_rounds", "none_of_category_in_year", told | {"began": categories[0]}, language)
    return say("web_rounds", "none_of_kind_in_year", told, language)
