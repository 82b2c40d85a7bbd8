"""The schemas of pools against a pool with a life: a round, a withdrawal, rejects."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from toprank.cli.main import application
from toprank.cli.pool_schema import SCHEMAS

AT = "2026-03-10T12:00:00Z"
NGOZI = json.loads((Path(__file__).parents[2] / "examples" / "ngozi.json").read_text())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(arguments), arguments)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Real documents by the name of their schema."""
    base = tmp_path_factory.mktemp("schemas")
    pool, lines = base / "pool", base / "lines.jsonl"
    people = [NGOZI | {"id": name} for name in ("ngozi", "gloria", "paul")]
    faulty: list[Any] = [NGOZI, NGOZI | {"id": "x", "birth_date": "2100-01-01", "family_size": -3}, [], "no profile"]
    lines.write_text("".join(f"{json.dumps(each)}\n" for each in [*people, *faulty]) + "{\n")
    assert run("pool", "import", str(lines), str(pool)).exit_code == 2
    general = ("--kind", "general", "--size", "1", "--at", AT)
    assert run("round", str(pool), *general, "--out", str(base / "bundle")).exit_code == 0
    assert run("pool", "withdraw", str(pool), "--id", "ngozi", "--at", "2026-03-11T00:00:00Z").exit_code == 0
    scores = [("--on", AT), ("--on", AT, "--percentile", "400"), ("--on", "2030-01-01", "--percentile", "400")]
    return {
        "pool_score": [json.loads(run("pool", "score", str(pool), *each, "--json").stdout) for each in scores],
        "pool_show": [json.loads(run("pool", "show", str(pool), "--at", AT, "--json").stdout)],
        "pool_manifest": [json.loads((pool / "manifest.json").read_text())],
        "pool_reject": [json.loads(line) for line in (pool / "rejects.jsonl").read_text().splitlines()],
    }


def complaints(schema: Any, document: Any) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_real_documents_hold_to_it_and_to_the_printed_one(found: dict[str, list[Any]], name: str) -> None:
    printed = json.loads(run("schema", name).stdout)
    Draft202012Validator.check_schema(printed)
    assert found[name]
    for document in found[name]:
        assert complaints(printed, document) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_missing_key_is_noticed(found: dict[str, list[Any]], name: str) -> None:
    for key in found[name][0]:
        broken = copy.deepcopy(found[name][0])
        del broken[key]
        assert complaints(SCHEMAS[name], broken), key


def test_the_documents_show_what_the_schemas_speak_of(found: dict[str, list[Any]]) -> None:
    (shown,), (manifest,) = found["pool_show"], found["pool_manifest"]
    assert [part.get("events") for part in shown["log"]] == [None, {"invited": 1}, {"withdrawn": 1}]
    assert [("round" in part) for part in manifest["log"]] == [False, True, False]
    assert len(found["pool_reject"]) == 6
    assert [each["percentiles"][:1] == [] for each in found["pool_score"]] == [True, False, False]
    assert found["pool_score"][2]["percentiles"][0]["percentile"] is None
    broken = copy.deepcopy(manifest)
    broken["log"][1]["round"]["size"] = "many"
    assert complaints(SCHEMAS["pool_manifest"], broken)
