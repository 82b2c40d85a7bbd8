"""The plan after an invitation as a calendar file (RFC 5545): whole days, the same bytes for the same plan."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from icalendar import Calendar, Event

from toprank.words import say

Json = dict[str, Any]


def as_calendar(found: Json, language: str) -> bytes:
    """The invitation, the filing day, the last day, and every day of a document or a change, one event each."""
    calendar = Calendar()
    calendar.add("prodid", "-//toprank//invitation//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("invitation", "calendar_name", found, language))
    for code, day, summary, told in events(found, language):
        event = Event()
        mark = f"{found['profile']} {found['invited_at']} {code} {day} {summary}"
        event.add("uid", f"{sha256(mark.encode()).hexdigest()[:32]}@toprank")
        event.add("dtstamp", datetime.fromisoformat(found["invited_at"]))
        event.add("dtstart", date.fromisoformat(day))
        event.add("dtend", date.fromisoformat(day) + timedelta(days=1))
        event.add("summary", summary)
        if told:
            event.add("description", told)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def events(found: Json, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Code, day, title and text of each event, by kind and then in the order of the plan."""

    def word(code: str, **told: str) -> str:
        return say("invitation", code, told, language)

    plan = found["plan"]
    facts = {choice: " ".join(each["message"] for each in facts) for choice, facts in found["memo"].items()}
    yield "invited", found["invited_at"][:10], word("calendar_invited"), ""
    yield "filing", found["filing"], word("calendar_filing"), " ".join(each["message"] for each in found["checks"])
    yield "deadline", plan["last_day"], word("calendar_deadline"), "\n".join(facts.values())
    for each in plan["documents"]:
        for kind, key in (("begin", "begin_by"), ("not_before", "not_before"), ("good", "good_until")):
            if each[key] is not None:
                yield each["code"], each[key], word(f"calendar_{kind}", message=each["message"]), each["conflict"] or ""
    for change in plan["changes"]:
        yield change["code"], change["on"], change["message"], ""
