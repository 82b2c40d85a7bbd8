"""Rounds one after the other on one pool: nobody invited twice, each held once, each proved again afterwards."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from tests.pool.hardship import as_nobody
from toprank.cli.main import application
from toprank.errors import ToprankError
from toprank.pool.marking import Mark, mark
from toprank.pool.score import score_pool
from toprank.pool.store import Pool, open_pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rounds.certificate import bundle
from toprank.rounds.question import Question, question
from toprank.rounds.reading import read_bundle
from toprank.rounds.recording import default_id, hold_for_good, open_until
from toprank.rounds.verify import verify
from toprank.rulebook.loader import Rulebook, load

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SIZE = 60


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "pool"
    write_pool(folder, synthetic_pool(800, 4, NOON.date(), load()), NOON.date(), {"kind": "synthetic"})
    return folder


@pytest.fixture
def folder(fresh: Path, tmp_path: Path) -> Path:
    shutil.copytree(fresh, tmp_path / "pool")
    return tmp_path / "pool"


def general(rulebook: Rulebook, at: datetime = NOON, size: int = SIZE) -> Question:
    return question("general", None, size, at, rulebook)


def invited(bundle_folder: Path) -> list[str]:
    return [line.split(",")[1] for line in (bundle_folder / "invitations.csv").read_text().splitlines()[1:]]


def test_rounds_go_down_the_list_of_one_that_is_as_long(folder: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    """At one instant three rounds invite, one after the other, those whom one of three times the size would have."""
    whole = bundle(open_pool(folder), general(rulebook, size=3 * SIZE), rulebook)
    expected = [str(each) for each in whole.held.scored.ids.take(whole.held.selection.rows).to_pylist()]
    found: list[str] = []
    for name in ("one", "two", "three"):
        hold_for_good(folder, general(rulebook), rulebook, name, tmp_path / name)
        found += invited(tmp_path / name)
    assert found == expected
    assert len(set(found)) == 3 * SIZE
    pool = open_pool(folder)
    assert pool.events.ids.to_pylist() == expected
    scored = score_pool(pool, NOON, rulebook)
    assert int(scored.live.sum()) == int(whole.held.scored.live.sum()) - 3 * SIZE
    for name in ("one", "two", "three"):
        proofs = verify(read_bundle(tmp_path / name), rulebook, pool)
        assert [proof.code for proof in proofs if not proof.passed] == []


def test_held_again_it_is_the_same_and_recorded_once(folder: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    for name in ("one", "two"):
        hold_for_good(folder, general(rulebook), rulebook, name, tmp_path / name)
    before = open_pool(folder)
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "one")
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "again")
    assert open_pool(folder) == before
    for file in ("certificate.json", "invitations.csv", "invitations.parquet"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
    (tmp_path / "again" / "invitations.csv").write_bytes(b"")
    with pytest.raises(ToprankError, match="exists already"):
        hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "again")


@pytest.mark.parametrize(
    ("kind", "target", "size", "hours", "message"),
    [
        ("general", None, SIZE + 1, 0, f"size {SIZE}, now {SIZE + 1}"),
        ("general", None, SIZE, 1, "at 2026-03-10T12:00:00Z, now 2026-03-10T13:00:00Z"),
        ("program", "cec", SIZE, 0, "kind general, now program; target None, now cec"),
    ],
)
def test_an_id_stands_for_one_round(
    folder: Path, rulebook: Rulebook, tmp_path: Path, kind: str, target: str | None, size: int, hours: int, message: str
) -> None:
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "one")
    before = open_pool(folder)
    other = question(kind, target, size, NOON + timedelta(hours=hours), rulebook)
    with pytest.raises(ToprankError, match=message):
        hold_for_good(folder, other, rulebook, "one", tmp_path / "other")
    assert open_pool(folder) == before
    assert not (tmp_path / "other").exists()


def test_a_round_before_the_last_one_is_only_held_on_trial(folder: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    live = int(score_pool(open_pool(folder), NOON - timedelta(seconds=1), rulebook).live.sum())
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "one")
    with pytest.raises(
        ToprankError, match="the round one was held at 2026-03-10T12:00:00Z, after 2026-03-10T11:59:59Z"
    ):
        hold_for_good(folder, general(rulebook, NOON - timedelta(seconds=1)), rulebook, "two", tmp_path / "two")
    earlier = bundle(open_pool(folder), general(rulebook, NOON - timedelta(seconds=1)), rulebook)
    assert earlier.held.scored.live.sum() == live


def test_whoever_declines_is_back_with_the_same_rank(folder: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "one")
    first, second, third = invited(tmp_path / "one")[:3]
    later = NOON + timedelta(days=2)
    at = int(later.timestamp())
    mark(folder, "declined", [Mark(second, at - 1), Mark(third, at + 1)])
    mark(folder, "applied", [Mark(first, at - 1)])
    hold_for_good(folder, general(rulebook, later), rulebook, "two", tmp_path / "two")
    assert invited(tmp_path / "two")[0] == second
    assert not {first, third} & set(invited(tmp_path / "two"))
    assert [
        proof.code for proof in verify(read_bundle(tmp_path / "one"), rulebook, open_pool(folder)) if not proof.passed
    ] == []


def test_who_was_withdrawn_or_whose_invitation_ran_out_is_not_invited(
    folder: Path, rulebook: Rulebook, tmp_path: Path
) -> None:
    trial = bundle(open_pool(folder), general(rulebook), rulebook)
    best = str(trial.held.scored.ids[int(trial.held.selection.rows[0])])
    mark(folder, "withdrawn", [Mark(best, int(NOON.timestamp()))])
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "one")
    assert best not in invited(tmp_path / "one")
    after = NOON + timedelta(days=70)
    hold_for_good(folder, general(rulebook, after), rulebook, "two", tmp_path / "two")
    assert not set(invited(tmp_path / "one")) & set(invited(tmp_path / "two"))


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2015-01-31", "2015-04-02"),
        ("2016-11-18", "2017-01-18"),
        ("2016-11-19", "2017-02-18"),
        ("2018-06-25", "2018-09-24"),
        ("2018-06-26", "2018-08-26"),
        ("2019-07-10", "2019-09-09"),
        ("2020-02-29", "2020-04-30"),
        ("2020-03-01", "2020-05-31"),
        ("2021-06-28", "2021-09-27"),
        ("2021-06-29", "2021-08-29"),
        ("2026-03-10", "2026-05-10"),
    ],
)
def test_how_long_an_invitation_is_open(rulebook: Rulebook, day: str, last: str) -> None:
    """To the end of the last day: midnight after it, as in the letter of 2019-07-10."""
    asked = general(rulebook, datetime.fromisoformat(f"{day}T23:59:59+00:00"))
    assert open_until(asked, rulebook) == datetime.fromisoformat(f"{last}T00:00:00+00:00").timestamp()


def test_a_round_that_invites_nobody_is_recorded_too(folder: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    hold_for_good(folder, general(rulebook, size=0), rulebook, "none", tmp_path / "none")
    pool = open_pool(folder)
    assert pool.recorded("none") is not None
    assert len(pool.events) == 0
    hold_for_good(folder, general(rulebook, size=0), rulebook, "none", tmp_path / "again")
    assert open_pool(folder) == pool


def test_the_name_that_a_round_is_given(rulebook: Rulebook) -> None:
    assert default_id(general(rulebook)) == "general-60-20260310T120000Z"
    asked = question("category", "senior_managers_canadian_experience", 2**31 - 1, NOON, rulebook)
    assert default_id(asked) == "senior-managers-v1-2147483647-20260310T120000Z"
    assert default_id(question("program", "cec", 7, NOON, rulebook)) == "cec-7-20260310T120000Z"


@pytest.mark.parametrize("name", ["", "a b", "../x", "x" * 101])
def test_names_that_a_round_cannot_have(folder: Path, rulebook: Rulebook, tmp_path: Path, name: str) -> None:
    with pytest.raises(ToprankError, match="1-100 of A-Z"):
        hold_for_good(folder, general(rulebook), rulebook, name, tmp_path / "out")


@pytest.mark.parametrize("more", [(), ("--trial",)])
@pytest.mark.parametrize("out", ["pool", "pool/inside", "pool/../pool/a/b"])
def test_no_bundle_lies_in_its_pool(
    folder: Path, monkeypatch: pytest.MonkeyPatch, out: str, more: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder.parent)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("round", "pool", "--kind", "general", "--size", "5", "--at", "2026-03-10T12:00:00Z", "--out", out, *more)
    assert isinstance(done.exception, ToprankError)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_empty_id_is_none(folder: Path, tmp_path: Path) -> None:
    asked = ("round", str(folder), "--kind", "general", "--size", "5", "--at", "2026-03-10T12:00:00Z", "--id", "")
    done = run(*asked, "--out", str(tmp_path / "out"))
    assert isinstance(done.exception, ToprankError)
    assert "1-100 of A-Z" in str(done.exception)


def test_a_recorded_round_is_held_again_over_a_pool_that_may_not_be_written(
    folder: Path, rulebook: Rulebook, tmp_path: Path
) -> None:
    hold_for_good(folder, general(rulebook), rulebook, "one", tmp_path / "one")
    with TemporaryDirectory() as place:
        Path(place).chmod(0o777)
        shutil.copytree(folder, Path(place) / "pool")
        Path(place, "pool").chmod(0o555)

        def again(name: str) -> None:
            hold_for_good(Path(place) / "pool", general(rulebook), rulebook, name, Path(place) / name)

        assert as_nobody(lambda: again("one")) == "done"
        assert (Path(place) / "one" / "certificate.json").read_bytes() == (
            tmp_path / "one" / "certificate.json"
        ).read_bytes()
        assert as_nobody(lambda: again("two")).startswith(f"2 {Path(place) / 'pool'} cannot be written")


def test_the_second_look_sees_who_has_left(folder: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scored pool that forgot who left is found out by the checks."""
    trial = bundle(open_pool(folder), general(rulebook), rulebook)
    best = str(trial.held.scored.ids[int(trial.held.selection.rows[0])])
    mark(folder, "withdrawn", [Mark(best, int(NOON.timestamp()))])
    monkeypatch.setattr(Pool, "gone_in", lambda pool, part, ids, at: np.empty(0, np.int64))
    with pytest.raises(ToprankError, match="live_profiles_only"):
        bundle(open_pool(folder), general(rulebook), rulebook)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(arguments), arguments)


def test_the_commands_of_a_life(folder: Path, tmp_path: Path) -> None:
    asked = ("round", str(folder), "--kind", "general", "--size", "5", "--at", "2026-03-10T12:00:00Z", "--id", "one")
    trial = run(*asked, "--trial", "--out", str(tmp_path / "trial"), "--json")
    assert (trial.exit_code, len(open_pool(folder).log)) == (0, 1)
    held = run(*asked, "--out", str(tmp_path / "one"), "--json")
    assert json.loads(held.stdout) == json.loads(trial.stdout)
    first, second, third, *_ = invited(tmp_path / "one")
    done = run("pool", "decline", str(folder), "--id", first, "--id", second, "--at", "2026-03-11T00:00:00Z", "--json")
    assert json.loads(done.stdout)["recorded"] == 2
    marks = tmp_path / "marks.csv"
    marks.write_text(f"id,at\n{third},2026-03-11T00:00:00Z\n")
    assert run("pool", "apply", str(folder), "--from", str(marks)).exit_code == 0
    assert run("pool", "withdraw", str(folder), "--id", first, "--at", "2026-03-12T00:00:00Z").exit_code == 0
    shown: dict[str, Any] = json.loads(
        run("pool", "show", str(folder), "--at", "2026-03-12T00:00:00Z", "--json").stdout
    )
    counted = {name: shown["states"][name] for name in ("invited", "applied", "withdrawn", "lapsed")}
    assert counted == {"invited": 2, "applied": 1, "withdrawn": 1, "lapsed": 0}
    assert sum(shown["states"].values()) == 800
    assert [part.get("events") for part in shown["log"]] == [
        None,
        {"invited": 5},
        {"declined": 2},
        {"applied": 1},
        {"withdrawn": 1},
    ]
    assert shown["log"][-1]["pool"] == shown["pool"] == open_pool(folder).content_hash
    later = json.loads(run("pool", "show", str(folder), "--at", "2026-05-10T00:00:00Z", "--json").stdout)
    assert (later["states"]["invited"], later["states"]["lapsed"]) == (0, 2)
    verified = run("verify", str(tmp_path / "one"), "--pool", str(folder))
    assert verified.exit_code == 0


@pytest.mark.parametrize(
    "options",
    [(), ("--id", "x"), ("--at", "2026-03-11T00:00:00Z"), ("--id", "x", "--at", "2026-03-11T00:00:00Z", "--from", "f")],
)
def test_marks_that_are_half_told(folder: Path, options: tuple[str, ...]) -> None:
    found = run("pool", "withdraw", str(folder), *options)
    assert "either --id and --at" in str(found.exception)


@pytest.mark.parametrize("width", [80, 120])
def test_the_overview_fits_the_terminal(
    folder: Path, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    asked = question("category", "senior_managers_canadian_experience", 2000, NOON, rulebook)
    hold_for_good(folder, asked, rulebook, default_id(asked), tmp_path / "one")
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("pool", "show", str(folder)).stdout
    assert "senior-managers-v1-2000-20260310T120000Z" in shown
    assert max(len(line) for line in shown.splitlines()[1:]) <= width
