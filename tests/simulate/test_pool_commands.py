"""`pool calibrate` and `pool carry` from outside."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from toprank.cli.main import application
from toprank.errors import Missing, ToprankError
from toprank.pool.carry import REASONS


def run(*asked: str) -> Any:
    return CliRunner().invoke(application(list(asked)), list(asked))


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pools") / "march"
    assert run("pool", "synth", "--size", "3000", "--seed", "2", "--on", "2026-03-15", str(folder)).exit_code == 0
    return folder


def test_calibrate_as_json_as_a_page_and_as_a_sheet(march: Path, tmp_path: Path) -> None:
    page = tmp_path / "pool.md"
    found = json.loads(run("pool", "calibrate", str(march), "--json", "--page", str(page)).stdout)
    assert found["schema"] == "toprank.calibration/1"
    assert found["on"] == "2026-03-15"
    assert found["met"] == sum(row["met"] for row in found["figures"]) <= found["of"]
    assert all(row["met"] for row in found["figures"] if row["group"] == "bands")
    assert page.read_text(encoding="utf-8").count("\n| bands: ") == 17
    sheet = run("pool", "calibrate", str(march)).stdout
    assert f"{found['met']} of {found['of']} figures met" in sheet


def test_carry_writes_another_pool_and_says_where_everyone_is(march: Path, tmp_path: Path) -> None:
    asked = ["pool", "carry", str(march), str(tmp_path / "april"), "--to", "2026-04-20", "--json"]
    found = json.loads(run(*asked).stdout)
    people = found["people"]
    assert people["at_first"] == 3_000
    assert people["at_first"] + people["arrived"] == people["now"] + sum(people[reason] for reason in REASONS)
    assert people["now"] == found["candidates"]
    assert people["accepted"] > 0
    scored = json.loads(run("pool", "score", str(tmp_path / "april"), "--json").stdout)
    assert scored["live"] == scored["candidates"] == found["candidates"]
    asked[3] = str(tmp_path / "again")
    assert json.loads(run(*asked).stdout)["pool"] == found["pool"]


def test_carried_without_rounds_nobody_is_invited(march: Path, tmp_path: Path) -> None:
    asked = ["pool", "carry", str(march), str(tmp_path / "april"), "--to", "2026-03-25", "--no-rounds", "--json"]
    people = json.loads(run(*asked).stdout)["people"]
    assert people["accepted"] == people["lapsed"] == 0


def test_carry_in_the_log_says_what_happened_and_how_everyone_stands(march: Path, tmp_path: Path) -> None:
    pool = shutil.copytree(march, tmp_path / "pool")
    asked = ["--kind", "general", "--size", "50", "--at", "2026-03-15T12:00:00Z", "--out", str(tmp_path / "round")]
    assert run("round", str(pool), *asked).exit_code == 0
    found = json.loads(run("pool", "carry", str(pool), "--to", "2026-03-29", "--json").stdout)
    assert found["candidates"] == 3_000 + found["people"]["arrived"] + found["people"]["nominated"]
    assert sum(found["states"].values()) == found["candidates"]
    shown = json.loads(run("pool", "show", str(pool), "--json").stdout)
    assert shown["day"] == "2026-03-29"
    assert shown["states"] == found["states"]
    again = run("pool", "carry", str(pool), "--to", "2026-03-29")
    assert found["pool"] in again.stdout
    assert "arrived: 0; nominated: 0" in again.stdout
    refused = run("pool", "carry", str(pool), str(tmp_path / "new"), "--to", "2026-04-05")
    assert "has a log of events: carry it forward in it, without NEW" in str(refused.exception)


def test_published_rounds_are_for_another_pool(march: Path) -> None:
    for option in ("--rounds", "--no-rounds"):
        refused = run("pool", "carry", str(march), "--to", "2026-03-29", option)
        assert isinstance(refused.exception, ToprankError)
        assert "go with NEW" in str(refused.exception)


def test_a_pool_is_carried_to_a_later_day_only(march: Path, tmp_path: Path) -> None:
    result = run("pool", "carry", str(march), str(tmp_path / "before"), "--to", "2026-03-15")
    assert isinstance(result.exception, ToprankError)
    assert "to a later day only; 2026-03-15 was asked" in str(result.exception)
    assert not (tmp_path / "before").exists()


def test_no_pool_no_answer(tmp_path: Path) -> None:
    for asked in (["calibrate", str(tmp_path / "x")], ["carry", str(tmp_path / "x"), "y", "--to", "2026-03-20"]):
        assert isinstance(run("pool", *asked).exception, Missing)
