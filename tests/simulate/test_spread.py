"""Futures walked by workers: the same bytes as by one process, also where a worker is killed on the way."""

import json
import os
import signal
import threading
import time
from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.simulate.conftest import AT
from toprank.cli.main import application
from toprank.errors import ToprankError
from toprank.pool.runners.cluster import local_cluster
from toprank.pool.score import score_pool
from toprank.rounds.record import record
from toprank.simulate.futures import Asked, laid, walker
from toprank.simulate.spread import OfSpan, Start, rounds_hash, spans_of, walk_elsewhere

ASKED = Asked(AT, 150, 12, 5, arrivals=30)


@pytest.fixture(scope="module")
def two_workers():
    with local_cluster(2) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def start(pool, rulebook):
    known = rounds_hash(record(), ASKED)
    return Start(pool.folder.resolve(), pool.content_hash, (), rulebook.content_hash, known, ASKED)


@pytest.fixture(scope="module")
def here(pool, rulebook):
    course = laid(score_pool(pool, AT, rulebook), ASKED, record(), rulebook).course
    return walker("numpy")(course, lambda futures: None)


def same(found, expected):
    return np.array_equal(found.cutoff, expected.cutoff) and np.array_equal(found.invited, expected.invited)


def test_spans_are_all_futures_once():
    for futures in (1, 64, 65, 1000):
        assert [number for span in spans_of(futures) for number in range(*span)] == list(range(futures))


@pytest.mark.parametrize("loop", ["numpy", "compiled"])
def test_the_workers_walk_the_same_futures(pool, rulebook, two_workers, here, loop):
    told = []
    assert same(walk_elsewhere(pool, ASKED, rulebook, loop, two_workers, told.append), here)
    assert told == [64, 64, 22]


class Slowly:
    """Walks futures after a while, so that a worker can be killed in the middle."""

    def __init__(self, walk):
        self.walk = walk

    def __call__(self, span):
        time.sleep(0.2)
        return self.walk(span)


def test_a_worker_killed_in_the_middle_costs_time_alone(start, two_workers, here):
    victim = sorted(two_workers.client.run(os.getpid).values())[0]
    killed = threading.Timer(0.4, os.kill, (victim, signal.SIGKILL))
    killed.start()
    spans = [(first, first + 10) for first in range(0, 150, 10)]
    found = list(two_workers.in_order(Slowly(OfSpan(start, "numpy")), spans))
    killed.join()
    assert np.array_equal(np.concatenate([each.cutoff for each in found]), here.cutoff)
    assert np.array_equal(np.concatenate([each.invited for each in found]), here.invited)
    assert victim not in two_workers.client.run(os.getpid).values()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pool": "sha256:0"}, "finds another pool"),
        ({"rulebook": "sha256:0"}, "has another rulebook"),
        ({"record": "sha256:0"}, "has another record of published rounds"),
    ],
)
def test_what_differs_at_a_worker_is_refused(start, two_workers, changed, told):
    with pytest.raises(ToprankError, match=told):
        list(two_workers.in_order(OfSpan(replace(start, **changed), "numpy"), [(0, 3)]))


def test_the_command_gives_the_same_bytes_for_any_number_of_workers(pool, two_workers):
    asked = ("simulate", "futures", str(pool.folder), "--futures", "130", "--rounds", "8", "--arrivals", "20", "--json")
    address = two_workers.client.scheduler.address
    found = [CliRunner().invoke(application((*asked, *more)), (*asked, *more)) for more in ((), ("--cluster", address))]
    assert found[0].stdout == found[1].stdout
    assert json.loads(found[0].stdout)["futures"] == 130
