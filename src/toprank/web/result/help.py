"""What would help, each step on its own: what it gains, what it opens, what it takes and what it depends on."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from toprank.advise.gathered import gathered
from toprank.incomplete.cases import OF_PARTNER, PARTNER
from toprank.report.help import Help, for_nominee
from toprank.web.result.answer import Answer
from toprank.web.result.assumed import concerns, unknown_fields
from toprank.web.result.nominee import nominated
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words

Json = dict[str, Any]
OWN: Final = frozenset(("candidate", "partner"))
SHOWN: Final = 8
TOGETHER: Final = 3
TESTS: Final = ("language", "language_again", "retest")


def help_(answer: Answer, words: Words) -> Shown:
    """The options in their order, those that others decide after the person's own, some combinations, the couple.

    Nothing is advised about what is not known. For a nominee rounds of categories and other programs open nothing.
    """
    nominee = nominated(answer)
    found = for_nominee(answer.advice) if nominee else answer.advice
    writer = Help(found, words.writer)
    options, together = found["options"], found["combinations"]
    left_out = sum(concerns(each, answer) for each in options)
    options = gathered([each for each in options if not concerns(each, answer)], words.language)
    together = [each for each in together if not concerns(each, answer)]
    own = [each for each in options if OWN.issuperset(each["in_hands_of"])]
    others = [each for each in options if not OWN.issuperset(each["in_hands_of"])]
    in_the_way = found["in_the_way"] if not answer.range else None
    with_partner = found["couple"] if unknown_fields(answer).isdisjoint((*PARTNER, *OF_PARTNER)) else None
    return {
        "options": told(upwards(own[:SHOWN]), writer, answer, words),
        "others": told(others[:SHOWN], writer, answer, words),
        "together": told(together[:TOGETHER], writer, answer, words),
        "more": max(len(own) - SHOWN, 0) + max(len(others) - SHOWN, 0),
        "in_the_way": (words.told(in_the_way["message"]), list(by_program(in_the_way["requirements"], words)))
        if in_the_way
        else (),
        "begun": [words.told(writer.begun(each)) for each in found["category_work"]],
        "couple": list(couple(with_partner, words)),
        "limits": found["limits"],
        "notes": [
            words.say(code) for code, holds in (("advice_nominee", nominee), ("advice_unknown", left_out)) if holds
        ],
    }


def by_program(requirements: Sequence[Json], words: Words) -> Iterator[str]:
    """What is in the way, a sentence for each program."""
    for program, found in groupby(requirements, key=lambda each: each["program"]):
        names = words.both(words.of("requirement", each["code"]) for each in found)
        yield words.of("in_the_way", "requirement", program=words.named("program", program), requirement=names)


def upwards(options: list[Json]) -> list[Json]:
    """The options with the levels of one test in their order, the lowest first, in the places that they hold."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, each in enumerate(options):
        step = each["steps"][0]
        if step["code"] in TESTS and len(each["steps"]) == 1:
            places.setdefault((step["code"], str(step["parameters"]["language"])), []).append(place)
    found = list(options)
    for held in places.values():
        rising = sorted(
            (options[place] for place in held), key=lambda each: int(each["steps"][0]["parameters"]["level"])
        )
        for place, option in zip(held, rising, strict=True):
            found[place] = option
    return found


def told(options: Sequence[Json], writer: Help, answer: Answer, words: Words) -> list[tuple[str, list[str], str, str]]:
    """For each option its gain, its steps, what it brings and takes, and what it depends on."""
    return [
        (
            words.signed(each["gain"]) if each["gain"] else words.say("opens_short"),
            [words.told(step["message"]) for step in each["steps"]],
            words.told(" ".join(details(each, writer, answer, words))),
            words.told(" ".join(depends["message"] for depends in each["depends"])),
        )
        for each in options
    ]


def details(option: Json, writer: Help, answer: Answer, words: Words) -> Iterator[str]:
    """The total, the day it counts from, what it opens, and what is known of time and money; of a nomination that
    opens nothing by itself only that."""
    nomination = any(step["code"] == "nomination" for step in option["steps"])
    if nomination and not option["programs"]["opened"] and not answer.range:
        yield words.say("nomination_alone")
        return
    counts = {"total": option["total"], "on": option["on"]}
    yield words.say("option_today" if option["on"] == writer.advice["on"] else "option_later", **counts)
    most = int(answer.tables.crs.caps["additional"][0])
    if nomination and len(option["steps"]) == 1 and option["gain"] < most:
        yield words.say("additional_limit", most=most)
    yield from writer.details({**option, "depends": []})


def couple(found: Json | None, words: Words) -> Iterator[str]:
    """The choices of a couple, with the legal duty beside them."""
    if found is None:
        return
    staying, principal = found["accompanying"], found["principal"]
    yield f"{staying['message']} {staying['duty']} ({staying['source']})"
    if principal:
        yield principal["message"]
