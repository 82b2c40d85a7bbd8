"""The answer in a few sentences: the program, the category, the distance that matters, what closes next."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from django.utils.safestring import SafeString

from toprank.forecast.person import YEAR
from toprank.web.result.answer import Answer, Json
from toprank.web.result.assumed import state_of
from toprank.web.result.folds import NOT_FOR_THIS_PERSON
from toprank.web.result.nominee import nominated
from toprank.web.result.shapes import NEAR, NO, YES
from toprank.web.result.words import Words
from toprank.web.templatetags.words import marked

Sentence = tuple[str, SafeString]
"""A state and what is said."""

SOON: Final = timedelta(days=90)
"""What closes within so many days stands on top."""


def card(answer: Answer, words: Words) -> list[Sentence]:
    """The sentences in their order; where answers are unknown only what holds for all of them or for some."""
    if answer.range:
        found = [open_or_not(kind, answer, words) for kind in ("programs", "categories")]
        return [*pool(answer, words), *found, *filled_in(answer, words), *history(answer, words)]
    return [*pool(answer, words), *program(answer, words), category(answer, words), *distance(answer, words),
            *closing(answer, words), *filled_in(answer, words), *chance(answer, words)]  # fmt: skip


def pool(answer: Answer, words: Words) -> Iterator[Sentence]:
    """That the profile left the pool, or is yet to enter it, where that is so."""
    enters = answer.person.enters
    if answer.left:
        yield NO, marked(words.say("card_left", on=answer.left.date()))
    elif enters and enters > answer.on:
        yield NEAR, marked(words.say("card_enters", on=enters))


def open_or_not(kind: str, answer: Answer, words: Words) -> Sentence:
    """Programs or categories that are open whatever the unknown answers are, else those that are in some cases."""
    for state, mark in (("all", YES), ("some", NEAR)):
        keys = [key for key in answer.assessment[kind] if range_state(kind, key, answer) == state]
        if keys:
            names = [words.named("program" if kind == "programs" else "series", key) for key in keys]
            code = f"card_{kind}_{state}" if state == "some" else found_only(f"card_{kind}_all", answer)
            return mark, marked(words.say(code, names=words.both(names)))
    return NO, marked(words.say(found_only(f"card_{kind}_none", answer)))


def found_only(code: str, answer: Answer) -> str:
    """The code of a sentence about every case; of another one where not every case was tried."""
    return f"{code}_tried" if answer.found_only else code


def range_state(kind: str, key: str, answer: Answer) -> str:
    """In which cases a program, or the category of a family, is open."""
    return state_of(key if kind == "programs" else answer.assessment[kind][key]["version"] or key, answer)


def history(answer: Answer, words: Words) -> Iterator[Sentence]:
    """Of the categories that may be open the one whose last known round ended lowest; no distance, as there is none."""
    held = answer.day.rounds
    keys = [key for key in answer.assessment["categories"]
            if key in held and range_state("categories", key, answer) != "none"]  # fmt: skip
    keys += [key for key in ("fsw", "cec", "fst") if key in held and state_of(key, answer) != "none"]
    if keys:
        near = min(keys, key=lambda key: held[key][0].cutoff)
        yield NEAR, marked(words.say("card_history", type=near, cutoff=held[near][0].cutoff, last=held[near][0].on))
    yield from chance(answer, words)


def program(answer: Answer, words: Words) -> Iterator[Sentence]:
    """The programs that are open; where none is, that and the one that opens first if work goes on."""
    if answer.programs:
        names = [words.named("program", key) for key in answer.programs]
        yield YES, marked(words.say("card_programs", count=len(names), names=words.both(names)))
        return
    if answer.profile.intends_to_live_in_quebec:
        yield NO, marked(words.say("card_quebec"))
        return
    coming = [(each["from"], key) for key, each in answer.ledger["opens"].items()
              if each["from"] and key in answer.assessment["programs"]]  # fmt: skip
    if coming:
        on, key = min(coming)
        yield NO, marked(words.say("card_no_program_yet", program=key, on=on))
    else:
        yield NO, marked(words.say("card_no_program"))
        yield from closest(answer, words)


def closest(answer: Answer, words: Words) -> Iterator[Sentence]:
    """The program that lacks fewest things, and what it lacks; none where each is for other people."""
    lacks = {key: lacking(found) for key, found in answer.assessment["programs"].items()}
    near = {key: codes for key, codes in lacks.items() if not NOT_FOR_THIS_PERSON.keys() & codes}
    if near:
        key = min(near, key=lambda name: len(near[name]))
        names = words.both(words.of("requirement", code) for code in near[key])
        yield NEAR, marked(words.say("card_closest", program=key, names=names), ["#programs"])


def lacking(found: Json) -> list[str]:
    """The codes of what a program lacks; the pass mark not beside a minimum, without which it is not worked out."""
    codes = [each["code"] for each in found["requirements"] if not each["met"]]
    return [code for code in codes if code != "pass_mark" or found["grid"] is not None or len(codes) == 1]


def category(answer: Answer, words: Words) -> Sentence:
    """The categories that the person is in, or the one whose work is begun; none of them for a nominee."""
    if nominated(answer):
        return NEAR, marked(words.say("card_nominee"))
    names = [words.named("series", key) for key in answer.categories]
    if names:
        return YES, marked(words.say("card_categories", count=len(names), names=words.both(names)))
    begun = None if answer.profile.intends_to_live_in_quebec else nearest_category(answer)
    if begun is None:
        return NO, marked(words.say("card_no_category"))
    family, hours, on = begun
    code = "card_category_program" if not hours else "card_category_on" if on else "card_category_hours"
    return NEAR, marked(words.say(code, type=family, hours=hours, on=on))


def nearest_category(answer: Answer) -> tuple[str, int, date | None] | None:
    """The category with work in it that lacks fewest hours: its family, the hours, the day on which it opens."""
    found = []
    for family, each in answer.assessment["categories"].items():
        measure = answer.ledger["measures"].get(each["version"])
        if measure and measure["credit"]:
            course = answer.ledger["opens"].get(each["version"])
            found.append((answer.lacks(each["version"])[0], family, course["from"] if course else None))
    if not found:
        return None
    hours, family, on = min(found, key=lambda each: each[:2])
    return family, hours, on


def distance(answer: Answer, words: Words) -> Iterator[Sentence]:
    """How far the score lies from the last round of the type that is nearest; without a program no distance, but
    what the score then means."""
    held = answer.day.rounds
    if not answer.programs:
        told = {"type": answer.nearest, "cutoff": held[answer.nearest][0].cutoff, "last": held[answer.nearest][0].on} \
            if answer.nearest else None  # fmt: skip
        yield NEAR, marked(words.say("card_ranks_history", **told) if told else words.say("card_ranks"))
        return
    enters = answer.person.enters or answer.on
    first = min(max((enters - answer.on).days, 0), YEAR - 1)
    now = [name for name in answer.types if answer.person.open[name][first]]
    if not now:
        yield NEAR, marked(words.say("card_no_round"))
        return
    near = max(now, key=lambda name: answer.total - held[name][0].cutoff)
    cutoff = held[near][0].cutoff
    told = {"type": near, "cutoff": cutoff, "gap": abs(answer.total - cutoff), "last": held[near][0].on}
    if answer.total >= cutoff:
        yield YES, marked(words.say("card_above" if answer.total > cutoff else "card_level", **told))
        return
    open_ = answer.person.open[near]
    reached = next(
        ((on, score) for on, score in answer.totals if score >= cutoff and open_[(on - answer.on).days]), None
    )
    if reached:
        yield NEAR, marked(words.say("card_reaches", **told | {"on": reached[0], "score": reached[1]}))
    else:
        yield NEAR, marked(words.say("card_below", **told))


def closing(answer: Answer, words: Words) -> Iterator[Sentence]:
    """What closes a program or a category next, where that is soon."""
    for each in answer.changes:
        if each["parameters"].get("closed") and date.fromisoformat(each["on"]) - answer.on <= SOON:
            code = "card_closes_again" if each["code"] == "language" else "card_closes"
            names = words.both(words.opened(key) for key in each["parameters"]["closed"])
            yield NEAR, marked(words.say(code, on=each["on"], points=each["points"], names=names), ["#ahead"])
            return


def filled_in(answer: Answer, words: Words) -> Iterator[Sentence]:
    """That days were filled in, where some were not told."""
    if answer.filled_in:
        yield NEAR, marked(words.say("card_filled_in", count=len(answer.filled_in)), ["#filled"])


def chance(answer: Answer, words: Words) -> Iterator[Sentence]:
    """That no chance is given, and that rounds may be missing, where that is so."""
    if answer.day.withheld:
        stale = answer.day.last is not None and answer.known.record.may_lack_rounds(answer.on)
        told = words.say("card_stale", last=answer.day.last) if stale else words.say("card_withheld")
        yield NEAR, marked(told, ["#chance"])
