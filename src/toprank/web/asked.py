"""The day that a reader asks about: `?on=2026-03-10`; today where none is given, with what is wrong with it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import HttpRequest

from toprank.days import LAST_DAY
from toprank.web.known import Known
from toprank.words import say


@dataclass(frozen=True)
class AskedDay:
    """The day to show, what stands in the field, and what is wrong with it (empty where nothing is)."""

    on: date
    written: str
    error: str

    @property
    def given(self) -> bool:
        """Whether the address names a day that holds."""
        return bool(self.written) and not self.error


LONGEST_SHOWN: Final = 40
WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def iso_written(written: str) -> str:
    """A day as it is written here, whichever the year; ValueError for any other writing, as ISO 8601 knows more."""
    if not WRITTEN.fullmatch(written):
        raise ValueError(written)
    return written


def asked_day(request: HttpRequest, known: Known, name: str = "on") -> AskedDay:
    """The day of a form or a query, from the first day of the rulebook on; else today."""
    sent = (request.POST.get(name) or request.GET.get(name, ""))[: 2 * LONGEST_SHOWN]
    written = "".join(each for each in sent if each.isprintable()).strip()[:LONGEST_SHOWN]
    language: str = request.language  # type: ignore[attr-defined]
    if not written:
        return AskedDay(known.today, "", "")
    first = known.rulebook.first_day
    try:
        on = date.fromisoformat(iso_written(written))
    except ValueError:
        return AskedDay(known.today, written, say("web_frame", "day_wrong", {"found": written}, language))
    if not first <= on <= LAST_DAY:
        told = {"found": written, "first": first, "last": LAST_DAY}
        return AskedDay(known.today, written, say("web_frame", "day_outside", told, language))
    return AskedDay(on, written, "")
