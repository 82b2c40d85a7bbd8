"""The chance of an invitation: about so many in ten, how it was counted, how often such chances came true."""

from typing import Any, Final

from toprank.web.result import drawn
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words

Json = dict[str, Any]
TOLD: Final = 180
"""The days of the sentence on top; the others stand in the table."""
FEW, MOST = 0.05, 0.95
"""Below and above them words alone are said."""
SAID_ELSEWHERE: Final = ("no_promise", "record_ends", "rests_on_earlier_rules", "rests_on_both_rules")


def withheld(answer: Answer, words: Words) -> Shown:
    """Why no chance is given, two reasons at most, and what can be used."""
    day = answer.day
    told = {"last": day.last, "days": (answer.on - day.last).days if day.last else 0}
    codes = ["no_round_at_all" if code == "no_round_known" and not day.last else code for code in day.withheld]
    return {"withheld": [words.say(f"withheld_{code}", **told) for code in codes]}


def chance(answer: Answer, words: Words) -> Shown:
    """The chance within half a year with its dots, the other spans in a table, how it was counted and how it held."""
    found = answer.chance
    if found is None:
        return {"withheld": [words.say("withheld_no_round_at_all")]}
    said = found["before"]
    share = said[str(TOLD)]
    return {
        "types": [words.named("series", name) for name in found["types"]],
        "strong": in_words(share, words),
        "within": words.say("within", days=TOLD),
        "dots": drawn.dots(tenths(share), words.say("dots_label", count=tenths(share))),
        "rows": [(words.say("days", days=int(days_)), in_words(value, words)) for days_, value in said.items()],
        "method": words.say("chance_method"),
        "held": held(found["reliability"], share, words),
        "notes": [words.told(each["message"]) for each in found["notes"] if each["code"] not in SAID_ELSEWHERE],
    }


def tenths(share: float) -> int:
    """A share in whole tenths."""
    return round(10 * share)


def in_words(share: float, words: Words) -> str:
    """A chance as it is told: about so many in ten, words alone at the ends."""
    if share < FEW:
        return words.say("very_few")
    return words.say("nearly_all") if share > MOST else words.say("in_ten", count=max(1, min(tenths(share), 9)))


def held(reliability: list[Json], share: float, words: Words) -> str:
    """How often such chances came true in the past; empty where none were told."""
    for each in reliability:
        if each["low"] <= share <= each["high"] and each["came_true"] is not None:
            told = {name: round(100 * each[name]) for name in ("low", "high", "came_true")}
            return words.say("came_true", **told, forecasts=each["forecasts"])
    return ""
