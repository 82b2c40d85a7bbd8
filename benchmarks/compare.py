"""toprank beside other engines: the same candidates, the same answers, one run, interleaved, medians with ranges.

    python -m benchmarks.compare [--candidates N] [--plain N] [--rounds N]

Every engine is first shown to agree with ours on every candidate that it answers; where one differs nothing is
measured. Prints two tables in Markdown: the whole job from raw facts to a selected round, and the ranking stage alone.
"""

import argparse
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import numpy as np
from tests.plain import assess as plain

from benchmarks import openfisca_crs, sql
from toprank.days import Calendar
from toprank.facts import Facts
from toprank.features.candidates import Candidates, candidates
from toprank.pool.documents import documents_of
from toprank.pool.ids import Ids, as_ids
from toprank.pool.joined import joined
from toprank.pool.score import Scored, score
from toprank.pool.select import select
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load
from toprank.rulebook.tables import Tables, tables
from toprank.rules.crs.score import first_and_second, first_choice
from toprank.rules.crs.score import score as ranking
from toprank.rules.outcome import PROGRAMS

POOL_DAY, AT, SIZE, CHUNK = date(2026, 4, 26), datetime(2026, 4, 29, 12, tzinfo=UTC), 3500, 16_384
CATEGORY, PERIOD = "healthcare-v3", AT.strftime("%Y-%m")
Job = Callable[[], object]


@dataclass(frozen=True)
class Given:
    """The candidates of a run and the tables of its day."""

    ids: Ids
    facts: Facts
    of_day: Tables

    @classmethod
    def of_size(cls, count: int) -> "Given":
        """A synthetic pool in memory."""
        parts = list(synthetic_pool(count, 1, POOL_DAY, load()))
        names = as_ids([each for ids, _ in parts for each in ids])
        return cls(names, joined([facts for _, facts in parts]), tables(load(), AT.date()))

    def scored(self, threads: int) -> Scored:
        """Our answer for every candidate."""
        return score(self.facts, self.ids, AT, load(), threads=threads)

    def selected(self, threads: int) -> np.ndarray:
        """The rows of our healthcare round."""
        found = self.scored(threads)
        federal = found.eligible("fsw") | found.eligible("cec") | found.eligible("fst")
        eligible = federal & found.eligible(CATEGORY) & ~found.eligible("pnp")
        return select(found.total, found.submitted, found.ids, eligible, SIZE, ordered=True).rows

    @cached_property
    def columns(self) -> list[tuple[Candidates, np.ndarray, np.ndarray]]:
        """What the ranking stage reads, in chunks: columns, first and second language."""
        calendar, found = Calendar.of_day(AT.date()), []
        for start in range(0, len(self.facts), CHUNK):
            some = candidates(self.facts.part(start, min(start + CHUNK, len(self.facts))), calendar, self.of_day)
            french = first_choice(some, self.of_day)[1] == 1
            found.append((some, *first_and_second(some, french)))
        return found

    def ranked(self) -> np.ndarray:
        """The totals of our ranking stage."""
        return np.concatenate([ranking(*each, self.of_day).total for each in self.columns])

    def inputs(self) -> dict[str, np.ndarray]:
        """The same columns as inputs for OpenFisca, whole."""
        parts = [openfisca_crs.inputs(*each, self.of_day) for each in self.columns]
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def same(ours: Any, theirs: Any, what: str) -> None:
    """Stops unless two answers are equal for every candidate."""
    if len(ours) == 0 or not np.array_equal(ours, theirs):
        raise SystemExit(f"{what} differs: nothing is measured.")


def whole_job(given: Given, sample: int) -> dict[str, tuple[int, Job]]:
    """The engines that go from raw facts to a selected round, shown to agree."""
    count, ours, on = len(given.facts), given.scored(2), AT.date()
    database = sql.connection(given.facts, given.of_day, AT, threads=2)
    sql.scored(database)
    theirs = sql.outcome(database)
    same(ours.total, theirs["total"], "the total of the SQL form")
    for name in (*PROGRAMS, *ours.names[len(PROGRAMS) :]):
        found = theirs[name] if name in PROGRAMS else sql.eligible(database, name)
        same(ours.eligible(name), found, f"{name} of the SQL form")
    same(given.selected(1), sql.invited(database, CATEGORY, SIZE), "the round of the SQL form")
    some = given.facts.part(0, min(sample, count))
    documents = list(documents_of(given.ids.slice(0, len(some)).to_pylist(), some))
    totals = [plain.assess(document, on)["crs"]["total"] for document in documents]
    live = ours.live[: len(some)]
    same(ours.total[: len(some)], np.where(live, totals, 0), "the total of the plain reference")

    def in_sql() -> object:
        sql.scored(database)
        return sql.invited(database, CATEGORY, SIZE)

    return {
        "toprank, one thread": (count, lambda: given.selected(1)),
        "toprank, two threads": (count, lambda: given.selected(2)),
        "DuckDB, SQL, two threads": (count, in_sql),
        "plain Python, day by day, assessment alone": (
            len(some),
            lambda: [plain.assess(document, on) for document in documents],
        ),
    }


def ranking_stage(given: Given) -> dict[str, tuple[int, Job]]:
    """The engines that go from features to totals, shown to agree."""
    count, values, ours = len(given.facts), given.inputs(), given.ranked()
    jobs: dict[str, tuple[int, Job]] = {"toprank, ranking stage, one thread": (count, given.ranked)}
    forms = {"idiomatic": openfisca_crs.idiomatic(), "with gathers": openfisca_crs.gathers(given.of_day)}
    for name, find in forms.items():
        made = openfisca_crs.system(given.of_day, find, values)
        total = openfisca_crs.simulation(made, PERIOD, values).calculate("total", PERIOD)
        same(ours, total, f"the total of OpenFisca-core, {name},")

        def job(made: Any = made) -> object:
            return openfisca_crs.simulation(made, PERIOD, values).calculate("total", PERIOD)

        jobs[f"OpenFisca-core, {name}"] = (count, job)
    return jobs


def measured(jobs: Mapping[str, tuple[int, Job]], rounds: int) -> dict[str, list[float]]:
    """Seconds of every run, the engines taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, (_, job) in jobs.items():
            begun = time.perf_counter()
            job()
            taken[name].append(time.perf_counter() - begun)
    return taken


def report(title: str, jobs: Mapping[str, tuple[int, Job]], taken: Mapping[str, list[float]]) -> None:
    """A table: medians with ranges, per candidate and as a ratio to the first engine, run by run."""
    print(f"\n| {title} | candidates | seconds, median (range) | nanoseconds per candidate | ratio, median (range) |")
    print("| --- | ---: | ---: | ---: | ---: |")
    base = next(iter(jobs))
    for name, (count, _) in jobs.items():
        each = [seconds / count for seconds in taken[name]]
        first = [seconds / jobs[base][0] for seconds in taken[base]]
        ratios = [mine / ours for mine, ours in zip(each, first, strict=True)]
        told = f"{statistics.median(taken[name]):.2f} ({min(taken[name]):.2f} to {max(taken[name]):.2f})"
        times = f"{short(statistics.median(ratios))} ({short(min(ratios))} to {short(max(ratios))})"
        print(f"| {name} | {count:,} | {told} | {statistics.median(each) * 1e9:,.0f} | {times} |")


def short(ratio: float) -> str:
    """A ratio with one decimal below a hundred, none above."""
    return f"{ratio:.1f}" if ratio < 100 else f"{ratio:,.0f}"


def main() -> None:
    """Runs the measurements and prints them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare")
    parser.add_argument("--candidates", type=int, default=1_000_000)
    parser.add_argument("--plain", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    given = Given.of_size(asked.candidates)
    for title, jobs in (
        ("raw facts to selected round", whole_job(given, asked.plain)),
        ("features to totals", ranking_stage(given)),
    ):
        report(title, jobs, measured(jobs, asked.rounds))


if __name__ == "__main__":
    main()
