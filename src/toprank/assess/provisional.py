"""Why the figures of a day are not final: it lies after the last verification of the ranking system (contract 5.10)."""

from datetime import date
from functools import lru_cache
from typing import Any

from toprank import days
from toprank.rulebook.loader import Rulebook
from toprank.words import say, translated

Json = dict[str, Any]


@lru_cache(maxsize=64)
def provisional_reasons(rulebook: Rulebook, on: date, language: str = "en") -> list[Json]:
    """Each reason with its code, its sentence and the day from which it holds; none up to the day last verified."""
    verified = rulebook.verified_to
    if on <= verified:
        return []
    following = days.day(days.number(verified) + 1).isoformat()
    found = [_reason("after_verified", following, {"verified_to": verified.isoformat()}, language)]
    for version in rulebook.unseen_on(on):
        title, start = rulebook.table(version.table).title[language], version.start.isoformat()
        unseen = translated(version.unseen or "", language)
        told = {"title": title, "from": start, "unseen": unseen, "table": version.table}
        found.append(_reason("unseen", start, told, language))
    return found


def _reason(code: str, start: str, told: Json, language: str) -> Json:
    return {"code": code, "message": say("provisional", code, told, language), "from": start, "parameters": told}
