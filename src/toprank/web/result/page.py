"""The whole answer as the templates show it: which parts there are and what stands in each."""

from functools import lru_cache
from typing import Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from toprank.pool.distribution import Distribution
from toprank.report.answers import places
from toprank.web.result import drawn, rows, year
from toprank.web.result.ahead import ahead
from toprank.web.result.answer import Answer
from toprank.web.result.card import card
from toprank.web.result.chance import chance, withheld
from toprank.web.result.compare import compare
from toprank.web.result.filled_in import filled_in
from toprank.web.result.folds import Folds, written
from toprank.web.result.help import help_
from toprank.web.result.hours import hours
from toprank.web.result.nominee import nominated
from toprank.web.result.score import score
from toprank.web.result.shapes import Shown
from toprank.web.result.unknown import unknown
from toprank.web.result.words import Words
from toprank.words import forms

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
        "provisional": provisional(answer, words),
        "card": rows.all_of(rows.SAID, card(answer, words)),
        "parts": rows.all_of(rows.PLACE, ((name, words.say(f"part_of_{name}")) for name in parts(answer))),
        "score": score(answer, words),
        "pool_pictures": drawn.pool(answer, words),
        "pool_caption": pool_caption(answer, words),
        "bands": pool_rows(answer.day.pool, words.language) if answer.day.pool else "",
        "programs": written(folds.programs()),
        "read_to": folds.read_to(),
        "categories": written(folds.categories()),
        "hours": hours(answer, words),
        "timeline": drawn.timeline(answer, words),
        "ahead": rows.all_of(rows.CHANGE, ahead(answer, words)),
        "nominee": words.writer.say("changes_nominee") if nominated(answer) else "",
        "year": year.year_ahead(answer, words),
        "compare": compare(answer, words),
        "unknown": unknown(answer, words),
        "filled_in": filled_in(answer.document, answer.filled_in, words),
        "warnings": warnings(answer, words),
        "dear": dear,
        "stale": answer.known.record.may_lack_rounds(answer.on),
    }
    return told | dear_parts(answer, words, dear)


def parts(answer: Answer) -> list[str]:
    """The parts that there are, in their order."""
    last = (
        ("filled", answer.filled_in),
        ("doubts", answer.assessment["warnings"] or alone_with_a_partner(answer)),
        ("keep", True),
    )
    return [*(("unknown",) if answer.range else ()), *PARTS, *(name for name, there in last if there)]


def pool_caption(answer: Answer, words: Words) -> str:
    """What the picture of the pool shows; of lines only where some are drawn."""
    if not answer.day.pool:
        return ""
    return words.say("chart_pool_caption" if answer.types else "chart_pool_alone", on=answer.day.pool.as_of)


def provisional(answer: Answer, words: Words) -> Shown | None:
    """Why the score is provisional, in short and reason by reason; None where it is final."""
    reasons = answer.assessment["provisional"]
    if not reasons:
        return None
    changes = [each["from"] for each in reasons if each["code"] == "unseen"]
    told = {"on": answer.on, "verified_to": answer.known.rulebook.verified_to}
    text = words.say("provisional_text", **told)
    if changes:
        text = words.say("provisional_change", count=len(set(changes)), **told | {"from": min(changes)})
    return {"text": text, "reasons": rows.all_of(rows.ITEM, ([words.told(each["message"])] for each in reasons))}


def provisional_text(answer: Answer, words: Words) -> str:
    """Why the score is provisional, in one sentence, the same in every file; empty where it is final."""
    found = provisional(answer, words)
    return str(found["text"]) if found else ""


def dear_parts(answer: Answer, words: Words, dear: bool) -> Shown:
    """What would help and the chance; without `dear` only that no chance is given, where none is."""
    closed = bool(answer.day.withheld)
    return {
        "advice": help_(answer, words) if dear else None,
        "chance": withheld(answer, words) if closed else chance(answer, words) if dear else None,
    }


@lru_cache(maxsize=32)
def pool_rows(pool: Distribution, language: str) -> SafeString:
    """The bands of a pool and the people in each, highest first, as rows of a table: the same for everybody."""
    write = forms(language)
    rows = ((write["span"]((each.low, each.high)), write["number"](each.candidates)) for each in pool.finest)
    return format_html_join("", '<tr><th scope="row">{}</th><td class="n">{}</td></tr>', rows)


def warnings(answer: Answer, words: Words) -> list[tuple[str, str]]:
    """What is doubtful, and which facts it is about: what is said of several is said once."""
    fields: dict[str, list[str]] = {}
    for each in answer.assessment["warnings"]:
        fields.setdefault(each["message"], []).append(each["pointer"])
    if alone_with_a_partner(answer):
        fields[words.say("family_alone")] = ["/family_size"]
    return [("; ".join(places(found, words.writer)), words.told(message)) for message, found in fields.items()]


def alone_with_a_partner(answer: Answer) -> bool:
    """Whether somebody with a partner counts one person in the family: the contract takes it as declared (IRPR 76)."""
    return answer.profile.partner is not None and answer.profile.family_size < 2
