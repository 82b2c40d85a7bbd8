"""Whoever does the work, the answers are the same: threads, worker processes, workers that are killed on the way."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from distributed import LocalCluster

from tests.pool.test_score import same
from toprank.cli.main import main
from toprank.cli.runner import runner
from toprank.errors import Missing, ToprankError
from toprank.pool import parts as parts_of_pools
from toprank.pool.manifest import Part
from toprank.pool.runners.cluster import Cluster, cluster_at, local_cluster, worker_processes
from toprank.pool.runners.threads import Threads, cores, runner_of
from toprank.pool.score import OfPart, Scored, score_pool
from toprank.pool.store import Damaged, Pool, open_pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rounds.certificate import bundle
from toprank.rounds.question import question
from toprank.rulebook.loader import load

CLUSTER = "toprank.pool.runners.cluster"
DAY, NOON = date(2026, 3, 10), datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Pool:
    folder = tmp_path_factory.mktemp("pools") / "pool"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts_of_pools, "PART_ROWS", 100)
        return write_pool(folder, synthetic_pool(2_500, 4, DAY, load()), DAY, {})


@pytest.fixture(scope="module")
def one_thread(pool: Pool) -> Scored:
    return score_pool(pool, NOON, load(), threads=1)


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Cluster]:
    with local_cluster(2) as cluster:
        yield cluster


def processes(cluster: Cluster) -> list[int]:
    return sorted(cluster.client.run(os.getpid).values())


def test_a_number_is_so_many_threads_and_none_is_one_a_core() -> None:
    assert runner_of(3) == Threads(3)
    assert runner_of(None) == Threads(cores())
    assert list(Threads(4).in_order(lambda item: item * 2, range(9))) == [item * 2 for item in range(9)]


def test_worker_processes_give_the_same(pool: Pool, one_thread: Scored, two_workers: Cluster) -> None:
    assert os.getpid() not in processes(two_workers)
    assert same(score_pool(pool, NOON, load(), threads=two_workers), one_thread)
    asked = ("healthcare-v1",)
    found = score_pool(pool, NOON, load(), asked, two_workers)
    assert found.names == score_pool(pool, NOON, load(), asked, 1).names


def test_a_round_by_worker_processes_has_the_same_bytes(pool: Pool, two_workers: Cluster) -> None:
    asked = question("category", "healthcare", 40, NOON, load())
    assert bundle(pool, asked, load(), two_workers) == bundle(pool, asked, load(), 1)


class Slowly:
    """Scores a part after a while, so that a worker can be killed in the middle."""

    def __init__(self, score: OfPart) -> None:
        self.score = score

    def __call__(self, part: Part) -> Scored:
        time.sleep(0.1)
        return self.score(part)


def test_a_worker_killed_in_the_middle_costs_time_alone(pool: Pool, one_thread: Scored, two_workers: Cluster) -> None:
    victim = processes(two_workers)[0]
    sent = OfPart(pool.folder.resolve(), pool.content_hash, (), load().content_hash, NOON, ())
    killed = threading.Timer(0.5, os.kill, (victim, signal.SIGKILL))
    killed.start()
    begun = time.monotonic()
    found = list(two_workers.in_order(Slowly(sent), pool.parts))
    killed.join()
    assert time.monotonic() - begun > 0.5
    assert [part.total.tobytes() for part in found] == [
        one_thread.total[start : start + 100].tobytes() for start in range(0, 2_500, 100)
    ]
    assert victim not in processes(two_workers)


def test_another_pool_or_another_rulebook_is_refused(pool: Pool, two_workers: Cluster) -> None:
    for pool_hash, rules, told in (
        ("sha256:0", load().content_hash, "finds another pool"),
        (pool.content_hash, "sha256:0", "has another rulebook"),
    ):
        sent = OfPart(pool.folder.resolve(), pool_hash, (), rules, NOON, ())
        with pytest.raises(ToprankError, match=told):
            list(two_workers.in_order(sent, pool.parts))


def test_a_damaged_part_is_named_by_the_worker(pool: Pool, two_workers: Cluster, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in pool.folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    part = copy / pool.parts[3].name
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(Damaged, match=part.name):
        score_pool(open_pool(copy), NOON, load(), threads=two_workers)


def test_a_cluster_by_its_address(pool: Pool, one_thread: Scored) -> None:
    with local_cluster(1) as own, cluster_at(own.client.scheduler.address) as cluster:
        assert same(score_pool(pool, NOON, load(), threads=cluster), one_thread)


def test_no_scheduler_and_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toprank.pool.runners.cluster.PATIENCE", 0.5)
    with (
        pytest.raises(Missing, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1:"),
        cluster_at("tcp://127.0.0.1:1"),
    ):
        pass
    with (
        worker_processes(0) as lonely,
        pytest.raises(Missing, match="has no workers"),
        cluster_at(lonely.scheduler_address),
    ):
        pass


def test_workers_that_die_while_they_start_are_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def fails_once(**options: object) -> LocalCluster:
        begun.append(1)
        if len(begun) == 1:
            raise RuntimeError("Nanny failed to start.")
        return LocalCluster(**options)

    monkeypatch.setattr(f"{CLUSTER}.LocalCluster", fails_once)
    with local_cluster(1) as cluster:
        assert list(cluster.in_order(abs, [-3])) == [3]
    assert len(begun) == 2


def test_a_worker_killed_while_it_starts_costs_time_alone() -> None:
    """The first process that is spawned, after a while: it is then importing, and no worker yet."""
    own = subprocess.Popen(
        [sys.executable, "-c", STARTS_ONE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    victim = first_spawned(own.pid)
    os.kill(victim, signal.SIGKILL)
    told, remarks = own.communicate(timeout=120)
    assert (own.returncode, told, remarks) == (0, "[3]\n", "")


STARTS_ONE = """
from toprank.pool.runners.cluster import local_cluster
if __name__ == "__main__":
    with local_cluster(1) as cluster:
        print(list(cluster.in_order(abs, [-3])))
"""


def first_spawned(parent: int) -> int:
    """The first process of multiprocessing below another process, once it is there."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if above == parent and b"spawn_main" in (folder / "cmdline").read_bytes():
                    return int(folder.name)
            except (FileNotFoundError, ProcessLookupError):
                continue
        time.sleep(0.01)
    raise AssertionError("no worker was started")


def test_workers_that_never_start_end_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**options: object) -> LocalCluster:
        raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(f"{CLUSTER}.LocalCluster", fails)
    with pytest.raises(Missing, match="ended while they started, 3 times: Nanny failed"), local_cluster(2):
        pass


def test_no_more_workers_than_can_be_of_use(
    pool: Pool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    @contextmanager
    def counted(workers: int) -> Iterator[int]:
        asked.append(workers)
        yield 1

    monkeypatch.setattr(f"{CLUSTER}.local_cluster", counted)
    monkeypatch.setattr("toprank.cli.runner.cores", lambda: 40)
    for workers, items in ((256, 3), (256, 90), (3, 90), (1, 0)):
        with runner(None, workers, None, items):
            pass
    assert asked == [4, 40, 3, 1]
    told = capsys.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in told] == ["--workers 256: 4 started", "--workers 256: 40 started"]


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:8786", "tcp://127.0.0.1", "127.0.0.1:88888x"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ToprankError, match="an address such as tcp://"), cluster_at(address):
        pass


def test_without_dask_it_is_named(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "toprank.pool.runners.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "dask", None)
    monkeypatch.setattr("sys.argv", ["toprank", "pool", "score", str(pool.folder), "--workers", "2"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 3
    assert "--workers needs dask: pip install 'toprank[cluster]'" in capsys.readouterr().err


def test_the_ways_to_share_work_exclude_each_other(
    pool: Pool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["toprank", "pool", "score", str(pool.folder), "--threads", "2", "--workers", "2"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "--threads and --workers cannot both be given" in capsys.readouterr().err
