"""What a profile says, as it stands on one day: defaults filled in, days read, levels, credentials, occupations."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from tests.plain import figures
from tests.plain.hours import years_after

NOC = Path(__file__).resolve().parents[2] / "src" / "toprank" / "rulebook" / "noc"


def read_rows(name: str) -> list[dict[str, str]]:
    with (NOC / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TEER = {row["unit_group"]: row["teer"] for row in read_rows("unit_groups.csv")}
SKILL_2016 = {row["group"]: row["skill"] for row in read_rows("noc2016.csv")}
GROUPS_2016: dict[str, list[str]] = {}
for pair in read_rows("concordance.csv"):
    GROUPS_2016.setdefault(pair["unit_group"], []).append(pair["noc2016"])


def day_of(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text[:10])


JOB = {
    "end": None,
    "paid": True,
    "authorized": True,
    "temporary_resident_status": True,
    "self_employed": False,
    "student": "no",
    "publicly_funded_physician": False,
    "employer": None,
    "employer_country": None,
    "noc2016": None,
}
OFFER = {"full_time": True, "lmia": False, "qualifies_for_crs": False, "fsw_paragraph": None, "fst_paragraph": None}
PARTNER = {"accompanying": True, "citizen_or_permanent_resident": False, "first_language": None}
PERSON = {
    "submitted_at": None,
    "intends_to_live_in_quebec": False,
    "family_size": 1,
    "settlement_funds": 0,
    "first_language": None,
    "primary_occupation": None,
    "partner": None,
    "offer": None,
    "trade": None,
    "certificate_of_qualification": None,
    "nomination": None,
    "sibling_in_canada": False,
    "military": None,
}
ADAPTABILITY = {"relative_in_canada": False, "studied_in_canada": False, "partner_studied_in_canada": False}


def read_lists(person: dict[str, Any]) -> None:
    """Jobs, results and credentials of a candidate or partner: defaults and days."""
    person["jobs"] = [
        {**JOB, **job, "start": day_of(job["start"]), "end": day_of(job.get("end"))} for job in person.get("jobs", [])
    ]
    person["languages"] = [{**result, "taken": day_of(result["taken"])} for result in person.get("languages", [])]
    person["education"] = [
        {
            "full_time_months_in_canada": None,
            **credential,
            "completed": day_of(credential["completed"]),
            "eca_issued": day_of(credential.get("eca_issued")),
        }
        for credential in person.get("education", [])
    ]


def complete(profile: dict[str, Any]) -> dict[str, Any]:
    person = {**PERSON, **profile}
    person["birth_date"] = day_of(person["birth_date"])
    person["submitted_at"] = day_of(person["submitted_at"])
    person["adaptability"] = {**ADAPTABILITY, **(person.get("adaptability") or {})}
    read_lists(person)
    if person["partner"] is not None:
        person["partner"] = {**PARTNER, **person["partner"]}
        read_lists(person["partner"])
    if person["offer"] is not None:
        person["offer"] = {**OFFER, **person["offer"]}
    if person["nomination"] is not None:
        person["nomination"] = {"express_entry": True, **person["nomination"]}
    return person


def counting_partner(person: dict[str, Any]) -> dict[str, Any] | None:
    partner = person["partner"]
    if partner is None or not partner["accompanying"] or partner["citizen_or_permanent_resident"]:
        return None
    return partner


def age(birth: date, on: date) -> int:
    years = on.year - birth.year
    if years_after(birth, years) > on:
        years -= 1
    return years


# Language


def levels(result: dict[str, Any]) -> dict[str, int] | None:
    """The levels 0 to 10 of a result, or None if it was taken before its table begins."""
    test = result["test"]
    if test in ("clb", "nclc"):
        return {ability: min(int(result[ability]), 10) for ability in figures.ABILITIES}
    if test in figures.FIRST_TEST_DAY and result["taken"] < date.fromisoformat(figures.FIRST_TEST_DAY[test]):
        return None
    if test == "tef_canada":
        new = result["taken"] >= date.fromisoformat(figures.TEF_NEW_SCALE)
        test = "tef_canada_new" if new else "tef_canada_old"
    found = {}
    for ability in figures.ABILITIES:
        found[ability] = 3
        for level, bound in zip(range(4, 11), figures.BOUNDS[test][ability], strict=True):
            if result[ability] >= bound:
                found[ability] = level
    return found


def best_levels(person: dict[str, Any], language: str, on: date, *, partner: bool = False) -> dict[str, int] | None:
    """The levels of the one result that counts for the language on the day, or None."""
    best = None
    best_rank = None
    for result in person["languages"]:
        if figures.LANGUAGE_OF_TEST[result["test"]] != language or result["taken"] > on:
            continue
        limited = not partner or on >= date.fromisoformat(figures.OFFERS_CUT)
        if limited and on >= years_after(result["taken"], figures.TEST_YEARS):
            continue
        found = levels(result)
        if found is None:
            continue
        rank = (min(found.values()), sum(found.values()), result["taken"])
        if best_rank is None or rank > best_rank:
            best, best_rank = found, rank
    return best


# Education


def valid_credentials(person: dict[str, Any], on: date) -> list[dict[str, Any]]:
    valid = []
    for credential in person["education"]:
        if credential["completed"] > on:
            continue
        if credential["country"] != "CA":
            issued = credential["eca_issued"]
            if issued is None or issued > on or on >= years_after(issued, figures.ECA_YEARS):
                continue
        valid.append(credential)
    return valid


def education_level(person: dict[str, Any], on: date) -> str:
    held = ["master" if c["level"] == "professional" else c["level"] for c in valid_credentials(person, on)]
    for level in ("doctoral", "master"):
        if level in held:
            return level
    post_secondary = [level for level in held if level != "secondary"]
    if "bachelor" in held:
        return "two_or_more" if len(post_secondary) >= 2 else "bachelor"
    for level in ("two_year", "one_year", "secondary"):
        if level in held:
            return level
    return "none"


# Occupations


def occupation(noc: str, noc2016: str | None, on: date) -> tuple[str, str]:
    """The group that stands for the occupation on the day, and its skill: TEER 0 to 5, or 0, A, B, C, D before."""
    if on >= date.fromisoformat(figures.NOC_2021):
        return noc, "TEER " + TEER[noc]
    if noc2016 is not None:
        return noc2016, SKILL_2016[noc2016]
    groups = GROUPS_2016[noc]
    if len(groups) == 1:
        return groups[0], SKILL_2016[groups[0]]
    return noc, max((SKILL_2016[group] for group in groups), key="0ABCD".index)


def is_skilled(skill: str) -> bool:
    return skill in ("TEER 0", "TEER 1", "TEER 2", "TEER 3", "0", "A", "B")


def is_higher(skill: str) -> bool:
    return skill in ("TEER 0", "TEER 1", "0", "A")


def skilled_job(job: dict[str, Any], on: date) -> bool:
    return is_skilled(occupation(job["noc"], job["noc2016"], on)[1])


def begins_with_any(code: str, beginnings: list[str]) -> bool:
    return any(code.startswith(beginning) for beginning in beginnings)


def is_trade_group(noc: str, group: str, on: date) -> bool:
    """`group` stands for the occupation on the day; `noc` is its unit group of NOC 2021."""
    if on >= date.fromisoformat(figures.NOC_2021):
        return begins_with_any(noc, figures.TRADES_2021) and not begins_with_any(noc, figures.NOT_TRADES_2021)
    groups = [group] if len(group) == 4 else GROUPS_2016[noc]
    return all(SKILL_2016[g] == "B" and begins_with_any(g, figures.TRADES_2016) for g in groups)


def trade_groups(person: dict[str, Any], noc: str, on: date) -> list[str]:
    """The groups of a trade, or of a primary occupation: before NOC 2021 those of the jobs with its noc, if any."""
    of_jobs = [
        occupation(noc, job["noc2016"], on)[0] for job in person["jobs"] if job["noc"] == noc and job["start"] <= on
    ]
    return sorted(set(of_jobs)) or [occupation(noc, None, on)[0]]


def is_trade(person: dict[str, Any], noc: str, on: date) -> bool:
    return any(is_trade_group(noc, group, on) for group in trade_groups(person, noc, on))
