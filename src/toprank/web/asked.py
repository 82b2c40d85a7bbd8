"""The day that a reader asks about: `?on=2026-03-10`; today where none is given, with what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from toprank.days import LAST_DAY
from toprank.profile import iso_day
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


LONGEST_SHOWN = 40


def asked_day(request: HttpRequest, known: Known, name: str = "on") -> AskedDay:
    """The day of a form or a query, from the first day of the rulebook on; else today."""
    sent = (request.POST.get(name) or request.GET.get(name, ""))[: 2 * LONGEST_SHOWN]
    written = "".join(each for each in sent if each.isprintable()).strip()[:LONGEST_SHOWN]
    language: str = request.language  # type: ignore[attr-defined]
    if not written:
        return AskedDay(known.today, "", "")
    first = known.rulebook.first_day
    try:
        on = iso_day(written)
    except ValueError:
        return AskedDay(known.today, written, say("web_frame", "day_wrong", {"found": written}, language))
    if not first <= on <= LAST_DAY:
        told = {"found": written, "first": first, "last": LAST_DAY}
        return AskedDay(known.today, written, say("web_frame", "day_outside", told, language))
    return AskedDay(on, written, "")
