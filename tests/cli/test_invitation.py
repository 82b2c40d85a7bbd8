"""`toprank invitation` as a stranger runs it."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from toprank.cli.ledger_schema import SCHEMAS

NGOZI = str(Path(__file__).resolve().parents[2] / "examples" / "ngozi.json")
ASKED = ("invitation", NGOZI, "--invited", "2026-03-05T14:00:00Z", "--filing", "2026-04-20")


def test_json_follows_its_schema(toprank: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.json").write_text('{"age": 99, "total": 487}')
    ran = toprank(*ASKED, "--category", "healthcare", "--round-cutoff", "467", "--letter", "letter.json", "--json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert list(Draft202012Validator(SCHEMAS["invitation"]).iter_errors(told)) == []
    assert told["holds"] is True
    assert [line["difference"] for line in told["letter"]] == [0, 0]


def test_exit_1_where_it_would_not_hold(toprank: Run) -> None:
    assert toprank(*ASKED, "--round-cutoff", "600").code == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_sheet_and_calendar_in_both_languages(toprank: Run, tmp_path: Path, language: str) -> None:
    (tmp_path / "mine.toml").write_text("passport = 30")
    more = ("--lang", language, "--calendar", "plan.ics", "--lead-times", "mine.toml")
    ran = toprank(*ASKED, *more)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 100
    written = (tmp_path / "plan.ics").read_bytes()
    days = {
        str(event["summary"]): event.decoded("dtstart").isoformat()
        for event in Calendar.from_ical(written).walk("VEVENT")
    }
    assert "2026-05-04" in days.values()
    assert any(day == "2026-03-21" for day in days.values()), "30 days before the filing day"
    if language == "fr":
        assert "Invitation à présenter une demande" in days
        for english in ("the ", " on ", "filing", "Invitation to apply"):
            assert english not in ran.out.replace("\n", " "), english
    toprank(*ASKED, *more)
    assert (tmp_path / "plan.ics").read_bytes() == written


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--letter", "none.json"), 3, "none.json is not there"),
        (("--letter", "wrong.json"), 2, "'ages' is no factor"),
        (("--letter", "text.json"), 2, "allowed is a whole number"),
        (("--category", "cooks"), 2, "no such category in force"),
        (("--category", "agriculture"), 2, "no such category in force"),
        (("--lead-times", "wrong.json"), 2, "'ages' is no document"),
        (("--lang", "de"), 2, "no such language"),
        (("--calendar", "nowhere/plan.ics"), 2, "there is no folder"),
        (("--changed", "other.json"), 2, "another id"),
    ],
)
def test_bad_input(toprank: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    (tmp_path / "wrong.json").write_text('{"ages": 1}')
    (tmp_path / "text.json").write_text('{"age": "99"}')
    (tmp_path / "other.json").write_text('{"id": "paul", "birth_date": "1990-01-01"}')
    ran = toprank(*ASKED, *arguments)
    assert ran.code == code
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("filing", ["2026-03-04", "tomorrow", "2026-02-30"])
def test_bad_filing_day(toprank: Run, filing: str) -> None:
    ran = toprank(*ASKED[:-1], filing, "--calendar", "plan.ics")
    assert ran.code == 2
    assert "--filing" in ran.err


def test_a_refused_profile_writes_nothing(toprank: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text('{"id": "paul", "birth_date": "1990-13-01"}')
    ran = toprank("invitation", "bad.json", *ASKED[2:], "--calendar", "plan.ics")
    assert ran.code == 2
    assert "/birth_date" in ran.err
    assert not (tmp_path / "plan.ics").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_plan_in_which_no_document_has_a_state(toprank: Run, tmp_path: Path, language: str) -> None:
    (tmp_path / "none.json").write_text('{"id": "none", "birth_date": "1970-02-28", "jobs": []}')
    ran = toprank("invitation", "none.json", *ASKED[2:], "--lang", language)
    assert (ran.code, ran.err) == (1, "")
    assert ("\n  Passport, valid." if language == "en" else "\n  Passeport valide.") in ran.out
