"""Declared days that contradict each other: legal, accepted as they are, and pointed out (contract 1)."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

from toprank import days
from toprank.assess.changes import over_at
from toprank.profile import Profile

Doubt = tuple[str, str, dict[str, Any]]

YOUNGEST_AT_WORK: Final = 14
"""Completed years under which a job is pointed out; no rule of the law, and nothing is left out for it."""


def doubts(profile: Profile, on: date) -> Iterator[Doubt]:
    """Every pair of declared days of one profile that can hardly both be right, with its pointer."""
    return chain(
        of_birth(profile), of_results_to_come(profile, on), of_assessments(profile), of_submission(profile, on)
    )


def of_birth(profile: Profile) -> Iterator[Doubt]:
    """Jobs, results and credentials from before the candidate's birth, and jobs begun as a child."""
    born = profile.birth_date
    told = {"birth_date": born.isoformat()}
    for place, result in enumerate(profile.languages):
        if result.taken < born:
            yield "result_before_birth", f"/languages/{place}/taken", told
    for place, credential in enumerate(profile.education):
        if credential.completed < born:
            yield "credential_before_birth", f"/education/{place}/completed", told
    for place, job in enumerate(profile.jobs):
        if job.start < born:
            yield "job_before_birth", f"/jobs/{place}/start", told
        elif job.start < days.add_years(born, YOUNGEST_AT_WORK):
            yield "job_of_a_child", f"/jobs/{place}/start", told | {"age": YOUNGEST_AT_WORK}


def of_results_to_come(profile: Profile, on: date) -> Iterator[Doubt]:
    """Language results of after the day assessed, the partner's included: a test booked, or a slip in the year."""
    partner = profile.partner.languages if profile.partner else []
    for pointer, results in (("/languages", profile.languages), ("/partner/languages", partner)):
        for place, result in enumerate(results):
            if result.taken > on:
                told = {"on": on.isoformat(), "taken": result.taken.isoformat()}
                yield "result_later", f"{pointer}/{place}/taken", told


def of_assessments(profile: Profile) -> Iterator[Doubt]:
    """Foreign credentials that were assessed before they were completed, the partner's included."""
    held = (
        ("/education", profile.education),
        ("/partner/education", profile.partner.education if profile.partner else []),
    )
    for pointer, credentials in held:
        for place, each in enumerate(credentials):
            if each.eca_issued is not None and each.eca_issued < each.completed and each.country != "CA":
                told = {"completed": each.completed.isoformat(), "issued": each.eca_issued.isoformat()}
                yield "assessed_before_completed", f"{pointer}/{place}/eca_issued", told


def of_submission(profile: Profile, on: date) -> Iterator[Doubt]:
    """A profile submitted after the day assessed, or whose year in the pool is over on it."""
    submitted = profile.submitted_at
    if submitted is None:
        return
    if submitted.date() > on:
        yield "submitted_later", "/submitted_at", {"on": on.isoformat()}
    elif at := over_at(profile, on):
        yield "profile_over", "/submitted_at", {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ")}
