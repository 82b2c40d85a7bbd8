"""The last rounds of the types that concern the person, and on which side of each line the score lies."""

from typing import Final

from toprank.web.result import drawn, rows
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words

MOST: Final = 4
MOST_OF_ALL: Final = 6


def compare(answer: Answer, words: Words) -> Shown:
    """The chart, a row for each type with its last round, and each of the last five rounds in a fold."""
    types = answer.types[:MOST] or answer.day.recent[:MOST_OF_ALL]
    best = drawn.best_ahead(answer) if answer.types else None
    today, ahead = words.say("you_today"), words.say("you_then", on=best[0]) if best else ""
    lasts, every = [], []
    for name in types:
        held = answer.day.rounds[name][: drawn.RECENT]
        last, title = held[0], words.named("series", name)
        now = rows.one(rows.SIDE, today, words.signed(answer.total - last.cutoff)) if answer.types else rows.NOTHING
        then = rows.one(rows.SIDE, ahead, words.signed(best[1] - last.cutoff)) if best else rows.NOTHING
        lasts.append((title, words.day(last.on), words.number(last.cutoff), now, then))
        for each in held if answer.types else held[:2]:
            side = "above" if answer.total > each.cutoff else "level" if answer.total == each.cutoff else "below"
            address = words.page("rounds_one", number=each.id)
            every.append((each.id, address, title, words.day(each.on), words.number(each.cutoff), words.say(side)))
    return {
        "pictures": drawn.rounds(answer, types, words),
        "rows": rows.all_of(rows.LAST, lasts),
        "every": rows.all_of(rows.ROUND, every),
        "then": ahead,
        "closed": closed(answer, words),
    }


def closed(answer: Answer, words: Words) -> str:
    """Why rounds of all kinds stand here without signs: none could invite the person, or that is not known."""
    if answer.types:
        return ""
    some = answer.range and "some" in answer.range["programs"].values()
    return words.say("compare_unknown" if some else "compare_closed")
