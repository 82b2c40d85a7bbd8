"""Unknown answers: between which scores the truth lies, and what each unknown would change."""

from typing import Any

from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words

Json = dict[str, Any]
SHOWN = 6
"""Values of one unknown answer that are shown at most."""


def unknown(answer: Answer, words: Words) -> Shown | None:
    """The range, and each unknown answer with the score that some of its values lead to; None where all is known."""
    found = answer.range
    if found is None:
        return None
    least, most = found["total"]["least"], found["total"]["most"]
    return {
        "same": least == most,
        "span": words.forms["span"]((least, most)),
        "range": words.say(coded("range_same" if least == most else "range", answer), least=least, most=most),
        "least_text": words.say(coded("unknown_least", answer)),
        "rows": [(each["field"], narrowed(each, answer, words), values(each, words)) for each in found["unknown"]],
        "some": open_in_some(found, words),
        "tried": words.say(coded("tried", answer), count=found["cases"], every=found["combinations"]),
    }


def coded(code: str, answer: Answer) -> str:
    """The code of a sentence; of another one where not every case was tried."""
    return f"{code}_found" if answer.found_only else code


def narrowed(found: Json, answer: Answer, words: Words) -> str:
    """By how much knowing a field narrows the range, and what it opens or closes."""
    told = []
    if most := narrowed_most(found, answer):
        told.append(words.say("narrows", count=most))
    if found["decides"]:
        names = words.both(words.opened(key) for key in found["decides"])
        told.append(words.say("decides" if most else "decides_only", names=names))
    elif not most:
        told.append(words.say(coded("narrows_nothing", answer)))
    if found["pointer"].startswith("/offer") and answer.assessment["provisional"]:
        told.append(words.say("offer_provisional"))
    return " ".join(told)


def narrowed_most(found: Json, answer: Answer) -> int:
    """By how many points knowing the field narrows the range at the most."""
    total = answer.range["total"] if answer.range else {"least": 0, "most": 0}
    left = [each["most"] - each["least"] for each in found["values"] if each["least"] is not None]
    return int(total["most"] - total["least"] - min(left)) if left else 0


def values(found: Json, words: Words) -> list[tuple[str, str]]:
    """Some values with the limits of the score: the first and the last of each that differ, in their order."""
    rows: list[tuple[str, str]] = []
    for each in found["values"]:
        if each["least"] is None:
            continue
        limits = (each["least"], each["most"])
        span = words.number(limits[0]) if limits[0] == limits[1] else words.forms["span"](limits)
        if not rows or rows[-1][1] != span:
            rows.append((each["name"], span))
    if len(rows) > SHOWN:
        step = (len(rows) - 1) / (SHOWN - 1)
        rows = [rows[round(place * step)] for place in range(SHOWN)]
    return rows


def open_in_some(found: Json, words: Words) -> list[str]:
    """The programs and categories that are open in some cases and not in others."""
    keys = [key for each in (found["programs"], found["categories"]) for key, state in each.items() if state == "some"]
    return [words.opened(key) for key in keys]
