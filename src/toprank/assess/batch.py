"""Profiles in, assessments out: checked, grouped by the tables of their days, assessed together, answered in order."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

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
from toprank.words import say

LONGEST_SHOWN: Final = 120
WRITTEN_VALUE: Final = re.compile(r"'([^']*)'")
KINDS: Final = frozenset(
    {
        "missing",
        "extra_forbidden",
        "bool_type",
        "dict_type",
        "float_type",
        "int_from_float",
        "int_type",
        "list_type",
        "literal_error",
        "model_type",
        "string_pattern_mismatch",
        "string_too_long",
        "string_type",
        "too_long",
        "greater_than",
        "greater_than_equal",
        "less_than_equal",
    }
)
"""The kinds of fault of standard checks that have words of their own."""


def profile_of(document: Any, on: date | None = None, language: str = "en") -> Profile:
    """The profile in a document; raises Refused with every fault found. `on` is the day assessed, if any."""
    try:
        return Profile.model_validate(document, context={"on": on})
    except ValidationError as error:
        raise Refused([fault_of(each, language) for each in error.errors(include_url=False)]) from None


def faults_of(document: Any, on: date | None = None, language: str = "en") -> list[Fault]:
    """Every fault of the profile in a document; none where it is sound."""
    try:
        profile_of(document, on, language)
    except Refused as refused:
        return refused.faults
    return []


def fault_of(error: ErrorDetails, language: str = "en") -> Fault:
    """A fault as the contract tells it, from what the validation found."""
    known, kind = error.get("ctx", {}), error["type"]
    pointer = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"])
    pointer = pointer.encode(errors="replace").decode()
    found = None if kind == "missing" else shown(error["input"], language)
    if kind == "toprank":
        code, allowed, told = known["code"], known["allowed"], known["told"]
    else:
        code = allowed = kind if kind in KINDS else "other"
        told = known | {"values": WRITTEN_VALUE.findall(known.get("expected", "")), "said": error["msg"]}
    return Fault(pointer, found, say("allowed", allowed, told, language), say("fault", code, told, language))


def shown(value: Any, language: str = "en") -> Any:
    """A found value, short enough to show and always valid JSON."""
    if isinstance(value, bool | int | type(None)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, str):
        text = value.encode(errors="replace").decode()
        return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
    if isinstance(value, list | dict):
        return say("found", "list" if isinstance(value, list) else "object", {"count": len(value)}, language)
    return type(value).__name__


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
    language: str = "en",
) -> list[Json]:
    """The assessment of each profile document on its day, in order; for a refused one `{"error": {"faults": [...]}}`.

    `categories` are families or versions to answer beside those in force; sentences are in `language`, "en" or "fr".
    Raises NotInForce for a day before
    2015-01-01 and ToprankError for an unknown category.
    """
    rulebook = rulebook or load()
    check_categories(rulebook, categories)
    found: list[Json] = [{} for _ in documents]
    alike: dict[date, list[tuple[int, Profile]]] = {}
    for place, (document, on) in enumerate(zip(documents, ons, strict=True)):
        covers(rulebook, on)
        try:
            profile = profile_of(document, on, language)
        except Refused as refused:
            found[place] = refusal(refused)
        else:
            alike.setdefault(turning_day(rulebook, on), []).append((place, profile))
    for placed in alike.values():
        places, profiles = [place for place, _ in placed], [profile for _, profile in placed]
        days_of = [ons[place] for place in places]
        answered = assess_together(profiles, days_of, tuple(categories), rulebook, language)
        for place, answer in zip(places, answered, strict=True):
            found[place] = answer
    return found


def refusal(refused: Refused) -> Json:
    """The answer for a profile that breaks a rule."""
    return {"error": {"faults": [fault.as_json() for fault in refused.faults]}}


def answers_on(
    profiles: list[Profile],
    facts: Facts,
    ons: Sequence[date],
    asked: tuple[str, ...],
    rulebook: Rulebook,
    language: str = "en",
) -> Answers:
    """The answers for profiles and their facts, each on its own day; the same tables hold on all of them."""
    of_days = tables(rulebook, ons[0], asked)
    calendar = Calendar(np.array([days.number(on) for on in ons], np.int32))
    return Answers(profiles, ons, outcome(facts, calendar, of_days), of_days, rulebook, asked, language)


def assess_together(
    profiles: list[Profile], ons: Sequence[date], asked: tuple[str, ...], rulebook: Rulebook, language: str = "en"
) -> list[Json]:
    """The assessments of profiles on days on which the same tables hold, with what will change."""
    facts = facts_of(profiles)
    ahead: list[list[Step]] = [[] for _ in profiles]
    for step in steps(facts, ons, tables(rulebook, ons[0])):
        ahead[step.row].append(step)
    answers = answers_on(profiles, facts, ons, asked, rulebook, language)
    return [answers.document(row, ahead[row]) for row in range(len(profiles))]
