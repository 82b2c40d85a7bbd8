"""What would help, each step on its own: what it gains, what it opens, what it takes and what it depends on."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from toprank.advise.gathered import gathered
from toprank.report.help import Help
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words

Json = dict[str, Any]
OWN: Final = frozenset(("candidate", "partner"))
SHOWN: Final = 8
TOGETHER: Final = 3


def help_(answer: Answer, words: Words) -> Shown:
    """The options in their order, those that others decide after the person's own, some combinations, the couple."""
    found = answer.advice
    writer = Help(found, words.writer)
    every = gathered(found["options"], words.language)
    own = [each for each in every if OWN.issuperset(each["in_hands_of"])]
    others = [each for each in every if not OWN.issuperset(each["in_hands_of"])]
    in_the_way = found["in_the_way"]
    return {
        "options": told(own[:SHOWN], writer, words),
        "others": told(others[:SHOWN], writer, words),
        "together": told(found["combinations"][:TOGETHER], writer, words),
        "more": max(len(own) - SHOWN, 0) + max(len(others) - SHOWN, 0),
        "in_the_way": (words.told(in_the_way["message"]), [each["message"] for each in in_the_way["requirements"]])
        if in_the_way
        else (),
        "begun": [words.told(writer.begun(each)) for each in found["category_work"]],
        "couple": list(couple(found["couple"], words)),
        "limits": found["limits"],
    }


def told(options: Sequence[Json], writer: Help, words: Words) -> list[tuple[str, list[str], str, str]]:
    """For each option its gain, its steps, what it brings and takes, and what it depends on."""
    return [
        (
            words.signed(each["gain"]) if each["gain"] else words.say("opens_short"),
            [words.told(step["message"]) for step in each["steps"]],
            words.told(" ".join(details(each, writer, words))),
            words.told(" ".join(depends["message"] for depends in each["depends"])),
        )
        for each in options
    ]


def details(option: Json, writer: Help, words: Words) -> Iterator[str]:
    """The total, the day it counts from, what it opens, and what is known of time and money."""
    counts = {"total": option["total"], "on": option["on"]}
    yield words.say("option_today" if option["on"] == writer.advice["on"] else "option_later", **counts)
    yield from writer.details({**option, "depends": []})


def couple(found: Json | None, words: Words) -> Iterator[str]:
    """The choices of a couple, with the legal duty beside them."""
    if found is None:
        return
    staying, principal = found["accompanying"], found["principal"]
    yield f"{staying['message']} {staying['duty']} ({staying['source']})"
    if principal:
        yield principal["message"]
