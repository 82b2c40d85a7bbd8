"""The whole answer as the templates show it: which parts there are and what stands in each."""

from typing import Final

from toprank.report.answers import places
from toprank.web.result import drawn
from toprank.web.result.ahead import ahead
from toprank.web.result.answer import Answer
from toprank.web.result.card import card
from toprank.web.result.chance import chance, withheld
from toprank.web.result.compare import compare
from toprank.web.result.folds import Folds
from toprank.web.result.help import help_
from toprank.web.result.hours import hours
from toprank.web.result.score import score
from toprank.web.result.shapes import Shown
from toprank.web.result.unknown import unknown
from toprank.web.result.words import Words

PARTS: Final = ("score", "programs", "categories", "hours", "ahead", "advice", "chance", "compare")
DEAR: Final = ("advice", "chance")
"""Parts that are worked out only when they are asked for."""


def shown(answer: Answer, words: Words, dear: bool) -> Shown:
    """Everything on the page; with `dear` what would help and the chance as well."""
    folds = Folds(answer, words)
    told = {
        "answer": answer,
        "on": answer.on,
        "day": words.day(answer.on),
        "provisional": [words.told(each["message"]) for each in answer.assessment["provisional"]],
        "card": card(answer, words),
        "parts": [(name, words.say(f"part_of_{name}")) for name in PARTS],
        "score": score(answer, words),
        "pool_pictures": drawn.pool(answer, words),
        "pool_caption": words.say("chart_pool_caption", on=answer.day.pool.as_of) if answer.day.pool else "",
        "bands": pool_rows(answer, words),
        "programs": folds.programs(),
        "categories": folds.categories(),
        "hours": hours(answer, words),
        "timeline": drawn.timeline(answer, words),
        "ahead": ahead(answer, words),
        "year": drawn.year_ahead(answer, words),
        "compare": compare(answer, words),
        "unknown": unknown(answer, words),
        "warnings": warnings(answer, words),
        "dear": dear,
        "stale": answer.known.record.stale(answer.on),
    }
    return told | dear_parts(answer, words, dear)


def dear_parts(answer: Answer, words: Words, dear: bool) -> Shown:
    """What would help and the chance; without `dear` only that no chance is given, where none is."""
    closed = bool(answer.day.withheld)
    return {
        "advice": help_(answer, words) if dear else None,
        "chance": withheld(answer, words) if closed else chance(answer, words) if dear else None,
    }


def pool_rows(answer: Answer, words: Words) -> list[tuple[str, str]]:
    """The bands of the pool and the people in each, highest first."""
    if answer.day.pool is None:
        return []
    return [
        (words.forms["span"]((each.low, each.high)), words.number(each.candidates)) for each in answer.day.pool.finest
    ]


def warnings(answer: Answer, words: Words) -> list[tuple[str, str]]:
    """What is doubtful, and which facts it is about: what is said of several is said once."""
    fields: dict[str, list[str]] = {}
    for each in answer.assessment["warnings"]:
        fields.setdefault(each["message"], []).append(each["pointer"])
    return [("; ".join(places(found, words.writer)), words.told(message)) for message, found in fields.items()]
