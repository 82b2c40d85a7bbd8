"""What will change within a year equals a full assessment of each of its days under the same tables."""

from datetime import date, timedelta

import numpy as np
import pytest

from tests.invented.profiles import profiles
from toprank import days
from toprank.assess import ahead, assess_profiles
from toprank.assess.batch import profile_of
from toprank.days import Calendar
from toprank.facts import Facts, facts_of
from toprank.rulebook.loader import load
from toprank.rulebook.tables import Tables, tables
from toprank.rules.outcome import PROGRAMS, outcome

Entry = tuple[date, int, tuple[str, ...], tuple[str, ...]]


def day_by_day(facts: Facts, row: int, on: date, of_day: Tables) -> list[Entry]:
    """Every change of one candidate, from an assessment of each day of the year."""
    year = np.arange(days.number(on), days.number(days.add_years(on, 1)) + 1, dtype=np.int32)
    found = outcome(facts.take(np.full(len(year), row)), Calendar(year), of_day)
    names = (*PROGRAMS, *(category.version.key for category in of_day.categories))
    held = np.column_stack([*(found.eligible[program] for program in PROGRAMS), found.categories]).astype(int)
    entries = []
    for place in range(1, len(year)):
        points = int(found.score.total[place]) - int(found.score.total[place - 1])
        turned = held[place] - held[place - 1]
        if points or turned.any():
            opened = tuple(name for name, turn in zip(names, turned, strict=True) if turn > 0)
            closed = tuple(name for name, turn in zip(names, turned, strict=True) if turn < 0)
            entries.append((days.day(int(year[place])), points, opened, closed))
    return entries


@pytest.mark.parametrize(
    "on", [date(2016, 3, 1), date(2024, 2, 29), date(2025, 3, 1), date(2025, 7, 10), date(2026, 3, 10)], ids=str
)
def test_halving_finds_every_day(on: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "EVERY_DAY_AT_MOST", 0)
    invented = [profile for profile, day in profiles(on.toordinal(), 250) if profile["birth_date"] <= str(on)]
    facts, of_day = facts_of([profile_of(profile, on) for profile in invented]), tables(load(), on)
    found: list[list[Entry]] = [[] for _ in invented]
    for step in ahead.steps(facts, [on] * len(facts), of_day):
        found[step.row].append((step.on, step.points, step.opened, step.closed))
    wrong = [
        (row, invented[row], found[row], expected)
        for row in range(len(invented))
        if found[row] != (expected := day_by_day(facts, row, on, of_day))
    ]
    assert not wrong, f"{len(wrong)} of {len(invented)} differ, the first one: {wrong[0]}"
    assert sum(map(len, found)) > len(invented) / 2


def test_few_and_many_are_answered_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    on = date(2025, 6, 1)
    invented = [profile for profile, _ in profiles(5, 40) if profile["birth_date"] <= str(on)]
    alone = [assess_profiles([profile], [on])[0] for profile in invented]
    assert assess_profiles(invented, [on] * len(invented)) == alone


def test_each_on_its_own_day_is_answered_as_alone() -> None:
    """Days on both sides of turning days of the law, and within one stretch of it, in one batch."""
    invented = [(profile, day) for profile, day in profiles(6, 60) if profile["birth_date"] <= str(day)]
    close = [date(2016, 11, 18), date(2016, 11, 19), date(2022, 11, 15), date(2022, 11, 16), date(2026, 11, 22)]
    life = next(profile for profile, _ in invented if profile["birth_date"] < "2000")
    people = [profile for profile, _ in invented] + [life] * len(close)
    ons = [day for _, day in invented] + close
    together = assess_profiles(people, ons)
    assert len({answer["on"] for answer in together}) > 40
    assert together == [assess_profiles([person], [on])[0] for person, on in zip(people, ons, strict=True)]


NURSE = {
    "id": "ngozi",
    "birth_date": "1994-03-09",
    "submitted_at": "2026-01-12T14:03:22Z",
    "languages": [
        {"test": "clb", "taken": "2024-09-01", "listening": 9, "reading": 9, "writing": 8, "speaking": 9},
    ],
    "education": [{"level": "bachelor", "country": "NG", "completed": "2016-07-01", "eca_issued": "2024-02-01"}],
    "jobs": [{"noc": "31301", "start": "2024-06-17", "end": None, "hours_per_week": 37.5, "country": "CA"}],
}


def test_the_year_of_a_nurse() -> None:
    """Worked by hand: two Canadian years after 728 days, the test two years old, the profile one, a birthday."""
    changes = assess_profiles([NURSE], [date(2026, 3, 10)])[0]["changes"]
    assert [(change["on"], change["code"]) for change in changes] == [
        ("2026-06-15", "canadian_work"),
        ("2026-09-01", "language"),
        ("2027-01-12", "profile_expires"),
        ("2027-03-09", "birthday"),
    ]
    assert date(2024, 6, 17) + timedelta(days=728) == date(2026, 6, 15)
    assert changes[0]["points"] == (53 - 40) + (25 - 13)
    assert changes[2]["points"] == 0
    assert changes[3]["points"] == 88 - 94


def test_a_profile_not_in_a_pool_does_not_expire() -> None:
    changes = assess_profiles([NURSE | {"submitted_at": None}], [date(2026, 3, 10)])[0]["changes"]
    assert "profile_expires" not in {change["code"] for change in changes}
