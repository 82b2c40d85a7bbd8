"""`toprank range` as a stranger runs it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from toprank.cli.ledger_schema import SCHEMAS

NGOZI = json.loads((Path(__file__).resolve().parents[2] / "examples" / "ngozi.json").read_text())
ON = ("--on", "2026-03-10")


@pytest.fixture
def intake(tmp_path: Path) -> str:
    unknown = ["/languages", "/jobs/2/hours_per_week", "/education/0/eca_issued", "/partner"]
    (tmp_path / "intake.json").write_text(json.dumps({**NGOZI, "unknown": unknown}))
    return "intake.json"


def test_json_follows_its_schema(toprank: Run, intake: str, tmp_path: Path) -> None:
    ran = toprank("range", intake, *ON, "--json")
    assert ran.code == 0
    assert list(Draft202012Validator(SCHEMAS["range"]).iter_errors(json.loads(ran.out))) == []
    asked = Draft202012Validator(SCHEMAS["intake"])
    assert asked.is_valid(json.loads((tmp_path / intake).read_text()))
    assert not asked.is_valid({"id": "paul", "unknown": ["/id"]})


@pytest.mark.parametrize(("language", "said"), [("en", "Range of ngozi"), ("fr", "Fourchette, ngozi")])
def test_the_sheet(toprank: Run, intake: str, language: str, said: str) -> None:
    ran = toprank("range", intake, *ON, "--lang", language, "-v")
    assert ran.code == 0
    assert said in ran.out
    assert max(map(len, ran.out.splitlines())) <= 100


def test_faults_in_their_place(toprank: Run) -> None:
    lines = "\n".join(json.dumps(each) for each in ({**NGOZI, "unknown": ["/id"]}, NGOZI)).encode()
    ran = toprank("range", "-", *ON, "--json", given=lines)
    assert ran.code == 2
    first, second = map(json.loads, ran.out.splitlines())
    assert first["error"]["faults"][0]["pointer"] == "/unknown/0"
    assert second["total"] == {"least": 482, "most": 482}
