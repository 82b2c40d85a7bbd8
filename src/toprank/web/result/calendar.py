"""The days ahead as a calendar file (RFC 5545): whole days, the same bytes for the same answer."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from toprank.web.result.ahead import sentence
from toprank.web.result.answer import Answer
from toprank.web.result.page import provisional_text
from toprank.web.result.words import Words


def as_calendar(answer: Answer, words: Words) -> bytes:
    """One event for each day on which something changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//toprank//check//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.say("calendar_name", on=answer.on))
    doubt = provisional_text(answer, words)
    if doubt:
        doubt = f"{words.say('provisional_title')}. {doubt}"
        calendar.add("x-wr-caldesc", doubt)
    for each in answer.changes:
        on, told = date.fromisoformat(each["on"]), sentence(each, words)
        event = Event()
        mark = f"{answer.on} {on} {told}"
        event.add("uid", f"{sha256(mark.encode()).hexdigest()[:32]}@toprank")
        event.add("dtstamp", datetime.combine(answer.on, time(), UTC))
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        points = words.say("calendar_points", points=each["points"]) if each["points"] else ""
        event.add("summary", " ".join(filter(None, [points, each["message"]])))
        event.add("description", " ".join(filter(None, [told, words.say("calendar_told", on=answer.on), doubt])))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
