"""The values that are tried for each unknown field: those at which an answer can turn (docs/reference/range.md).

A grid is stated, not guessed: a language result has the same level in every ability, a credential from abroad is
assessed on the day asked, hours go by fives to full time. What lies between two values of a grid is not tried.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from toprank import days
from toprank.incomplete import offers
from toprank.incomplete.choices import (
    SKILLED,
    Asked,
    Choice,
    Json,
    day_in,
    first_of_each_teer,
    occupations,
    plain,
    truth,
)
from toprank.profile import LANGUAGE_OF, steps
from toprank.rulebook.tables import ABILITIES

ABROAD: Final = "US"
"""Stands for every country but Canada: no rule tells them apart."""
PROVINCE: Final = "ON"
"""Stands for every province: no rule tells them apart."""
ENGLISH_LEVELS: Final = (4, 5, 6, 7, 8, 9, 10)
FRENCH_LEVELS: Final = (5, 7, 9, 10)
HOURS: Final = (1, 5, 10, 15, 20, 25, 30)
YEARS: Final = (1, 2, 3, 4, 5, 6, 10)
AGES: Final = range(17, 48)
FUNDS: Final = (0, 2_000_000_000)
FAMILY: Final = range(1, 9)
PARTNER_YEARS: Final = range(1, 6)
LEVELS: Final = ("secondary", "one_year", "two_year", "bachelor", "master", "doctoral")


def grid_of(asked: Asked) -> list[Choice]:
    """The values that are tried for an unknown field."""
    return GRIDS[asked.unknown.field.rpartition("/")[2] if "*" in asked.unknown.field else asked.unknown.field](asked)


def result(test: str, level: int, on: date) -> Json:
    """A result with the same level in every ability, taken on the day."""
    return {"test": test, "taken": on.isoformat(), **dict.fromkeys(ABILITIES, level)}


def languages(asked: Asked) -> list[Choice]:
    """No result; each level in English, in French, and in both."""
    found = [Choice([], "no_result")]
    for level in ENGLISH_LEVELS:
        found.append(Choice([result("clb", level, asked.on)], "english", {"clb": level}))
    for french in FRENCH_LEVELS:
        alone = result("nclc", french, asked.on)
        found.append(Choice([alone], "french", {"nclc": french}))
        for level in ENGLISH_LEVELS:
            both = [result("clb", level, asked.on), alone]
            found.append(Choice(both, "both", {"clb": level, "nclc": french}))
    return found


def ability(asked: Asked) -> list[Choice]:
    """The lowest score of each level of the test."""
    inside, name = asked.inside(), asked.unknown.parts[-1]
    test = inside.get("test")
    if test not in LANGUAGE_OF:
        return plain([0])
    taken = day_in(inside, "taken", asked.on)
    ((step, most),) = steps(test, taken)
    scales = [each for each in asked.tables.scales if each.test == test]
    scale = next((each for each in scales if each.start <= days.number(taken) < each.stop), scales[-1])
    levels = scale.levels[ABILITIES.index(name)]
    lowest: dict[int, float] = {}
    for place in range(round(most[name] / step) + 1):
        lowest.setdefault(int(levels[round(place * step * 10)]), place * step)
    return [Choice(score, "score", {"score": score, "level": level}) for level, score in sorted(lowest.items())]


def taken(asked: Asked) -> list[Choice]:
    """Too long ago, and on the day."""
    outlived = days.last_outlived(asked.on, asked.tables.result_years)
    return plain([outlived.isoformat(), asked.on.isoformat()])


def credential(level: str, country: str, on: date) -> Json:
    """A credential completed by the day, assessed on it where it is from abroad."""
    found = {"level": level, "country": country, "completed": on.isoformat()}
    return found if country == "CA" else found | {"eca_issued": on.isoformat()}


def education(asked: Asked) -> list[Choice]:
    """None; one credential of each level and two, from abroad and from Canada."""
    found = [Choice([], "no_credential")]
    for country, code in ((ABROAD, "abroad"), ("CA", "here")):
        for level in LEVELS:
            one = credential(level, country, asked.on)
            found.append(Choice([one], f"credential_{code}", {"credential": level}))
            if level == "bachelor":
                two = [one, credential("one_year", country, asked.on)]
                found.append(Choice(two, f"credentials_{code}"))
    return found


def level(asked: Asked) -> list[Choice]:
    """Every level of a credential."""
    return [Choice(each, "credential", {"credential": each}) for each in LEVELS]


def country(asked: Asked) -> list[Choice]:
    """Canada, and abroad."""
    return [Choice("CA", "in_canada"), Choice(ABROAD, "in_another_country")]


def eca_issued(asked: Asked) -> list[Choice]:
    """Not assessed, and assessed on the day."""
    return [Choice(None, "not_assessed"), Choice(asked.on.isoformat(), "assessed")]


def noc(asked: Asked) -> list[Choice]:
    """One unit group of each TEER, and one of each category of occupations in force; of a partner by TEER alone."""
    codes = first_of_each_teer()
    if asked.unknown.parts[0] == "partner":
        return occupations(codes.values())
    listed = [min(each.version.unit_groups) for each in asked.tables.categories if each.version.type == "occupation"]
    return occupations([*codes.values(), *listed])


def start(asked: Asked) -> list[Choice]:
    """The last day of the job, and whole years before its end."""
    last = min(day_in(asked.inside(), "end", asked.on - timedelta(days=1)), asked.on)
    return plain([last.isoformat(), *(days.add_years(last, -years).isoformat() for years in YEARS)])


def end(asked: Asked) -> list[Choice]:
    """The first day of the job, whole years after it, and still held."""
    first = day_in(asked.inside(), "start", asked.on)
    later = [days.add_years(first, years) for years in YEARS]
    found = plain([first.isoformat(), *(each.isoformat() for each in later if each < asked.on)])
    return [*found, Choice(None, "still_held")]


def hours(asked: Asked) -> list[Choice]:
    """Hours a week by fives; more than full time adds nothing."""
    return [Choice(each, "hours", {"hours": each}) for each in HOURS]


def student(asked: Asked) -> list[Choice]:
    """Every answer about study."""
    return [Choice(each, f"student_{each}") for each in ("no", "part_time", "full_time")]


def worked(code: str, years: int, on: date) -> Json:
    """A full-time job in Canada of whole years until today."""
    return {"noc": code, "start": days.add_years(on, -years).isoformat(), "hours_per_week": 30, "country": "CA"}


def partner_jobs(asked: Asked) -> list[Choice]:
    """None; a year that is not skilled; whole years of skilled work, full time, in Canada, until today."""
    unskilled = first_of_each_teer()[5]
    found = [Choice([], "no_work"), Choice([worked(unskilled, 1, asked.on)], "work_unskilled")]
    return found + [
        Choice([worked(SKILLED, years, asked.on)], "work_skilled", {"years": years}) for years in PARTNER_YEARS
    ]


def partner(asked: Asked) -> list[Choice]:
    """None; one who brings nothing; levels of language; and the most that a partner can bring."""
    on = asked.on
    found = [Choice(None, "no_partner"), Choice({}, "partner_bare")]
    for clb in (5, 7, 9):
        found.append(Choice({"languages": [result("clb", clb, on)]}, "partner_english", {"clb": clb}))
    best = {
        "languages": [result("clb", 10, on)],
        "education": [credential("doctoral", ABROAD, on)],
        "jobs": [worked(SKILLED, 6, on)],
    }
    studied = {**best, "jobs": []}
    return [*found, Choice(studied, "partner_studied"), Choice(best, "partner_best")]


def nomination(asked: Asked) -> list[Choice]:
    """None, and one through Express Entry."""
    return [Choice(None, "none"), Choice({"province": PROVINCE, "issued": asked.on.isoformat()}, "nomination")]


def first_language(asked: Asked) -> list[Choice]:
    """English, French, and the one that scores higher."""
    return [Choice(each, "language", {"language": each}) for each in ("english", "french")] + [Choice(None, "better")]


def birth_date(asked: Asked) -> list[Choice]:
    """Every age at which points change."""
    return [Choice(days.add_years(asked.on, -age).isoformat(), "age", {"age": age}) for age in AGES]


def funds(asked: Asked) -> list[Choice]:
    """None, and more than any family needs."""
    return [Choice(FUNDS[0], "no_funds"), Choice(FUNDS[1], "enough_funds")]


def family_size(asked: Asked) -> list[Choice]:
    """One person to eight."""
    return plain(FAMILY)


GRIDS: Final[dict[str, Callable[[Asked], list[Choice]]]] = {
    "birth_date": birth_date,
    "intends_to_live_in_quebec": truth,
    "family_size": family_size,
    "settlement_funds": funds,
    "first_language": first_language,
    "languages": languages,
    **dict.fromkeys(ABILITIES, ability),
    "taken": taken,
    "education": education,
    "level": level,
    "country": country,
    "eca_issued": eca_issued,
    "noc": noc,
    "start": start,
    "end": end,
    "hours_per_week": hours,
    "student": student,
    **dict.fromkeys(("paid", "authorized", "temporary_resident_status", "self_employed", "sibling_in_canada"), truth),
    "publicly_funded_physician": truth,
    "partner": partner,
    "partner/accompanying": truth,
    "partner/citizen_or_permanent_resident": truth,
    "partner/jobs": partner_jobs,
    "partner/languages": languages,
    "partner/education": education,
    "offer": offers.offer,
    "offer/noc": offers.offered_noc,
    "offer/duration_months": offers.duration,
    "offer/full_time": truth,
    "offer/lmia": truth,
    "offer/qualifies_for_crs": truth,
    "offer/fsw_paragraph": offers.fsw_paragraph,
    "offer/fst_paragraph": offers.fst_paragraph,
    "nomination": nomination,
    "nomination/express_entry": truth,
    "adaptability/relative_in_canada": truth,
    "adaptability/studied_in_canada": truth,
    "adaptability/partner_studied_in_canada": truth,
}
