"""What of an answer rests on facts that are not known: those stand as assumed, never as the person's own."""

from typing import Any, Final

from toprank.web.result.answer import Answer

Json = dict[str, Any]

PARTNER: Final = ("partner", "partner/accompanying", "partner/citizen_or_permanent_resident")
"""A partner as a whole, and what decides whether the partner counts."""
OF_PARTNER: Final = ("partner/languages", "partner/first_language", "partner/education", "partner/jobs")
LANGUAGES: Final = ("languages", "first_language")
GRID: Final = (
    "birth_date",
    *LANGUAGES,
    "education",
    "jobs",
    "offer",
    *PARTNER,
    *OF_PARTNER,
    "adaptability",
    "sibling_in_canada",
)
REQUIREMENTS: Final = {
    "outside_quebec": ("intends_to_live_in_quebec",),
    "continuous_work": ("jobs",),
    "canadian_work": ("jobs",),
    "trade_work": ("jobs",),
    "listed_work": ("jobs",),
    "language": LANGUAGES,
    "french": LANGUAGES,
    "education": ("education",),
    "pass_mark": GRID,
    "settlement_funds": ("settlement_funds", "family_size", *PARTNER, "offer"),
    "offer_or_certificate": ("offer",),
    "nomination": ("nomination",),
}
"""The fields that a requirement rests on."""
FACTORS: Final = {
    "age": ("birth_date",),
    "education": ("education",),
    "first_language": LANGUAGES,
    "second_language": LANGUAGES,
    "canadian_work": ("jobs",),
    "spouse_education": (*PARTNER, "partner/education"),
    "spouse_language": (*PARTNER, "partner/languages", "partner/first_language"),
    "spouse_canadian_work": (*PARTNER, "partner/jobs"),
    "education_language": ("education", *LANGUAGES),
    "education_canadian_work": ("education", "jobs"),
    "foreign_work_language": ("jobs", *LANGUAGES),
    "foreign_work_canadian_work": ("jobs",),
    "certificate_language": LANGUAGES,
    "nomination": ("nomination",),
    "arranged_employment": ("offer",),
    "canadian_study": ("education",),
    "french": LANGUAGES,
    "sibling": ("sibling_in_canada",),
}
"""The fields that a line of the score rests on."""
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
FEDERAL: Final = ("fsw", "cec", "fst")


def unknown_fields(answer: Answer) -> frozenset[str]:
    """The fields that are not known, by the first step of their pointers, those of a partner by two; none where all is
    known."""
    found = answer.range["unknown"] if answer.range else ()
    steps = (each["pointer"].split("/")[1:] for each in found)
    return frozenset("/".join(step[:2]) if step[0] == "partner" else step[0] for step in steps)


def unknown_of(pointer: str, answer: Answer) -> frozenset[str]:
    """The fields of one job that are not known, by their names."""
    found = answer.range["unknown"] if answer.range else ()
    parts = (each["pointer"].rpartition("/") for each in found)
    return frozenset(name for place, _, name in parts if place == pointer)


def assumes(told: Json, answer: Answer, unknown: frozenset[str]) -> bool:
    """Whether a requirement rests on a field that is not known."""
    code = told["code"]
    if code == "federal_program":
        return bool(unknown) and any(state_of(program, answer) == "some" for program in FEDERAL)
    return not unknown.isdisjoint(REQUIREMENTS.get(code, ()))


def counted_only(factor: str, unknown: frozenset[str]) -> bool:
    """Whether a line of the score rests on a field that is not known."""
    return not unknown.isdisjoint(FACTORS.get(factor, ()))


def state_of(key: str, answer: Answer) -> str:
    """Whether a program, or a version of a category, is open in "all", "some" or "none" of the cases of a range."""
    found = answer.range or {"programs": {}, "categories": {}}
    states: dict[str, str] = found["programs"] | found["categories"]
    return states.get(key, "none")


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
