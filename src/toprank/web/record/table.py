"""The table of rounds: rows of a page of it, heads that sort, links to the other pages."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from toprank.rounds.record import PublishedRound
from toprank.web.kinds import kind_name
from toprank.web.known import Known
from toprank.web.record.chosen import ON_A_PAGE, Chosen, pages_of
from toprank.words import say

HEADS: Final = (("day", "newest", "oldest"), ("score", "lowest", "highest"), ("invitations", "largest", "smallest"))
RISING: Final = ("oldest", "lowest", "smallest")


class Row(NamedTuple):
    """A round with the name of its kind."""

    round: PublishedRound
    kind: str


@dataclass(frozen=True)
class Head:
    """A column head that sorts: its word, where it leads, what that does, and how the column is sorted now."""

    column: str
    query: str
    does: str
    sort: str


@dataclass(frozen=True)
class Page:
    """A page of the table."""

    rows: list[Row]
    heads: dict[str, Head]
    caption: str
    number: int
    pages: int
    before: str
    after: str


def page_of_table(rounds: list[PublishedRound], asked: Chosen, known: Known, language: str) -> Page:
    """The page of the table that is asked for, one that there is."""
    pages = pages_of(len(rounds))
    start = (asked.page - 1) * ON_A_PAGE
    shown = rounds[start : start + ON_A_PAGE]
    told: dict[str, Any] = {"rounds": len(rounds), "from": start + 1, "to": start + len(shown), "order": asked.order}
    return Page(
        rows_of(shown, known, language),
        {column: head(column, usual, other, asked) for column, usual, other in HEADS},
        say("web_rounds", "shown" if pages == 1 else "shown_part", told, language),
        asked.page,
        pages,
        asked.query(page=asked.page - 1) if asked.page > 1 else "",
        asked.query(page=asked.page + 1) if asked.page < pages else "",
    )


def rows_of(rounds: list[PublishedRound], known: Known, language: str) -> list[Row]:
    """Rounds with the names of their kinds."""
    names = {key: kind_name(key, language) for key in {each.type for each in rounds}}
    return [Row(each, names[each.type]) for each in rounds]


def head(column: str, usual: str, other: str, asked: Chosen) -> Head:
    """The head of a column: it sorts by the column, the other way round where it is sorted so already."""
    then = other if asked.order == usual else usual
    sort = ("ascending" if asked.order in RISING else "descending") if asked.order in (usual, other) else ""
    return Head(column, asked.query(order=then), f"sort_{then}", sort)
