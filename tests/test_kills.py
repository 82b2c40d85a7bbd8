"""Killed at any instant: nothing half-written is ever read as whole, and doing it again completes it.

Victims are forked from this process, which is warm, so that a kill costs no start. Each job is killed at random
instants, several times over the debris of the kills before, and then done again to its end; beside that it is killed
once at every step at which it touches the disk.
"""

import contextlib
import io
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.pool.people import NGOZI, documents, lines_file
from toprank.cli.what_if import cutoff_curve
from toprank.errors import Missing
from toprank.pool import bringing, synth
from toprank.pool import parts as parts_of_pools
from toprank.pool.bringing import import_profiles
from toprank.pool.carrying import carry_in_log
from toprank.pool.manifest import hashes
from toprank.pool.score import score_pool
from toprank.pool.store import open_pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rounds.question import question
from toprank.rounds.recording import hold_for_good
from toprank.rulebook.loader import load

pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
KILLS, FEWER = 40, 16
"""Kills at random instants of each of five jobs, and of the simulation, which writes one file: 216 in all."""

IN_A_ROW = 4
ROUNDS: tuple[str, ...] = ("one", "two")
TABLE = "curve.parquet"


@dataclass(frozen=True)
class Job:
    """Something that a process does in a folder: how the folder is before, the work, and what there is to be seen.

    `between` names the states in which it may be found half done, from the folder as it is at the end; `again` says
    that it may be done again when it is done.
    """

    prepare: Callable[[Path], Any]
    work: Callable[[Path], Any]
    states: Callable[[Path], Any]
    between: Callable[[Path], list[Any]] = lambda home: []
    again: bool = False


def pool_state(folder: Path) -> Any:
    """The hash of a pool, every part of it read; None where there is none."""
    try:
        pool = open_pool(folder)
    except Missing:
        return None
    for part in pool.parts:
        pool.read(part)
    assert len(pool.events) == sum(part.rows for part in pool.log if part.kind == "events")
    return pool.content_hash


def files_of(folder: Path) -> dict[str, bytes] | None:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None


def bring(home: Path) -> None:
    import_profiles([str(home / "people.jsonl")], home / "pool")


def append(home: Path) -> None:
    import_profiles([str(home / "more.jsonl")], home / "pool", append=True)


def score(home: Path) -> None:
    score_pool(open_pool(home / "pool"), NOON, load())


def rounds(home: Path) -> None:
    """Rounds, one after the other: whoever does them again finds some of them held."""
    for name in ROUNDS:
        hold_for_good(home / "pool", question("general", None, 50, NOON, load()), load(), name, home / name)


def simulate(home: Path) -> None:
    """A real simulation and its table. Its picture is left out: the drawing library may not be used after a fork."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        cutoff_curve(home / "drawn", "general", "2026-03-10T12:00:00Z", sizes="10..200:10", out=home / TABLE)


def with_a_round(home: Path) -> None:
    """A pool of which a round has invited some."""
    shutil.copytree(home / "drawn", home / "pool")
    hold_for_good(home / "pool", question("general", None, 50, NOON, load()), load(), "one", home / "one")


def carry(home: Path) -> None:
    carry_in_log(home / "pool", date(2026, 3, 20), 1, load())


def nothing(home: Path) -> None:
    """No pool yet."""


def table_of_simulation(home: Path) -> bytes | None:
    """The table, None where there is none."""
    return (home / TABLE).read_bytes() if (home / TABLE).exists() else None


def pool_on_its_day(home: Path) -> Any:
    """The hash of the pool and the day that it stands for, which change together."""
    return pool_state(home / "pool"), open_pool(home / "pool").day


def seen_of_rounds(home: Path) -> Any:
    """The state of the pool and the bundles that are there."""
    return pool_state(home / "pool"), [files_of(home / name) for name in ROUNDS]


def rounds_between(home: Path) -> list[Any]:
    """Of rounds held one after the other each may be recorded without its bundle yet, never the other way round."""
    pool, bundles = seen_of_rounds(home)
    after = [found for _, found in hashes(open_pool(home / "pool").manifest)][-1 - len(ROUNDS) :]
    assert after[-1] == pool
    found = []
    for place in range(len(ROUNDS)):
        missing = [None] * (len(ROUNDS) - place)
        found.append((after[place], bundles[:place] + missing))
        found.append((after[place + 1], bundles[:place] + missing))
    return found


JOBS = {
    "import": Job(nothing, bring, lambda home: pool_state(home / "pool")),
    "append": Job(bring, append, lambda home: pool_state(home / "pool")),
    "score": Job(bring, score, lambda home: pool_state(home / "pool"), again=True),
    "round": Job(
        lambda home: shutil.copytree(home / "drawn", home / "pool"), rounds, seen_of_rounds, rounds_between, again=True
    ),
    "simulate": Job(nothing, simulate, table_of_simulation, again=True),
    "carry": Job(with_a_round, carry, pool_on_its_day, again=True),
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that jobs read."""
    home = tmp_path_factory.mktemp("inputs")
    lines_file(home / "people.jsonl", [*documents(5, 120), {**NGOZI, "id": "x y"}])
    lines_file(home / "more.jsonl", [{**each, "id": f"more-{each['id']}"} for each in documents(6, 120)])
    write_pool(home / "drawn", synthetic_pool(250, 4, NOON.date(), load()), NOON.date(), {"kind": "synthetic"})
    return home


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many parts and many looks at the clock in a small job, and little chance tried out where a pool is carried."""
    monkeypatch.setattr(parts_of_pools, "PART_ROWS", 40)
    monkeypatch.setattr(bringing, "AT_ONCE", 16)
    monkeypatch.setattr(synth, "TRIAL_EACH", 100)


def victim(work: Callable[[], Any]) -> int:
    """A child that does some work and leaves with 0; with 9 where it fails."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(9)
        os._exit(0)
    return child


def ended(child: int) -> bool:
    """Whether a child was killed; it may not have failed."""
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@dataclass(frozen=True)
class Course:
    """What a job goes through: the folder it begins with, the states it may be found in, the last one, its time."""

    job: Job
    begin: Path
    allowed: list[Any]
    after: Any
    took: float

    def new_home(self, home: Path) -> Path:
        """A folder as the job finds it."""
        shutil.copytree(self.begin, home)
        return home

    def found(self, home: Path) -> bool:
        """Whether the job is found done; it must be found in a state that it may be in."""
        state = self.job.states(home)
        assert state in self.allowed
        return bool(state == self.after)

    def completed(self, home: Path) -> None:
        """Does the job again where it is not done, and finds it done, without debris."""
        if not self.found(home) or self.job.again:
            assert not ended(victim(lambda: self.job.work(home)))
        assert self.found(home)
        assert not [path.name for path in home.rglob("*.partial")]
        shutil.rmtree(home)


def course_of(job: Job, inputs: Path, home: Path) -> Course:
    """The course of a job that nobody kills."""
    begin = home.with_name("begin")
    shutil.copytree(inputs, begin)
    job.prepare(begin)
    shutil.copytree(begin, home)
    before, begun = job.states(home), time.monotonic()
    assert not ended(victim(lambda: job.work(home)))
    took, after = time.monotonic() - begun, job.states(home)
    return Course(job, begin, [before, *job.between(home), after], after, took)


@pytest.mark.parametrize("name", JOBS)
def test_killed_at_random_instants(inputs: Path, tmp_path: Path, name: str) -> None:
    rng, killed, trials = np.random.default_rng(len(name)), 0, 0
    kills = FEWER if name == "simulate" else KILLS
    course = course_of(JOBS[name], inputs, tmp_path / "reference")
    took = course.took
    while killed < kills:
        home = course.new_home(tmp_path / f"trial-{trials}")
        trials += 1
        for _ in range(IN_A_ROW):
            early = killed_after(float(rng.uniform(0, took)), course.job, home)
            killed, took = killed + early, took if early else took * 0.8  # the machine may have become quicker
            if course.found(home) and not course.job.again:
                break
        course.completed(home)
    assert trials < kills * 4


def killed_after(wait: float, job: Job, home: Path) -> bool:
    """Whether a child that does a job was killed after some seconds, and had not done it before."""
    child = victim(lambda: job.work(home))
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    return ended(child)


@pytest.mark.parametrize(("name", "least"), [("import", 8), ("append", 8), ("round", 8), ("simulate", 3), ("carry", 8)])
def test_killed_at_every_step_on_the_disk(
    inputs: Path, tmp_path: Path, name: str, least: int, monkeypatch: Any
) -> None:
    monkeypatch.setattr(parts_of_pools, "PART_ROWS", 120)
    monkeypatch.setattr(sys.modules[__name__], "ROUNDS", ("one",))
    course, step, done = course_of(JOBS[name], inputs, tmp_path / "reference"), 0, False
    while not done:
        home = course.new_home(tmp_path / f"step-{step}")
        step += 1
        done = not ended(victim(lambda at=step, home=home: killed_at(at, course.job, home)))  # type: ignore[misc]
        course.found(home)
        course.completed(home)
    assert step > least


def killed_at(step: int, job: Job, home: Path) -> None:
    """Does a job and dies before it touches the disk for the so many-th time."""
    left, flush = step, os.fsync

    def touched() -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        written = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (written or event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir")) and str(home) in str(arguments[0]):
            touched()

    def flushed(handle: int) -> None:
        touched()
        flush(handle)

    os.fsync = flushed
    sys.addaudithook(heard)
    job.work(home)


def test_the_rounds_that_are_killed_invite_nobody_twice(inputs: Path, tmp_path: Path) -> None:
    """What every course above ends in is the right end."""
    home = tmp_path / "reference"
    course_of(JOBS["round"], inputs, home)
    lines = [(home / name / "invitations.csv").read_text().splitlines()[1:] for name in ROUNDS]
    ids = [line.split(",")[1] for each in lines for line in each]
    assert len(set(ids)) == len(ids) == 100
    assert open_pool(home / "pool").events.ids.to_pylist() == ids
