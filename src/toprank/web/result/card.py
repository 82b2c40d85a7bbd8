"""The answer in three sentences: the program, the category, the distance that matters."""

from collections.abc import Iterator

from django.utils.safestring import SafeString

from toprank.web.result.answer import Answer
from toprank.web.result.shapes import NEAR, NO, YES
from toprank.web.result.words import Words
from toprank.web.templatetags.words import marked

Sentence = tuple[str, SafeString]
"""A state and what is said."""


def card(answer: Answer, words: Words) -> list[Sentence]:
    """At most three sentences; without a program that is said first, and what the score then means last."""
    if not answer.programs:
        return [
            (NO, marked(words.say("card_no_program"))),
            *nearest(answer, words),
            (NEAR, marked(words.say("card_ranks"))),
        ]
    names = [words.named("program", key) for key in answer.programs]
    program = words.say("card_programs", count=len(names), names=words.both(names))
    return [(YES, marked(program)), category(answer, words), distance(answer, words)]


def nearest(answer: Answer, words: Words) -> Iterator[Sentence]:
    """The program that opens first if work goes on."""
    coming = [(each["from"], key) for key, each in answer.ledger["opens"].items()
              if each["from"] and key in answer.assessment["programs"]]  # fmt: skip
    if coming:
        on, key = min(coming)
        yield NEAR, marked(words.say("card_opens", program=key, on=on))


def category(answer: Answer, words: Words) -> Sentence:
    """The categories that the person is in."""
    names = [words.named("series", key) for key in answer.categories]
    if not names:
        return NO, marked(words.say("card_no_category"))
    return YES, marked(words.say("card_categories", count=len(names), names=words.both(names)))


def distance(answer: Answer, words: Words) -> Sentence:
    """How far the score lies from the last round of the type that is nearest; where no chance is given, that."""
    if answer.day.withheld:
        return NEAR, marked(words.say("card_withheld"), ["#chance"])
    now = [name for name in answer.types if answer.person.open[name][0]]
    if not now:
        return NEAR, marked(words.say("card_no_round"))
    near = max(now, key=lambda name: answer.total - answer.day.rounds[name][0].cutoff)
    cutoff = answer.day.rounds[near][0].cutoff
    told = {"type": near, "cutoff": cutoff, "gap": abs(answer.total - cutoff)}
    if answer.total > cutoff:
        return YES, marked(words.say("card_above", **told))
    if answer.total == cutoff:
        return YES, marked(words.say("card_level", **told))
    open_ = answer.person.open[near]
    reached = next(
        ((on, score) for on, score in answer.totals if score >= cutoff and open_[(on - answer.on).days]), None
    )
    if reached:
        return NEAR, marked(words.say("card_reaches", **told, on=reached[0], score=reached[1]))
    return NEAR, marked(words.say("card_below", **told))
