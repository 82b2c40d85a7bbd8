"""The day a threshold is named for is the first on which the assessment says yes; the day before it says no."""

from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.invented.profiles import profiles
from toprank import days
from toprank.assess.batch import profile_of
from toprank.assess.case import Case, last_day
from toprank.assess.document import Answers
from toprank.days import Calendar
from toprank.facts import Facts, facts_of
from toprank.ledger import ledgers
from toprank.ledger.ahead import Ahead, held
from toprank.profile import Profile
from toprank.rulebook.loader import load
from toprank.rulebook.tables import Tables, tables
from toprank.rules.outcome import outcome

REQUIREMENT = {
    "cec": ("cec", "canadian_work"),
    "fsw_continuous": ("fsw", "continuous_work"),
    "fst": ("fst", "trade_work"),
}
FACTOR = {"crs_canadian": "canadian_work", "partner_canadian": "spouse_canadian_work"}
SAMPLES = 3


class Probes:
    """The assessment documents of one person on some days, under the tables of one day."""

    def __init__(self, profile: Profile, facts: Facts, ons: list[date], of_day: Tables):
        calendar = Calendar(np.array([days.number(on) for on in ons], np.int32))
        repeated = facts.take(np.zeros(len(ons), np.intp))
        found = outcome(repeated, calendar, of_day)
        self.answers = Answers([profile] * len(ons), ons, found, of_day, load(), ())
        self.tables, self.ons = of_day, ons
        self.documents: dict[date, dict[str, Any]] = {}
        self.foreign = dict(zip(ons, found.candidates.foreign_years.tolist(), strict=True))
        self.skilled = dict(zip(ons, (found.candidates.skilled_work // of_day.work.year).tolist(), strict=True))
        self.partner = dict(zip(ons, found.candidates.partner_canadian_years.tolist(), strict=True))
        self.canadian = dict(zip(ons, found.candidates.canadian_years.tolist(), strict=True))

    def document(self, on: date) -> dict[str, Any]:
        """The document of a day, written when it is first asked for."""
        if on not in self.documents:
            self.documents[on] = self.answers.document(self.ons.index(on), [])
        return self.documents[on]

    def says(self, measure: str, years: int | None, on: date) -> bool:
        """Whether the assessment of a day says that a threshold is reached."""
        if measure in REQUIREMENT:
            program, code = REQUIREMENT[measure]
            return met(self.document(on)["programs"][program]["requirements"], code)
        if years is None:
            needed = next(each for each in self.document(on)["categories"].values() if each["version"] == measure)
            return met(needed["requirements"], "listed_work")
        counts = {
            "crs_canadian": self.canadian,
            "crs_foreign": self.foreign,
            "fsw_points": self.skilled,
            "partner_canadian": self.partner,
        }
        return counts[measure][on] >= years


def met(requirements: list[dict[str, Any]], code: str) -> bool:
    return bool(next(each["met"] for each in requirements if each["code"] == code))


def probed_days(course: dict[str, Any], on: date, rng: Random) -> list[date]:
    """The days on which a course is looked at: on both sides of each day it names, and some in between."""
    since = date.fromisoformat(course["from"]) if course["from"] else None
    until = date.fromisoformat(course["until"]) if course["until"] else None
    last = days.add_years(on, 10)
    found = [on]
    for low, high in ((on, since), (since or on, until or last)):
        if high is not None and high > low:
            found += [high, days.day(days.number(high) - 1)]
            found += [days.day(rng.randint(days.number(low), days.number(high) - 1)) for _ in range(SAMPLES)]
    return [day for day in found if day <= last]


def expected(course: dict[str, Any], on: date, day: date) -> bool | None:
    """What the course says about a day; None after the end of what it tells."""
    if course["until"] and str(day) >= course["until"]:
        return False if str(day) == course["until"] else None
    if course["from"]:
        return str(day) >= course["from"]
    return bool(course["met"])


@pytest.mark.parametrize("seed", range(4))
def test_named_days_are_the_first_ones(seed: int) -> None:
    rng, named, lost = Random(seed), 0, 0
    for document, on in profiles(100 + seed, 250):
        document = {**document, "birth_date": min(document["birth_date"], str(on))}
        told = ledgers(document, on)
        profile = profile_of(document, on)
        courses = [
            (measure, each["years"], each)
            for measure, found in told["measures"].items()
            for each in found["thresholds"]
        ]
        looked_at = {
            place: probed_days(course, on, rng)
            for place, (_, _, course) in enumerate(courses)
            if course["from"] or course["until"] or rng.random() < 0.05
        }
        ons = sorted({day for each in looked_at.values() for day in each})
        if not ons:
            continue
        probes = Probes(profile, facts_of([profile]), ons, tables(load(), on))
        for place, some in looked_at.items():
            measure, years, course = courses[place]
            for day in some:
                says = expected(course, on, day)
                if says is not None:
                    assert probes.says(measure, years, day) == says, (measure, years, course, day, document)
            named += course["from"] is not None
            lost += course["until"] is not None
    assert named > 50
    assert lost > 250


def test_programs_open_on_the_day_named() -> None:
    opened = 0
    for document, on in profiles(77, 300):
        document = {**document, "birth_date": min(document["birth_date"], str(on))}
        profile = profile_of(document, on)
        facts, of_day = facts_of([profile]), tables(load(), on)
        for name, course in Ahead(Case(profile, on, load())).opening.items():
            if course.since is None or name not in ("fsw", "cec", "fst", "pnp"):
                continue
            before = days.day(days.number(course.since) - 1)
            probes = Probes(profile, facts, [before, course.since], of_day)
            eligible = [probes.document(day)["programs"][name]["eligible"] for day in (before, course.since)]
            assert eligible == [False, True], (name, course, document)
            opened += 1
    assert opened > 10


NURSE: dict[str, Any] = {
    "id": "ngozi",
    "birth_date": "1994-03-09",
    "languages": [{"test": "clb", "taken": "2025-09-01", "listening": 9, "reading": 9, "writing": 8, "speaking": 9}],
    "jobs": [{"noc": "31301", "start": "2025-08-15", "hours_per_week": 37.5, "country": "CA"}],
}


def test_a_year_is_complete_after_364_days() -> None:
    """Worked by hand: 52 weeks from 2025-08-15 end on 2026-08-13; on the 14th the year is there."""
    found = ledgers(NURSE, date(2026, 3, 10))
    assert found["measures"]["cec"]["thresholds"][0]["from"] == "2026-08-14"
    assert found["measures"]["healthcare-v3"]["thresholds"][0]["from"] == "2026-08-14"
    assert found["opens"]["cec"] == {"met": False, "from": "2026-08-14", "until": "2027-09-01"}
    assert found["measures"]["cec"]["window"] == {"years": 3, "from": "2023-03-10", "leaves_from": "2028-08-16"}
    assert found["measures"]["cec"]["credit"] == 207 * 30 * 100


def test_ten_hours_a_week_never_make_a_canadian_year() -> None:
    """In three years ten hours a week make 1,565.7 hours, a year; nine and a half make 1,487.4."""
    slow = {**NURSE, "jobs": [{**NURSE["jobs"][0], "hours_per_week": 9.5}]}
    assert ledgers(slow, date(2026, 3, 10))["measures"]["cec"]["thresholds"][0]["from"] is None
    enough = {**NURSE, "jobs": [{**NURSE["jobs"][0], "hours_per_week": 10}]}
    assert ledgers(enough, date(2026, 3, 10))["measures"]["cec"]["thresholds"][0]["from"] == "2028-08-11"


def test_at_the_last_days_of_the_calendar() -> None:
    assert ledgers(NURSE, date(2096, 6, 1))["measures"]["cec"]["credit"] > 0
    last = ledgers(NURSE, days.LAST_DAY)
    assert last["measures"]["cec"]["window"]["leaves_from"] is None
    assert ledgers(NURSE, date(2024, 2, 29))["measures"]["cec"]["credit"] == 0


def daily(holds: np.ndarray, first: int) -> tuple[bool, int | None, int | None]:
    """Whether something holds on the first day, the day since when it does, and the one on which it ends."""
    places = np.flatnonzero(holds)
    if not len(places):
        return False, None, None
    over = np.flatnonzero(~holds[places[0] :])
    since = None if holds[0] else first + int(places[0])
    return bool(holds[0]), since, first + int(places[0] + over[0]) if len(over) else None


def test_no_day_is_missed_that_is_not_looked_at() -> None:
    """Every course equals the one found by looking at every day of the ten years."""
    compared = 0
    for document, on in profiles(88, 60):
        document = {**document, "birth_date": min(document["birth_date"], str(on))}
        case = Case.of(document, on)
        ahead = Ahead(case)
        every = np.arange(days.number(on), days.number(last_day(on)) + 1, dtype=np.int32)
        found = outcome(case.facts.take(np.zeros(len(every), np.intp)), Calendar(every), case.tables)
        told = [course for _, course in ahead.thresholds] + list(ahead.opening.values())
        for course, holds in zip(told, held(found, case.tables), strict=True):
            numbers = [None if day is None else days.number(day) for day in (course.since, course.until)]
            assert (course.now, *numbers) == daily(holds, int(every[0])), (document, on)
            compared += course.since is not None or course.until is not None
    assert compared > 100
