"""Changes of the rules after which earlier rounds say less about the next one.

The first list is of changes of the rounds themselves and is written here; changes of the ranking and of the lists of
occupations are read from the rulebook, so that a version added there is a break by itself.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from toprank import days
from toprank.forecast.history import Steps
from toprank.forecast.settings import BREAK_ROUNDS
from toprank.rulebook.loader import Rulebook


@dataclass(frozen=True)
class Break:
    """A change in force from a day, known on a day; `type` is the series it touches, None for all of them."""

    on: date
    known_on: date
    code: str
    type: str | None = None


OF_ROUNDS: Final = (
    Break(date(2020, 3, 18), date(2020, 3, 18), "rounds_of_one_program"),
    Break(date(2022, 7, 6), date(2022, 7, 6), "general_rounds_again"),
    Break(date(2023, 6, 28), date(2023, 5, 31), "category_rounds"),
)
RANKING_FROM: Final = date(2025, 3, 25)
"""Earlier changes of the ranking, but for that of 2016-11-19, left the series as they were."""
RANKING: Final = date(2016, 11, 19)


def breaks(rulebook: Rulebook, known_on: date) -> tuple[Break, ...]:
    """The changes known on a day, earliest first."""
    ranking = [
        Break(each.start, each.start, "ranking" if each.unseen is None else "reported_ranking")
        for each in rulebook.table("crs/regimes").versions
        if each.start == RANKING or each.start >= RANKING_FROM
    ]
    lists = [
        Break(each.start, each.start, "occupations", each.family)
        for each in rulebook.categories()
        if each.number > 1 and each.from_basis == "announcement"
    ]
    known = [each for each in (*OF_ROUNDS, *ranking, *lists) if each.known_on <= known_on]
    return tuple(sorted(known, key=lambda each: (each.on, each.code, each.type or "")))


def after_break(type_: str, rounds: Steps, known: tuple[Break, ...], by: date) -> Break | None:
    """The latest change in force by a day with fewer than three rounds of the type since; None where there is none."""
    for each in reversed(known):
        if each.on <= by and each.type in (None, type_):
            since = sum(1 for step in rounds if step.day >= days.number(each.on))
            return each if since < BREAK_ROUNDS else None
    return None
