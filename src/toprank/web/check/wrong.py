"""What is wrong with an answer, in the words of the field: what is wrong, what was written, what is allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from toprank.errors import Fault
from toprank.profile import FIRST_DATE, LAST_DATE, iso_day, steps
from toprank.rulebook.tables import LARGEST_FAMILY
from toprank.web.check.fields import TRUTH, YES, Field, Listed, Step
from toprank.web.check.questions import RESULT
from toprank.web.check.values import decimal, value_of
from toprank.words import say

LONGEST_SHOWN: Final = 60
BETWEEN: Final = {"en": ": ", "fr": "\N{NO-BREAK SPACE}: "}


class Place(NamedTuple):
    """Where an answer stands in the form; `field_id` is the name of its first input."""

    field: Field
    step: Step
    field_id: str
    listed: Listed | None = None
    number: int | None = None


@dataclass(frozen=True)
class FieldError:
    """An answer that needs another look: the id of the input, what the question is called, the sentence.

    `step` is the name of the step, `owner` the name of the field, `gap` says that nothing was answered; `place` names
    the thing of a list ("Job 2"), empty elsewhere.
    """

    field_id: str
    label: str
    message: str
    step: str
    owner: str
    gap: bool = False
    place: str = ""
    between: str = ": "

    @property
    def listed(self) -> str:
        """The sentence as the list of errors shows it: "Job 2: hours a week cannot ..."."""
        if not self.place:
            return self.message
        small = self.message[:1].lower() if self.message[1:2].islower() else self.message[:1]
        return f"{self.place}{self.between}{small}{self.message[1:]}"


def error_of(fault: Fault, place: Place, values: Mapping[str, str], language: str) -> FieldError:
    """The error for a fault of the core."""
    asked = place.field
    written = [values.get(name, "") for name in asked.pieces]
    gap = not any(written)
    if gap:
        message = say("web_wrong", f"{asked.said}_gap", {}, language)
        return at(place, "", message, language, True)
    if written == [YES] and asked.options == TRUTH and fault.found == "":
        return at(place, "", say("web_wrong", "yes_alone", {}, language), language)
    piece, code, told = reason(asked, written, values)
    message = say("web_wrong", code, {"label": say("web_ask", asked.asked_as, {}, language), **told}, language)
    return at(place, piece, message, language)


def at(place: Place, piece: str, message: str, language: str, gap: bool = False) -> FieldError:
    """An error at an input of a field."""
    label = say("web_ask", place.field.asked_as, {}, language)
    within = ""
    if place.listed and place.number is not None:
        within = say("web_ask", f"{place.listed.name}_number", {"number": place.number + 1}, language)
    first = piece or (place.field.pieces[0].removeprefix(place.field.name))
    return FieldError(
        place.field_id + first, label, message, place.step.name, place.field_id, gap, within, BETWEEN[language]
    )


def shown(text: str) -> str:
    """What was written, short."""
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def reason(asked: Field, written: list[str], values: Mapping[str, str]) -> tuple[str, str, dict[str, Any]]:
    """The input that is wrong, the code of the sentence and what it tells."""
    found = {"found": shown(written[0])}
    match asked.kind:
        case "day" | "end" | "instant":
            return day_reason(asked, written, values)
        case "decimal" if asked.code.startswith("result_"):
            return score_reason(asked.key, values, found)
        case "decimal" if asked.said == "job_hours" and over(decimal(written[0]), 168):
            return "", "job_hours_many", found
        case "decimal" if asked.name.startswith("military"):
            return "", "years", found
        case "occupation":
            return "", "occupation_code" if written[0].strip().isdecimal() else "occupation", found
        case "whole" | "term":
            return "", asked.said, {**found, "most": LARGEST_FAMILY}
        case "choice":
            return "", "choice", found
        case _:
            return "", asked.said, found


def over(value: Any, most: int) -> bool:
    """Whether a value is a number and more than so much."""
    return isinstance(value, int | float) and value > most


def score_reason(ability: str, values: Mapping[str, str], found: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
    """What is wrong with a score, by its test and the day that it was taken."""
    test = values.get("test", "")
    by_name = {each.name: each for each in RESULT}
    if test not in by_name["test"].options:
        return "", "score_bare", found
    taken: date | None
    try:
        taken = iso_day(value_of(by_name["taken"], values))
    except ValueError:
        taken = None
    step, most = max(steps(test, taken), key=lambda scale: scale[1][ability])
    return "", "score", {**found, "test": test, "step": step, "highest": most[ability]}


def day_reason(asked: Field, written: list[str], values: Mapping[str, str]) -> tuple[str, str, dict[str, Any]]:
    """What is wrong with a day: a part that is missing, a part that is none, no such day, out of range."""
    day, month, year = written[:3]
    if asked.kind == "end" and written[3]:
        return "_d", "end_both", {}
    covered = {"first": FIRST_DATE.year, "last": LAST_DATE.year}
    if not year:
        return "_y", "day_no_year", {}
    if not month:
        return "_m", "day_no_month", {}
    if not day and not asked.unless_day:
        return "_d", "day_no_day", {}
    if not year.isdecimal() or not covered["first"] <= int(year[:9]) <= covered["last"]:
        return "_y", "day_year", {"found": shown(year), **covered}
    if not month.isdecimal() or not 1 <= int(month[:9]) <= 12:
        return "_m", "day_month", {"found": shown(month)}
    try:
        on = iso_day(f"{int(year):04}-{int(month):02}-{int(day or 1):02}")
    except ValueError:
        return "_d", "day_none", {"found": shown(day)}
    if asked.kind == "end":
        return "_d", "end_before_start", {"found": on}
    return (
        ("_t", "time", {"found": shown(written[3])})
        if asked.kind == "instant"
        else ("_d", "birth_later", {"found": on})
    )
