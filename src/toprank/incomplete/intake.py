"""The intake: a profile document with a list of fields that are not known.

`"unknown": ["/languages", "/jobs/0/hours_per_week"]` stands beside the fields of the profile, as JSON Pointers. What
the profile says in the place of an unknown field is not read, and may be missing. The profile stays as strict as ever.
"""

import copy
import re
from dataclasses import dataclass
from typing import Any, Final

from toprank.errors import Fault, Refused
from toprank.words import say

Json = dict[str, Any]
FEW: Final = 12
"""How many fields may be unknown at once."""
FIELDS: Final = (
    "birth_date",
    "intends_to_live_in_quebec",
    "family_size",
    "settlement_funds",
    "first_language",
    "languages",
    "languages/*/listening",
    "languages/*/reading",
    "languages/*/writing",
    "languages/*/speaking",
    "languages/*/taken",
    "education",
    "education/*/level",
    "education/*/country",
    "education/*/eca_issued",
    "jobs/*/noc",
    "jobs/*/start",
    "jobs/*/end",
    "jobs/*/hours_per_week",
    "jobs/*/country",
    "jobs/*/paid",
    "jobs/*/authorized",
    "jobs/*/temporary_resident_status",
    "jobs/*/self_employed",
    "jobs/*/student",
    "jobs/*/publicly_funded_physician",
    "partner",
    "partner/accompanying",
    "partner/citizen_or_permanent_resident",
    "partner/languages",
    "partner/education",
    "partner/education/*/level",
    "partner/education/*/country",
    "partner/education/*/eca_issued",
    "partner/jobs",
    "partner/jobs/*/noc",
    "partner/jobs/*/start",
    "partner/jobs/*/end",
    "partner/jobs/*/hours_per_week",
    "partner/jobs/*/country",
    "partner/jobs/*/paid",
    "partner/jobs/*/authorized",
    "partner/jobs/*/temporary_resident_status",
    "partner/jobs/*/self_employed",
    "partner/jobs/*/student",
    "partner/jobs/*/publicly_funded_physician",
    "offer",
    "offer/noc",
    "offer/duration_months",
    "offer/full_time",
    "offer/lmia",
    "offer/qualifies_for_crs",
    "offer/fsw_paragraph",
    "offer/fst_paragraph",
    "nomination",
    "nomination/express_entry",
    "sibling_in_canada",
    "adaptability/relative_in_canada",
    "adaptability/studied_in_canada",
    "adaptability/partner_studied_in_canada",
)
"""Every field that may be unknown; a star stands for a place in a list."""


@dataclass(frozen=True)
class Unknown:
    """A field that is not known: where it stands, and which of FIELDS it is."""

    pointer: str
    field: str

    @property
    def parts(self) -> list[str]:
        """The steps to the field."""
        return self.pointer[1:].split("/")


@dataclass(frozen=True)
class Intake:
    """A profile document without its list of unknown fields, and the list."""

    document: Json
    unknown: list[Unknown]


def intake_of(document: Any, language: str = "en") -> Intake:
    """The intake in a document; raises Refused where the list of unknown fields cannot be read."""
    if not isinstance(document, dict):
        return Intake(document, [])
    rest = {key: value for key, value in document.items() if key != "unknown"}
    listed = document.get("unknown", [])
    if listed == []:
        return Intake(rest, [])
    rest = copy.deepcopy(rest)
    if not isinstance(listed, list) or len(listed) > FEW:
        found = f"a list of {len(listed)}" if isinstance(listed, list) else type(listed).__name__
        raise Refused([fault("/unknown", found, "unknown_list", language)])
    faults: list[Fault] = []
    unknown: list[Unknown] = []
    for place, pointer in enumerate(listed):
        at = f"/unknown/{place}"
        field = field_of(pointer)
        if field is None:
            faults.append(fault(at, str(pointer)[:120], "unknown_field", language))
        elif any(clash(pointer, other.pointer) for other in unknown):
            faults.append(fault(at, pointer, "unknown_twice", language))
        elif not reaches(rest, pointer[1:].split("/")[:-1]):
            faults.append(fault(at, pointer, "unknown_nowhere", language))
        else:
            unknown.append(Unknown(pointer, field))
    if faults:
        raise Refused(faults)
    return Intake(rest, unknown)


def fault(pointer: str, found: Any, code: str, language: str) -> Fault:
    """A fault of the list of unknown fields."""
    told = {"fields": [f"/{field}" for field in FIELDS], "few": FEW}
    return Fault(pointer, found, say("allowed", code, told, language), say("fault", code, told, language))


def field_of(pointer: Any) -> str | None:
    """Which of FIELDS a pointer names, None where it names none."""
    if not isinstance(pointer, str) or not pointer.startswith("/"):
        return None
    field = re.sub(r"/(?:0|[1-9][0-9]{0,3})(?=/)", "/*", pointer)[1:]
    return field if field in FIELDS else None


def clash(one: str, other: str) -> bool:
    """Whether two pointers name the same field, or one a part of the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def reaches(document: Any, parts: list[str]) -> bool:
    """Whether a document has the place in which a field stands; `adaptability` need not be there."""
    for part in parts:
        if isinstance(document, dict) and part == "adaptability":
            document = document.setdefault(part, {})
        elif isinstance(document, dict) and isinstance(document.get(part), dict | list):
            document = document[part]
        elif isinstance(document, list) and int(part) < len(document):
            document = document[int(part)]
        else:
            return False
    return isinstance(document, dict)


def filled(document: Json, values: list[tuple[list[str], Any]]) -> Json:
    """The document with values in the places of the unknown fields; only what lies on the way is copied.

    With a partner put in who comes along the family is of two at least: its size was told, or left out, without one.
    """
    found = dict(document)
    for parts, value in values:
        inner: Any = found
        for part in parts[:-1]:
            key: Any = int(part) if isinstance(inner, list) else part
            inner[key] = list(inner[key]) if isinstance(inner[key], list) else dict(inner[key])
            inner = inner[key]
        inner[parts[-1]] = value
    size = found.get("family_size", 1)
    if size == 1 and any(parts == ["partner"] and value is not None for parts, value in values):
        found["family_size"] = 2
    return found
