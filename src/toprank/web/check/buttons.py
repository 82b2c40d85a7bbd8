"""What the buttons of the check do, and where each of them leads."""

import re
from typing import Final

from toprank.web.check import jobs_found
from toprank.web.check.answers import Answers
from toprank.web.check.fields import Field, Step, lists_of, singles
from toprank.web.check.questions import STEPS
from toprank.web.check.reading import says, told
from toprank.web.known import known
from toprank.web.routes import address, other

ITEM: Final = re.compile(r"([a-z_]+)-(\d{1,3})")
LISTS: Final = {listed.name: listed for step in STEPS for listed in lists_of(step)}
HERE: Final = ("add", "change", "remove", "find", "another")
"""What a button may do that leaves the person where they are: nothing is missing yet."""
NAMES: Final = [step.name for step in STEPS]


def follow(answers: Answers, verb: str, what: str, step: Step | None, language: str) -> str:
    """Does what the button says, and tells the address to go on to."""
    here = address(f"check_{step.name}" if step else "check_all", language)
    taken: list[str] = []
    if verb in ("next", "result", "add", "change", "find"):
        taken = [name for each in ([step] if step else STEPS) for name in jobs_found.settled(answers, each)]
    if verb in HERE:
        return here + changed(answers, verb, what, language, taken)
    if verb == "go" and what in (*NAMES, "review"):
        return address(f"check_{what}", language)
    if verb == "language":
        return address(f"check_{step.name}" if step else "check_all", other(language))
    if verb == "all":
        return address("check_all", language)
    if verb == "back" and step:
        before = NAMES.index(step.name) - 1
        return address(f"check_{NAMES[before]}" if before >= 0 else "check", language)
    errors = [each for each in told(answers, known().today, language).errors if not step or each.step == step.name]
    if verb != "skip" and any(not each.gap or step is None for each in errors):
        return here + "#errors"
    if taken:
        return f"{here}{query(taken, open=taken[0].rpartition('-')[0])}#{taken[0]}-at"
    if step is None:
        return address("check_result", language)
    following = NAMES.index(step.name) + 1
    return address(f"check_{NAMES[following]}" if following < len(NAMES) else "check_review", language)


def query(taken: list[str], **more: str) -> str:
    """A query of what is set: inputs for which an occupation was just chosen, a thing to open, an input searched."""
    every = {**more, "taken": ".".join(taken)}
    written = "&".join(f"{name}={value}" for name, value in every.items() if value)
    return f"?{written}" if written else ""


def changed(answers: Answers, verb: str, what: str, language: str, taken: list[str]) -> str:
    """Adds, opens or removes a thing of a list, or looks for an occupation; the end of the address to see it at."""
    if verb in ("find", "another"):
        asked = occupation_field(what)
        if asked is None:
            return ""
        if verb == "another":
            jobs_found.another(asked, values_at(answers, what), language)
        return f"{query(taken, find=what, open=what.rpartition('-')[0])}#{what}-at"
    if verb == "add" and what in LISTS:
        items = answers.lists.setdefault(what, [])
        if len(items) < LISTS[what].most and (not items or says(LISTS[what], items[-1])):
            items.append({})
        return f"{query(taken, open=f'{what}-{len(items) - 1}')}#{what}-{len(items) - 1}"
    place = ITEM.fullmatch(what)
    if not place or place[1] not in LISTS or int(place[2]) >= len(answers.lists.get(place[1], [])):
        return ""
    if verb == "remove":
        del answers.lists[place[1]][int(place[2])]
        return f"{query(taken)}#{place[1]}"
    return f"{query(taken, open=what)}#{what}"


def occupation_field(name: str) -> Field | None:
    """The field that an input for an occupation belongs to; None where there is none."""
    place = re.fullmatch(r"([a-z_]+)-\d{1,3}-([a-z_]+)", name)
    if place and place[1] in LISTS:
        listed = LISTS[place[1]]
        return next((each for each in listed.fields if (each.name, each.kind) == (place[2], "occupation")), None)
    every = (each for step in STEPS for each in singles(step.questions))
    return next((each for each in every if (each.name, each.kind) == (name, "occupation")), None)


def values_at(answers: Answers, name: str) -> dict[str, str]:
    """The answers among which an input stands."""
    place = re.fullmatch(r"([a-z_]+)-(\d{1,3})-[a-z_]+", name)
    if not place:
        return answers.values
    items = answers.lists.get(place[1], [])
    return items[int(place[2])] if int(place[2]) < len(items) else {}
