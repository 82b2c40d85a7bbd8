"""The workers of a Dask cluster: processes here, or on many machines that see the same files.

    with local_cluster(2) as cluster:
        score_pool(pool, at, rulebook, threads=cluster)

A worker that dies costs time and nothing else: the scheduler gives its items, answered or not, to the others. Needs
the extra `toprank[cluster]`. A local cluster listens to
this machine alone and has no web page of diagnostics.
"""

import logging
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.resource_tracker import ensure_running
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Final

import dask.config
from distributed import Client, KilledWorker, LocalCluster

from toprank.errors import Missing, ToprankError
from toprank.pool.runners import Answer, Item

FAILURES: Final = 10
"""How many workers may die over one item before it is taken to be the cause."""
IN_FLIGHT: Final = 8
"""Items a worker has been given at once: enough to be busy, few enough to hold few answers that nobody took."""
MEMORY: Final = {
    "MALLOC_MMAP_THRESHOLD_": 2**25,
    "MALLOC_TRIM_THRESHOLD_": 2**26,
    "OMP_NUM_THREADS": 1,
    "NUMBA_NUM_THREADS": 1,
}
"""Memory once used is kept for the next columns. Dask has it handed back at once: scoring then takes twice as long."""
HERE: Final = "127.0.0.1"
SETTINGS: Final = {
    "distributed.scheduler.allowed-failures": FAILURES,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.nanny.pre-spawn-environ": MEMORY,
}
STARTS: Final = 3
"""How often the workers of this machine are started before that is given up."""
PATIENCE: Final = 20.0
"""Seconds to wait for a scheduler and its workers."""


class Cluster:
    """The workers that a client reaches."""

    elsewhere: ClassVar[bool] = True

    def __init__(self, client: Client) -> None:
        self.client = client

    def in_order(self, work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
        """The answer for each item, in the order of the items. An error of a worker is raised here as it is."""
        at_once = IN_FLIGHT * max(len(self.client.scheduler_info(n_workers=-1)["workers"]), 1)
        given = [self._given(work, item) for item in items[:at_once]]
        try:
            for place in range(len(items)):
                answer: Answer = given[place].result()
                given[place].release()
                if place + at_once < len(items):
                    given.append(self._given(work, items[place + at_once]))
                yield answer
        except KilledWorker as error:
            last = error.last_worker.address
            raise ToprankError(f"workers died again and again over the same item, the last one at {last}.") from None
        finally:
            self.client.cancel(given, force=True)

    def _given(self, work: Callable[[Item], Answer], item: Item) -> Any:
        return self.client.submit(work, item, pure=False)


@contextmanager
def worker_processes(workers: int) -> Iterator[LocalCluster]:
    """A scheduler and so many worker processes, one thread each, ended with the block; a dead one is replaced."""
    with dask.config.set(SETTINGS), TemporaryDirectory() as scratch:
        ensure_running()  # else it is started with the first worker, and lets Ctrl-C through again
        heard = interruptions(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            with start(workers, scratch) as started:
                interruptions(signal.SIG_SETMASK, heard)
                yield started
        finally:
            interruptions(signal.SIG_SETMASK, heard)


def start(workers: int, scratch: str) -> LocalCluster:
    """The cluster with its workers started; begun anew where one of them ends before it is ready.

    Missing where that happens every time: the machine does not let them run.
    """
    for _ in range(STARTS):
        try:
            return LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host=HERE,
                dashboard_address=f"{HERE}:0",
                scheduler_kwargs={"dashboard": False},
                memory_limit=None,
                local_directory=scratch,
                silence_logs=logging.CRITICAL,
            )
        except (RuntimeError, OSError) as error:  # what Dask raises of a worker that ends while it starts
            last = error
    told = str(last.__cause__ or last).splitlines() or [type(last).__name__]
    raise Missing(f"--workers {workers}: the worker processes ended while they started, {STARTS} times: {told[0]}")


def interruptions(how: int, signals: set[int]) -> set[int]:
    """Holds Ctrl-C back, or lets it come again. What is started meanwhile never hears it: we end workers ourselves."""
    return {int(each) for each in signal.pthread_sigmask(how, signals)}


@contextmanager
def local_cluster(workers: int) -> Iterator[Cluster]:
    """The workers of a cluster on this machine alone, which ends with the block."""
    with (
        worker_processes(workers) as started,
        Client(started, direct_to_workers=True, set_as_default=False) as client,
    ):
        client.wait_for_workers(workers)
        yield Cluster(client)


@contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """The workers of the scheduler at an address. Missing where none answers, or where it has no worker."""
    if not re.fullmatch(r"((tcp|tls)://)?[^/\s]+:[0-9]{1,5}", address):
        raise ToprankError(f"--cluster {address}: an address such as tcp://10.0.0.5:8786 is needed.")
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise Missing(f"no Dask scheduler answers at {address}: {str(error).splitlines()[0]}.") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise Missing(f"the scheduler at {address} has no workers. Start some: dask worker {address}") from None
        yield Cluster(client)
