"""The commands of pools and rounds, from end to end: what they print and how they leave."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.pool.people import NGOZI, lines_file
from toprank.cli.main import application
from toprank.errors import Missing, ToprankError
from toprank.pool.store import Pool

GENERAL = ("--kind", "general", "--size", "1", "--out", "new")
DRAWN = ("--size", "300", "--seed", "5", "--on", "2026-03-10", "--json")
AT = "2026-03-10T12:00:00Z"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(arguments), arguments)


def hold(pool: Path, out: Path, *more: str) -> Result:
    return run("round", str(pool), "--kind", "general", "--size", "40", "--at", AT, "--out", str(out), *more)


def test_from_profiles_to_a_verified_round(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "people.jsonl", [NGOZI, {**NGOZI, "id": "paul", "birth_date": "1980-01-01"}])
    pool, out = tmp_path / "pool", tmp_path / "bundle"
    brought = run("pool", "import", str(file), str(pool), "--json")
    assert (brought.exit_code, json.loads(brought.stdout)["candidates"]) == (0, 2)
    scored = run("pool", "score", str(pool), "--on", AT, "--json")
    found = json.loads(scored.stdout)
    assert (found["live"], found["eligible"]["cec"], found["eligible"]["pnp"]) == (2, 2, 0)
    held = hold(pool, out, "--json")
    assert held.exit_code == 0
    assert json.loads(held.stdout) == json.loads((out / "certificate.json").read_text())
    assert (out / "invitations.csv").read_text().splitlines()[1].startswith("1,ngozi,")
    verified = run("verify", str(out), "--pool", str(pool), "--json")
    assert (verified.exit_code, json.loads(verified.stdout)["verified"]) == (0, True)


def test_refused_profiles_leave_with_two(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "people.jsonl", [NGOZI, {"id": "paul"}])
    brought = run("pool", "import", str(file), str(tmp_path / "pool"))
    assert brought.exit_code == 2
    assert "Refused: 1." in brought.stderr
    assert "candidates 1," in brought.stdout


def test_standard_input(tmp_path: Path) -> None:
    arguments = ("pool", "import", "-", str(tmp_path / "pool"), "--json")
    found = CliRunner().invoke(application(arguments), arguments, input=json.dumps(NGOZI) + "\n")
    assert (found.exit_code, json.loads(found.stdout)["candidates"]) == (0, 1)


def test_a_difference_leaves_with_one_and_is_named(tmp_path: Path, own_pool: Path) -> None:
    out = tmp_path / "bundle"
    assert hold(own_pool, out).exit_code == 0
    path = out / "invitations.csv"
    path.write_text(path.read_text().replace("\n1,", "\n2,", 1))
    found = run("verify", str(out))
    assert found.exit_code == 1
    assert "FAILED  Hash of invitations.csv" in found.stdout
    assert "row 1 has the rank 2" in " ".join(found.stdout.split())


@pytest.mark.parametrize("threads", ["1", "2"])
def test_synthetic_pools_are_the_same_again(tmp_path: Path, threads: str) -> None:
    hashes = set()
    for name in ("one", "two"):
        made = run(
            "pool", "synth", "--size", "300", "--seed", "5", "--on", "2026-03-10", str(tmp_path / name), "--json"
        )
        hashes.add(json.loads(made.stdout)["pool"])
        assert hold(tmp_path / name, tmp_path / f"{name}-round", "--threads", threads).exit_code == 0
    assert len(hashes) == 1
    files = [sorted((tmp_path / f"{name}-round").iterdir()) for name in ("one", "two")]
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


@pytest.mark.parametrize("width", [80, 120])
def test_sheets_fit_the_terminal(tmp_path: Path, own_pool: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = tmp_path / "bundle"
    shown = [
        run("pool", "score", str(own_pool)),
        hold(own_pool, out),
        run("verify", str(out), "--pool", str(own_pool)),
    ]
    for each in shown:
        assert each.exit_code == 0
        assert max(len(line) for line in each.stdout.splitlines() if str(tmp_path.parent) not in line) <= width
        assert "…" not in each.stdout
    assert "1,500 candidates" in shown[0].stdout


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("pool", "score", "nowhere"), Missing, "no such pool"),
        (("pool", "import", "nowhere.jsonl", "new"), Missing, "is not there"),
        (("verify", "nowhere"), Missing, "no such bundle"),
        (("round", "nowhere", *GENERAL, "--at", AT), Missing, "no such pool"),
        (
            ("round", "nowhere", *GENERAL, "--at", "noon"),
            ToprankError,
            "noon",
        ),
        (("round", "nowhere", *GENERAL, "--at", AT, "--kind", "mass"), ToprankError, "mass"),
    ],
)
def test_what_cannot_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any, error: type[ToprankError], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*arguments)
    assert isinstance(found.exception, ToprankError)
    assert (type(found.exception), found.exception.exit_code) == (error, 3 if error is Missing else 2)
    assert message in str(found.exception)
    assert not list(tmp_path.iterdir())


def test_the_days_a_pool_is_scored_on(pool: Pool) -> None:
    def at(*more: str) -> str:
        found: str = json.loads(run("pool", "score", str(pool.folder), "--json", *more).stdout)["at"]
        return found

    assert at() == "2026-03-10T23:59:59Z"
    assert at("--on", "2026-03-11") == "2026-03-11T23:59:59Z"
    assert at("--on", AT) == AT
    early = run("pool", "score", str(pool.folder), "--on", "2014-12-31")
    assert "the first day is 2015-01-01" in str(early.exception)
