"""How a language of Canada writes a number, an amount, a day: one function a form, for every page and every command.

French parts thousands, units and signs with a no-break space, writes a comma in decimals and « 1er » for the first of a
month; English as it is written in Canada. Nothing here knows a sentence.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from toprank.days import CREDIT_PER_HOUR

LANGUAGES: Final = ("en", "fr")
SPACE: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
MONTHS: Final = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}
JOINING: Final = {"en": {"and": "and", "or": "or"}, "fr": {"and": "et", "or": "ou"}}


def number(value: float, language: str) -> str:
    """A number with its thousands apart: 1,560 and 37.5; 1 560 and 37,5."""
    written = f"{value:,}"
    return written.replace(",", SPACE).replace(".", ",") if language == "fr" else written


def short(value: float, language: str) -> str:
    """A number without the decimals that say nothing: 9, 0.5; 9, 0,5."""
    return number(int(value) if value == int(value) else value, language)


def signed(value: int, language: str) -> str:
    """A change with its sign, a real minus: +50, −6, 0."""
    written = number(abs(value), language)
    return f"+{written}" if value > 0 else f"{MINUS}{written}" if value < 0 else written


def dollars(value: float, language: str) -> str:
    """An amount where only Canadian dollars can be meant: $15,263; 15 263 $."""
    return f"{number(value, 'fr')}{SPACE}$" if language == "fr" else f"${number(value, 'en')}"


def money(value: float, language: str) -> str:
    """An amount with its currency: 15,263 CAD, as the contract writes it; 15 263 $ CA."""
    return f"{dollars(value, 'fr')}{SPACE}CA" if language == "fr" else f"{number(value, 'en')} CAD"


def percent(value: float, language: str) -> str:
    """A share of a hundred: 35%; 35 %."""
    return f"{number(value, 'fr')}{SPACE}%" if language == "fr" else f"{number(value, 'en')}%"


def chance(value: float, language: str) -> str:
    """A chance in whole hundredths, which is never told as none or as certain: 35%, <1%, >99%; 35 %, < 1 %, > 99 %."""
    whole = round(100 * value)
    gap = SPACE if language == "fr" else ""
    if whole < 1:
        return f"<{gap}{percent(1, language)}"
    return f">{gap}{percent(99, language)}" if whole > 99 else percent(whole, language)


def credited_hours(credit: int) -> float:
    """Hours of credit with one decimal, cut and never rounded up; whole hours without one."""
    tenths = credit * 10 // CREDIT_PER_HOUR
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def hours(credit: int, language: str) -> str:
    """Credited hours without a unit: 1,560; 1 560."""
    return number(credited_hours(credit), language)


def h(credit: int, language: str) -> str:
    """Credited hours with their unit, which never changes: 1,560 h; 1 560 h."""
    return f"{hours(credit, language)}{SPACE if language == 'fr' else ' '}h"


def age(value: int, language: str) -> str:
    """An age in whole years: 32; 32 ans."""
    return f"{value}{SPACE}{'an' if is_one(value, 'fr') else 'ans'}" if language == "fr" else str(value)


def as_day(value: date | str) -> date:
    """A day from itself or from how ISO 8601 writes it."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def day(value: date | str, language: str) -> str:
    """A day in words: March 10, 2026; 10 mars 2026, 1er mars 2026."""
    found = as_day(value)
    month = MONTHS[language][found.month - 1]
    if language == "fr":
        return f"{'1er' if found.day == 1 else found.day}{SPACE}{month} {found.year}"
    return f"{month} {found.day}, {found.year}"


def clock(value: datetime, language: str) -> str:
    """The time of an instant, seconds only where there are any: 14:03, 14:03:22; 14 h 03, 14 h 03 min 22 s, 9 h."""
    if language == "en":
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    hour = f"{value.hour}{SPACE}h"
    if value.second:
        return f"{hour}{SPACE}{value:%M}{SPACE}min{SPACE}{value:%S}{SPACE}s"
    return f"{hour}{SPACE}{value:%M}" if value.minute else hour


def instant(value: datetime | str, language: str) -> str:
    """An instant in UTC: January 21, 2026 at 12:37 UTC; 21 janvier 2026 à 12 h 37 (UTC)."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    if language == "fr":
        return f"{day(found, 'fr')} à {clock(found, 'fr')}{SPACE}(UTC)"
    return f"{day(found, 'en')} at {clock(found, 'en')} UTC"


def span(ends: Sequence[float], language: str) -> str:
    """A range of numbers: 462 to 478; de 462 à 478."""
    low, high = (number(end, language) for end in ends)
    return f"de {low} à {high}" if language == "fr" else f"{low} to {high}"


def joined(values: Sequence[Any], word: str, language: str) -> str:
    """Things one after the other, the last after "and" or "or": a, b and c; a, b et c."""
    *most, last = map(str, values)
    return f"{', '.join(most)} {JOINING[language][word]} {last}" if most else last


def is_one(amount: float, language: str) -> bool:
    """Whether a language counts an amount in the singular: 1 in English; 0, 1 and 1,5 in French."""
    return abs(amount) < 2 if language == "fr" else amount == 1
