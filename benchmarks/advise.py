"""Variants of one person through the rules, and a whole advice: medians and ranges.

    python -m benchmarks.advise [--variants N] [--rounds N]

The variants are single steps and pairs of steps of an example, each a changed profile of its own.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import chain, combinations, islice
from pathlib import Path

from toprank.advise import advice
from toprank.advise.answers import Variant, answers
from toprank.advise.change import changed
from toprank.advise.options import steps_of
from toprank.advise.situation import Situation
from toprank.advise.step import Step
from toprank.assess import Case
from toprank.assess.batch import profile_of
from toprank.rulebook.loader import load

ON = date(2026, 3, 10)
PERSON = Path(__file__).parents[1] / "examples" / "ngozi.json"


def variants(situation: Situation, steps: Sequence[Step], count: int) -> list[Variant]:
    """Changed profiles, no two by the same steps."""
    together = chain(((step,) for step in steps), combinations(steps, 2))
    found = []
    for chosen in islice(together, count):
        on = max(step.on for step in chosen)
        changes = [change for step in chosen for change in step.made(on)]
        found.append((changed(situation.profile, changes), on))
    return found


def times(job: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Wall and processor milliseconds of each round."""
    wall, processor = [], []
    for _ in range(rounds):
        begun, used = time.perf_counter(), time.process_time()
        job()
        wall.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return wall, processor


def main() -> None:
    """Runs the measurements and prints them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.advise")
    parser.add_argument("--variants", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=50)
    asked = parser.parse_args()
    profile = profile_of(json.loads(PERSON.read_bytes()), ON)
    situation = Situation(Case(profile, ON, load()))
    steps = steps_of(situation)
    count = len(variants(situation, steps, asked.variants))
    jobs: dict[str, Callable[[], object]] = {
        f"{count} variants made, to columns, through the rules, read": lambda: answers(
            variants(situation, steps, asked.variants), situation.tables
        ),
        "a whole advice": lambda: advice(profile, ON),
    }
    print("| what | wall ms, median (range) | processor ms, median |\n| --- | ---: | ---: |")
    for name, job in jobs.items():
        job()
        wall, processor = times(job, asked.rounds)
        shown = f"{statistics.median(wall):.1f} ({min(wall):.1f} to {max(wall):.1f})"
        print(f"| {name} | {shown} | {statistics.median(processor):.1f} |")


if __name__ == "__main__":
    main()
