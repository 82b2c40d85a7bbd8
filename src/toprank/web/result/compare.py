"""The last rounds of the types that concern the person, and on which side of each line the score lies."""

from typing import Final

from toprank.web.result import drawn
from toprank.web.result import rows as rows_
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words

MOST: Final = 4
MOST_OF_ALL: Final = 6


def compare(answer: Answer, words: Words) -> Shown:
    """The chart, a row for each type with its last round, and each of the last five rounds in a fold."""
    types = answer.types[:MOST] or answer.day.recent[:MOST_OF_ALL]
    best = drawn.best_ahead(answer) if answer.types else None
    rows, every = [], []
    for name in types:
        held = answer.day.rounds[name][: drawn.RECENT]
        last, title = held[0], words.named("series", name)
        then = words.signed(best[1] - last.cutoff) if best else ""
        rows.append(
            (title, words.day(last.on), words.number(last.cutoff), words.signed(answer.total - last.cutoff), then)
        )
        for each in held if answer.types else held[:2]:
            side = "above" if answer.total > each.cutoff else "level" if answer.total == each.cutoff else "below"
            address = words.page("rounds_one", number=each.id)
            every.append((each.id, address, title, words.day(each.on), words.number(each.cutoff), words.say(side)))
    return {
        "pictures": drawn.rounds(answer, types, words),
        "rows": rows,
        "every": rows_.all_of(rows_.ROUND, every),
        "then": words.say("you_then", on=best[0]) if best else "",
        "closed": closed(answer, words),
    }


def closed(answer: Answer, words: Words) -> str:
    """Why rounds of all kinds stand here without signs: none could invite the person, or that is not known."""
    if answer.types:
        return ""
    some = answer.range and "some" in answer.range["programs"].values()
    return words.say("compare_unknown" if some else "compare_closed")
