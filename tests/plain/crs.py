"""The points of the Comprehensive Ranking System, factor by factor."""

from datetime import date
from typing import Any

from tests.plain import figures
from tests.plain.facts import (
    age,
    best_levels,
    counting_partner,
    education_level,
    is_skilled,
    is_trade,
    occupation,
    skilled_job,
    valid_credentials,
)
from tests.plain.hours import YEAR, credited, years_before

CORE = ["age", "education", "first_language", "second_language", "canadian_work"]
SPOUSE = ["spouse_education", "spouse_language", "spouse_canadian_work"]
TRANSFER_PAIRS = {
    "transfer_education": ["education_language", "education_canadian_work"],
    "transfer_foreign_work": ["foreign_work_language", "foreign_work_canadian_work"],
    "transfer_certificate": ["certificate_language"],
}
ADDITIONAL = ["nomination", "arranged_employment", "canadian_study", "french", "sibling"]


def in_force(table: list[Any], on: date) -> Any:
    row = None
    for candidate in table:
        if date.fromisoformat(candidate[0]) <= on:
            row = candidate
    return row


def counts_as_canadian(job: dict[str, Any], on: date) -> bool:
    """Work in Canada as the Canadian Experience Class takes it, but for pay: place, status, study, self-employment."""
    if job["country"] != "CA" or not job["authorized"] or not job["temporary_resident_status"]:
        return False
    if job["student"] == "full_time":
        return False
    if job["self_employed"]:
        physician = job["publicly_funded_physician"] and job["noc"] in figures.PHYSICIAN_GROUPS
        if not physician or on < date.fromisoformat(figures.PHYSICIANS):
            return False
    return skilled_job(job, on)


def canadian_years(person: dict[str, Any], on: date) -> int:
    pay_asked = on >= date.fromisoformat(figures.OFFERS_CUT)
    jobs = [job for job in person["jobs"] if counts_as_canadian(job, on) and (job["paid"] or not pay_asked)]
    return credited(jobs, years_before(on, figures.WINDOW["crs"]), on) // YEAR


def foreign_years(person: dict[str, Any], on: date) -> int:
    jobs = [job for job in person["jobs"] if job["country"] != "CA" and job["paid"] and skilled_job(job, on)]
    return credited(jobs, years_before(on, figures.WINDOW["crs"]), on) // YEAR


def first_language_points(levels: dict[str, int] | None, column: str) -> int:
    return 0 if levels is None else sum(figures.FIRST_LANGUAGE[column][level] for level in levels.values())


def second_language_points(levels: dict[str, int] | None) -> int:
    return 0 if levels is None else sum(figures.SECOND_LANGUAGE[level] for level in levels.values())


def spouse_language_points(partner: dict[str, Any], on: date) -> int:
    languages = [partner["first_language"]] if partner["first_language"] else ["english", "french"]
    points = [0]
    for language in languages:
        levels = best_levels(partner, language, on, partner=True)
        if levels is not None:
            points.append(sum(figures.SPOUSE_LANGUAGE[level] for level in levels.values()))
    return max(points)


def education_band(level: str) -> int:
    if level in ("none", "secondary"):
        return 0
    return 1 if level in ("one_year", "two_year", "bachelor") else 2


def certificate_counts(person: dict[str, Any], on: date) -> bool:
    certificate = person["certificate_of_qualification"]
    if certificate is None or date.fromisoformat(certificate["issued"]) > on:
        return False
    return is_trade(person, certificate["noc"], on)


def transfer_points(person: dict[str, Any], on: date, first: dict[str, int] | None) -> dict[str, int]:
    lowest = 0 if first is None else min(first.values())
    language = 2 if lowest >= 9 else 1 if lowest >= 7 else 0
    education = education_band(education_level(person, on))
    years = canadian_years(person, on)
    canadian = 2 if years >= 2 else years
    abroad = foreign_years(person, on)
    foreign = 2 if abroad >= 3 else 1 if abroad >= 1 else 0
    certificate = 0
    if certificate_counts(person, on):
        certificate = 2 if lowest >= 7 else 1 if lowest >= 5 else 0
    return {
        "education_language": figures.TRANSFER[education][language],
        "education_canadian_work": figures.TRANSFER[education][canadian],
        "foreign_work_language": figures.TRANSFER[foreign][language],
        "foreign_work_canadian_work": figures.TRANSFER[foreign][canadian],
        "certificate_language": figures.CERTIFICATE[certificate],
    }


def offer_points(person: dict[str, Any], on: date) -> int:
    offer = person["offer"]
    if offer is None or not offer["full_time"] or not offer["qualifies_for_crs"]:
        return 0
    if on < date.fromisoformat(figures.OFFERS_CUT) and not offer["lmia"]:
        return 0
    group, skill = occupation(offer["noc"], None, on)
    if not is_skilled(skill):
        return 0
    _, senior, other = in_force(figures.OFFER, on)
    return senior if group.startswith("00") else other


def study_points(person: dict[str, Any], on: date) -> int:
    _, short, long = in_force(figures.CANADIAN_STUDY, on)
    points = 0
    for credential in valid_credentials(person, on):
        months = credential["full_time_months_in_canada"]
        if credential["country"] != "CA" or credential["level"] == "secondary":
            continue
        if months is not None and months < figures.STUDY_MONTHS:
            continue
        points = max(points, short if credential["level"] in ("one_year", "two_year") else long)
    return points


def french_points(person: dict[str, Any], on: date) -> int:
    french = best_levels(person, "french", on)
    english = best_levels(person, "english", on)
    if french is None or min(french.values()) < 7:
        return 0
    _, lower, higher = in_force(figures.FRENCH, on)
    return higher if english is not None and min(english.values()) >= 5 else lower


def additional_points(person: dict[str, Any], on: date) -> dict[str, int]:
    return {
        "nomination": figures.NOMINATION if has_nomination(person, on) else 0,
        "arranged_employment": offer_points(person, on),
        "canadian_study": study_points(person, on),
        "french": french_points(person, on),
        "sibling": in_force(figures.SIBLING, on)[1] if person["sibling_in_canada"] else 0,
    }


def has_nomination(person: dict[str, Any], on: date) -> bool:
    nomination = person["nomination"]
    return nomination is not None and nomination["express_entry"] and date.fromisoformat(nomination["issued"]) <= on


def score(person: dict[str, Any], on: date, first: str | None) -> dict[str, Any]:
    """The CRS with `first` as first official language (None: no result counts)."""
    partner = counting_partner(person)
    column = "without" if partner is None else "with"
    caps = figures.CAPS[column]
    second = "french" if first == "english" else "english"
    first_levels = None if first is None else best_levels(person, first, on)
    second_levels = None if first is None else best_levels(person, second, on)
    factors = {
        "age": figures.AGE[column].get(age(person["birth_date"], on), 0),
        "education": figures.EDUCATION[column][education_level(person, on)],
        "first_language": first_language_points(first_levels, column),
        "second_language": second_language_points(second_levels),
        "canadian_work": figures.CANADIAN_WORK[column][min(canadian_years(person, on), 5)],
        "spouse_education": 0,
        "spouse_language": 0,
        "spouse_canadian_work": 0,
    }
    if partner is not None:
        factors["spouse_education"] = figures.SPOUSE_EDUCATION[education_level(partner, on)]
        factors["spouse_language"] = spouse_language_points(partner, on)
        factors["spouse_canadian_work"] = figures.SPOUSE_CANADIAN_WORK[min(canadian_years(partner, on), 5)]
    factors.update(transfer_points(person, on, first_levels))
    factors.update(additional_points(person, on))

    def cut(name: str, points: int) -> int:
        if points > caps[name]:
            factors["cap_" + name] = caps[name] - points
            return caps[name]
        return points

    second_points = cut("second_language", factors["second_language"])
    others = sum(factors[name] for name in CORE if name != "second_language")
    core = cut("core", others + second_points)
    spouse = cut("spouse", sum(factors[name] for name in SPOUSE))
    pairs = [cut(pair, sum(factors[name] for name in names)) for pair, names in TRANSFER_PAIRS.items()]
    transferability = cut("transferability", sum(pairs))
    additional = cut("additional", sum(factors[name] for name in ADDITIONAL))
    return {
        "total": core + spouse + transferability + additional,
        "core": core,
        "spouse": spouse,
        "transferability": transferability,
        "additional": additional,
        "factors": factors,
    }


def first_language(person: dict[str, Any], on: date) -> str | None:
    """The declared one, or the one with the higher total, then English; None without any valid result."""
    if person["first_language"] is not None:
        return str(person["first_language"])
    best = None
    best_total = -1
    for language in ("english", "french"):
        if best_levels(person, language, on) is not None:
            total = score(person, on, language)["total"]
            if total > best_total:
                best, best_total = language, total
    return best
