"""The schemas against real answers, and against answers that are not whole."""

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cases import Case, files, load
from tests.invented.profiles import profiles
from toprank.assess import assess_profiles
from toprank.cli.occupations import as_document
from toprank.occupations import find
from toprank.rulebook.loader import load as rulebook
from toprank.schemas import SCHEMAS, schema

PEOPLE = [(profile, on) for profile, on in profiles(11, 150) if profile["birth_date"] <= str(on)]
ANSWERS = assess_profiles(
    [profile for profile, _ in PEOPLE], [on for _, on in PEOPLE], ["healthcare-v2", "agriculture"]
)
FAULTY = [case for path in files() if path.stem == "faults" for case in load(path) if case.expect.get("faults")]


def complaints(name: str, document: Any) -> list[str]:
    validator = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["description"]


def test_profiles_and_their_lines() -> None:
    for profile, on in PEOPLE:
        assert complaints("profile", profile) == []
        assert complaints("profile_line", profile | {"on": str(on)}) == []
    assert complaints("profile", PEOPLE[0][0] | {"on": "2026-03-10"})
    assert complaints("profile", PEOPLE[0][0] | {"nickname": "N"})


def test_assessments_and_their_changes() -> None:
    assert len(ANSWERS) > 100
    for answer in ANSWERS:
        assert complaints("assessment", answer) == []
        assert complaints("changes", answer["changes"]) == []


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key of an answer that the contract names, by its place."""
    inner = value.items() if isinstance(value, dict) else list(enumerate(value))[:1] if isinstance(value, list) else []
    own = [(*path, key) for key in value] if isinstance(value, dict) else []
    return own + [found for key, each in inner for found in paths(each, (*path, key))]


def test_a_missing_key_is_noticed() -> None:
    answer = max(ANSWERS, key=lambda each: len(each["changes"]) * len(each["warnings"]) * bool(each["provisional"]))
    extra = {"parameters", "code", "healthcare-v2", "agriculture", *answer["categories"]}
    keys = [path for path in paths(answer) if path[-1] not in extra and "parameters" not in path]
    assert len(keys) > 60
    for *place, key in keys:
        less = copy.deepcopy(answer)
        inner = less
        for step in place:
            inner = inner[step]
        del inner[key]
        assert complaints("assessment", less), f"{place}: {key} is missing and nothing is said"


@pytest.mark.parametrize("case", FAULTY[:60], ids=lambda case: case.name)
def test_errors(case: Case) -> None:
    refused = assess_profiles([case.profile], [case.on])[0]
    assert complaints("error", {"line": 3, "profile": None, **refused}) == []
    assert complaints("error", refused)


@pytest.mark.parametrize("words", ["registered nurse", "72310", "cook", "xqzzt"])
def test_hits(words: str) -> None:
    document = {"hits": [as_document(hit, rulebook()) for hit in find(words)]}
    assert complaints("noc", document) == []
    assert complaints("noc", {"hits": [{"noc": "1234"}]})
