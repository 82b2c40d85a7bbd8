"""`toprank ledger` as a stranger runs it."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from toprank.cli.ledger_schema import SCHEMAS

NGOZI = str(Path(__file__).resolve().parents[2] / "examples" / "ngozi.json")
ON = ("--on", "2026-03-10")


def test_json_follows_its_schema_and_csv_adds_up_to_it(toprank: Run) -> None:
    told = json.loads(toprank("ledger", NGOZI, *ON, "--json").out)
    assert list(Draft202012Validator(SCHEMAS["ledger"]).iter_errors(told)) == []
    rows = list(csv.DictReader(io.StringIO(toprank("ledger", NGOZI, *ON, "--csv").out)))
    for name, measure in told["measures"].items():
        credited = [int(row["credited"]) for row in rows if row["measure"] == name]
        assert sum(credited) == measure["credit"]
    assert {row["noc"] for row in rows} == {"31301", "33102"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sheet_fits(toprank: Run, language: str) -> None:
    ran = toprank("ledger", NGOZI, *ON, "--lang", language)
    assert ran.code == 0
    assert "2027-01-20" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100
    assert {"en": "cut, and why", "fr": "heures retranchées et raison"}[language] in ran.out


def test_bad_input(toprank: Run, tmp_path: Path) -> None:
    assert toprank("ledger", "nowhere.json").code == 3
    assert toprank("ledger", NGOZI, "--json", "--csv").code == 2
    (tmp_path / "bad.json").write_text('{"id": "paul", "birth_date": "1990-01-01", "jobs": [{"noc": "99999"}]}')
    ran = toprank("ledger", "bad.json", *ON)
    assert ran.code == 2
    assert ran.out == ""
    assert "/jobs/0/noc" in ran.err
    error = json.loads(toprank("ledger", "bad.json", *ON, "--json").out)["error"]
    assert {fault["pointer"] for fault in error["faults"]} >= {"/jobs/0/noc", "/jobs/0/start"}


def test_no_work_is_said(toprank: Run, tmp_path: Path) -> None:
    (tmp_path / "paul.json").write_text('{"id": "paul", "birth_date": "1990-01-01"}')
    assert "No work was declared" in toprank("ledger", "paul.json", *ON).out
