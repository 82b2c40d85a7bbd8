"""A second engine for the tests: slow, plain, one profile at a time, written from the rules and not from toprank."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.plain import figures
from tests.plain.crs import counts_as_canadian, first_language, score
from tests.plain.facts import best_levels, complete
from tests.plain.hours import SIX_MONTHS, YEAR, credited, credited_without_break, years_before
from tests.plain.lists import VERSIONS
from tests.plain.programs import programs


def assess(profile: dict[str, Any], on: date, categories: Sequence[str] = ()) -> dict[str, Any]:
    """The answers of contract sections 3 and 5 for a legal profile, without reasons or warnings."""
    person = complete(profile)
    first = first_language(person, on)
    found = programs(person, on, first)
    under = None
    for program in ("pnp", "cec", "fsw", "fst"):
        if under is None and found[program]["eligible"]:
            under = program
    return {
        "first_language": first,
        "crs": score(person, on, first),
        "programs": found,
        "invited_under": under,
        "categories": category_answers(person, on, categories, eligible=under is not None),
    }


def category_answers(
    person: dict[str, Any], on: date, asked: Sequence[str], *, eligible: bool
) -> dict[str, dict[str, Any]]:
    answers: dict[str, dict[str, Any]] = {}
    for key, version in VERSIONS.items():
        if key in asked:
            answers[key] = {"version": key, "eligible": eligible and meets(person, on, version)}
        if date.fromisoformat(version["from"]) <= on <= date.fromisoformat(version["until"]):
            answers[version["family"]] = {"version": key, "eligible": eligible and meets(person, on, version)}
    for key in asked:
        if key not in answers:
            if key not in {version["family"] for version in VERSIONS.values()}:
                raise ValueError(f"unknown category {key}")
            answers[key] = {"version": None, "eligible": False}
    return answers


def meets(person: dict[str, Any], on: date, version: dict[str, Any]) -> bool:
    condition = version["condition"]
    if condition["type"] == "french":
        levels = best_levels(person, "french", on)
        return levels is not None and min(levels.values()) >= condition["level"]
    if condition["type"] == "military":
        return military(person["military"], condition, version["noc"])
    return any(worked_in(person, on, condition, noc) for noc in version["noc"])


def military(service: dict[str, Any] | None, condition: dict[str, Any], listed: list[str]) -> bool:
    if service is None or not service["serving"] or service["noc"] not in listed:
        return False
    if service["continuous_years"] < condition["service_years"]:
        return False
    if not service["offer_full_time"] or service["offer_years"] < condition["offer_years"]:
        return False
    return bool(service["post_secondary_years"] >= condition["post_secondary_years"])


def worked_in(person: dict[str, Any], on: date, condition: dict[str, Any], noc: str) -> bool:
    """The months asked in one listed unit group within three years; NOC 2021 on every day."""
    jobs = [job for job in person["jobs"] if job["noc"] == noc and job["paid"]]
    if condition["canada_only"]:
        jobs = [job for job in jobs if counts_as_canadian(job, on)]
    if not jobs:
        return False
    first = years_before(on, figures.WINDOW["category"])
    needed = YEAR if condition["months"] == 12 else SIX_MONTHS
    if condition["continuous"]:
        return credited_without_break(jobs, first, on) >= needed
    return credited(jobs, first, on) >= needed
