"""Raw facts to selected round at two sizes, and a pool on disk scored by threads and by worker processes.

    python -m benchmarks.scale [--candidates N] [--times N] [--rounds N] [--pool]

The larger size is the smaller one over and over, so that both hold the same people. One run, taking turns; wall and
processor seconds, medians with ranges; the share of selecting; the greatest memory beyond the facts. With --pool the
candidates are written to a folder first, and what is measured includes reading. Prints tables in Markdown.
"""

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toprank.facts import Facts
from toprank.pool.ids import Ids
from toprank.pool.joined import joined
from toprank.pool.runners.cluster import local_cluster
from toprank.pool.score import Scored, score, score_pool
from toprank.pool.select import Selection, select
from toprank.pool.store import write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load

POOL_DAY, AT, SIZE = date(2026, 4, 26), datetime(2026, 4, 29, 12, tzinfo=UTC), 3500
CATEGORY = "healthcare-v3"


@dataclass(frozen=True)
class Taken:
    """What one run took: wall and processor seconds, and those of selecting."""

    wall: float
    processor: float
    selecting: float


def people(count: int, times: int) -> tuple[Ids, Facts]:
    """A synthetic pool, so many times one after the other; ids are numbers."""
    once = joined([facts for _, facts in synthetic_pool(count, 1, POOL_DAY, load())])
    facts = joined([once] * times)
    return pc.utf8_lpad(pa.array(np.arange(len(facts))).cast(pa.string()), 9, "s"), facts


def selected(scored: Scored) -> Selection:
    """A healthcare round."""
    federal = scored.eligible("fsw") | scored.eligible("cec") | scored.eligible("fst")
    eligible = federal & scored.eligible(CATEGORY) & ~scored.eligible("pnp")
    return select(scored.total, scored.submitted, scored.ids, eligible, SIZE, ordered=True)


def timed(job: Callable[[], Scored]) -> Taken:
    """One run of scoring and selecting."""
    wall, processor = time.perf_counter(), time.process_time()
    scored = job()
    begun = time.perf_counter()
    selected(scored)
    done = time.perf_counter()
    return Taken(done - wall, time.process_time() - processor, done - begun)


def measured(jobs: dict[str, tuple[int, Callable[[], Scored]]], rounds: int) -> dict[str, list[Taken]]:
    """Every job in every round, taking turns."""
    taken: dict[str, list[Taken]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, (_, job) in jobs.items():
            taken[name].append(timed(job))
    return taken


def middle(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the range in brackets."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def report(jobs: dict[str, tuple[int, Callable[[], Scored]]], taken: dict[str, list[Taken]]) -> None:
    """A table of all jobs."""
    print("\n| raw facts to selected round | candidates | wall seconds | processor seconds | ns each | selecting |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, (count, _) in jobs.items():
        wall, processor = [each.wall for each in taken[name]], [each.processor for each in taken[name]]
        share = 100 * statistics.median(each.selecting / each.wall for each in taken[name])
        each = 1e9 * statistics.median(wall) / count
        print(f"| {name} | {count:,} | {middle(wall)} | {middle(processor)} | {each:,.0f} | {share:.1f} % |")


def size_of(facts: Facts) -> int:
    """The bytes of facts."""
    tables = [getattr(facts, each.name) for each in fields(Facts)]
    return sum(getattr(table, each.name).nbytes for table in tables for each in fields(table))


def status(line: str) -> int:
    """A line of what Linux says of the memory of this process, in bytes."""
    found = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith(line))
    return int(found.split()[1]) * 1024


def memory_of(job: Callable[[], object]) -> int:
    """The greatest memory in bytes beyond what was held before."""
    Path("/proc/self/clear_refs").write_text("5")
    held = status("VmRSS")
    job()
    return status("VmHWM") - held


def in_memory(count: int, times: int, rounds: int) -> None:
    """Both sizes, one thread and two."""
    ids, facts = people(count, times)
    few = facts.part(0, count)
    same = [score(few, ids.slice(0, count), AT, load(), threads=threads) for threads in (1, 2)]
    if not np.array_equal(same[0].mask, same[1].mask) or not np.array_equal(same[0].total, same[1].total):
        raise SystemExit("threads differ: nothing is measured.")
    del same

    def job(size: int, threads: int) -> Callable[[], Scored]:
        return lambda: score(facts.part(0, size), ids.slice(0, size), AT, load(), threads=threads)

    more = memory_of(lambda: selected(job(len(facts), 2)()))
    jobs = {
        f"{size:,}, {name}": (size, job(size, threads))
        for size in (count, count * times)
        for name, threads in (("one thread", 1), ("two threads", 2))
    }
    report(jobs, measured(jobs, rounds))
    print(f"\nFacts {size_of(facts) / 1e9:.2f} GB; beyond them and the ids, two threads, at most {more / 1e6:,.0f} MB,")
    print(f"{more / len(facts):.0f} bytes a candidate.")


def on_disk(count: int, rounds: int) -> None:
    """A pool read and scored by threads and by worker processes."""
    with tempfile.TemporaryDirectory() as folder:
        pool = write_pool(Path(folder) / "pool", synthetic_pool(count, 1, POOL_DAY, load()), POOL_DAY, {})
        with local_cluster(2) as cluster:
            ways = {"one thread": 1, "two threads": 2, "two worker processes of Dask": cluster}
            jobs = {
                f"from {len(pool.parts)} parts, {name}": (
                    count,
                    lambda way=way: score_pool(pool, AT, load(), threads=way),
                )
                for name, way in ways.items()
            }
            found = {name: job() for name, (_, job) in jobs.items()}
            if len({each.mask.tobytes() + each.total.tobytes() for each in found.values()}) != 1:
                raise SystemExit("the runners differ: nothing is measured.")
            report(jobs, measured(jobs, rounds))


def main() -> None:
    """Runs the measurements and prints them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--candidates", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pool", action="store_true")
    asked = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    if asked.pool:
        on_disk(asked.candidates, asked.rounds)
    else:
        in_memory(asked.candidates, asked.times, asked.rounds)


if __name__ == "__main__":
    main()
