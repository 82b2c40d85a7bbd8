"""Properties of the whole: what must hold for any candidate on any day."""

import copy
from datetime import date
from typing import Any

import pytest

from tests.invented.profiles import profiles
from toprank.assess import assess_profiles

ABILITIES = ("listening", "reading", "writing", "speaking")
Json = dict[str, Any]


def answers(invented: list[tuple[Json, date]]) -> list[Json]:
    return assess_profiles([profile for profile, _ in invented], [on for _, on in invented])


def single(profile: Json) -> Json:
    """The profile with one result of levels in each language at most, none of them at the top."""
    found = copy.deepcopy(profile)
    by_language = {}
    for result in found["languages"] if "languages" in found else []:
        french = result["test"] in ("tef_canada", "tcf_canada", "nclc")
        levels = {ability: int(result[ability]) % 10 for ability in ABILITIES}
        by_language[french] = {"test": "nclc" if french else "clb", "taken": result["taken"], **levels}
    return found | {"languages": list(by_language.values())}


@pytest.mark.parametrize("seed", range(2))
def test_a_higher_level_never_lowers_a_score(seed: int) -> None:
    before = [(single(profile), on) for profile, on in profiles(900 + seed, 400)]
    before = [(profile, on) for profile, on in before if profile["languages"]]
    after = []
    for place, (profile, on) in enumerate(before):
        raised = copy.deepcopy(profile)
        result = raised["languages"][place % len(raised["languages"])]
        result[ABILITIES[place % 4]] += 1
        after.append((raised, on))
    pairs = zip(answers(before), answers(after), before, strict=True)
    fallen = [profile for low, high, profile in pairs if high["crs"]["total"] < low["crs"]["total"]]
    assert not fallen
    assert len(before) > 200


def test_a_nomination_gives_600_up_to_the_cap() -> None:
    before = [({**profile, "nomination": None}, on) for profile, on in profiles(77, 400)]
    nomination = {"province": "NS", "issued": "2014-12-01"}
    after = [({**profile, "nomination": nomination}, on) for profile, on in before]
    for was, now in zip(answers(before), answers(after), strict=True):
        assert now["crs"]["additional"] == 600
        assert now["crs"]["total"] == was["crs"]["total"] - was["crs"]["additional"] + 600
        assert now["crs"]["total"] <= 1200


DATED = {"languages": "taken", "education": "completed", "jobs": "start"}


def known_on(profile: Json, on: date) -> Json:
    """The profile as it stood on a day: without any fact of a later one."""
    found = copy.deepcopy(profile)
    for person in (found, found.get("partner") or {}):
        for name, dated in DATED.items():
            if name in person:
                person[name] = [each for each in person[name] if each[dated] <= str(on)]
        for credential in person.get("education", []):
            if (credential.get("eca_issued") or "") > str(on):
                credential["eca_issued"] = None
        for job in person.get("jobs", []):
            if (job.get("end") or "9999") >= str(on):
                job["end"] = None
    for name in ("nomination", "certificate_of_qualification"):
        if found.get(name) and found[name]["issued"] > str(on):
            found[name] = None
    return found


def test_an_assessment_depends_on_nothing_after_its_day() -> None:
    invented = list(profiles(31, 500))
    known = [(known_on(profile, on), on) for profile, on in invented]
    pairs = zip(answers(invented), answers(known), strict=True)
    for full, cut in pairs:
        for name in ("crs", "first_language", "invited_under", "categories"):
            assert full[name] == cut[name], (name, full["profile"])
        for program, found in full["programs"].items():
            assert found["eligible"] == cut["programs"][program]["eligible"]


def test_lines_add_up_and_name_every_factor() -> None:
    factors = {
        "age", "education", "first_language", "second_language", "canadian_work", "spouse_education",
        "spouse_language", "spouse_canadian_work", "education_language", "education_canadian_work",
        "foreign_work_language", "foreign_work_canadian_work", "certificate_language", "nomination",
        "arranged_employment", "canadian_study", "french", "sibling",
    }  # fmt: skip
    for answer in answers(list(profiles(8, 400))):
        crs = answer["crs"]
        named = [line["factor"] for line in crs["lines"] if not line["factor"].startswith("cap_")]
        assert set(named) == factors
        assert len(named) == len(factors)
        for part in ("core", "spouse", "transferability", "additional"):
            assert crs[part] == sum(line["points"] for line in crs["lines"] if line["part"] == part)
        assert crs["total"] == sum(line["points"] for line in crs["lines"])
        assert all(line["source"] for line in crs["lines"])
