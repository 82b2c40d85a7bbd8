"""A million candidates from raw facts to a selected round, beside the plain reference: one run, interleaved, medians.

    python -m benchmarks [--candidates N] [--plain N] [--rounds N]

Both engines are first shown to agree on every candidate that the plain one answers. Prints a table in Markdown.
"""

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from tests.plain import assess as plain
from toprank.facts import Facts
from toprank.pool.documents import documents_of
from toprank.pool.joined import joined
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load
from toprank.rulebook.tables import tables
from toprank.rules.outcome import Outcome, outcome_on

POOL_DAY, ON, SIZE = date(2026, 4, 26), date(2026, 4, 29), 3500
CHUNK = 16_384


def pool(candidates: int) -> tuple[list[str], Facts]:
    """A synthetic pool in memory."""
    parts = list(synthetic_pool(candidates, 1, POOL_DAY, load()))
    return [each for ids, _ in parts for each in ids], joined([facts for _, facts in parts])


def scored(facts: Facts) -> tuple[np.ndarray, np.ndarray]:
    """Totals, and who may be invited in a healthcare round: eligible and no nominee."""
    of_day = tables(load(), ON)
    place = next(i for i, each in enumerate(of_day.categories) if each.version.family == "healthcare")
    totals, eligible = [], []
    for start in range(0, len(facts), CHUNK):
        found: Outcome = outcome_on(facts.part(start, min(start + CHUNK, len(facts))), ON, of_day)
        totals.append(found.score.total)
        eligible.append(found.categories[:, place] & ~found.eligible["pnp"])
    return np.concatenate(totals), np.concatenate(eligible)


def invited(facts: Facts) -> np.ndarray:
    """The rows of a healthcare round from raw facts; ties by submission, then row."""
    total, eligible = scored(facts)
    held = np.bincount(total[eligible], minlength=1201)[::-1].cumsum()
    cutoff = 1200 - int(np.searchsorted(held, SIZE))
    rows = np.flatnonzero(eligible & (total >= cutoff))
    order = np.lexsort((rows, facts.declared.submitted[rows], -total[rows]))
    return rows[order[:SIZE]]


def agree(documents: list[dict], facts: Facts) -> None:
    """Stops unless both engines give the same total to every candidate."""
    ours, _ = scored(facts)
    theirs = [plain.assess(document, ON)["crs"]["total"] for document in documents]
    if not theirs or ours.tolist() != theirs:
        raise SystemExit("the engines differ: nothing is measured")


def seconds(job: Callable[[], object]) -> float:
    """The time of one run on one thread."""
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def main() -> None:
    """Runs the measurements and prints them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--candidates", type=int, default=1_000_000)
    parser.add_argument("--plain", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    ids, facts = pool(asked.candidates)
    sample = facts.part(0, min(asked.plain, len(facts)))
    documents = list(documents_of(ids[: len(sample)], sample))
    agree(documents, sample)
    jobs: dict[str, tuple[int, Callable[[], object]]] = {
        "toprank, raw facts to selected round, one thread": (len(facts), lambda: invited(facts)),
        "plain reference (day by day), assessment alone": (
            len(sample),
            lambda: [plain.assess(document, ON) for document in documents],
        ),
    }
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(asked.rounds):
        for name, (_, job) in jobs.items():
            taken[name].append(seconds(job))
    report(jobs, taken)


def report(jobs: dict[str, tuple[int, Callable[[], object]]], taken: dict[str, list[float]]) -> None:
    """The table: medians with ranges, per candidate and as a ratio."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}\n")
    print("| engine | candidates | seconds, median (range) | microseconds per candidate | ratio |")
    print("| --- | ---: | ---: | ---: | ---: |")
    first = None
    for name, (count, _) in jobs.items():
        middle, low, high = statistics.median(taken[name]), min(taken[name]), max(taken[name])
        each = middle / count * 1e6
        first = first or each
        print(f"| {name} | {count:,} | {middle:.2f} ({low:.2f} to {high:.2f}) | {each:,.2f} | {each / first:,.0f} |")


if __name__ == "__main__":
    main()
