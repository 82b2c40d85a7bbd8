"""What wants reading again is named; nothing is, the day it was read."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.rulebook.conftest import ours, put
from toprank.rulebook.loader import Rulebook, load
from toprank.rulebook.stale import main, stale_lines

READ = date(2026, 6, 14)


def test_a_table_is_stale_the_day_after_its_time(rulebook: Rulebook) -> None:
    last = READ + timedelta(days=rulebook.stale_after_days)
    assert not [line for line in stale_lines(rulebook, last) if line.startswith("programs/")]
    programs = [line for line in stale_lines(rulebook, last + timedelta(days=1)) if line.startswith("programs/")]
    assert len(programs) == sum(name.startswith("programs/") for name in rulebook.names())
    assert programs[0].startswith("programs/cec: checked on 2026-06-14, 91 days before 2026-09-13")


def test_a_table_behind_its_neighbours_is_named(overlay: Path) -> None:
    put(overlay, "crs/age.toml", ours("crs/age.toml").replace("checked = 2026-11-22", "checked = 2026-10-01"))
    lines = list(stale_lines(load((overlay,)), date(2026, 11, 4)))
    behind = "crs/age: checked on 2026-10-01, while its neighbours were read up to 2026-11-22"
    assert [line for line in lines if line.startswith("crs/")] == [behind]


def test_the_unseen_are_printed_on_any_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--on", "2026-06-20"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 6
    assert all("from 2026-11-03 the text was not seen" in line for line in printed)


def test_a_folder_that_cannot_be_used(overlay: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rulebook", str(overlay / "nowhere")]) == 2
    assert "there is no such folder" in capsys.readouterr().err


def test_as_a_command() -> None:
    command = [sys.executable, "-m", "toprank.rulebook.stale", "--on", "2027-01-01"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "crs/age: checked on" not in done.stdout
    assert "programs/funds: checked on 2026-06-14" in done.stdout
