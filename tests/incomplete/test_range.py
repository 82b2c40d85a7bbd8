"""Ranges against full assessments of the profiles they stand for."""

import copy
import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.invented.profiles import profiles
from toprank.assess import assess_profiles
from toprank.assess.batch import profile_of
from toprank.errors import Refused
from toprank.incomplete import Cases, range_of
from toprank.incomplete.bounds import MOST_CASES, bounds_of, thinned
from toprank.incomplete.choices import Asked, Choice
from toprank.incomplete.grids import GRIDS, grid_of
from toprank.incomplete.intake import FIELDS, Unknown, filled, intake_of
from toprank.rulebook.loader import load
from toprank.rulebook.tables import tables

ON = date(2026, 3, 10)
NGOZI: dict[str, Any] = json.loads((Path(__file__).resolve().parents[2] / "examples" / "ngozi.json").read_text())
OFFER = ("full_time", "lmia", "qualifies_for_crs")
FLAGS = ("paid", "authorized", "temporary_resident_status", "self_employed", "student")


def with_values(document: dict[str, Any], chosen: list[dict[str, Any]]) -> dict[str, Any]:
    """The profile in which the unknown fields have the chosen values."""
    rest = intake_of(document).document
    return filled(rest, [(each["pointer"][1:].split("/"), each["value"]) for each in chosen])


def of(found: dict[str, Any], document: dict[str, Any], key: str, code: str) -> str:
    """What is known of a requirement."""
    return Cases(found, document).requirement(key, code)


def masked(rng: Random, document: dict[str, Any]) -> list[str]:
    """Fields of a profile whose real value lies on their grid."""
    open_ = ["/sibling_in_canada", "/intends_to_live_in_quebec"]
    open_ += [f"/jobs/{place}/{flag}" for place in range(len(document.get("jobs", []))) for flag in FLAGS]
    if document.get("offer"):
        open_ += [f"/offer/{name}" for name in (*OFFER, "fsw_paragraph", "fst_paragraph")]
    partner = document.get("partner") or {}
    open_ += [f"/partner/{name}" for name in ("accompanying", "citizen_or_permanent_resident") if partner]
    open_ += [f"/partner/jobs/{place}/{flag}" for place in range(len(partner.get("jobs", []))) for flag in FLAGS]
    return rng.sample(open_, min(3, len(open_)))


def test_the_real_answer_lies_between_the_ends() -> None:
    rng, wide, settled = Random(1), 0, 0
    for document, on in profiles(41, 150):
        document = {**document, "birth_date": min(document["birth_date"], str(on)), "adaptability": {}}
        unknown = masked(rng, document)
        real = assess_profiles([document], [on])[0]
        found = range_of({**document, "unknown": unknown}, on)
        assert found["total"]["least"] <= real["crs"]["total"] <= found["total"]["most"]
        for program, told in real["programs"].items():
            assert found["programs"][program] in (("all", "some") if told["eligible"] else ("some", "none"))
        told_of = real["programs"] | {each["version"]: each for each in real["categories"].values() if each["version"]}
        assert told_of.keys() == found["requirements"].keys()
        for key, told in told_of.items():
            states = found["requirements"][key]
            assert {each["code"] for each in told["requirements"]} == states.keys()
            for each in told["requirements"]:
                assert states[each["code"]] in (("all", "some") if each["met"] else ("some", "none"))
                if (footing := of(found, document, key, each["code"])) in ("met", "not_met"):
                    settled += 1
                    assert (footing == "met") == each["met"]
        ends = [with_values({**document, "unknown": unknown}, found[end]) for end in ("least_at", "most_at")]
        totals = [answer["crs"]["total"] for answer in assess_profiles(ends, [on, on])]
        assert totals == [found["total"]["least"], found["total"]["most"]]
        wide += totals[0] < totals[1]
    assert wide > 20
    assert settled > 100


def test_every_case_is_a_full_assessment_and_the_most_telling_one_narrows_most() -> None:
    """All combinations of three grids, each assessed alone; the narrowing is counted again by hand."""
    unknown = ["/languages", "/education/0/eca_issued", "/jobs/2/student"]
    document = {**NGOZI, "unknown": unknown}
    found = range_of(document, ON)
    intake = intake_of(document)
    grids = [grid_of(Asked(intake, each, ON, tables(load(), ON))) for each in intake.unknown]
    totals: dict[tuple[int, ...], int] = {}
    cases = [(a, b, c) for a in range(len(grids[0])) for b in range(len(grids[1])) for c in range(len(grids[2]))]
    filled_in = [
        filled(intake.document, [(u.parts, grids[k][place[k]].value) for k, u in enumerate(intake.unknown)])
        for place in cases
    ]
    for place, answer in zip(cases, assess_profiles(filled_in, [ON] * len(cases)), strict=True):
        totals[place] = answer["crs"]["total"]
    assert found["cases"] == len(cases)
    assert found["total"] == {"least": min(totals.values()), "most": max(totals.values())}
    width = max(totals.values()) - min(totals.values())
    for axis, pointer in enumerate(unknown):
        left = []
        for value in range(len(grids[axis])):
            with_it = [total for place, total in totals.items() if place[axis] == value]
            left.append(max(with_it) - min(with_it))
        told = next(each for each in found["unknown"] if each["pointer"] == pointer)
        assert told["narrows_by"] == width - max(left)
        assert told["narrows_on_average"] == pytest.approx(width - sum(left) / len(left), abs=0.06)
    assert found["matters_most"] == "/languages"
    assert [each["narrows_by"] for each in found["unknown"]] == sorted(
        (each["narrows_by"] for each in found["unknown"]), reverse=True
    )


def everywhere() -> dict[str, Any]:
    """A profile that has a place for every field that may be unknown."""
    partner = copy.deepcopy({"education": NGOZI["education"], "jobs": NGOZI["jobs"]})
    offer = {"noc": "21231", "duration_months": 12}
    nomination = {"province": "ON", "issued": "2026-01-05"}
    more = {"partner": partner, "offer": offer, "nomination": nomination, "adaptability": {}}
    return copy.deepcopy({**NGOZI, **more})


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_may_be_unknown_and_its_values_are_profiles(field: str) -> None:
    pointer = "/" + field.replace("*", "0")
    found = range_of({**everywhere(), "unknown": [pointer]}, ON)
    assert found["left_out"] == 0
    assert found["cases"] == len(found["unknown"][0]["values"]) >= 2
    french = range_of({**everywhere(), "unknown": [pointer]}, ON, language="fr")
    assert french["unknown"][0]["field"] != found["unknown"][0]["field"]
    assert french["total"] == found["total"]
    missing = everywhere()
    inner: Any = missing
    *way, last = pointer[1:].split("/")
    for part in way:
        inner = inner[int(part) if isinstance(inner, list) else part]
    inner.pop(last, None)
    if field not in ("languages/*/taken",):
        assert range_of({**missing, "unknown": [pointer]}, ON)["total"]["most"] >= found["total"]["least"]


def test_every_field_has_a_grid() -> None:
    assert {field.rpartition("/")[2] if "*" in field else field for field in FIELDS} == set(GRIDS)


def test_too_many_combinations_are_thinned_and_said() -> None:
    unknown = ["/languages", "/education", "/partner/languages", "/partner/education", "/jobs/2/hours_per_week"]
    found = range_of({**everywhere(), "unknown": unknown}, ON)
    assert found["thinned"] is True
    assert found["cases"] <= MOST_CASES
    grids = thinned([[Choice(value) for value in range(40)] for _ in range(6)])
    assert all(grid[0].value == 0 and grid[-1].value == 39 for grid in grids)


def test_thinning_keeps_the_least_and_the_most_favourable_case() -> None:
    """Known to be there, a partner who brings nothing may not lead below the total that was called the least."""
    unknown = ["/languages", "/education", "/partner", "/jobs/2/hours_per_week", "/jobs/1/student", "/settlement_funds"]
    unknown += ["/sibling_in_canada", "/nomination", "/first_language", "/offer"]
    document = {**NGOZI, "id": "unsure"}
    found = range_of({**document, "unknown": unknown}, ON)
    assert found["thinned"] is True
    for pointer in unknown:
        rest = [each for each in unknown if each != pointer]
        intake = intake_of({**document, "unknown": unknown})
        place = intake.unknown[unknown.index(pointer)]
        for choice in grid_of(Asked(intake, place, ON, tables(load(), ON))):
            known = filled(intake.document, [(place.parts, choice.value)])
            least = [
                (each.parts, value(found, "least_at", each.pointer)) for each in intake.unknown if each.pointer in rest
            ]
            (total,) = assess_profiles([filled(known, least)], [ON])
            assert found["total"]["least"] <= total["crs"]["total"] <= found["total"]["most"]


def value(found: dict[str, Any], end: str, pointer: str) -> Any:
    """The value of a field in one of the two cases."""
    return next(each["value"] for each in found[end] if each["pointer"] == pointer)


def test_without_unknowns_the_range_is_the_assessment() -> None:
    found = range_of(NGOZI, ON)
    total = assess_profiles([NGOZI], [ON])[0]["crs"]["total"]
    assert found["total"] == {"least": total, "most": total}
    assert found["matters_most"] is None
    assert found["unknown"] == found["least_at"] == []


def test_the_profile_itself_stays_strict() -> None:
    with pytest.raises(Refused, match="/unknown: unknown field"):
        profile_of({**NGOZI, "unknown": []}, ON)


@pytest.mark.parametrize(
    ("unknown", "pointer"),
    [
        ("/languages", "/unknown"),
        ([f"/jobs/{place}/paid" for place in range(13)], "/unknown"),
        (["languages"], "/unknown/0"),
        (["/submitted_at"], "/unknown/0"),
        (["/id"], "/unknown/0"),
        ([7], "/unknown/0"),
        ([["/languages"]], "/unknown/0"),
        (["/jobs/9/paid"], "/unknown/0"),
        (["/jobs/00/paid"], "/unknown/0"),
        (["/partner/languages"], "/unknown/0"),
        (["/languages", "/languages/0/reading"], "/unknown/1"),
        (["/partner", "/partner"], "/unknown/1"),
    ],
)
def test_faults_of_the_list(unknown: Any, pointer: str) -> None:
    for language in ("en", "fr"):
        with pytest.raises(Refused) as refused:
            range_of({**NGOZI, "unknown": unknown}, ON, language=language)
        assert [fault.pointer for fault in refused.value.faults] == [pointer]


def test_faults_of_the_rest_are_told() -> None:
    document = {**NGOZI, "birth_date": "2030-01-01", "unknown": ["/languages", "/education"]}
    with pytest.raises(Refused) as refused:
        range_of(document, ON)
    assert [fault.pointer for fault in refused.value.faults] == ["/birth_date"]
    for nonsense in ([], "x", None, {"unknown": []}):
        with pytest.raises(Refused):
            range_of(nonsense, ON)


def test_combinations_that_are_no_profile_are_left_out() -> None:
    document = {**NGOZI, "unknown": ["/jobs/0/start", "/jobs/0/end"]}
    found = range_of(document, ON)
    bounds = bounds_of(intake_of(document), ON, tables(load(), ON))
    assert found["left_out"] == int((bounds.totals < 0).sum()) > 0
    assert found["cases"] + found["left_out"] == bounds.totals.size
    assert Unknown("/jobs/0/start", "jobs/*/start").parts == ["jobs", "0", "start"]


def ranged(on: str, unknown: list[str], **more: Any) -> dict[str, Any]:
    """The range of Ngozi with something more, on a day."""
    return range_of({**NGOZI, **more, "unknown": unknown}, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("on", "offer", "unknown", "least", "most"),
    [
        ("2024-06-01", {"noc": "21231", "qualifies_for_crs": True}, ["full_time"], 0, 50),
        ("2024-06-01", {"noc": "21231", "qualifies_for_crs": True}, ["noc"], 0, 200),
        ("2024-06-01", {"noc": "21231"}, ["qualifies_for_crs"], 0, 50),
        ("2024-06-01", {"noc": "00012"}, ["qualifies_for_crs"], 0, 200),
        ("2024-06-01", {"noc": "21231", "qualifies_for_crs": True}, ["lmia"], 50, 50),
        ("2016-06-01", {"noc": "21231", "qualifies_for_crs": True}, ["lmia"], 0, 600),
        ("2026-03-10", {"noc": "21231", "qualifies_for_crs": True}, ["noc", "full_time", "lmia"], 0, 0),
    ],
)
def test_an_offer_of_which_something_is_not_known(
    on: str, offer: dict[str, Any], unknown: list[str], least: int, most: int
) -> None:
    """The points of the offer at the least and at the most, beside the same person without one."""
    jobs = [{**NGOZI["jobs"][0], "start": "2010-01-04", "end": "2015-12-31"}]
    of = {**offer, "duration_months": 12}
    found = ranged(on, [f"/offer/{name}" for name in unknown], jobs=jobs, offer=of, submitted_at=None)["total"]
    without = ranged(on, [], jobs=jobs, offer=None, submitted_at=None)["total"]["most"]
    assert (found["least"] - without, found["most"] - without) == (least, most)


def test_a_paragraph_and_a_length_that_are_not_known_decide_about_a_program() -> None:
    offer = {"noc": "21231", "duration_months": 12, "fsw_paragraph": "a"}
    jobs = [{**NGOZI["jobs"][0], "start": "2018-05-01", "end": None}]
    poor = {"jobs": jobs, "offer": offer, "settlement_funds": 0}
    assert ranged("2026-03-10", [], **poor)["programs"]["fsw"] == "all"
    for field in ("fsw_paragraph", "duration_months", "noc", "full_time"):
        found = ranged("2026-03-10", [f"/offer/{field}"], **poor)
        assert found["programs"]["fsw"] == "some"
        assert "fsw" in found["unknown"][0]["decides"]
    trade = {"noc": "72310", "qualified_from": "2018-01-01"}
    named = ranged("2026-03-10", ["/offer/noc"], trade=trade, **poor)["unknown"][0]["values"]
    assert "72310" in [each["value"] for each in named]


def test_a_partner_of_whose_work_nothing_is_known() -> None:
    partner = {"languages": [], "education": [], "jobs": []}
    found = ranged("2026-03-10", ["/partner/jobs"], partner=partner, family_size=2)
    assert [each["least"] - found["total"]["least"] for each in found["unknown"][0]["values"]] == [0, 0, 5, 7, 8, 9, 10]
    job = {"noc": "21231", "start": "2020-01-06", "end": "2023-12-29", "hours_per_week": 30, "country": "CA"}
    partner["jobs"] = [job]
    for field, gain in (("noc", 8), ("start", 10), ("end", 10), ("hours_per_week", 8)):
        total = ranged("2026-03-10", [f"/partner/jobs/0/{field}"], partner=partner, family_size=2)["total"]
        assert total["most"] - total["least"] == gain, field
    alone = ranged("2026-03-10", ["/partner/accompanying"], partner=partner, family_size=2)["total"]
    resident = ranged("2026-03-10", ["/partner/citizen_or_permanent_resident"], partner=partner, family_size=2)
    assert alone == resident["total"]
    assert alone["least"] < alone["most"]
