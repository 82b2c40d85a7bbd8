"""Every dated case of tests/cases through the public assessment, a file at a time."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from tests.cases import Case, files, load
from toprank.assess import assess_profiles

Document = dict[str, Any]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    cases = load(path)
    assert cases, f"{path.name} holds no case"
    wrong = [report for case, found in assessed(cases) if (report := complaint(case, found))]
    assert not wrong, f"{len(wrong)} of {len(cases)} cases differ\n" + "\n".join(wrong)


def assessed(cases: list[Case]) -> list[tuple[Case, Document]]:
    """Each case with its assessment, in one batch for all that ask for the same categories."""
    pairs: list[tuple[Case, Document]] = []
    for asked, group in groupby(sorted(cases, key=lambda case: case.asked), key=lambda case: case.asked):
        batch = list(group)
        found = assess_profiles([case.profile for case in batch], [case.on for case in batch], categories=asked)
        assert len(found) == len(batch)
        pairs += zip(batch, found, strict=True)
    return pairs


def complaint(case: Case, found: Document) -> str:
    """All that differs in one case, in one message; empty when all is as expected."""
    lines = differences(case.expect, found)
    head = f"* {case.name} (on {case.on}, {case.profile.get('id')}; {case.source})"
    return "\n    ".join([head, *lines]) if lines else ""


def differences(expect: Document, found: Document) -> list[str]:
    """One line for each expectation that is not met, and for each sum that does not add up."""
    if "error" in found:
        pointers = sorted({fault["pointer"] for fault in found["error"]["faults"]})
        wanted = sorted(expect.get("faults", []))
        return [] if wanted and pointers == wanted else [f"refused at {pointers}, expected {wanted}"]
    unknown = [f"no such expectation: {key}" for key in expect.keys() - READERS.keys()]
    seen = {key: READERS[key](found, wanted) for key, wanted in expect.items() if key in READERS}
    unmet = [f"{key}: found {seen[key]}, expected {expect[key]}" for key in seen if seen[key] != expect[key]]
    return unknown + unmet + sums(found["crs"])


def sums(crs: Document) -> list[str]:
    """The lines add up to the total, and so do the four parts."""
    parts = crs["core"] + crs["spouse"] + crs["transferability"] + crs["additional"]
    lines = sum(line["points"] for line in crs["lines"])
    return [] if parts == lines == crs["total"] else [f"total {crs['total']}, parts {parts}, lines {lines}"]


def picked(part: str) -> Callable[[Document, Document], Document]:
    return lambda found, wanted: {key: found[part].get(key) for key in wanted}


def program(name: str) -> Callable[[Document, bool], bool]:
    return lambda found, wanted: found["programs"][name]["eligible"]


def grid(found: Document, wanted: dict[str, int] | None) -> dict[str, int] | None:
    points = found["programs"]["fsw"]["grid"]
    return points if points is None or wanted is None else {factor: points[factor] for factor in wanted}


def factors(found: Document, wanted: dict[str, int]) -> dict[str, int | None]:
    points = {line["factor"]: line["points"] for line in found["crs"]["lines"]}
    return {factor: points.get(factor) for factor in wanted}


def eligible(found: Document, wanted: dict[str, bool]) -> dict[str, bool | None]:
    return {key: found["categories"].get(key, {}).get("eligible") for key in wanted}


def versions(found: Document, wanted: dict[str, str]) -> dict[str, str | None]:
    return {key: found["categories"].get(key, {}).get("version", "absent") for key in wanted}


def unmet(found: Document, wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of the requirement codes that were to be unmet, those that are; programs and categories by key."""
    judged = found["programs"] | found["categories"]
    failed = {key: {need["code"] for need in judged[key]["requirements"] if not need["met"]} for key in wanted}
    return {key: [code for code in codes if code in failed[key]] for key, codes in wanted.items()}


def warned(found: Document, wanted: list[str]) -> list[str]:
    codes = {warning["code"] for warning in found["warnings"]}
    return [code for code in wanted if code in codes]


def warned_at(found: Document, wanted: list[str]) -> list[str]:
    """Of the places that were to carry a warning, those that do, on themselves or on a field inside."""
    places = [warning["pointer"] for warning in found["warnings"]]
    return [place for place in wanted if any(f"{seen}/".startswith(f"{place}/") for seen in places)]


READERS: dict[str, Callable[[Document, Any], Any]] = {
    "crs": picked("crs"),
    "factors": factors,
    "fsw": program("fsw"),
    "cec": program("cec"),
    "fst": program("fst"),
    "pnp": program("pnp"),
    "fsw_points": lambda found, wanted: found["programs"]["fsw"]["points"],
    "fsw_grid": grid,
    "invited_under": lambda found, wanted: found["invited_under"],
    "first_language": lambda found, wanted: found["first_language"],
    "categories": eligible,
    "versions": versions,
    "in_force": lambda found, wanted: sorted(found["categories"]),
    "unmet": unmet,
    "provisional": lambda found, wanted: bool(found["provisional"]),
    "warnings": warned,
    "warned_at": warned_at,
    "faults": lambda found, wanted: [],
}


def test_every_difference_of_a_case_is_reported() -> None:
    crs = {"total": 10, "core": 10, "spouse": 0, "transferability": 0, "additional": 0, "lines": []}
    found = {"crs": crs, "first_language": None}
    expect = {"crs": {"core": 11}, "first_language": "french", "spelling": 1}
    assert differences(expect, found) == [
        "no such expectation: spelling",
        "crs: found {'core': 10}, expected {'core': 11}",
        "first_language: found None, expected french",
        "total 10, parts 10, lines 0",
    ]


def test_a_refusal_is_compared_pointer_by_pointer() -> None:
    refused = {"error": {"faults": [{"pointer": "/jobs/0/noc"}, {"pointer": "/id"}]}}
    assert differences({"faults": ["/id", "/jobs/0/noc"]}, refused) == []
    assert differences({"faults": ["/id"]}, refused) == ["refused at ['/id', '/jobs/0/noc'], expected ['/id']"]
    assert differences({"cec": True}, refused) == ["refused at ['/id', '/jobs/0/noc'], expected []"]
    assert differences({"faults": []}, {"error": {"faults": []}}) == ["refused at [], expected []"]


def test_a_misspelt_case_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "misspelt.toml"
    path.write_text('[[case]]\nname = "Paul"\non = 2026-03-10\nsource = "IRPR 75"\nexpct = { fsw = true }\n')
    with pytest.raises(ValueError, match=r"misspelt.toml: Paul: missing \['expect'\], unknown \['expct'\]"):
        load(path)
