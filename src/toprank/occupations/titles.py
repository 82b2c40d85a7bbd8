"""The job titles of a unit group, and which of what was found answers a query best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from toprank.occupations.index import index
from toprank.occupations.search import Hit
from toprank.rulebook.classification import unit_groups

CLEAR: Final = 0.28
"""The share of the best score from which a hit is what was most likely meant."""
SUREST: Final = 1.0
"""The most that words alone score; aliases and whole titles lie above."""


@dataclass(frozen=True)
class JobTitles:
    """The job titles of a unit group as the classification writes them, in its order."""

    english: tuple[str, ...]
    french: tuple[str, ...]


@cache
def _all() -> Mapping[str, JobTitles]:
    known, codes = index(), list(unit_groups())
    found: dict[str, tuple[list[str], list[str]]] = {code: ([], []) for code in codes}
    for place, title in enumerate(known.titles):
        if not known.named[place]:
            found[codes[known.group[place]]][known.is_french(place)].append(title)
    return {code: JobTitles(tuple(english), tuple(french)) for code, (english, french) in found.items()}


def job_titles(code: str) -> JobTitles:
    """All job titles of a unit group; KeyError for a code that is none."""
    return _all()[code]


def how_many() -> int:
    """The number of job titles of the classification, both languages together."""
    return sum(len(each.english) + len(each.french) for each in _all().values())


def parted(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Hits, best first, in two: those most likely meant, and those that only have a word of the query in a title."""
    least = CLEAR * min(max((hit.score for hit in hits), default=0.0), SUREST)
    return [hit for hit in hits if hit.score >= least], [hit for hit in hits if hit.score < least]
