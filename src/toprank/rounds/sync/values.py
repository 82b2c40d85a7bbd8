"""One printed text to one value. Strict: what is not plainly a number, a day or an instant is not read."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

WHOLE: Final = re.compile(r"[0-9]{1,7}|[0-9]{1,3}(,[0-9]{3}){1,2}").fullmatch
ROUND_ID: Final = re.compile(r"([1-9][0-9]{0,3}) ?([a-z]?)", re.IGNORECASE).fullmatch
ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
ISO_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z").fullmatch
PRINTED_DAY: Final = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2})(?:, ?| )([0-9]{4})", re.IGNORECASE).fullmatch
PRINTED_INSTANT: Final = re.compile(
    r"(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})((?:, ?| )(?P<year>[0-9]{4}))?,? at "
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?P<zone> ?UTC)?",
    re.IGNORECASE,
).fullmatch
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NOT_GIVEN: Final = frozenset({"", "-", "\N{EN DASH}", "\N{EM DASH}", "n/a", "na", "not applicable", "not available"})
"""What stands, in any case of letters, where a value is not published."""
NO_ZONE: Final = "{what} zone not printed, UTC assumed"
NO_YEAR: Final = "{what} printed without a year"


class Unreadable(ValueError):
    """A text that is not the value it should be; its text says what is allowed."""


def given(text: str) -> bool:
    """Whether a text says anything."""
    return text.lower() not in NOT_GIVEN


def whole(text: str, low: int, high: int) -> int:
    """A whole number as the English feed prints it ("10,342"), within a range."""
    if WHOLE(text) and low <= (found := int(text.replace(",", ""))) <= high:
        return found
    raise Unreadable(f"a whole number from {low:,} to {high:,}, with commas or without")


def round_id(text: str) -> tuple[int, str]:
    """The number of a round and its suffix: 91 and "a" of "91a"."""
    if found := ROUND_ID(text):
        return int(found[1]), found[2].lower()
    raise Unreadable("a number from 1 to 9999, with one letter after it where two rounds share it")


def day(text: str) -> date:
    """A day written 2026-04-29 or April 29, 2026."""
    try:
        if ISO_DAY(text):
            return date.fromisoformat(text)
        if found := PRINTED_DAY(text):
            return date(int(found[3]), month(found[1]), int(found[2]))
    except ValueError:
        pass
    raise Unreadable("a day of the calendar, such as 2026-04-29 or April 29, 2026")


def instant(text: str, what: str, before: datetime) -> tuple[datetime, list[str]]:
    """An instant in UTC, with remarks on what was not printed. Without a year it is the last one not after `before`."""
    try:
        if ISO_INSTANT(text):
            return datetime.fromisoformat(text), []
        if found := PRINTED_INSTANT(text):
            remarks = [] if found["zone"] else [NO_ZONE.format(what=what)]
            clock = (month(found["month"]), int(found["day"]))
            time = (int(found["hour"]), int(found["minute"]), int(found["second"]))
            at = datetime(int(found["year"] or before.year), *clock, *time, tzinfo=UTC)
            if not found["year"]:
                remarks.append(NO_YEAR.format(what=what))
                at = at if at <= before else at.replace(year=before.year - 1)
            return at, remarks
    except ValueError:
        pass
    raise Unreadable("an instant such as March 26, 2024 at 15:59:36 UTC or 2024-03-26T15:59:36Z")


def month(name: str) -> int:
    """The number of a month by its English name, whole or cut short. ValueError when it is none."""
    for number, whole_name in enumerate(MONTHS, 1):
        if whole_name.startswith(name.lower()):
            return number
    raise ValueError(name)


def end_of(on: date) -> datetime:
    """The last second of a day and of the day after: a round near midnight has its instant on the next day in UTC."""
    return datetime(on.year, on.month, on.day, 23, 59, 59, tzinfo=UTC) + timedelta(days=1)
