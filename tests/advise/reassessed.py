"""A profile changed by a JSON Patch and assessed in full: what an option claims, checked without the code of advice."""

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

from toprank.assess.batch import answers_on, profile_of
from toprank.facts import facts_of
from toprank.rulebook.loader import load

Json = dict[str, Any]


def patched(document: Json, change: Sequence[Json]) -> Json:
    """The document after the operations of a JSON Patch, all of which are "add" (RFC 6902)."""
    found = copy.deepcopy(document)
    for operation in change:
        assert operation["op"] == "add"
        *way, last = operation["path"].removeprefix("/").split("/")
        holder: Any = found
        for step in way:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        value = copy.deepcopy(operation["value"])
        if isinstance(holder, list):
            assert last == "-"
            holder.append(value)
        else:
            holder[last] = value
    return found


def assessed(document: Json, variants: Sequence[tuple[Sequence[Json], str]], on: date) -> list[Json]:
    """The full assessment of each variant on its day, under the tables of the day `on`; its own comes first."""
    documents = [document, *(patched(document, change) for change, _ in variants)]
    ons = [on, *(date.fromisoformat(day) for _, day in variants)]
    profiles = [profile_of(each, day) for each, day in zip(documents, ons, strict=True)]
    found = answers_on(profiles, facts_of(profiles), ons, (), load())
    return [found.document(row, []) for row in range(len(profiles))]
