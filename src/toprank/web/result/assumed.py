"""What of an answer rests on facts that are not known: those stand as assumed, never as the person's own."""

from typing import Any, Final

from toprank.incomplete.cases import Footing
from toprank.web.result.answer import Answer

Json = dict[str, Any]

SLOTS: Final = {
    "languages": ("ability", "retest", "language", "language_again", "first_language"),
    "first_language": ("ability", "retest", "language", "language_again", "first_language"),
    "education": ("eca", "eca_again", "eca_all", "study_canada", "study_abroad"),
    "offer": ("offer",),
    "nomination": ("nomination",),
    "settlement_funds": ("funds",),
    "family_size": ("funds",),
    "jobs": ("work_canada", "work_abroad"),
}
"""The steps of advice that change what a field tells."""


def unknown_fields(answer: Answer) -> frozenset[str]:
    """The fields that are not known, by the first step of their pointers, those of a partner by two; none where all is
    known."""
    return answer.cases.fields if answer.cases else frozenset()


def unknown_of(pointer: str, answer: Answer) -> frozenset[str]:
    """The fields of one job that are not known, by their names."""
    return answer.cases.of_job(pointer) if answer.cases else frozenset()


def footing(key: str, code: str, answer: Answer) -> Footing:
    """What is known of a requirement; everything where no answer is unknown."""
    return answer.cases.requirement(key, code) if answer.cases else "known"


def measured(name: str, found: Json, answer: Answer) -> Footing:
    """What is known of a measure of the ledger."""
    return answer.cases.measure(name, found) if answer.cases else "known"


def state_of(key: str, answer: Answer) -> str:
    """Whether a program, or a version of a category, is open in "all", "some" or "none" of the cases of a range."""
    return answer.cases.open(key) if answer.cases else "none"


def concerns(option: Json, answer: Answer) -> bool:
    """Whether an option of the advice changes something that is not known."""
    pointers = [each["pointer"].split("/")[1:] for each in answer.range["unknown"]] if answer.range else []
    return any(touches(step["code"], pointer) for step in option["steps"] for pointer in pointers)


def touches(code: str, pointer: list[str]) -> bool:
    """Whether a step of the advice changes a field; of one result only raising or repeating it does."""
    field, *inner = pointer
    if field == "partner":
        return code == "principal" or code.startswith("partner_")
    if field == "languages" and inner:
        return code in ("ability", "retest", "first_language")
    return code in SLOTS.get(field, ())
