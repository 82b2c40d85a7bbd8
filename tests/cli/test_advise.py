"""`toprank advise` as a stranger runs it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from toprank.schemas import schema
from toprank.words import LANGUAGES

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


@pytest.mark.parametrize("name", ["ngozi.json", "gloria.toml", "paul.json"])
def test_chances_before_and_after_are_told_when_asked_for(toprank: Run, tmp_path: Path, name: str) -> None:
    asked = ("advise", str(EXAMPLES / name), *DAY, "--store", str(tmp_path / "data"), "--chance", "--json")
    ran = toprank(*asked)
    found = json.loads(ran.out)
    assert ran.code == 0
    assert "record" in ran.err
    assert [error.message for error in Draft202012Validator(schema("advice")).iter_errors(found)] == []
    assert found["chance"]["made_on"] == "2026-03-10"
    assert list(found["chance"]["before"]) == ["30", "90", "180", "365"]
    assert len(found["chance"]["reliability"]) == 10
    assert found["chance"]["notes"][-1]["code"] == "chance_is_no_promise"
    for option in found["options"] + found["combinations"]:
        assert option["chance"]["before"] == found["chance"]["before"]
        assert (option["chance"]["after"] is None) == (option["on"] >= "2027-03-10")
    assert toprank(*asked).out == ran.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_chances_on_the_sheet_promise_nothing(toprank: Run, tmp_path: Path, language: str) -> None:
    store = ("--store", str(tmp_path / "data"))
    ran = toprank("advise", str(EXAMPLES / "ngozi.json"), "--on", "2026-11-26", "--chance", *store, "--lang", language)
    told = " ".join(ran.out.replace("\xa0", " ").split())
    assert ran.code == 0
    assert all(len(line) <= 100 for line in ran.out.splitlines())
    for words in (
        "It is no promise.",
        "under the rules before November 3, 2026",
        "came true",
        "Chance: ",
        "as of April 30, 2026",
    ):
        assert (words in told) == (language == "en")
    for words in ("Ce n’est pas une promesse.", "règles d’avant le 3 novembre 2026", "en date du 30 avril 2026"):
        assert (words in told) == (language == "fr")
    assert "April 30, 2026" in ran.err if language == "en" else "30 avril 2026" in ran.err.replace("\xa0", " ")


def test_before_the_first_round_no_chance_is_told(toprank: Run, tmp_path: Path) -> None:
    ran = toprank("advise", str(EXAMPLES / "paul.json"), "--on", "2015-01-15", "--chance", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["chance"]) == (0, None)
    assert all(each["chance"] is None for each in found["options"])


def test_a_store_without_chances_is_refused(toprank: Run) -> None:
    ran = toprank("advise", str(EXAMPLES / "ngozi.json"), "--store", "x")
    assert (ran.code, ran.out) == (2, "")
    assert "--chance" in ran.err
