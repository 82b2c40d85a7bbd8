"""Who may be invited: Federal Skilled Worker, Canadian Experience Class, Federal Skilled Trades, nominees."""

from datetime import date
from typing import Any

from tests.plain import figures
from tests.plain.crs import counts_as_canadian, has_nomination, in_force
from tests.plain.facts import (
    age,
    best_levels,
    counting_partner,
    education_level,
    is_higher,
    is_skilled,
    is_trade_group,
    occupation,
    skilled_job,
    trade_groups,
)
from tests.plain.hours import YEAR, credited, credited_full_time_days, credited_without_break, years_after, years_before


def all_levels(person: dict[str, Any], on: date, level: int) -> bool:
    """All four abilities of one language, English or French, at the level or above."""
    for language in ("english", "french"):
        levels = best_levels(person, language, on)
        if levels is not None and min(levels.values()) >= level:
            return True
    return False


def long_full_time(offer: dict[str, Any]) -> bool:
    months = offer["duration_months"]
    return offer["full_time"] and (months is None or months >= figures.OFFER_MONTHS)


def has_funds(person: dict[str, Any], on: date) -> bool:
    day = on
    submitted = person["submitted_at"]
    change = date.fromisoformat(figures.FUNDS_OF_2025)
    in_pool = submitted is not None and on < years_after(submitted, 1)
    if in_pool and submitted < change <= on <= date.fromisoformat(figures.FUNDS_GRACE_UNTIL):
        day = date(2025, 7, 6)
    table = in_force(figures.FUNDS, day)
    if table is None:
        return True
    _, amounts, more = table
    size = person["family_size"]
    needed = amounts[size - 1] if size <= 7 else amounts[6] + (size - 7) * more
    return bool(person["settlement_funds"] >= needed)


# Federal Skilled Worker


def fsw_work(person: dict[str, Any], on: date) -> bool:
    """A year without break in one skilled occupation: the declared primary one, or any."""
    first = years_before(on, figures.WINDOW["fsw"])
    jobs = [job for job in person["jobs"] if job["paid"] and skilled_job(job, on)]
    primary = person["primary_occupation"]
    groups = {occupation(job["noc"], job["noc2016"], on)[0] for job in jobs}
    if primary is not None:
        groups &= set(trade_groups(person, primary, on))
    for group in groups:
        of_group = [job for job in jobs if occupation(job["noc"], job["noc2016"], on)[0] == group]
        if credited_without_break(of_group, first, on) >= YEAR:
            return True
    return False


def arranged(person: dict[str, Any], on: date) -> bool:
    offer = person["offer"]
    if offer is None or offer["fsw_paragraph"] is None or not long_full_time(offer):
        return False
    return is_skilled(occupation(offer["noc"], None, on)[1])


def fsw_language_points(person: dict[str, Any], on: date, first: str | None) -> int:
    if first is None:
        return 0
    first_levels = best_levels(person, first, on)
    second_levels = best_levels(person, "french" if first == "english" else "english", on)
    points = 0
    if first_levels is not None:
        points += sum(figures.FSW_FIRST_LANGUAGE[level] for level in first_levels.values())
    if second_levels is not None and min(second_levels.values()) >= 5:
        points += figures.FSW_SECOND_LANGUAGE
    return points


def fsw_age_points(years: int) -> int:
    return figures.FSW_AGE_18_TO_35 if 18 <= years <= 35 else figures.FSW_AGE.get(years, 0)


def fsw_experience_points(person: dict[str, Any], on: date) -> int:
    jobs = [job for job in person["jobs"] if job["paid"] and skilled_job(job, on)]
    years = credited(jobs, years_before(on, figures.WINDOW["fsw"]), on) // YEAR
    return figures.FSW_EXPERIENCE[min(years, 6)]


def worked_in_canada(person: dict[str, Any], on: date, *, any_skill: bool) -> bool:
    jobs = [
        job
        for job in person["jobs"]
        if job["country"] == "CA" and job["paid"] and job["authorized"] and (any_skill or skilled_job(job, on))
    ]
    return credited_full_time_days(jobs, on) >= YEAR


def partner_level_4(partner: dict[str, Any], on: date) -> bool:
    for language in ("english", "french"):
        levels = best_levels(partner, language, on, partner=True)
        if levels is not None and min(levels.values()) >= 4:
            return True
    return False


def adaptability_points(person: dict[str, Any], on: date) -> int:
    partner = counting_partner(person)
    declared = person["adaptability"]
    points = 0
    if partner is not None:
        if partner_level_4(partner, on):
            points += 5
        if declared["partner_studied_in_canada"]:
            points += 5
        if worked_in_canada(partner, on, any_skill=True):
            points += 5
    if declared["studied_in_canada"]:
        points += 5
    if worked_in_canada(person, on, any_skill=False):
        points += 10
    if declared["relative_in_canada"] or person["sibling_in_canada"]:
        points += 5
    if arranged(person, on):
        points += 5
    return min(points, figures.FSW_ADAPTABILITY)


def fsw(person: dict[str, Any], on: date, first: str | None) -> dict[str, Any]:
    level = education_level(person, on)
    minimum = fsw_work(person, on) and all_levels(person, on, figures.FSW_MINIMUM_LEVEL) and level != "none"
    if person["intends_to_live_in_quebec"] or not minimum:
        return {"eligible": False, "points": None, "grid": None}
    grid = {
        "language": fsw_language_points(person, on, first),
        "education": figures.FSW_EDUCATION[level],
        "experience": fsw_experience_points(person, on),
        "age": fsw_age_points(age(person["birth_date"], on)),
        "arranged": figures.FSW_ARRANGED if arranged(person, on) else 0,
        "adaptability": adaptability_points(person, on),
    }
    points = sum(grid.values())
    waived = arranged(person, on) and person["offer"]["fsw_paragraph"] in figures.FSW_FUNDS_WAIVED
    eligible = points >= figures.FSW_PASS_MARK and (waived or has_funds(person, on))
    return {"eligible": eligible, "points": points, "grid": grid}


# Canadian Experience Class


def cec_level(jobs: list[dict[str, Any]], first: date, on: date) -> int:
    """The language level asked: that of the group with the most hours; of equal ones the higher."""
    hours: dict[str, int] = {}
    skills: dict[str, str] = {}
    for job in jobs:
        group, skill = occupation(job["noc"], job["noc2016"], on)
        skills[group] = skill
        of_group = [other for other in jobs if occupation(other["noc"], other["noc2016"], on)[0] == group]
        hours[group] = credited(of_group, first, on)
    most = max(hours.values())
    if any(is_higher(skills[group]) for group in hours if hours[group] == most):
        return figures.CEC_LEVEL_HIGHER
    return figures.CEC_LEVEL_LOWER


def cec(person: dict[str, Any], on: date) -> dict[str, Any]:
    first = years_before(on, figures.WINDOW["cec"])
    jobs = [job for job in person["jobs"] if counts_as_canadian(job, on) and job["paid"]]
    if person["intends_to_live_in_quebec"] or credited(jobs, first, on) < YEAR:
        return {"eligible": False}
    return {"eligible": all_levels(person, on, cec_level(jobs, first, on))}


# Federal Skilled Trades


def fst_language(person: dict[str, Any], on: date) -> bool:
    for language in ("english", "french"):
        levels = best_levels(person, language, on)
        if levels is not None and all(levels[ability] >= low for ability, low in figures.FST_LEVELS.items()):
            return True
    return False


def fst_work(person: dict[str, Any], on: date) -> bool:
    """Two years in a listed trade within five years, from the day the person was qualified."""
    trade = person["trade"]
    first = max(years_before(on, figures.WINDOW["fst"]), date.fromisoformat(trade["qualified_from"]))
    for group in trade_groups(person, trade["noc"], on):
        if is_trade_group(trade["noc"], group, on):
            jobs = [
                job for job in person["jobs"] if job["paid"] and occupation(job["noc"], job["noc2016"], on)[0] == group
            ]
            if credited(jobs, first, on) >= figures.FST_YEARS * YEAR:
                return True
    return False


def fst_offer(person: dict[str, Any]) -> bool:
    offer = person["offer"]
    if offer is None or offer["fst_paragraph"] is None or not long_full_time(offer):
        return False
    return bool(offer["noc"] == person["trade"]["noc"])


def fst_certificate(person: dict[str, Any], on: date) -> bool:
    certificate = person["certificate_of_qualification"]
    if certificate is None or date.fromisoformat(certificate["issued"]) > on:
        return False
    return bool(certificate["noc"] == person["trade"]["noc"])


def fst(person: dict[str, Any], on: date) -> dict[str, Any]:
    if person["intends_to_live_in_quebec"] or person["trade"] is None:
        return {"eligible": False}
    if not fst_work(person, on) or not fst_language(person, on):
        return {"eligible": False}
    if not fst_offer(person) and not fst_certificate(person, on):
        return {"eligible": False}
    waived = fst_offer(person) and person["offer"]["fst_paragraph"] in figures.FST_FUNDS_WAIVED
    return {"eligible": waived or has_funds(person, on)}


def programs(person: dict[str, Any], on: date, first: str | None) -> dict[str, dict[str, Any]]:
    found = {"fsw": fsw(person, on, first), "cec": cec(person, on), "fst": fst(person, on)}
    open_to_any = any(program["eligible"] for program in found.values())
    found["pnp"] = {"eligible": open_to_any and has_nomination(person, on)}
    return found
