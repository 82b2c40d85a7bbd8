"""The hours of work: each job with what was counted and cut, each measure with what is missing and when it is there."""

from typing import Any, Final

from toprank.days import CREDIT_PER_HOUR, HUNDREDTHS
from toprank.incomplete.cases import Footing
from toprank.report.hours import Hours, telling
from toprank.web.result import rows
from toprank.web.result.answer import Answer
from toprank.web.result.assumed import measured, unknown_of
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words
from toprank.web.templatetags.words import filled

Json = dict[str, Any]
SHOWN: Final = 40
"""Jobs in the table at most."""


def hours(answer: Answer, words: Words) -> Shown:
    """The rows of both tables."""
    ledger = answer.ledger
    told = Hours(ledger, words.writer)
    found = [
        row
        for name, found in told.shown.items()
        for row in measure(told.name(name), found, ledger, words, measured(name, found, answer))
    ]
    jobs = [job(each, answer, words) for each in lines(ledger, "")]
    partner = [job(each, answer, words) for each in lines(ledger, "/partner")][:SHOWN]
    year = answer.tables.work.year // CREDIT_PER_HOUR
    weekly = answer.tables.work.full_time // HUNDREDTHS
    labels = (words.say("weekly"), words.say("counted"))
    return {
        "measures": rows.all_of(rows.MEASURE, (measure_cells(each, words) for each in found)),
        "jobs": rows.all_of(rows.JOB, ((*each, *labels) for each in jobs[:SHOWN])),
        "partner": rows.all_of(
            rows.JOB, ((words.say("partner_job", job=name), *rest, *labels) for name, *rest in partner)
        ),
        "more": max(len(jobs) - SHOWN, 0),
        "intro": words.say("hours_intro", year=year, weekly=weekly),
    }


def measure_cells(found: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """A measure as its row shows it: a day of loss below, and no label where nothing is missing."""
    name, counted, missing, day, lost = found
    label = filled(' data-label="{0}"', [[words.say("missing")]]) if missing else rows.NOTHING
    under = rows.one(rows.UNDER, lost) if lost else rows.NOTHING
    return name, counted, missing, day, under, words.say("counted"), " label" if missing else "", label


def lines(ledger: Json, whose: str) -> list[Json]:
    """The lines of all jobs of one person, each of the measure that gives points for it, latest first."""
    measures = ledger["measures"]
    if whose:
        found = measures.get("partner_canadian", {"lines": []})["lines"]
    else:
        here = [each for each in measures["crs_canadian"]["lines"] if each["country"] == "CA"]
        found = here + [each for each in measures["crs_foreign"]["lines"] if each["country"] != "CA"]
    return sorted(found, key=lambda each: each["start"], reverse=True)


def job(found: Json, answer: Answer, words: Words) -> tuple[str, str, str, str, str]:
    """One job: title and place, code and days, hours a week, hours counted, what was cut and why.

    What is not known of it is said to be so, and then what it is counted as.
    """
    lacking = unknown_of(found["pointer"], answer)
    told = {"noc": found["noc"], "start": found["start"], "end": found["end"]}
    dates = words.say("job_held" if found["end"] is None else "job_ended", **told)
    of = "unknown_job" if "noc" in lacking else "job_in"
    title = words.say(of, title=words.writer.title(found["noc"]), country=words.country(found["country"]))
    full = answer.ledger["full_time_hours"]
    worked = found["hours_per_week"]
    short = words.forms["short"]
    weekly = words.say("hours_of", counted=short(full), worked=short(worked)) if worked > full else short(worked)
    cut = [words.of("cut", why, amount=each, **answer.ledger) for why, each in found["cut"].items()]
    if lacking & {"noc", "start", "end"}:
        dates = words.say("job_counted_as", value=dates)
    if "hours_per_week" in lacking:
        weekly = words.say("job_counted_as", value=weekly)
    return title, dates, weekly, words.h(found["credited"]), "; ".join(cut)


def measure(name: str, found: Json, ledger: Json, words: Words, known: Footing) -> list[tuple[str, str, str, str, str]]:
    """A measure at its last threshold reached and the next one: name, hours of hours, missing, the day reached, the
    first day on which it is lost. Of one that rests on unknown answers its hours are told as assumed, and nothing of
    what is missing or of a day."""
    if known != "known":
        return [assumed(name, found, words, known)]
    told = []
    for each in next_ones(telling(found["thresholds"])):
        missing = -((found["credit"] - each["credit"]) // CREDIT_PER_HOUR)
        lost = words.say("lost_on", on=each["until"]) if each["until"] else ""
        if each["met"]:
            state = words.say("reached")
        elif each["from"]:
            state = words.day(each["from"])
        else:
            state = words.of("ledger", "never", **ledger)
        title = words.say("measure_years", name=name, years=each["years"]) if each["years"] else name
        counted = words.say("counted_of", counted=words.hours(found["credit"]), needed=words.hours(each["credit"]))
        told.append((title, counted, "" if each["met"] else words.say("hours", hours=missing), state, lost))
    return told


def assumed(name: str, found: Json, words: Words, known: Footing) -> tuple[str, str, str, str, str]:
    """A measure that rests on unknown answers, at the next threshold of the hours that are counted of it."""
    each = next_ones(telling(found["thresholds"]))[-1]
    title = words.say("measure_years", name=name, years=each["years"]) if each["years"] else name
    counted = words.say("counted_of", counted=words.hours(found["credit"]), needed=words.hours(each["credit"]))
    state = {"met": "reached_always", "not_met": "reached_never", "unknown": "reached_unknown"}[known]
    return rows.one(rows.OVER, title, words.say("rests_on_unknown")), counted, "", words.say(state), ""


def next_ones(thresholds: list[Json]) -> list[Json]:
    """Of thresholds those that are reached and the first that is not."""
    held = [each for each in thresholds if each["met"]]
    return held[-2:] + [each for each in thresholds if not each["met"]][:1]
