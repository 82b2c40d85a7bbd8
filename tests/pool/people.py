"""Invented candidates as facts and as files, for pools."""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from tests.invented.profiles import profiles
from toprank.facts import Declared, Facts, facts_of
from toprank.pool.schema import tables
from toprank.profile import Profile

NGOZI: dict[str, Any] = {
    "id": "ngozi",
    "birth_date": "1994-03-09",
    "submitted_at": "2026-01-12T14:03:22Z",
    "settlement_funds": 20000,
    "languages": [{"test": "clb", "taken": "2025-06-01", "listening": 9, "reading": 9, "writing": 9, "speaking": 9}],
    "education": [{"level": "bachelor", "country": "CA", "completed": "2016-07-01"}],
    "jobs": [{"noc": "31301", "start": "2018-05-01", "hours_per_week": 37.5, "country": "CA"}],
}


def documents(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Invented profiles that were submitted, each after the birth of its candidate."""
    for document, on in profiles(seed, count):
        yield {**document, "submitted_at": document.get("submitted_at") or f"{on}T08:00:00Z"}


def invented(seed: int, count: int) -> tuple[list[str], Facts]:
    """The ids and the facts of invented candidates."""
    people = [Profile.model_validate(document) for document in documents(seed, count)]
    return [person.id for person in people], facts_of(people)


def lines_file(path: Path, people: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(person) + "\n" for person in people), encoding="utf-8")
    return path


def assert_same(found: Facts, expected: Facts) -> None:
    """Every column is the same, in value and in kind."""
    for each in fields(Declared):
        same_column(getattr(found.declared, each.name), getattr(expected.declared, each.name), each.name)
    for name in tables():
        for each in fields(getattr(expected, name)):
            same_column(getattr(getattr(found, name), each.name), getattr(getattr(expected, name), each.name), name)


def same_column(found: Any, expected: Any, name: str) -> None:
    assert found.dtype == expected.dtype, name
    assert np.array_equal(found, expected), name


def submitted_at(facts: Facts, seconds: Any) -> Facts:
    """The same candidates, submitted at other instants."""
    return replace(facts, declared=replace(facts.declared, submitted=np.asarray(seconds, np.int64)))


DAY = date(2026, 3, 10)
