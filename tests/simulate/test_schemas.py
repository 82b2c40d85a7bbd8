"""The schemas of replays and calibrations against real answers, whole ones and ones with a key less or more."""

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from toprank.cli.main import application

REPLAY = ["simulate", "replay", "--from", "2025-09-01", "--to", "2025-09-05", "--size", "0.02", "--json"]


def printed(*asked: str) -> Any:
    return json.loads(CliRunner().invoke(application(list(asked)), list(asked)).stdout)


def validator(name: str) -> Draft202012Validator:
    schema = printed("schema", name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def objects(value: Any) -> list[dict[str, Any]]:
    """Every object of an answer; of a list the first one."""
    if isinstance(value, list):
        return objects(value[0]) if value else []
    if not isinstance(value, dict):
        return []
    return [value, *(found for each in value.values() for found in objects(each))]


def answer_of(name: str, pool: Any) -> Any:
    return printed(*REPLAY) if name == "replay" else printed("pool", "calibrate", str(pool.folder), "--json")


@pytest.mark.parametrize("name", ["replay", "calibration"])
def test_answers_have_the_form_of_their_schema(pool: Any, name: str) -> None:
    schema, answer = validator(name), answer_of(name, pool)
    assert [error.message for error in schema.iter_errors(answer)] == []
    changed = 0
    for place, part in enumerate(objects(answer)):
        for key in part:
            less = copy.deepcopy(answer)
            del objects(less)[place][key]
            assert list(schema.iter_errors(less)), f"{key} is missing and nothing is said"
            changed += 1
        more = copy.deepcopy(answer)
        objects(more)[place]["more"] = 1
        assert list(schema.iter_errors(more))
    assert changed > 12


def test_several_replays_are_a_list() -> None:
    schema, answers = validator("replay"), printed(*REPLAY, "--shares", "all", "--shares", "before")
    assert [each["shares"]["name"] for each in answers] == ["all", "before"]
    assert list(schema.iter_errors(answers)) == []
    assert list(schema.iter_errors(answers[:1]))
