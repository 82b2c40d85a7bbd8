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
from toprank.incomplete import range_of
from toprank.incomplete.bounds import MOST_CASES, bounds_of, thinned
from toprank.incomplete.grids import GRIDS, Asked, Choice, grid_of
from toprank.incomplete.intake import FIELDS, Unknown, filled, intake_of
from toprank.rulebook.loader import load
from toprank.rulebook.tables import tables

ON = date(2026, 3, 10)
NGOZI: dict[str, Any] = json.loads((Path(__file__).resolve().parents[2] / "examples" / "ngozi.json").read_text())
FLAGS = ("paid", "authorized", "temporary_resident_status", "self_employed", "student")


def with_values(document: dict[str, Any], chosen: list[dict[str, Any]]) -> dict[str, Any]:
    """The profile in which the unknown fields have the chosen values."""
    rest = intake_of(document).document
    return filled(rest, [(each["pointer"][1:].split("/"), each["value"]) for each in chosen])


def masked(rng: Random, document: dict[str, Any]) -> list[str]:
    """Fields of a profile whose real value lies on their grid."""
    open_ = ["/sibling_in_canada", "/intends_to_live_in_quebec"]
    open_ += [f"/jobs/{place}/{flag}" for place in range(len(document.get("jobs", []))) for flag in FLAGS]
    return rng.sample(open_, min(3, len(open_)))


def test_the_real_answer_lies_between_the_ends() -> None:
    rng, wide = Random(1), 0
    for document, on in profiles(41, 150):
        document = {**document, "birth_date": min(document["birth_date"], str(on)), "adaptability": {}}
        unknown = masked(rng, document)
        real = assess_profiles([document], [on])[0]
        found = range_of({**document, "unknown": unknown}, on)
        assert found["total"]["least"] <= real["crs"]["total"] <= found["total"]["most"]
        for program, told in real["programs"].items():
            assert found["programs"][program] in (("all", "some") if told["eligible"] else ("some", "none"))
        ends = [with_values({**document, "unknown": unknown}, found[end]) for end in ("least_at", "most_at")]
        totals = [answer["crs"]["total"] for answer in assess_profiles(ends, [on, on])]
        assert totals == [found["total"]["least"], found["total"]["most"]]
        wide += totals[0] < totals[1]
    assert wide > 20


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
    return copy.deepcopy({**NGOZI, "partner": partner, "adaptability": {}})


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
