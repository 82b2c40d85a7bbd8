"""`toprank advise` as a stranger runs it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from toprank.schemas import schema

EXAMPLES = Path(__file__).parents[2] / "examples"
NGOZI = (EXAMPLES / "ngozi.json").read_text("utf-8")
DAY = ("--on", "2026-03-10")


@pytest.mark.parametrize("name", ["ngozi.json", "gloria.toml", "paul.json"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_example_is_advised_as_the_schema_says(toprank: Run, name: str, language: str) -> None:
    ran = toprank("advise", str(EXAMPLES / name), *DAY, "--json", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert [error.message for error in Draft202012Validator(schema("advice")).iter_errors(found)] == []
    assert found["language"] == language
    assert found["options"]


def test_a_sheet_for_people(toprank: Run) -> None:
    ran = toprank("advise", str(EXAMPLES / "gloria.toml"), *DAY)
    assert ran.code == 0
    assert "What would help" in ran.out
    assert "misrepresentation" in ran.out
    assert "Left out" in ran.out
    assert all(len(line) <= 100 for line in ran.out.splitlines())
    every = toprank("advise", str(EXAMPLES / "gloria.toml"), *DAY, "--all")
    assert len(every.out) > len(ran.out)
    assert "--all" not in every.out
    assert "What others decide" in ran.out


def test_many_profiles_a_line_each(toprank: Run) -> None:
    line = json.dumps(json.loads(NGOZI))
    bad = json.dumps({**json.loads(NGOZI), "id": "bad", "birth_date": "2030-01-01"})
    own_day = json.dumps({**json.loads(NGOZI), "on": "2026-04-01"})
    ran = toprank("advise", "-", *DAY, "--json", given=f"{line}\n\n{bad}\nno\n{own_day}\n".encode())
    found = [json.loads(each) for each in ran.out.splitlines()]
    assert ran.code == 2
    assert [each.get("on") for each in found] == ["2026-03-10", None, None, "2026-04-01"]
    assert found[1]["line"] == 3
    assert found[1]["error"]["faults"][0]["pointer"] == "/birth_date"
    assert found[2]["line"] == 4


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("none.json",), 3, "is not there"),
        (("p.json", "--on", "2014-12-31"), 2, "2015-01-01"),
        (("p.json", "--on", "soon"), 2, "--on soon"),
        (("p.json", "--lang", "de"), 2, "en, fr"),
        (("p.json", "--effort", "none.toml"), 3, "is not there"),
        (("bad.json",), 2, "cannot be understood"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    toprank: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "p.json").write_text(NGOZI, "utf-8")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    ran = toprank("advise", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_refused_profile_is_said_with_every_fault(toprank: Run, tmp_path: Path) -> None:
    person = json.loads(NGOZI) | {"family_size": 0, "nickname": "N"}
    (tmp_path / "p.json").write_text(json.dumps(person), "utf-8")
    ran = toprank("advise", "p.json", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "/family_size" in ran.err
    assert "/nickname" in ran.err


def test_ones_own_effort_changes_the_order_and_is_shown(toprank: Run, tmp_path: Path) -> None:
    own = (
        '[year_of_study]\ntitle = "Study"\nunits = 1\nweeks = 50\ncost = [1000, 2000]\nsource = "An invented school"\n'
    )
    (tmp_path / "own.toml").write_text(own, "utf-8")
    ran = toprank("advise", str(EXAMPLES / "ngozi.json"), *DAY, "--effort", "own.toml")
    assert ran.code == 0
    assert "1,000 CAD to 2,000 CAD" in " ".join(ran.out.split())
    lines = [line for line in ran.out.splitlines() if "+" in line]
    assert any("Study in Canada" in line for line in lines[:5])
