"""Cases of the law as data: what a person declares on a day, and what must come out.

Every file of this folder holds dated cases in TOML, written for readers of the law:

    [people.ngozi]             a person that several cases share
    [[case]]                   one person on one day
    name, on, source, expect   always; `person` names who is meant, `profile` adds to or replaces her fields;
                               `worked` shows the sum, `note` says what is doubtful
    [[sweep]]                  one person with a few fields changed from row to row
    columns, rows              a column is `on`, `name`, a JSON Pointer into the profile ("/languages/0/reading"),
                               a path into what is expected ("crs.core", "factors.age", "fsw"), or the pair
                               `at` and `value`: the pointer itself changes from row to row

A profile that must be refused expects `faults`, the JSON Pointers of all its faults; an empty list: it is legal.

TOML has no null: the text "null" stands for it, in profiles and in expectations.
"""

import copy
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
CASE_KEYS = {"name", "on", "source", "expect", "person", "profile", "worked", "note"}
SWEEP_KEYS = CASE_KEYS | {"columns", "rows"}


@dataclass(frozen=True)
class Case:
    """One person on one day, what must come out, and where that is written."""

    name: str
    on: date
    source: str
    profile: dict[str, Any]
    expect: dict[str, Any]

    @property
    def asked(self) -> tuple[str, ...]:
        """The categories that the case asks for by key."""
        return tuple(sorted({*self.expect.get("categories", {}), *self.expect.get("versions", {})}))


ELSEWHERE = {"noc.toml"}  # queries of the search, run by tests/occupations


def files() -> list[Path]:
    """The files of cases, in the order of their names."""
    return sorted(path for path in FOLDER.glob("*.toml") if path.name not in ELSEWHERE)


def load(path: Path) -> list[Case]:
    """The cases of a file, sweeps unrolled; ValueError names a case that is not well formed."""
    book = tomllib.loads(path.read_text(encoding="utf-8"))
    unknown = book.keys() - {"people", "case", "sweep"}
    if unknown:
        raise ValueError(f"{path.name}: {sorted(unknown)} is neither people, case nor sweep")
    people = book.get("people", {})
    single = [_case(path, record, people) for record in book.get("case", [])]
    return single + [case for record in book.get("sweep", []) for case in _unrolled(path, record, people)]


def _case(path: Path, record: dict[str, Any], people: dict[str, Any]) -> Case:
    _check(path, record, CASE_KEYS, needed={"name", "on", "source", "expect"})
    profile = _plain(_person(path, record, people) | record.get("profile", {}))
    return Case(record["name"], record["on"], record["source"], profile, _plain(record["expect"]))


def _unrolled(path: Path, record: dict[str, Any], people: dict[str, Any]) -> Iterator[Case]:
    _check(path, record, SWEEP_KEYS, needed={"name", "source", "columns", "rows"})
    profile = _person(path, record, people) | record.get("profile", {})
    for row in record["rows"]:
        if len(row) != len(record["columns"]):
            raise ValueError(f"{path.name}: {record['name']}: the row {row} has not one value for each column")
        cells = dict(zip(record["columns"], row, strict=True))
        label = cells.pop("name", ", ".join(str(value) for value in row))
        on = cells.pop("on", record.get("on"))
        changed, expect = copy.deepcopy(profile), copy.deepcopy(record.get("expect", {}))
        if "at" in cells:
            _put(changed, cells.pop("at")[1:].split("/"), cells.pop("value"))
        for column, value in cells.items():
            if column.startswith("/"):
                _put(changed, column[1:].split("/"), value)
            else:
                _put(expect, column.split(".", 1), value)
        yield Case(f"{record['name']}: {label}", on, record["source"], _plain(changed), _plain(expect))


def _check(path: Path, record: dict[str, Any], allowed: set[str], needed: set[str]) -> None:
    name = record.get("name", "a case without a name")
    if needed - record.keys() or record.keys() - allowed:
        missing, unknown = sorted(needed - record.keys()), sorted(record.keys() - allowed)
        raise ValueError(f"{path.name}: {name}: missing {missing}, unknown {unknown}")
    if not record["source"].strip():
        raise ValueError(f"{path.name}: {name}: the source is empty")


def _person(path: Path, record: dict[str, Any], people: dict[str, Any]) -> dict[str, Any]:
    if "person" not in record:
        return {}
    if record["person"] not in people:
        raise ValueError(f"{path.name}: {record['name']}: {record['person']} is not among {sorted(people)}")
    return copy.deepcopy({"id": record["person"]} | people[record["person"]])


def _put(target: Any, steps: list[str], value: Any) -> None:
    """Set one field, making the objects on the way; a list must already have the place, or one fewer."""
    for step, after in pairwise(steps):
        if isinstance(target, list):
            target = target[int(step)]
        else:
            target = target.setdefault(step, [] if after.isdigit() else {})
    if isinstance(target, list) and int(steps[-1]) == len(target):
        target.append(value)
    elif isinstance(target, list):
        target[int(steps[-1])] = value
    else:
        target[steps[-1]] = value


def _plain(value: Any) -> Any:
    """As a profile in JSON has it: days as text, "null" as null."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if value == "null":
        return None
    return value.isoformat() if isinstance(value, date) else value
