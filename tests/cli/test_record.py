"""`toprank rounds` as a stranger runs it."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from tests.rounds.sync.feeds import as_feed, feed_objects
from toprank.rounds.record import embedded
from toprank.rounds.record_schema import SCHEMAS
from toprank.rulebook.loader import HOME


@pytest.fixture
def objects() -> list[dict[str, Any]]:
    return feed_objects(embedded(), range(405, 415))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test alone."""
    monkeypatch.setenv("TOPRANK_DATA", os.fspath(tmp_path / "kept"))
    return tmp_path / "kept"


def document(text: str, schema: str) -> Any:
    """A document that fits its schema."""
    found = json.loads(text)
    Draft202012Validator(SCHEMAS[schema]).validate(found)
    return found


def test_the_whole_record_in_csv_is_the_file_of_the_package(toprank: Run, data: Path) -> None:
    ran = toprank("rounds", "list", "--csv")
    assert ran.code == 0
    assert ran.out == (HOME / "record" / "rounds.csv").read_text(encoding="utf-8")
    assert ran.err.startswith("The record is old: it is the one of this edition, complete to April 30, 2026")
    assert not data.exists()


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 415),
        (("--kind", "general"), 178),
        (("--kind", "program"), 173),
        (("--target", "general"), 178),
        (("--target", "cec"), 61),
        (("--target", "researchers_canadian_experience"), 0),
        (("--year", "2025"), 58),
        (("--from", "2026-04-28"), 2),
        (("--to", "2015-01-31"), 1),
        (("--from", "2018-05-30", "--to", "2018-05-30"), 2),
        (("--kind", "category", "--target", "french", "--year", "2026"), 5),
    ],
)
def test_filters(options: tuple[str, ...], count: int, toprank: Run, data: Path) -> None:
    ran = toprank("rounds", "list", "--json", *options)
    assert ran.code == 0
    found = document(ran.out, "rounds")
    assert len(found["rounds"]) == count
    assert len(list(csv.DictReader(io.StringIO(toprank("rounds", "list", "--csv", *options).out)))) == count
    if not count:
        assert "No round was published that fits." in ran.err


def test_a_table_has_a_line_for_each_round(toprank: Run, data: Path) -> None:
    lines = toprank("rounds", "list", "--year", "2026").out.splitlines()
    assert len(lines) == 27
    assert lines[-1].split() == [
        *("414", "2026-04-29", "French", "v2", "4,000", "400", "2026-04-07", "20:13", "234,452", "2026-04-26")
    ]


def test_one_round_with_its_pool_and_remarks(toprank: Run, data: Path) -> None:
    (found,) = document(toprank("rounds", "show", "247", "--json").out, "rounds")["rounds"]
    assert (found["round_no"], found["invitations"], found["crs_lowest_invited"]) == (247, 3500, 483)
    assert found["pool"]["pool_total"] == 230_189
    assert sum(band["candidates"] for band in found["pool"]["bands"] if band["band_level"] == "main") == 230_189
    assert "transposed digits" in " ".join(found["pool"]["remarks"])
    sheet = toprank("rounds", "show", "247").out
    assert "481 to  490       3,001   1.3%" in sheet
    assert "transposed digits" in sheet


def test_two_rounds_of_one_number(toprank: Run, data: Path) -> None:
    both = document(toprank("rounds", "show", "91", "--json").out, "rounds")["rounds"]
    assert [(each["round_suffix"], each["type"], each["pool"]) for each in both] == [
        ("a", "fst", None),
        ("b", "pnp", None),
    ]
    assert "Round 91b: Provincial Nominee Program" in toprank("rounds", "show", "91B").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "415"), "no round has the number 415: the record holds 1 to 414"),
        (("show", "x"), "no round has the number x"),
        (("list", "--kind", "draw"), "no kind of round is called 'draw': there are general, program, category"),
        (("list", "--target", "nurses"), "no series of rounds is called 'nurses': there are agriculture, cec"),
        (("list", "--from", "yesterday"), "--from yesterday: not a day"),
        (("list", "--from", "2026-02-01", "--to", "2026-01-01"), "--from 2026-02-01 is after --to 2026-01-01"),
        (("list", "--json", "--csv"), "--json and --csv were both asked for"),
        (("sync", "--from", "gopher://x/y"), "gopher://x/y is not an address that is read"),
    ],
)
def test_what_cannot_be_asked(arguments: tuple[str, ...], said: str, toprank: Run, data: Path) -> None:
    ran = toprank("rounds", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"toprank: {said}")
    assert len(ran.err.splitlines()) == 1


def test_sync_with_nothing_new(toprank: Run, data: Path, objects: list[dict[str, Any]]) -> None:
    ran = toprank("rounds", "sync", "--from", "-", "--json", given=as_feed(objects))
    assert ran.code == 0
    found = document(ran.out, "sync")
    assert (found["rounds_read"], found["unchanged"], found["new"]) == (10, 10, [])
    assert "The record was read today" in ran.err


def test_sync_with_everything_at_once(toprank: Run, data: Path, objects: list[dict[str, Any]]) -> None:
    later = {"drawDate": "2026-05-12", "drawDateTime": "", "drawDistributionAsOn": "May 10, 2026"}
    objects += [
        objects[0] | later | {"drawNumber": "415"},
        objects[0] | later | {"drawNumber": "416", "drawName": "Cyber security occupations, 2026-Version 1"},
        objects[0] | later | {"drawNumber": "417", "drawCRS": "1,300"},
    ]
    objects[1]["drawCRS"] = "501"
    ran = toprank("rounds", "sync", "--from", "-", "--json", given=as_feed(objects))
    assert ran.code == 2
    found = document(ran.out, "sync")
    assert [each["round_no"] for each in found["new"]] == [415]
    assert [each["round"] for each in found["alarms"]] == ["416"]
    assert [each["round"] for each in found["rejected"]] == ["417"]
    assert found["changed"] == [
        {
            "round": "413",
            "accepted": False,
            "differences": [{"field": "crs_lowest_invited", "old": 514, "new": 501}],
        }
    ]
    listed = toprank("rounds", "list", "--from", "2026-04-28", "--json")
    shown = document(listed.out, "rounds")
    assert [(each["round_no"], each["crs_lowest_invited"]) for each in shown["rounds"]] == [
        (413, 514),
        (414, 400),
        (415, 400),
    ]
    assert [each["round"] for each in shown["record"]["kept_apart"]] == ["416", "417"]
    assert listed.err.splitlines()[0].startswith("Kept apart and not in the record: round 416.")
    sheet = toprank("rounds", "sync", "--from", "-", "--accept-changes", given=as_feed(objects))
    assert "413    crs_lowest_invited  514            501" in sheet.out
    assert "Changed, and taken" in sheet.out
    assert sheet.code == 2


def test_a_feed_that_cannot_be_had(toprank: Run, data: Path) -> None:
    ran = toprank("rounds", "sync", "--from", "nowhere.json")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "toprank: nowhere.json cannot be read: No such file or directory. The record stays as it was.\n"
    assert not data.exists()


def test_another_data_folder(toprank: Run, data: Path, tmp_path: Path, objects: list[dict[str, Any]]) -> None:
    new = objects[0] | {"drawNumber": "415", "drawDate": "2026-04-30", "drawDateTime": ""}
    there = os.fspath(tmp_path / "there")
    assert toprank("rounds", "sync", "--from", "-", "--store", there, given=as_feed([new])).code == 0
    assert toprank("rounds", "show", "415", "--store", there).code == 0
    assert toprank("rounds", "show", "415").code == 2
    assert not data.exists()


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_printed(name: str, toprank: Run) -> None:
    found = json.loads(toprank("schema", name).out)
    Draft202012Validator.check_schema(found)
    assert found["title"]
