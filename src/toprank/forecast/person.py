"""One person through the year ahead: the score and the types of rounds that could invite them, day by day.

Everything comes from one assessment (toprank.assess): the total, its dated changes, programs and categories.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank.advise.answers import Answer, answers, read
from toprank.assess import Case, assess_profiles
from toprank.assess.ahead import steps
from toprank.assess.batch import profile_of
from toprank.assess.changes import changes, expiry_of
from toprank.errors import Fault, Refused
from toprank.facts import facts_of
from toprank.profile import Profile
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables

Json = dict[str, Any]
YEAR: Final = 366
PROGRAM_TYPES: Final = ("fsw", "cec", "fst", "pnp")


@dataclass(frozen=True, eq=False)
class Person:
    """A person as assessed on a day. `score[d]` is the total d days later; `open[type][d]` whether such a round could
    invite them then: not before the profile enters the pool, nor from the day it leaves it. Both days are None for a
    profile that was not submitted; its chances hold if it is submitted on the day."""

    id: str
    made_on: date
    total: int
    enters: date | None
    expires: date | None
    score: NDArray[np.int64]
    open: dict[str, NDArray[np.bool_]]
    changes: list[Json]
    provisional: list[Json]
    warnings: list[Json]

    @property
    def in_pool(self) -> bool:
        """Whether the profile is live on the day: submitted by it, less than a year ago."""
        return self.enters is not None and self.expires is not None and self.enters <= self.made_on < self.expires

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The types of rounds that could invite the person on some day of the year."""
        return tuple(name for name, days_ in self.open.items() if days_.any())


def person(document: Any, made_on: date, rulebook: Rulebook) -> Person:
    """A person from their profile document, assessed on a day. Refused, with every fault, where it breaks a rule."""
    answer = assess_profiles([document], [made_on], (), rulebook)[0]
    if "error" in answer:
        raise Refused([Fault(**each) for each in answer["error"]["faults"]])
    return person_in(answer, profile_of(document, made_on), made_on, rulebook)


def person_on(profile: Profile, on: date, tables: Tables, rulebook: Rulebook) -> Person:
    """A person from a profile, assessed on a day with the tables given, which may be those of another day."""
    found, coming = answers([(profile, on)], tables)[0], steps(facts_of([profile]), [on], tables)
    return person_in(told_by(found, changes(profile, on, coming, tables), tables), profile, on, rulebook)


def person_of(case: Case) -> Person:
    """A person from a case."""
    profile, on, tables = case.profile, case.on, case.tables
    found, coming = read(case.now, tables)[0], changes(profile, on, case.steps, tables)
    return person_in(told_by(found, coming, tables), profile, on, case.rulebook)


def told_by(found: Answer, coming: list[Json], tables: Tables) -> Json:
    """The answers of a day and the changes ahead as an assessment tells them, as far as a person needs them."""
    return {
        "crs": {"total": found.total},
        "programs": {name: {"eligible": name in found.programs} for name in PROGRAM_TYPES},
        "categories": {
            each.version.family: {"eligible": each.version.family in found.categories} for each in tables.categories
        },
        "changes": coming,
        "provisional": [],
        "warnings": [],
    }


def person_in(answer: Json, profile: Profile, made_on: date, rulebook: Rulebook) -> Person:
    """A person as an assessment of a day tells them."""
    classes, families = opened_by_day(answer, made_on, rulebook)
    nominated, any_class = classes["pnp"], np.any([classes[name] for name in PROGRAM_TYPES], axis=0)
    found = {"general": any_class, "pnp": nominated}
    found |= {name: classes[name] & ~nominated for name in ("cec", "fsw", "fst")}
    found |= {name: days_ & ~nominated for name, days_ in families.items()}
    submitted = profile.submitted_at
    enters, expires = (None, None) if submitted is None else (submitted.date(), expiry_of(submitted).date())
    whole = Person(profile.id, made_on, answer["crs"]["total"], enters, expires, scores(answer, made_on), found,
                   answer["changes"], answer["provisional"], answer["warnings"])  # fmt: skip
    if enters is None or expires is None:
        return whole
    return closed_from(closed_before(whole, enters), expires)


def closed_before(person: Person, start: date) -> Person:
    """The same person whom no round can invite before a day."""
    since = np.arange(YEAR) >= (start - person.made_on).days
    return replace(person, open={name: days_ & since for name, days_ in person.open.items()})


def closed_from(person: Person, end: date) -> Person:
    """The same person whom no round can invite from a day on."""
    before = np.arange(YEAR) < (end - person.made_on).days
    return replace(person, open={name: days_ & before for name, days_ in person.open.items()}, expires=end)


def changed_later(before: Person, after: Person) -> Person:
    """A person as they are until the day of another, who is the same person changed, and as that one from there on.

    A profile that leaves the pool has left it, changed or not: only a profile submitted anew would go on.
    """
    days_ = min((after.made_on - before.made_on).days, YEAR)
    closed = np.zeros(YEAR, bool)
    names = dict.fromkeys((*before.open, *after.open))
    open_ = {
        name: np.concatenate([before.open.get(name, closed)[:days_], after.open.get(name, closed)[: YEAR - days_]])
        for name in names
    }
    score = np.concatenate([before.score[:days_], after.score[: YEAR - days_]])
    return replace(before, score=score, open=open_)


def scores(answer: Json, made_on: date) -> NDArray[np.int64]:
    """The total on each day of the year ahead."""
    found = np.full(YEAR, answer["crs"]["total"], np.int64)
    for change in answer["changes"]:
        found[(date.fromisoformat(change["on"]) - made_on).days :] += change["points"]
    return found


def opened_by_day(
    answer: Json, made_on: date, rulebook: Rulebook
) -> tuple[dict[str, NDArray[np.bool_]], dict[str, NDArray[np.bool_]]]:
    """Which programs, and which families of categories, are open on each day of the year ahead."""
    family = {each.key: each.family for each in rulebook.categories()}
    classes = {name: np.full(YEAR, found["eligible"]) for name, found in answer["programs"].items()}
    families = {
        family.get(name, name): np.full(YEAR, found["eligible"]) for name, found in answer["categories"].items()
    }
    for change in answer["changes"]:
        offset = (date.fromisoformat(change["on"]) - made_on).days
        for key, value in (("opened", True), ("closed", False)):
            for name in change["parameters"].get(key, ()):
                days_ = classes.get(name, families.get(family.get(name, name)))
                if days_ is not None:
                    days_[offset:] = value
    return classes, families
