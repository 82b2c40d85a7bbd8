"""Profiles in, assessments out: checked, grouped by the tables of their days, assessed together, answered in order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from toprank import days
from toprank.assess.ahead import Step, steps
from toprank.assess.document import Answers, Json
from toprank.days import Calendar
from toprank.errors import Fault, Refused, ToprankError
from toprank.facts import Facts, facts_of
from toprank.profile import Profile
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.tables import covers, tables, turning_day
from toprank.rules.outcome import outcome

LONGEST_SHOWN = 120
PLAINLY = {
    "model_type": ("an object", "not an object"),
    "dict_type": ("an object", "not an object"),
    "list_type": ("a list", "not a list"),
    "bool_type": ("true or false", "not true or false"),
    "int_type": ("a whole number", "not a whole number"),
    "int_from_float": ("a whole number", "not a whole number"),
    "float_type": ("a number", "not a number"),
    "string_type": ("text", "not text"),
    "string_pattern_mismatch": ("1 to 64 of the letters A-Z a-z, digits, point, underscore, hyphen", "not an id"),
}
"""What is allowed and what is wrong, in plain words, for the common kinds of fault."""


def profile_of(document: Any, on: date | None = None) -> Profile:
    """The profile in a document; raises Refused with every fault found. `on` is the day assessed, if any."""
    try:
        return Profile.model_validate(document, context={"on": on})
    except ValidationError as error:
        raise Refused([fault_of(each) for each in error.errors(include_url=False)]) from None


def faults_of(document: Any, on: date | None = None) -> list[Fault]:
    """Every fault of the profile in a document; none where it is sound."""
    try:
        profile_of(document, on)
    except Refused as refused:
        return refused.faults
    return []


def fault_of(error: ErrorDetails) -> Fault:
    """A fault as the contract tells it, from what the validation found."""
    told = error.get("ctx", {})
    kind, message = error["type"], error["msg"]
    pointer = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"])
    pointer = pointer.encode(errors="replace").decode()
    if kind == "toprank":
        return Fault(pointer, shown(error["input"]), told["allowed"], message)
    if kind == "missing":
        return Fault(pointer, None, "a value: the field is required", "the field is missing")
    if kind == "extra_forbidden":
        return Fault(pointer, shown(error["input"]), "only the fields of the contract", "unknown field")
    if kind in PLAINLY:
        return Fault(pointer, shown(error["input"]), *PLAINLY[kind])
    return Fault(pointer, shown(error["input"]), allowed_by(kind, message), message)


def allowed_by(kind: str, message: str) -> str:
    """What is allowed, from the message of a standard check: what follows "should be" or "should have"."""
    for opening in ("Input should be ", "String should ", "List should ", "Input should "):
        if message.startswith(opening):
            return message.removeprefix(opening)
    return message


def shown(value: Any) -> Any:
    """A found value, short enough to show and always valid JSON."""
    if isinstance(value, bool | int | type(None)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, str):
        text = value.encode(errors="replace").decode()
        return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
    return (
        f"{'a list' if isinstance(value, list) else 'an object'} of {len(value)}"
        if isinstance(value, list | dict)
        else str(type(value).__name__)
    )


def check_categories(rulebook: Rulebook, asked: Sequence[str]) -> None:
    """Raises ToprankError for a category key that is neither a family nor a version."""
    known = {name for version in rulebook.categories() for name in (version.key, version.family)}
    unknown = [key for key in asked if key not in known]
    if unknown:
        raise ToprankError(f"no such category: {', '.join(unknown)}. Known are {', '.join(sorted(known))}.")


def assess_profiles(
    documents: Sequence[Any],
    ons: Sequence[date],
    categories: Sequence[str] = (),
    rulebook: Rulebook | None = None,
) -> list[Json]:
    """The assessment of each profile document on its day, in order; for a refused one `{"error": {"faults": [...]}}`.

    `categories` are families or versions to answer beside those in force. Raises NotInForce for a day before
    2015-01-01 and ToprankError for an unknown category.
    """
    rulebook = rulebook or load()
    check_categories(rulebook, categories)
    found: list[Json] = [{} for _ in documents]
    alike: dict[date, list[tuple[int, Profile]]] = {}
    for place, (document, on) in enumerate(zip(documents, ons, strict=True)):
        covers(rulebook, on)
        try:
            profile = profile_of(document, on)
        except Refused as refused:
            found[place] = refusal(refused)
        else:
            alike.setdefault(turning_day(rulebook, on), []).append((place, profile))
    for placed in alike.values():
        places, profiles = [place for place, _ in placed], [profile for _, profile in placed]
        answered = assess_together(profiles, [ons[place] for place in places], tuple(categories), rulebook)
        for place, answer in zip(places, answered, strict=True):
            found[place] = answer
    return found


def refusal(refused: Refused) -> Json:
    """The answer for a profile that breaks a rule."""
    return {"error": {"faults": [fault.as_json() for fault in refused.faults]}}


def answers_on(
    profiles: list[Profile], facts: Facts, ons: Sequence[date], asked: tuple[str, ...], rulebook: Rulebook
) -> Answers:
    """The answers for profiles and their facts, each on its own day; the same tables hold on all of them."""
    of_days = tables(rulebook, ons[0], asked)
    calendar = Calendar(np.array([days.number(on) for on in ons], np.int32))
    return Answers(profiles, ons, outcome(facts, calendar, of_days), of_days, rulebook, asked)


def assess_together(
    profiles: list[Profile], ons: Sequence[date], asked: tuple[str, ...], rulebook: Rulebook
) -> list[Json]:
    """The assessments of profiles on days on which the same tables hold, with what will change."""
    facts = facts_of(profiles)
    ahead: list[list[Step]] = [[] for _ in profiles]
    for step in steps(facts, ons, tables(rulebook, ons[0])):
        ahead[step.row].append(step)
    answers = answers_on(profiles, facts, ons, asked, rulebook)
    return [answers.document(row, ahead[row]) for row in range(len(profiles))]
