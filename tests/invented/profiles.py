"""Invented candidates: legal by contract section 1, drawn near every edge of the rules, the same for the same seed."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from tests.invented import lives
from tests.invented.lives import any_noc, chance, days
from tests.plain import figures

CHANGES = ["2016-11-18", "2016-11-19", "2017-06-05", "2017-06-06", "2020-10-19", "2020-10-20", "2022-11-15",
           "2022-11-16", "2023-04-24", "2023-04-25", "2023-05-30", "2023-05-31", "2025-02-26", "2025-02-27",
           "2025-03-24", "2025-03-25", "2025-07-06", "2025-07-07", "2025-07-28", "2025-07-29", "2025-12-07",
           "2025-12-08", "2026-02-05", "2026-02-06", "2026-02-17", "2026-02-18", "2026-11-02", "2026-11-03",
           "2015-01-01", "2022-06-08", "2022-06-09", "2024-05-27", "2024-05-28", "2024-02-28", "2024-02-29",
           "2020-02-29", "2025-02-28", "2026-02-28", "2026-02-27", "2016-02-29", "2026-03-01"]  # fmt: skip
FIRST = date(2015, 1, 1)
LAST = date(2026, 12, 31)


def profiles(seed: int, count: int) -> Iterator[tuple[dict[str, Any], date]]:
    """`count` pairs of a profile and the day to assess it on."""
    rng = Random(seed)
    for number in range(count):
        on = assessed_day(rng)
        profile = invent(rng, on)
        yield {"id": f"invented-{seed}-{number}", **profile}, on


def assessed_day(rng: Random) -> date:
    draw = rng.random()
    if draw < 0.65:
        return date.fromisoformat(rng.choice(CHANGES))
    if draw < 0.8:
        return date(2026, 1, 1) + days(rng.randint(0, 364))
    return FIRST + days(rng.randint(0, (LAST - FIRST).days))


def invent(rng: Random, on: date) -> dict[str, Any]:
    """A life of one kind or another, then the facts that may go with any life, then disorder."""
    kind = rng.choice(["abroad", "abroad", "canada", "canada", "trade", "trade", "physician", "soldier", "any"])
    if chance(rng, 0.5):
        kind = suited(on, kind)
    born = lives.birth(rng, on)
    nocs = [any_noc(rng) for _ in range(rng.choice([1, 1, 2, 3]))]
    if kind in ("abroad", "canada"):
        nocs = [
            lives.listed_noc(rng) if chance(rng, 0.7) else rng.choice(lives.PLAIN) for _ in range(rng.choice([1, 1, 2]))
        ]
    if kind == "soldier":
        nocs = [rng.choice(lives.MILITARY)]
    if kind == "any" and abs((on - date(2022, 11, 16)).days) <= 1:
        nocs = [rng.choice(lives.SPLIT + lives.LISTED)]
    if kind == "physician":
        nocs = lives.PHYSICIANS[: rng.randint(1, 3)]
    if kind == "trade":
        nocs = [rng.choice(lives.TRADES)]
    canada = {"canada": 0.9, "physician": 0.7, "abroad": 0.1}.get(kind, 0.4)
    strength = rng.choice({"abroad": [7, 8, 9], "trade": [5, 6, 7]}.get(kind, [3, 5, 6, 7, 7, 8, 9, 10]))
    profile: dict[str, Any] = {
        "birth_date": born.isoformat(),
        "languages": lives.language_results(rng, on, strength, 0.35),
        "education": lives.credentials(rng, on, born),
        "jobs": lives.jobs(rng, on, born, nocs, canada),
    }
    if chance(rng, {"trade": 0.95, "any": 0.4}.get(kind, 0.75)):
        settle(rng, on, born, profile, kind, nocs[0])
    add_standing(rng, on, profile)
    if chance(rng, 0.35):
        profile["partner"] = partner(rng, on, born)
    add_trade_and_offer(rng, on, born, profile, kind, nocs[0])
    if kind == "soldier" or chance(rng, 0.03):
        profile["military"] = military(rng)
    return leave_out(rng, profile)


def suited(on: date, kind: str) -> str:
    """The kind of life that a change about the day touches, if there is one."""
    if abs((on - date(2023, 4, 25)).days) <= 1:
        return "physician"
    if date(2025, 7, 1) <= on <= date(2025, 7, 31) or on.isoformat() in ("2022-06-08", "2022-06-09"):
        return "abroad"
    if abs((on - date(2022, 11, 16)).days) <= 1:
        return "any"
    return kind


def settle(rng: Random, on: date, born: date, profile: dict[str, Any], kind: str, noc: str) -> None:
    """Give the life what its program asks for, at the edge or a little beyond."""
    level = {"trade": rng.choice([5, 5, 6]), "canada": rng.choice([5, 7, 9]), "physician": 8}.get(
        kind, rng.choice([7, 8, 9, 9])
    )
    test = rng.choice(lives.FRENCH if chance(rng, 0.2) else lives.ENGLISH)
    result = lives.language_result(rng, on, test, level + rng.choice([0, 0, 0, 1]))
    if kind == "trade" and test in ("clb", "nclc"):
        result.update(reading=rng.choice([3, 4, 4, 5]), writing=rng.choice([3, 4, 4, 5]))
    held = {r["taken"] for r in profile["languages"] if (r["test"] in lives.FRENCH) == (test in lives.FRENCH)}
    if result["taken"] not in held:
        profile["languages"].append(result)
    least = {"trade": 728, "abroad": 364, "canada": 364, "physician": 364, "soldier": 364, "any": 364}[kind]
    length = least * rng.choice([1, 1, 2, 3, 4, 6]) + rng.choice([-2, -1, 0, 0, 1, 2])
    end = on - days(rng.choice([1, 1, 2, 30, 100]))
    country = "CA" if kind in ("canada", "physician") else rng.choice(["IN", "NG", "CA"])
    start = max(born, end - days(length - 1))
    if start <= end:
        job = {"noc": noc, "start": start.isoformat(), "end": end.isoformat(), "country": country}
        declared = [other["noc2016"] for other in profile["jobs"] if other["noc"] == noc and other.get("noc2016")]
        if declared:
            job["noc2016"] = declared[0]
        whole = {**job, "hours_per_week": rng.choice([30, 37.5, 40, 40, 29.99])}
        if kind == "physician" and chance(rng, 0.4):
            whole.update(self_employed=True, publicly_funded_physician=True)
        parts = split(rng, whole, born) if chance(rng, 0.3) else [whole]
        profile["jobs"] = [*profile["jobs"][: rng.choice([0, 1, 5])], *parts]
    if kind in ("abroad", "physician", "soldier", "any"):
        issued = on - days(rng.randint(0, 1700))
        completed = max(born, issued - days(rng.randint(0, 900)))
        profile["education"].append(
            {
                "level": rng.choice(["bachelor", "bachelor", "master", "doctoral", "two_year"]),
                "country": "IN",
                "completed": min(completed, issued).isoformat(),
                "eca_issued": issued.isoformat(),
            }
        )


def split(rng: Random, job: dict[str, Any], born: date) -> list[dict[str, Any]]:
    """The same job as two, with a gap of about two weeks between, each too short alone."""
    start, end = date.fromisoformat(job["start"]), date.fromisoformat(job["end"])
    resumed = start + (end - start) // 2
    stop = resumed - days(1 + rng.randint(12, 15))
    earlier = max(born, start - days(rng.randint(0, 20)))
    if stop < earlier:
        return [job]
    return [{**job, "start": earlier.isoformat(), "end": stop.isoformat()}, {**job, "start": resumed.isoformat()}]


def add_standing(rng: Random, on: date, profile: dict[str, Any]) -> None:
    """Funds near the amounts, submission near the change of the amounts, plans, family, first language."""
    size = rng.choice([1, 1, 1, 2, 3, 4, 5, 7, 8, 11])
    table = [row for row in figures.FUNDS if row[0] <= on.isoformat()] or figures.FUNDS[:1]
    _, amounts, more = rng.choice([table[-1], table[-1], table[max(0, len(table) - 2)]])
    needed = amounts[min(size, 7) - 1] + max(0, size - 7) * more
    profile["family_size"] = size
    profile["settlement_funds"] = rng.choice([needed, needed, needed + 5000, 60000, 60000, needed - 1, 0])
    profile["intends_to_live_in_quebec"] = chance(rng, 0.04)
    profile["first_language"] = rng.choice([None, None, None, "english", "english", "french"])
    profile["sibling_in_canada"] = chance(rng, 0.15)
    profile["submitted_at"] = submitted(rng, on)
    if profile["jobs"] and chance(rng, 0.15):
        profile["primary_occupation"] = rng.choice(profile["jobs"])["noc"] if chance(rng, 0.8) else any_noc(rng)
    profile["adaptability"] = {
        field: True
        for field in ("relative_in_canada", "studied_in_canada", "partner_studied_in_canada")
        if chance(rng, 0.25)
    }
    if chance(rng, 0.15):
        issued = on + days(rng.choice([-300, -30, -1, 0, 1]))
        profile["nomination"] = {"province": rng.choice(lives.PROVINCES), "issued": issued.isoformat()}
        if chance(rng, 0.4):
            profile["nomination"]["express_entry"] = chance(rng, 0.5)


def submitted(rng: Random, on: date) -> str | None:
    if chance(rng, 0.4):
        return None
    if date(2025, 7, 1) <= on <= date(2025, 8, 31) and chance(rng, 0.85):
        day = min(on, date(2025, 7, 7) + days(rng.choice([-30, -1, -1, 0, 0, 1])))
        return day.isoformat() + rng.choice(["T00:00:00Z", "T12:30:05Z", "T23:59:59Z"])
    return (on - days(rng.randint(0, 364))).isoformat() + "T09:15:00Z"


def partner(rng: Random, on: date, born: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if chance(rng, 0.3):
        found["accompanying"] = chance(rng, 0.5)
    if chance(rng, 0.3):
        found["citizen_or_permanent_resident"] = chance(rng, 0.5)
    if chance(rng, 0.3):
        found["first_language"] = rng.choice([None, "english", "french"])
    if chance(rng, 0.8):
        found["languages"] = lives.language_results(rng, on, rng.choice([3, 4, 5, 7, 9]), 0.4)
        if found["languages"] and on < date(2016, 12, 31) and chance(rng, 0.5):
            found["languages"][0] = {"test": "clb", "taken": "2013-01-01", **dict.fromkeys(figures.ABILITIES, 9)}
    if chance(rng, 0.7):
        found["education"] = lives.credentials(rng, on, born)
    if chance(rng, 0.7):
        found["jobs"] = lives.jobs(rng, on, born, [any_noc(rng), any_noc(rng)], 0.7)
    return found


def add_trade_and_offer(rng: Random, on: date, born: date, profile: dict[str, Any], kind: str, noc: str) -> None:
    trading = kind == "trade"
    if trading or chance(rng, 0.05):
        ago = rng.choice([5000, 5000, 3000, 3000, 2000, 1830, 1200, 730, 728, -1])
        qualified = on - days(ago)
        trade = noc if trading else rng.choice(lives.TRADES)
        profile["trade"] = {"noc": trade, "qualified_from": max(born, qualified).isoformat()}
    if chance(rng, 0.6 if trading else 0.1):
        held = noc if trading and chance(rng, 0.8) else rng.choice(rng.choice([lives.TRADES, lives.GROUPS]))
        issued = max(born, on + days(rng.choice([-2000, -100, -1, 0, 1])))
        profile["certificate_of_qualification"] = {
            "noc": held,
            "province": rng.choice(lives.CERTIFIERS),
            "issued": issued.isoformat(),
        }
    if chance(rng, 0.5 if trading else 0.25):
        profile["offer"] = offer(rng, noc)


def offer(rng: Random, noc: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "noc": noc if chance(rng, 0.6) else rng.choice([any_noc(rng), rng.choice(lives.SENIOR)]),
        "duration_months": rng.choice([None, 11, 12, 12, 24]),
    }
    if chance(rng, 0.3):
        found["full_time"] = chance(rng, 0.6)
    for field, share in [("lmia", 0.5), ("qualifies_for_crs", 0.6)]:
        if chance(rng, share):
            found[field] = True
    if chance(rng, 0.6):
        found["fsw_paragraph"] = rng.choice(["a", "b", "c", "d", None])
    if chance(rng, 0.6):
        found["fst_paragraph"] = rng.choice(["ii", "iii", "iv", "v", None])
    return found


def military(rng: Random) -> dict[str, Any]:
    return {
        "serving": chance(rng, 0.9),
        "continuous_years": rng.choice([9, 9.99, 10, 10, 10.5, 12]),
        "noc": rng.choice([*lives.MILITARY, *lives.MILITARY, "21231"]),
        "offer_years": rng.choice([2, 3, 3, 3, 5]),
        "offer_full_time": chance(rng, 0.9),
        "post_secondary_years": rng.choice([1, 2, 2, 4]),
    }


def leave_out(rng: Random, profile: dict[str, Any]) -> dict[str, Any]:
    """Drop, now and then, a field that holds its default, or write one out."""
    defaults = {
        "intends_to_live_in_quebec": False,
        "family_size": 1,
        "settlement_funds": 0,
        "first_language": None,
        "submitted_at": None,
        "sibling_in_canada": False,
        "adaptability": {},
        "languages": [],
        "education": [],
        "jobs": [],
    }
    kept = {
        field: value
        for field, value in profile.items()
        if field not in defaults or value != defaults[field] or chance(rng, 0.5)
    }
    for field in ("partner", "offer", "trade", "certificate_of_qualification", "nomination", "military"):
        if field not in kept and chance(rng, 0.1):
            kept[field] = None
    return kept
