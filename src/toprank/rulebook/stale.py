"""What in the rulebook wants reading again: `python -m toprank.rulebook.stale [--on DAY] [--rulebook DIR]`.

Prints the tables checked too long ago or before the newest of their folder, and every change known without its text.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from toprank.rulebook.dated import RulebookError
from toprank.rulebook.loader import FOLDERS, Rulebook, load


def last_checks(rulebook: Rulebook) -> dict[str, dict[str, date]]:
    """The day each table was last checked, by folder and table; of a category, by its version key while in force."""
    found: dict[str, dict[str, date]] = {folder: {} for folder in FOLDERS}
    for name in rulebook.names():
        days = [version.checked for version in rulebook.table(name).versions if version.checked is not None]
        if days:
            found[name.split("/")[0]][name] = max(days)
    found["categories"] = {
        f"categories/{each.family} ({each.key})": each.checked for each in rulebook.categories() if each.stop is None
    }
    return found


def stale_lines(rulebook: Rulebook, on: date) -> Iterator[str]:
    """One line for each table whose figures were compared with their source too long before a day, or behind others."""
    for tables in last_checks(rulebook).values():
        newest = max(tables.values(), default=on)
        for name, checked in tables.items():
            age = (on - checked).days
            if age > rulebook.stale_after_days:
                yield f"{name}: checked on {checked}, {age} days before {on} (more than {rulebook.stale_after_days})"
            elif checked < newest:
                yield f"{name}: checked on {checked}, while its neighbours were read up to {newest}"


def unseen_lines(rulebook: Rulebook) -> Iterator[str]:
    """One line for each version that is reported and was not read."""
    for name in rulebook.names():
        for version in rulebook.table(name).versions:
            if version.unseen is not None:
                yield f"{name}: from {version.start} the text was not seen. {version.unseen}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both lists; 0 also when there is something in them, 2 when a folder or day cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m toprank.rulebook.stale", description=__doc__)
    parser.add_argument("--on", type=date.fromisoformat, default=datetime.now(UTC).date(), metavar="DAY")
    parser.add_argument("--rulebook", type=Path, action="append", default=[], metavar="DIR")
    chosen = parser.parse_args(arguments)
    try:
        rulebook = load(tuple(chosen.rulebook))
        lines = [*stale_lines(rulebook, chosen.on), *unseen_lines(rulebook)]
    except RulebookError as fault:
        print(fault, file=sys.stderr)
        return 2
    print("\n".join(lines) or f"Every table was read within {rulebook.stale_after_days} days of {chosen.on}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
