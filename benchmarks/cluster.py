"""A pool from disk scored by two threads and by two Dask workers of this machine: one run, interleaved, medians.

    python -m benchmarks.cluster [--candidates N] [--runs N]

Both are first shown to give the same scores for every candidate. The workers are started, and have scored the pool
once, before anything is timed. Prints a table in Markdown.
"""

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from toprank.pool.runners.cluster import Cluster, local_cluster
from toprank.pool.score import Scored, score_pool
from toprank.pool.store import Pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load

POOL_DAY, AT = date(2026, 4, 26), datetime(2026, 4, 29, 12, tzinfo=UTC)
WORKERS = 2


def made(folder: Path, candidates: int) -> Pool:
    """A synthetic pool on the disk."""
    return write_pool(folder, synthetic_pool(candidates, 1, POOL_DAY, load()), POOL_DAY, {})


def same(one: Scored, other: Scored) -> bool:
    """Whether two answers are the same for every candidate."""
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) for name in ("total", "mask", "submitted", "live")
    )


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def compared(pool: Pool, cluster: Cluster, runs: int) -> dict[str, list[float]]:
    """The seconds of each way, in turn."""
    ways: dict[str, Callable[[], object]] = {
        "two threads of one process": lambda: score_pool(pool, AT, load(), threads=WORKERS),
        "two Dask workers, warm": lambda: score_pool(pool, AT, load(), threads=cluster),
    }
    assert same(score_pool(pool, AT, load(), threads=WORKERS), score_pool(pool, AT, load(), threads=cluster))
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, work in ways.items():
            found[name].append(seconds(work))
    return found


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--candidates", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=7)
    asked = options.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}\n")
    with tempfile.TemporaryDirectory() as folder, local_cluster(WORKERS) as cluster:
        found = compared(made(Path(folder) / "pool", asked.candidates), cluster, asked.runs)
    first = next(iter(found.values()))
    print(f"| a pool of {asked.candidates:,} from disk, scored by | seconds, median (range) | ratio, median |")
    print("| --- | ---: | ---: |")
    for name, times in found.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(times, first, strict=True))
        print(f"| {name} | {statistics.median(times):.2f} ({min(times):.2f} to {max(times):.2f}) | {ratio:.2f} |")


if __name__ == "__main__":
    main()
