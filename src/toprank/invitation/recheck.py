"""Whether an invitation would hold on the day of filing: IRPA 11.2, asked of the assessment on both days.

No visa may be issued where, at the invitation or when the application is received, the person did not meet the
criteria, did not have the qualifications by which they were ranked, or was not eligible for the category (11.2(1)). A
birthday after the invitation is excused (11.2(2)(a)); so is a change that leaves the person eligible and ranked no
lower than the round required (11.2(2)(b)). How it is read where it is silent: docs/guide/invitation.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from toprank import days
from toprank.assess.batch import assess_profiles, profile_of
from toprank.assess.changes import expiry_of
from toprank.days import Calendar
from toprank.errors import ToprankError
from toprank.profile import Profile
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]


@dataclass(frozen=True)
class Invitation:
    """What is asked: a profile, when it was invited, the day of the application, and what is known of the round.

    `changed` is the profile as it will be on the filing day, where it differs; `letter` are the points of the letter.
    """

    document: Any
    invited_at: datetime
    filing: date
    changed: Any = None
    cutoff: int | None = None
    category: str | None = None
    letter: dict[str, int] | None = None


@dataclass(frozen=True)
class Check:
    """One check: `passed` is None where too little is known; `unmet` are the requirements behind a no."""

    code: str
    passed: bool | None
    told: Json
    unmet: Sequence[Json] = ()


@dataclass(frozen=True)
class Rechecked:
    """The assessments behind the checks, and the checks.

    `excused` is the filing day with the age of the day of the invitation; it is `filing` itself where no birthday lies
    between them. `declined` is the profile of the invitation on the filing day, or on the last whole day before it ends
    where it ends earlier; None where it had ended by the invitation.
    """

    profile: Profile
    at_invitation: Json
    at_filing: Json
    excused: Json
    declined: Json | None
    birthdays: int
    category: str | None
    checks: list[Check]

    @property
    def holds(self) -> bool | None:
        """No where a check fails, None where one is open, else yes."""
        passed = [check.passed for check in self.checks]
        return False if False in passed else None if None in passed else True


def recheck(asked: Invitation, deadline: datetime, rulebook: Rulebook, language: str) -> Rechecked:
    """The checks of an invitation; raises Refused where a profile has faults."""
    invited_on = asked.invited_at.date()
    if asked.filing < invited_on:
        raise ToprankError(f"--filing {asked.filing}: the filing day is before the invitation of {invited_on}.")
    category = version_of(asked.category, invited_on, rulebook)
    profile = profile_of(asked.document, invited_on, language)
    later = asked.document if asked.changed is None else asked.changed
    if profile_of(later, asked.filing, language).id != profile.id:
        raise ToprankError("--changed: the changed profile has another id; it must be that of the same person.")
    age, birthdays = ages(profile, invited_on, asked.filing)
    documents = [asked.document, later]
    if birthdays:
        documents.append({**later, "birth_date": days.add_years(asked.filing, -age).isoformat()})
    ons = [invited_on, asked.filing, asked.filing][: len(documents)]
    shown = shown_if_declined(profile, asked)
    if shown is not None:
        documents, ons = [*documents, asked.document], [*ons, shown]
    answers = assess_profiles(documents, ons, [category] if category else [], rulebook, language)
    declined = None if shown is None else answers.pop()
    # A birthday that gains points is not taken away; where points stand, the age of the grid may still differ.
    excused = max(reversed(answers[1:]), key=lambda answer: answer["crs"]["total"])
    found = Rechecked(profile, answers[0], answers[1], excused, declined, birthdays, category, [])
    found.checks.extend(checks(asked, found, deadline))
    return found


def shown_if_declined(profile: Profile, asked: Invitation) -> date | None:
    """The day for which a declined profile is told: the filing day, else the last whole day before the profile ends."""
    if profile.submitted_at is None:
        return asked.filing
    until = expiry_of(profile.submitted_at)
    if until <= asked.invited_at:
        return None
    return min(asked.filing, max(until.date() - timedelta(days=1), asked.invited_at.date()))


def ages(profile: Profile, invited_on: date, filing: date) -> tuple[int, int]:
    """The age at the invitation, and the birthdays from then to the filing day."""
    both = Calendar(np.array([days.number(invited_on), days.number(filing)], np.int32))
    at_invitation, at_filing = both.age(np.full(2, days.number(profile.birth_date), np.int32)).tolist()
    return at_invitation, at_filing - at_invitation


def version_of(key: str | None, on: date, rulebook: Rulebook) -> str | None:
    """The version of a category at the invitation: the one asked for, or that of the family on the day."""
    if key is None:
        return None
    versions = rulebook.categories()
    found = [each for each in versions if each.key == key or (each.family == key and each.holds(on))]
    if not found:
        known = sorted({each.family for each in versions if each.holds(on)})
        raise ToprankError(f"--category {key}: no such category in force on {on}. In force are {', '.join(known)}.")
    return found[0].key


def checks(asked: Invitation, found: Rechecked, deadline: datetime) -> Iterator[Check]:
    """Every check, in the order of the law."""
    yield live(asked, found.profile)
    under = found.at_invitation["invited_under"]
    programs = {"programs": [under] if under else []}
    yield Check("criteria_at_invitation", under is not None, programs, [] if under else unmet_of_best(found))
    if under is not None:
        kept = found.excused["programs"][under]
        told = {**programs, "birthdays": found.birthdays}
        yield Check("criteria_at_filing", kept["eligible"], told, unmet(kept))
    yield from ranks(asked, found)
    if found.category is not None:
        for code, answer in (("category_at_invitation", found.at_invitation), ("category_at_filing", found.excused)):
            held = answer["categories"][found.category]
            yield Check(code, held["eligible"], {"category": found.category}, unmet(held))
    last = days.day(days.number(deadline.date()) - 1)
    told = {"filing": asked.filing.isoformat(), "last_day": last.isoformat()}
    yield Check("in_time", asked.filing <= last, told)


def live(asked: Invitation, profile: Profile) -> Check:
    """Whether the profile was in the pool when it was invited."""
    if profile.submitted_at is None:
        return Check("live_at_invitation", None, {})
    until = expiry_of(profile.submitted_at)
    told = {"submitted_at": written(profile.submitted_at), "until": written(until)}
    return Check("live_at_invitation", profile.submitted_at <= asked.invited_at < until, told)


def ranks(asked: Invitation, found: Rechecked) -> Iterator[Check]:
    """Whether the score is not below the rank that the round required; without a cut-off, whether it has not fallen."""
    first, later = found.at_invitation["crs"]["total"], found.excused["crs"]["total"]
    letter = (asked.letter or {}).get("total")
    ranked_with = first if letter is None else letter
    for code, score in (("rank_at_invitation", first), ("rank_at_filing", later)):
        told: Json = {"score": score, "cutoff": asked.cutoff, "ranked_with": ranked_with, "letter": letter}
        if asked.cutoff is not None:
            yield Check(code, score >= asked.cutoff, told)
        elif code == "rank_at_invitation" and letter is None:
            yield Check(code, None, told)
        else:
            yield Check(code, True if score >= ranked_with else None, told)


def unmet(found: Json) -> list[Json]:
    """The requirements that are not met."""
    return [each for each in found["requirements"] if not each["met"]]


def unmet_of_best(found: Rechecked) -> list[Json]:
    """What the program with the fewest unmet requirements lacked at the invitation."""
    programs = [each for name, each in found.at_invitation["programs"].items() if name != "pnp"]
    return min((unmet(each) for each in programs), key=len)


def written(instant: datetime) -> str:
    """An instant as the contract writes it."""
    return days.instant_text(int(instant.timestamp()))
