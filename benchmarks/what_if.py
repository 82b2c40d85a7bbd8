"""What-if questions and many futures, timed: one run, interleaved, medians with ranges.

    python -m benchmarks.what_if [--candidates N] [--large N] [--futures N] [--runs N]

The walks are first shown to equal sorting everybody for each round, on 20 futures of the whole pool. Prints a table in
Markdown. Machine code that Numba has not made before is made before anything is timed, and its time is printed.
"""

import argparse
import os
import platform
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from toprank.pool.score import score_pool
from toprank.pool.store import Pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rounds.hold import may_be_invited
from toprank.rounds.question import question
from toprank.rounds.record import record
from toprank.rulebook.loader import load
from toprank.simulate import compiled, walk
from toprank.simulate.chance import mixed, one_of
from toprank.simulate.compare import compared
from toprank.simulate.course import Course, Futures
from toprank.simulate.curve import curve, sizes_of
from toprank.simulate.documents import comparison_document
from toprank.simulate.futures import Asked, laid
from toprank.simulate.people import people
from toprank.simulate.sides import Changes, side_a, side_b

POOL_DAY, AT = date(2026, 4, 26), datetime(2026, 4, 29, 12, tzinfo=UTC)
PROVED = 20


def sorting(of: Course) -> Futures:
    """Everybody sorted anew for each round."""
    shape = of.schedule.at.shape
    found = Futures(np.full(shape, -1, np.int16), np.zeros(shape, np.int32))
    for future in range(len(of)):
        one_future(of, future, found)
    return found


def one_future(of: Course, future: int, found: Futures) -> None:
    """One future of `sorting`."""
    start, plan, come = of.standing, of.schedule, of.arrivals
    score, mask, ends = start.score, start.mask, start.ends
    arrived = np.zeros(plan.at.shape[1], np.int64)
    if come is not None:
        arrived = come.arrived[future]
        like = come.like[one_of(come.keys[future], np.arange(arrived[-1]), len(come.like))]
        score, mask = np.concatenate([score, score[like]]), np.concatenate([mask, mask[like]])
        ends = np.concatenate([ends, come.ends[: len(like)]])
    there = np.ones(len(score), np.bool_)
    for round_ in range(plan.at.shape[1]):
        present = np.flatnonzero(there[: len(start) + arrived[round_]])
        ranked = present[np.lexsort((present, -score[present].astype(np.int32)))]
        open_ = ((mask[ranked] >> int(plan.type_[future, round_])) & 1 == 1) & (ends[ranked] > plan.at[future, round_])
        invited = ranked[open_][: plan.size[future, round_]]
        there[invited[mixed(of.keys[future, round_], invited) >= of.declines]] = False
        if len(invited):
            found.cutoff[future, round_], found.invited[future, round_] = score[invited[-1]], len(invited)


def prove(of: Course) -> float:
    """Stops unless both walks equal sorting; the seconds that sorting took for each future."""
    few = of.part(0, PROVED)
    begun = time.perf_counter()
    expected = sorting(few)
    took = (time.perf_counter() - begun) / PROVED
    for form in (walk.walk, compiled.walk):
        found = form(few)
        if not (np.array_equal(found.cutoff, expected.cutoff) and np.array_equal(found.invited, expected.invited)):
            raise SystemExit("a walk differs from sorting: nothing is measured")
    return took


def timed(jobs: dict[str, Callable[[], object]], runs: int) -> dict[str, list[tuple[float, float]]]:
    """Wall and user seconds of each job, one after the other, so many times over."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            used, begun = resource.getrusage(resource.RUSAGE_SELF).ru_utime, time.perf_counter()
            job()
            wall = time.perf_counter() - begun
            found[name].append((wall, resource.getrusage(resource.RUSAGE_SELF).ru_utime - used))
    return found


def pool_of(folder: Path, candidates: int) -> Pool:
    """A synthetic pool on the disk."""
    return write_pool(folder / str(candidates), synthetic_pool(candidates, 1, POOL_DAY, load()), POOL_DAY, {})


def owner_question(pool: Pool) -> object:
    """Healthcare with 5,000 instead of 1,000, without midwives, under the rules of a year before."""
    a = side_a("category", "healthcare", 1000, AT, load())
    b = side_b(a, Changes(day=date(2025, 4, 29), size=5000, drop=("31303",)))
    return comparison_document(compared(people(pool, a, b, 2), a, b), a, b, pool.content_hash)


def whole_curve(pool: Pool) -> object:
    """The cut-off of a healthcare round against twenty sizes."""
    asked = question("category", "healthcare", 1, AT, load())
    scored = score_pool(pool, AT, load(), threads=2)
    return curve(scored, may_be_invited(scored, asked), sizes_of("500..10000"), ordered=True)


def main() -> None:
    """Runs the measurements and prints them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.what_if")
    parser.add_argument("--candidates", type=int, default=250_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--futures", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pool, large = pool_of(Path(folder), asked.candidates), pool_of(Path(folder), asked.large)
        begun = time.perf_counter()
        scored = score_pool(pool, AT, load(), threads=2)
        scoring = time.perf_counter() - begun
        of = laid(scored, Asked(AT, asked.futures, 30, 1), record(), load()).course
        come = laid(scored, Asked(AT, asked.futures, 30, 1, arrivals=5000), record(), load()).course
        begun = time.perf_counter()
        for each in (of, come):
            compiled.walk(each.part(0, 1))
        compiling = time.perf_counter() - begun
        sorted_without, sorted_with = prove(of), prove(come)
        tenth = max(asked.futures // 10, 1)
        jobs: dict[str, Callable[[], object]] = {
            f"{asked.futures:,} futures of 30 rounds, compiled": lambda: compiled.walk(of),
            f"{asked.futures:,} futures of 30 rounds, NumPy": lambda: walk.walk(of),
            f"{asked.futures:,} futures, 5,000 arrivals a round, compiled": lambda: compiled.walk(come),
            f"{tenth:,} futures, 5,000 arrivals a round, NumPy": lambda: walk.walk(come.part(0, tenth)),
            f"two sides of a round, {pool.size:,} on the disk": lambda: owner_question(pool),
            f"two sides of a round, {large.size:,} on the disk": lambda: owner_question(large),
            f"twenty sizes of a round, {pool.size:,} on the disk": lambda: whole_curve(pool),
        }
        found = timed(jobs, asked.runs)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}.")
    print(f"A pool of {asked.candidates:,}: {len(of.standing):,} may be invited; scoring took {scoring:.1f} s.")
    print(f"First call of the compiled walks: {compiling:.1f} s. Equal to sorting on {PROVED} futures, both kinds.")
    print(f"Sorting takes {sorted_without:.2f} s a future without arrivals, {sorted_with:.2f} s with them.\n")
    print("| job | seconds, median (range) | seconds of processor, median |\n| --- | ---: | ---: |")
    for name, times in found.items():
        walls, used = [wall for wall, _ in times], statistics.median(user for _, user in times)
        print(f"| {name} | {statistics.median(walls):.2f} ({min(walls):.2f} to {max(walls):.2f}) | {used:.2f} |")


if __name__ == "__main__":
    main()
