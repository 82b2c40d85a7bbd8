"""From what was typed to what the profile holds, and back.

A text that cannot be read stands in the profile as it was typed: the check of the core then finds it and names it.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from toprank.profile import iso_day
from toprank.web.check.fields import NO, TRUTH, UNKNOWN, YES, Field

Values = Mapping[str, str]
FEW_DIGITS: Final = re.compile(r"[0-9]{1,4}")
WHOLE: Final = re.compile(r"[-−]?[0-9]{1,12}")
GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[ ,.’'][0-9]{3})+")
CENTS: Final = re.compile(r"[.,][0-9]{2}$")
DECIMAL: Final = re.compile(r"[-−]?[0-9]{1,9}(?:[.,][0-9]{0,9})?")
TIME: Final = re.compile(r"([0-9]{1,2}) ?[:hH] ?([0-9]{1,2})?(?: ?[:m](?:in)? ?([0-9]{1,2}) ?s?)?")
LATEST: Final = "23:59:59"
"""The time of a day that counts where none was given: the one that ranks last."""
ABSENT: Final = object()
NAMELESS: Final = {"none": None, "better": None}
"""Options that stand for nothing written."""


def value_of(field: Field, values: Values) -> Any:
    """What the profile holds for a field: a value, UNKNOWN for an answer not known, ABSENT for none."""
    written = [values.get(name, "") for name in field.pieces]
    if not any(written):
        return ABSENT
    match field.kind:
        case "day":
            return day_text(written, field.unless_day)
        case "end":
            if written[3] and any(written[:3]):
                return " ".join(written)  # no day: two answers that cannot both be meant
            return None if written[3] else day_text(written[:3], field.unless_day) if any(written[:3]) else ABSENT
        case "instant":
            return f"{day_text(written[:3], '')}T{time_text(written[3])}Z" if any(written[:3]) else ABSENT
        case "term":
            return None if written[1] else whole(written[0])
        case "whole":
            return whole(CENTS.sub("", written[0].strip("$ ")) if field.name == "settlement_funds" else written[0])
        case "decimal":
            return decimal(written[0])
        case "choice":
            return chosen(field, written[0])
        case "occupation":
            return occupation(written)
        case _:
            return written[0]


def chosen(field: Field, option: str) -> Any:
    """The value of an option."""
    if option == UNKNOWN and field.unknown:
        return UNKNOWN
    if field.options == TRUTH and option in TRUTH:
        return option == YES
    if option in NAMELESS and option in field.options:
        return ABSENT
    return option


def occupation(written: list[str]) -> Any:
    """The code that was chosen for this title, else the title itself if it is nothing but a code."""
    title, code, chosen_for = written
    if code and title == chosen_for:
        return code
    return title if title else ABSENT


def whole(text: str) -> Any:
    """A whole number, thousands apart or not, with or without a dollar sign; any other text as it is."""
    found = text.strip("$ ").removesuffix(".00").removesuffix(",00")
    if GROUPED.fullmatch(found):
        found = re.sub("[^0-9]", "", found)
    return int(found.replace("−", "-")) if WHOLE.fullmatch(found) else text


def decimal(text: str) -> Any:
    """A number with a comma or a point; any other text as it is."""
    if not DECIMAL.fullmatch(text):
        return text
    found = Decimal(text.replace(",", ".").replace("−", "-"))
    return int(found) if found == int(found) else float(found)


def day_text(written: list[str], unless_day: str) -> str:
    """A day as the profile writes it; an empty day of the month is the first or the last one where that may be."""
    day, month, year = written
    if all(FEW_DIGITS.fullmatch(each) for each in (month, year)):
        if not day and unless_day:
            day = edge(int(year), int(month), unless_day)
        if FEW_DIGITS.fullmatch(day):
            return f"{int(year):04}-{int(month):02}-{int(day):02}"
    return "-".join((year, month, day))


def edge(year: int, month: int, which: str) -> str:
    """The first or the last day of a month; nothing where there is no such month."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return ""
    return "1" if which == "first" else str(monthrange(year, month)[1])


def family_size(values: Values) -> int:
    """The people of a family whose number was not told: a person, and the partner where there is one."""
    return 2 if values.get("partner") == YES else 1


def shortest(values: Values, start: Any, end: Any) -> tuple[Any, Any]:
    """The first and the last day of a job, as short as it can have been where one was told without its day.

    A job from May to May 2024 lasted a day at least, one from May to May 9 ended on the day that is known.
    """
    if isinstance(start, str) and isinstance(end, str) and start[:8] == end[:8]:
        if not values.get("end_d"):
            return start, start
        if not values.get("start_d"):
            return end, end
    return start, end


def time_text(text: str) -> str:
    """A time as the profile writes it: 14:03:22 from 14:03:22, 14:03 or 14 h 03."""
    if not text:
        return LATEST
    found = TIME.fullmatch(text)
    return ":".join(f"{int(each or 0):02}" for each in found.groups()) if found else text


def told_of(field: Field, value: Any) -> dict[str, str]:
    """The inputs of a field that say a value of a profile, sound or not; the inverse of `value_of`."""
    names = field.pieces
    match field.kind:
        case "day":
            return dict(zip(names, day_pieces(value), strict=True))
        case "end":
            pieces = ("", "", "", YES) if value is None else (*day_pieces(value), "")
            return dict(zip(names, pieces, strict=True))
        case "term":
            return dict(zip(names, ("", YES) if value is None else (number_text(value), ""), strict=True))
        case "instant":
            on, _, clock = str(value).rstrip("Z").partition("T")
            return dict(zip(names, (*day_pieces(on), clock), strict=True))
        case "occupation":
            return dict(zip(names, (str(value), "", ""), strict=True))
        case "choice" if value is True or value is False:
            return {names[0]: YES if value else NO}
        case _:
            return {names[0]: number_text(value)}


def number_text(value: Any) -> str:
    """A number without the decimals that say nothing, any other value as text."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def day_pieces(value: Any) -> tuple[str, str, str]:
    """Day, month and year as they are typed."""
    try:
        found: date = iso_day(value)
    except ValueError:
        pieces = str(value).split("-")
        year, month, day = pieces if len(pieces) == 3 else ("", "", str(value))
        return day, month, year
    return str(found.day), str(found.month), str(found.year)
