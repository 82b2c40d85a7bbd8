"""Jobs looked for in words or by code, and what a unit group opens."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from toprank.occupations import code_in, find, meant, near, parted
from toprank.occupations.search import LONGEST_QUERY
from toprank.occupations.titles import how_many
from toprank.rulebook.classification import former_groups, unit_groups, unit_groups_of
from toprank.web.asked import asked_day
from toprank.web.known import known
from toprank.web.occupations.shown import ShownGroup, shown
from toprank.web.pages import kept, page
from toprank.words import say

MOST: Final = 250
"""Groups shown for a query: more than any level of training holds."""
EXAMPLES: Final = 6
SHORTEST_WORD: Final = 3
"""Letters below which a longer word is advised, not a shorter one."""
CLOSE: Final = 3
"""First digits of a code that those offered in place of a wrong one share."""


@kept("q")
def occupations(request: HttpRequest) -> HttpResponse:
    """The unit groups that words, an abbreviation, a code or a level name; only the list of them for a script."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    query = readable(request.GET.get("q", ""))
    too_long = len(query) > LONGEST_QUERY
    looked_for = not too_long and query
    likely, other = parted(find(query, MOST, language)) if looked_for else ([], [])
    digits = code_in(query) if looked_for and not likely else ""
    former = former_groups().get(digits)
    told = {
        "meant": meant(query) if likely and not too_long else "",
        "code": digits,
        "former": former,
        "former_title": former.title(language) if former else "",
        "became": [(unit_groups()[code], unit_groups()[code].title(language)) for code in unit_groups_of(digits)],
        "short": len(query) < SHORTEST_WORD,
        "query": query[:LONGEST_QUERY],
        "too_long": too_long,
        "most": LONGEST_QUERY,
        "found": len(query),
        "likely": shown(likely, now, language),
        "other_hits": shown(other, now, language),
        "near": near(query) if looked_for and not likely and not digits else [],
        "examples": [say("web_occupations", f"example_{place}", {}, language) for place in range(1, EXAMPLES + 1)],
        "groups": len(unit_groups()),
        "titles": how_many(),
    }
    only_list = request.headers.get("HX-Request") == "true"
    return page(request, "occupations/answer.html" if only_list else "occupations/search.html", told)


@kept("on")
def occupations_group(request: HttpRequest, code: str) -> HttpResponse:
    """One unit group; a page in words where no group has the code."""
    language: str = request.language  # type: ignore[attr-defined]
    if code in unit_groups():
        now = known()
        asked = asked_day(request, now)
        told = {"asked": asked, "shown": ShownGroup(code, asked.on, now, language)}
        return page(request, "occupations/group.html", told)
    close = [(each, each.title(language)) for each in unit_groups().values() if each.code[:CLOSE] == code[:CLOSE]]
    return page(request, "occupations/no_group.html", {"code": code, "close": close}, status=404)


def readable(written: str) -> str:
    """A query without what cannot be seen, its spaces made single."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in written).split())
