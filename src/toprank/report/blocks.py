"""The shapes that a report is made of, as JSON: both writers know these and nothing else.

{"kind": "text", "text"}                           a paragraph; "small" for a remark under a table
{"kind": "items", "items"}                         a list
{"kind": "notice", "title", "texts"}               what must not be overlooked
{"kind": "heading", "text", "state"}               a heading inside a section; state is yes, no or null
{"kind": "table", "caption", "columns", "rows"}    a row has cells and a weight: row, part or total
{"kind": "signature", "text", "lines"}             a statement, and lines of a label and what stands on the line
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]
STATES: Final = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, its share of the width, and whether it holds figures or a state."""

    title: str
    share: int
    figures: bool = False

    def as_json(self) -> Json:
        """The column as the writers read it."""
        return {"title": self.title, "share": self.share, "figures": self.figures}


def text(words: str, small: bool = False) -> Json:
    """A paragraph."""
    return {"kind": "text", "text": words, "small": small}


def items(texts: Iterable[str]) -> Json:
    """A list."""
    return {"kind": "items", "items": list(texts)}


def notice(title: str, texts: Iterable[str]) -> Json:
    """What must not be overlooked."""
    return {"kind": "notice", "title": title, "texts": list(texts)}


def heading(words: str, state: bool | None = None, told: str = "") -> Json:
    """A heading inside a section; `told` says its state in words."""
    return {"kind": "heading", "text": words, "state": None if state is None else STATES[state], "told": told}


def table(caption: str, columns: Sequence[Column], rows: Sequence[Json]) -> Json:
    """A table; the last cell of a row goes on over the columns that have none of their own."""
    return {
        "kind": "table",
        "caption": caption,
        "columns": [column.as_json() for column in columns],
        "rows": list(rows),
    }


def row(*cells: str, weight: str = "row", state: bool | None = None) -> Json:
    """A row of a table; the state colours its first cell, which says it in words."""
    return {"cells": list(cells), "weight": weight, "state": None if state is None else STATES[state]}


def signature(words: str, lines: Sequence[tuple[str, str]]) -> Json:
    """A statement and the lines under it; a line without a value is left to be written on."""
    return {"kind": "signature", "text": words, "lines": [{"label": label, "value": value} for label, value in lines]}


def section(code: str, title: str, blocks: Sequence[Json]) -> Json:
    """A section of the report."""
    return {"code": code, "title": title, "blocks": list(blocks)}
