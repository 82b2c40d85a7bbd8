"""The ledger as one document: `toprank.ledger/1`, which the table, the CSV and other programs read."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from toprank import days
from toprank.assess.case import YEARS_AHEAD, Case
from toprank.assess.provisional import provisional_reasons
from toprank.assess.reasons import occupation_code
from toprank.days import CREDIT_PER_HOUR, HUNDREDTHS, Calendar
from toprank.facts import hundredths
from toprank.features.measures import Measure, measures
from toprank.ledger.ahead import Ahead, Course, Threshold
from toprank.ledger.lines import Ledger, Line, ledger_of, totals
from toprank.profile import Job, Profile
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]

WEEK: Final = 7
PARTNER: Final = "partner_canadian"


def ledgers(document: Any, on: date, rulebook: Rulebook | None = None, language: str = "en") -> Json:
    """The ledger of a profile document on a day; raises Refused with every fault of the profile."""
    return ledger(Case.of(document, on, rulebook, language))


def ledger(case: Case) -> Json:
    """The ledger of a case."""
    profile, on, of_day, rulebook = case.profile, case.on, case.tables, case.rulebook
    ahead = Ahead(case)
    reached: dict[str, list[tuple[Threshold, Course]]] = {}
    for threshold, course in ahead.thresholds:
        reached.setdefault(threshold.measure, []).append((threshold, course))
    found = dict(measures(case.facts, Calendar.of_day(on), of_day))
    if profile.partner is None:
        del found[PARTNER]
    own = told_jobs(profile.jobs, "/jobs")
    partner = told_jobs(profile.partner.jobs, "/partner/jobs") if profile.partner else []
    known, told = totals(case.now.candidates, of_day), {}
    for name, measure in found.items():
        lines = ledger_of(name, measure, of_day, known)
        told[name] = told_measure(measure, lines, reached[name], ahead, partner if name == PARTNER else own)
    return {
        "schema": "toprank.ledger/1",
        "profile": profile.id,
        "on": on.isoformat(),
        "rulebook": {"version": rulebook.version, "verified_to": rulebook.verified_to.isoformat()},
        "provisional": provisional_reasons(rulebook, on, case.language),
        "credit_per_hour": CREDIT_PER_HOUR,
        "full_time_hours": of_day.work.full_time // HUNDREDTHS,
        "years_ahead": YEARS_AHEAD,
        "work": work(profile, on),
        "measures": told,
        "opens": {name: told_course(course) for name, course in ahead.opening.items()},
    }


def told_jobs(jobs: Sequence[Job], within: str) -> list[Json]:
    """The jobs of one person in the order of their lines, by start, with their pointers."""
    return [
        {
            "pointer": f"{within}/{place}",
            "noc": job.noc,
            "country": job.country,
            "start": job.start.isoformat(),
            "end": job.end.isoformat() if job.end else None,
            "hours_per_week": job.hours_per_week,
        }
        for place, job in sorted(enumerate(jobs), key=lambda each: each[1].start)
    ]


def told_measure(
    measure: Measure,
    ledger: Ledger,
    thresholds: Sequence[tuple[Threshold, Course]],
    ahead: Ahead,
    jobs: Sequence[Json],
) -> Json:
    """One measure: its lines by job, its total, its thresholds and its window."""
    leaves = ahead.leaves(measure.years, ledger.earliest)
    return {
        "credit": ledger.total,
        "occupation": occupation_code(ledger.occupation) if ledger.occupation >= 0 else None,
        "window": {
            "years": measure.years,
            "from": days.day(ledger.first_day).isoformat(),
            "leaves_from": leaves.isoformat() if leaves else None,
        },
        "lines": [told_line(line, jobs[line.place]) for line in ledger.lines],
        "thresholds": [
            {"years": each.years, "credit": each.need, **told_course(course)} for each, course in thresholds
        ],
    }


def told_line(line: Line, job: Json) -> Json:
    """One job in one measure."""
    return {
        **job,
        "worked": line.worked,
        "credited": line.credited,
        "running": line.running,
        "cut": line.cut,
    }


def told_course(course: Course) -> Json:
    """Whether something holds, and the days on which that changes first."""
    return {
        "met": course.now,
        "from": course.since.isoformat() if course.since else None,
        "until": course.until.isoformat() if course.until else None,
    }


def work(profile: Profile, on: date) -> list[Json]:
    """Weeks by occupation and country, latest first: days of work counted once, and the hours declared for them."""
    alike: dict[tuple[str, str], list[Job]] = {}
    for job in sorted(profile.jobs, key=lambda each: each.start, reverse=True):
        if job.start < on:
            alike.setdefault((job.noc, job.country), []).append(job)
    found = []
    for (noc, country), jobs in alike.items():
        spans = [(days.number(job.start), stop_of(job, on)) for job in jobs]
        count = covered(spans)
        worked = sum(
            hundredths(job.hours_per_week) * (stop - start) for job, (start, stop) in zip(jobs, spans, strict=True)
        )
        held = any(job.end is None or job.end >= on for job in jobs)
        row = {"noc": noc, "country": country, "days": count, "weeks": count // WEEK}
        found.append(row | {"worked": worked, "held": held})
    return found


def stop_of(job: Job, on: date) -> int:
    """The day after the last one worked before the day assessed."""
    return days.number(on) if job.end is None else min(days.number(job.end) + 1, days.number(on))


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """Days in any of the spans, each counted once."""
    count, reached = 0, -(2**31)
    for start, stop in sorted(spans):
        count += max(stop - max(start, reached), 0)
        reached = max(reached, stop)
    return count
