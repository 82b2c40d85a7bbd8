"""The parts of an invented life: test results, credentials, jobs, offers, drawn near the edges of the rules."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.plain import figures
from tests.plain.hours import years_after, years_before
from tests.plain.lists import VERSIONS

NOC = Path(__file__).resolve().parents[2] / "src" / "toprank" / "rulebook" / "noc"


def read_rows(name: str) -> list[dict[str, str]]:
    with (NOC / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TEER = {row["unit_group"]: int(row["teer"]) for row in read_rows("unit_groups.csv")}
GROUPS = sorted(TEER)
GROUPS_2016 = sorted(row["group"] for row in read_rows("noc2016.csv"))
CONCORDANCE: dict[str, list[str]] = {}
for pair in read_rows("concordance.csv"):
    CONCORDANCE.setdefault(pair["unit_group"], []).append(pair["noc2016"])

LISTED = sorted({noc for version in VERSIONS.values() for noc in version["noc"]})
PHYSICIANS = ["31100", "31101", "31102"]
MILITARY = ["40042", "42102", "43204"]
TRADES = ["72310", "72310", "72311", "72200", "72300", "72106", "73100", "73300", "72400", "72014", "82021", "82030",
          "83100", "92100", "93100", "93101", "93200", "72600", "62200", "63200", "63201", "75110"]  # fmt: skip
LOW = [noc for noc in GROUPS if TEER[noc] >= 4]
SPLIT = [noc for noc in GROUPS if len(CONCORDANCE[noc]) > 1]
SENIOR = [noc for noc in GROUPS if noc.startswith("00")]
PLAIN = ["21231", "21232", "21234", "31301", "32101", "62020", "33102", "13110", "11200", "41220", "41200", "12200"]

HOURS = [40, 40, 40, 40, 37.5, 37.5, 30, 30, 29.99, 20, 15, 15, 14.99, 7.5, 0.01, 168]
LENGTHS = [90, 168, 181, 182, 183, 363, 364, 365, 366, 546, 727, 728, 729, 730, 1091, 1092, 1093, 1456, 1820, 2184]
GAPS = [0, 0, 0, 1, 12, 13, 14, 15, 16, 60, 200]
COUNTRIES = ["IN", "NG", "PH", "FR", "CM", "GB", "US", "BR"]
PROVINCES = ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "ON", "PE", "SK", "YT"]
CERTIFIERS = [*PROVINCES, "QC", "NU", "CA"]

ENGLISH = ["clb", "clb", "ielts_general", "ielts_general", "celpip_general", "pte_core"]
FRENCH = ["nclc", "nclc", "tef_canada", "tef_canada", "tcf_canada"]
# (step, lowest, highest of listening, reading, writing, speaking)
RANGES: dict[str, tuple[float, float, list[float]]] = {
    "ielts_general": (0.5, 0, [9, 9, 9, 9]),
    "celpip_general": (1, 0, [12, 12, 12, 12]),
    "pte_core": (1, 10, [90, 90, 90, 90]),
    "tef_canada_old": (1, 0, [360, 300, 450, 450]),
    "tef_canada_new": (1, 0, [699, 699, 699, 699]),
    "tcf_canada": (1, 0, [699, 699, 20, 20]),
}


def chance(rng: Random, share: float) -> bool:
    return rng.random() < share


def days(count: int) -> timedelta:
    return timedelta(days=count)


# Language


def raw_score(rng: Random, test: str, ability: str, level: int) -> float:
    """A score of the level, mostly at its bound or one step under the next; seldom one step short."""
    step, lowest, highest = RANGES[test]
    bounds = figures.BOUNDS[test][ability]
    top = highest[figures.ABILITIES.index(ability)]
    if level < 4:
        return max(lowest, bounds[0] - step)
    score = bounds[min(level, 10) - 4]
    draw = rng.random()
    if draw < 0.25 and level < 10:
        score = bounds[level - 3] - step
    elif draw < 0.33:
        score -= step
    elif draw < 0.45:
        score += step
    return min(max(score, lowest), top)


def test_day(rng: Random, on: date, test: str) -> date:
    draw = rng.random()
    if draw < 0.12:
        return years_before(on, 2) + days(rng.randint(-2, 2))
    if draw < 0.16:
        return on + days(rng.randint(-1, 40))
    if draw < 0.20:
        return on - days(rng.randint(731, 1500))
    change = {"tef_canada": date(2023, 12, 11), "pte_core": date(2024, 1, 30), "celpip_general": date(2014, 4, 1)}
    if test in change and draw < 0.6 and timedelta(0) <= on - change[test] < days(733):
        return change[test] + days(rng.randint(-2, 1))
    return on - days(rng.randint(0, 700))


def language_result(rng: Random, on: date, test: str, level: int) -> dict[str, Any]:
    taken = test_day(rng, on, test)
    result: dict[str, Any] = {"test": test, "taken": taken.isoformat()}
    scale = test
    if test == "tef_canada":
        scale = "tef_canada_new" if taken >= date(2023, 12, 11) else "tef_canada_old"
    even = chance(rng, 0.5)
    for ability in figures.ABILITIES:
        wanted = min(12, max(0, level if even else level + rng.choice([-2, -1, 0, 0, 0, 1, 1, 2])))
        result[ability] = wanted if test in ("clb", "nclc") else raw_score(rng, scale, ability, wanted)
    return result


def language_results(rng: Random, on: date, strength: int, french: float) -> list[dict[str, Any]]:
    """Results of one or both languages; never two of one language on one day, which the rules leave in a tie."""
    tests = []
    if chance(rng, 0.85):
        tests += [rng.choice(ENGLISH) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
    if chance(rng, french):
        tests += [rng.choice(FRENCH) for _ in range(rng.choice([1, 1, 2]))]
    results = []
    seen = set()
    for test in tests:
        level = strength + rng.choice([-3, -1, 0, 0, 0, 0, 1, 2])
        result = language_result(rng, on, test, level)
        mark = (test in FRENCH, result["taken"])
        if mark not in seen:
            seen.add(mark)
            results.append(result)
    rng.shuffle(results)
    return results


# Education


def credential(rng: Random, on: date, born: date) -> dict[str, Any]:
    level = rng.choice(["secondary", "one_year", "two_year", "bachelor", "bachelor", "bachelor", "professional",
                        "master", "master", "doctoral"])  # fmt: skip
    completed = max(born, on - days(rng.randint(400, 4000)))
    if chance(rng, 0.04):
        completed = on + days(rng.randint(0, 30))
    entry: dict[str, Any] = {"level": level, "country": "CA", "completed": completed.isoformat()}
    if chance(rng, 0.3):
        if chance(rng, 0.5):
            entry["full_time_months_in_canada"] = rng.choice([None, 0, 7, 8, 9, 24])
        return entry
    entry["country"] = rng.choice(COUNTRIES)
    draw = rng.random()
    if draw < 0.1:
        if chance(rng, 0.5):
            entry["eca_issued"] = None
        return entry
    issued = on - days(rng.randint(0, 1800))
    if draw < 0.2:
        issued = years_before(on, 5) + days(rng.randint(-2, 2))
    elif draw < 0.25:
        issued = on + days(rng.randint(0, 3))
    entry["eca_issued"] = max(completed, issued).isoformat()
    return entry


def credentials(rng: Random, on: date, born: date) -> list[dict[str, Any]]:
    return [credential(rng, on, born) for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3]))]


# Work


def listed_noc(rng: Random) -> str:
    """A unit group of some list; a short list is drawn from as often as a long one."""
    return rng.choice(rng.choice([version["noc"] for version in VERSIONS.values() if version["noc"]]))


def any_noc(rng: Random) -> str:
    pools = [LISTED, LISTED, PLAIN, PLAIN, TRADES, LOW, SPLIT, SENIOR, PHYSICIANS, GROUPS]
    return rng.choice(rng.choice(pools))


def noc_2016(rng: Random, noc: str, known: dict[str, str | None]) -> str | None:
    """A group of NOC 2016 for the unit group, the same one for all its jobs, but for a few."""
    if noc not in known or chance(rng, 0.05):
        group = rng.choice(CONCORDANCE[noc]) if chance(rng, 0.5) else None
        if chance(rng, 0.04):
            group = rng.choice(GROUPS_2016)
        known.setdefault(noc, group)
        return group
    return known[noc]


def hours(rng: Random) -> float:
    if chance(rng, 0.1):
        return rng.randint(1, 16800) / 100
    return rng.choice(HOURS)


def job_facts(rng: Random, noc: str, country: str) -> dict[str, Any]:
    """The optional fields of a job, most of them left out."""
    facts: dict[str, Any] = {}
    for field, share, value in [
        ("paid", 0.05, False),
        ("authorized", 0.06, False),
        ("temporary_resident_status", 0.05, False),
        ("self_employed", 0.4 if noc in PHYSICIANS else 0.05, True),
        ("publicly_funded_physician", 0.4 if noc in PHYSICIANS else 0.02, True),
        ("student", 0.05, "full_time"),
        ("student", 0.03, "part_time"),
        ("employer", 0.1, "Gloria Ltd"),
        ("employer_country", 0.1, "CA" if country != "CA" else "US"),
        ("paid", 0.03, True),
        ("noc2016", 0.05, None),
    ]:
        if chance(rng, share):
            facts[field] = value
    return facts


def job_span(rng: Random, on: date, stop: date) -> tuple[date, date]:
    """First and last day: back from `stop`, or beginning or ending about the edge of a window."""
    length = rng.choice(LENGTHS) if chance(rng, 0.8) else rng.randint(1, 3000)
    if chance(rng, 0.2):
        edge = years_before(on, rng.choice([10, 5, 3, 3])) + days(rng.randint(-2, 2))
        if chance(rng, 0.7):
            return edge, edge + days(length - 1)
        return edge - days(length - 1), edge
    return stop - days(length - 1), stop


def jobs(rng: Random, on: date, born: date, nocs: list[str], canada: float) -> list[dict[str, Any]]:
    """Up to seven jobs, from the latest back, some at the same time as others."""
    known: dict[str, str | None] = {}
    found: list[dict[str, Any]] = []
    stop = on + days(rng.choice([-1, -1, -1, 0, 1, -30, -200, 100]))
    for _ in range(rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7])):
        noc = rng.choice(nocs) if chance(rng, 0.85) else any_noc(rng)
        start, end = job_span(rng, on, stop)
        start = max(start, born)
        if end < start:
            continue
        country = "CA" if chance(rng, canada) else rng.choice(COUNTRIES)
        entry: dict[str, Any] = {"noc": noc, "start": start.isoformat(), "hours_per_week": hours(rng)}
        entry["country"] = country
        if end < on or chance(rng, 0.4):
            entry["end"] = end.isoformat()
        entry.update(job_facts(rng, noc, country))
        group = noc_2016(rng, noc, known)
        if group is not None and (on < date(2022, 11, 16) or chance(rng, 0.2)):
            entry["noc2016"] = group
        found.append(entry)
        stop = stop if chance(rng, 0.2) else start - days(rng.choice(GAPS) + 1)
    rng.shuffle(found)
    return found


def birth(rng: Random, on: date) -> date:
    """A birth date 17 to 50 years ago, often with the birthday about the day, sometimes on 29 February."""
    years = rng.choice([rng.randint(17, 50), rng.randint(20, 46), rng.randint(24, 38)])
    draw = rng.random()
    if draw < 0.3:
        return years_after(on, -years) + days(rng.randint(-1, 1))
    if draw < 0.4:
        return date(4 * round((on.year - years) / 4), 2, 29)
    return on - days(years * 365 + rng.randint(0, 372))
