"""Days that were not told whole: which one stands in their place, and why that one."""

import re
from datetime import date, datetime
from typing import Any, Final

from toprank.profile import iso_day
from toprank.web.result.words import Words

FilledIn = tuple[str, str]
"""The JSON Pointer of a day, and how it was filled in (toprank.web.check.reading.FILLED_IN)."""
NUMBER: Final = re.compile(r"/(0|[1-9][0-9]{0,3})(?=/)")
SECTION: Final = "web_result_filled_in"


def value_at(document: Any, pointer: str) -> date | datetime | None:
    """The day or instant at a place of a document; None where there is none."""
    for part in pointer[1:].split("/"):
        if isinstance(document, list) and part.isdecimal() and int(part) < len(document):
            document = document[int(part)]
        elif isinstance(document, dict):
            document = document.get(part)
        else:
            return None
    try:
        return datetime.fromisoformat(document) if "T" in str(document) else iso_day(document)
    except (ValueError, TypeError):
        return None


def filled_in(document: Any, days: tuple[FilledIn, ...], words: Words) -> list[tuple[str, str, str]]:
    """For each of the days what it is the day of, the day, and why that one."""
    found = []
    for pointer, how in days:
        on = value_at(document, pointer)
        if on is not None:
            written = words.forms["instant"](on) if isinstance(on, datetime) else words.day(on)
            found.append((fact(pointer, words), written, words.of(SECTION, f"by_{how}")))
    return found


def fact(pointer: str, words: Words) -> str:
    """What a day is the day of, with its place in a list, counted from one."""
    numbers = [int(each) + 1 for each in NUMBER.findall(pointer)]
    return words.of(SECTION, NUMBER.sub("/*", pointer)[1:], number=numbers[0] if numbers else 0)
