"""Of what changes by itself what concerns a person: while a nomination stands an invitation comes only in the nominee
class (IRPA 10.1(1.1)), so that no category opens or closes anything."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from toprank.assess.causes import MEASURES
from toprank.rules.outcome import PROGRAMS
from toprank.words import say

Json = dict[str, Any]
MOVES: Final = ("opened", "closed")


def nominated(assessment: Json) -> bool:
    """Whether a nomination through Express Entry is in force on the day."""
    needed = assessment["programs"]["pnp"]["requirements"]
    return any(each["met"] for each in needed if each["code"] == "nomination")


def concerning(assessment: Json, language: str, hours: Mapping[str, str] | None = None) -> list[Json]:
    """The changes of an assessment, from the day of a nomination on without categories; what then moves nothing is
    left out. `hours` says what the hours of a category are called, by the key of its version."""
    found = concerned(assessment, language)
    return [called(change, hours, language) for change in found] if hours else list(found)


def called(change: Json, hours: Mapping[str, str], language: str) -> Json:
    """A change whose sentence names the hours of categories by words."""
    facts = change["parameters"]["facts"]
    if not any(key in hours for fact in facts for key in fact.get("measures", ())):
        return change
    named = [{**fact, "measures": [hours.get(key, key) for key in fact.get("measures", ())]} for fact in facts]
    return {**change, "message": message(named, language)}


def message(facts: Iterable[Json], language: str) -> str:
    """The sentences of some facts."""
    return " ".join(say("change", fact["code"], fact, language) for fact in facts)


def concerned(assessment: Json, language: str) -> Iterator[Json]:
    """The changes one by one."""
    nominee = nominated(assessment)
    for change in assessment["changes"]:
        nominee = nominee or change["code"] == "nomination"
        if not nominee:
            yield change
        elif (left := without_categories(change, language)) is not None:
            yield left


def without_categories(change: Json, language: str) -> Json | None:
    """A change as it stands for a nominee; None where only categories were moved by it."""
    told = change["parameters"]
    moves = {turn: [key for key in told[turn] if key in PROGRAMS] for turn in MOVES if turn in told}
    facts = [fact for fact in map(without_category_hours, told["facts"]) if fact is not None]
    moved = any(moves.get(turn) != told.get(turn) for turn in MOVES) or facts != told["facts"]
    if not moved:
        return change
    if not change["points"] and not any(moves.values()) and change["code"] in ("work", "work_lapses"):
        return None
    said = message(facts, language) if facts and facts != told["facts"] else change["message"]
    return {**change, "message": said, "parameters": {**told, **moves, "facts": facts or told["facts"]}}


def without_category_hours(fact: Json) -> Json | None:
    """A fact without the categories whose hours it reaches or loses; None where it tells of nothing else."""
    if "measures" not in fact:
        return fact
    measures = [each for each in fact["measures"] if each in MEASURES]
    return {**fact, "measures": measures} if measures else None
