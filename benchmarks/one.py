"""The answers about one person, in one warm process: medians and ranges of processor milliseconds, by example.

    python -m benchmarks.one [--rounds N] [--on DAY]

The last two columns are what a page about one person works out from one case: first assessment and ledger, then, when
asked for, advice and chance on top.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from toprank.advise import advice_of
from toprank.assess import Case, assess_profiles
from toprank.forecast.chances import Chances
from toprank.ledger import ledger, ledgers
from toprank.reading import entries
from toprank.rounds.record import record
from toprank.rulebook.loader import load

EXAMPLES = Path(__file__).parents[1] / "examples"
WARM = 10


def first_page(document: Any, on: date) -> Case:
    """Assessment and ledger of one case."""
    case = Case.of(document, on)
    case.assessment()
    ledger(case)
    return case


def all_of_it(document: Any, on: date, chances: Chances) -> None:
    """Assessment, ledger, advice and chance of one case."""
    case = first_page(document, on)
    advice_of(case)
    told_chance(case, chances)


def told_chance(case: Case, chances: Chances) -> None:
    """The chance of a case, as it is told."""
    person = chances.of_case(case)
    if person is not None:
        chances.told(person, "en")


def jobs_of(document: Any, on: date, chances: Chances) -> dict[str, Callable[[], object]]:
    """What is measured for one person."""
    return {
        "assess": lambda: assess_profiles([document], [on]),
        "ledger": lambda: ledgers(document, on),
        "advice": lambda: advice_of(Case.of(document, on)),
        "chance": lambda: told_chance(Case.of(document, on), chances),
        "assess and ledger, one case": lambda: first_page(document, on),
        "all four, one case": lambda: all_of_it(document, on, chances),
    }


def milliseconds(job: Callable[[], object]) -> float:
    """Processor time of one run."""
    begun = time.process_time()
    job()
    return (time.process_time() - begun) * 1000


def main() -> None:
    """Runs the measurements, the jobs taking turns, and prints them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 4, 29))
    asked = parser.parse_args()
    chances = Chances(record(None), load(), asked.on)
    people = {path.stem: next(entries(str(path))).document for path in sorted(EXAMPLES.iterdir())}
    jobs = {name: jobs_of(document, asked.on, chances) for name, document in people.items()}
    names = list(next(iter(jobs.values())))
    print(f"| processor ms, median (range) | {' | '.join(names)} |\n| --- |{' ---: |' * len(names)}")
    for person, measured in jobs.items():
        taken: dict[str, list[float]] = {name: [] for name in names}
        for turn in range(WARM + asked.rounds):
            for name, job in measured.items():
                spent = milliseconds(job)
                if turn >= WARM:
                    taken[name].append(spent)
        shown = [f"{statistics.median(each):.1f} ({min(each):.1f} to {max(each):.1f})" for each in taken.values()]
        print(f"| `{person}` | {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
