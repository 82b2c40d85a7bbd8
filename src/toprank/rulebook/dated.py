"""A dated table: what one table of the law said, version by version.

A version holds from its first day to the day before the next one begins, or to its own last day where the table
really ended. A change that is reported but whose text was not read is a version too, `unseen` and without rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NoReturn

from toprank.errors import ToprankError

Cell = Any  # text, a number or a truth: what a column holds is known to who reads it
Row = tuple[Cell, ...]

TABLE_KEYS = frozenset({"title", "unit", "note", "language", "name", "version"})
VERSION_KEYS = frozenset(
    {"from", "until", "checked", "verified_to", "source", "seen_in", "unseen", "columns", "rows", "note"}
)
FURTHER_KEYS: Mapping[str, tuple[type, ...]] = {
    "certainty": (str,),
    "step": (int, float),
    "minimum": (int, float),
    "maximum": (dict,),
    "level_below": (int,),
    "skill": (str,),
    "former_until": (date,),
    "french_level": (int,),
    "english_level": (int,),
}
WANTED: Mapping[type, str] = {str: "text", int: "a number", dict: "a table of numbers", date: "a date"}
ABILITIES = ("listening", "reading", "writing", "speaking")
KINDS: Mapping[type, str] = {bool: "true or false", int: "number", float: "number", str: "text"}


class RulebookError(ToprankError):
    """The rulebook, or a folder laid over it, cannot be used; the message names the file and what is allowed."""


class NotInForce(RulebookError):
    """No version of a table stands on the day asked for."""


@dataclass(frozen=True, eq=False)
class Version:
    """One version of a table: in force from `start` to the day before `stop` (None: still in force).

    `checked` is the day the figures were last compared with their source, `verified_to` the last day for which the
    sources confirm them, where that is known apart. An `unseen` version says what is reported
    and has no rows.
    """

    table: str
    start: date
    stop: date | None
    checked: date | None
    verified_to: date | None
    source: str
    seen_in: tuple[str, ...]
    unseen: str | None
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str | None
    extra: Mapping[str, Any]

    @property
    def until(self) -> date | None:
        """The last day in force; None while none is known."""
        return None if self.stop is None else self.stop - timedelta(days=1)

    def column(self, name: str) -> tuple[Cell, ...]:
        """The cells of one column, top to bottom. RulebookError when there is no such column."""
        if name not in self.columns:
            raise RulebookError(f"{self.table} has no column {name!r}: its columns are {', '.join(self.columns)}.")
        place = self.columns.index(name)
        return tuple(row[place] for row in self.rows)

    def mapping(self) -> dict[Cell, Any]:
        """First column -> second; -> a tuple of the rest where there are more or fewer than two columns."""
        if len(self.columns) == 2:
            return {row[0]: row[1] for row in self.rows}
        return {row[0]: row[1:] for row in self.rows}

    def value(self, rule: Cell) -> Any:
        """The value beside one rule, for tables of rule and value. RulebookError when the rule is not there."""
        values = self.mapping()
        if rule not in values:
            raise RulebookError(f"{self.table} has no {rule!r}: it has {', '.join(map(str, values)) or 'no rows'}.")
        return values[rule]

    def holds(self, on: date) -> bool:
        """Whether this version is the one in force on a day."""
        return self.start <= on and (self.stop is None or on < self.stop)


@dataclass(frozen=True, eq=False)
class Table:
    """A table of the law with all its versions, oldest first. `title` is by language, `en` and `fr`."""

    name: str
    title: Mapping[str, str]
    unit: str
    versions: tuple[Version, ...]
    extra: Mapping[str, Any]

    def in_force(self, on: date) -> Version:
        """The version in force on a day, which may be an unseen one. NotInForce when there is none."""
        for version in self.versions:
            if version.holds(on):
                return version
        raise NotInForce(f"{self.name} has no version on {on}: {self._why(on)}")

    def known(self, on: date) -> Version:
        """The latest version with rows that began on or before a day. NotInForce when there is none."""
        for version in reversed(self.versions):
            if version.start <= on and version.unseen is None:
                return version
        raise NotInForce(f"{self.name} has no known version on {on}: {self._why(on)}")

    def _why(self, on: date) -> str:
        first, last = self.versions[0], self.versions[-1]
        if on < first.start:
            return f"its first one starts on {first.start}."
        if last.stop is not None and on >= last.stop:
            return f"its last one ended on {last.stop - timedelta(days=1)}."
        return "no version covers that day."


def faulty(where: str, found: str, allowed: str) -> NoReturn:
    """Raise the one form of error for a file: where, what was found, what is allowed."""
    raise RulebookError(f"{where}: {found}; {allowed}.")


def known_keys(data: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    """Refuse keys that nobody would read."""
    unknown = sorted(set(data) - set(allowed))
    if unknown:
        faulty(where, f"unknown key {', '.join(unknown)}", f"allowed are {', '.join(sorted(allowed))}")


def day(data: Mapping[str, Any], key: str, where: str) -> date | None:
    """A day written as a TOML date, or None when the key is absent."""
    found = data.get(key)
    if found is not None and (not isinstance(found, date) or isinstance(found, datetime)):
        faulty(where, f"{key} is {found!r}", "a date without quotes is needed, such as 2026-11-03")
    return found


def text(data: Mapping[str, Any], key: str, where: str) -> str | None:
    """Some text, or None when the key is absent."""
    found = data.get(key)
    if found is not None and (not isinstance(found, str) or not found.strip()):
        faulty(where, f"{key} is {found!r}", "text is needed")
    return found


def texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of texts, empty when the key is absent."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        faulty(where, f"{key} is {found!r}", "a list of texts is needed")
    return tuple(found)


def in_two_languages(data: Mapping[str, Any], key: str, where: str) -> Mapping[str, str]:
    """A text in English and French."""
    found = data.get(key)
    complete = isinstance(found, dict) and set(found) == {"en", "fr"}
    if not isinstance(found, dict) or not complete or not all(isinstance(words, str) for words in found.values()):
        faulty(where, f"{key} is {found!r}", '{ en = "...", fr = "..." } is needed')
    return found


def listed(data: Mapping[str, Any], where: str) -> list[dict[str, Any]]:
    """The [[version]] blocks of a file, at least one."""
    found = data.get("version")
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        faulty(where, "no versions", "at least one [[version]] block is needed")
    return found


def read_table(name: str, data: Mapping[str, Any], where: str) -> Table:
    """A table from its file as parsed; `where` names the file in errors."""
    known_keys(data, TABLE_KEYS, where)
    title, unit = in_two_languages(data, "title", where), text(data, "unit", where)
    if unit is None:
        faulty(where, "no unit", "a text such as points is needed")
    blocks = listed(data, where)
    starts = [_start(block, where) for block in blocks]
    for former, later in pairwise(starts):
        if later <= former:
            faulty(
                where, f"the version from {later} follows that from {former}", "versions stand in order of their day"
            )
    nexts: list[date | None] = [*starts[1:], None]
    versions = tuple(_version(name, block, following, where) for block, following in zip(blocks, nexts, strict=True))
    extra = {key: data[key] for key in data if key in {"note", "language", "name"}}
    return Table(name, title, unit, versions, extra)


def _start(block: Mapping[str, Any], where: str) -> date:
    start = day(block, "from", where)
    if start is None:
        faulty(where, "a version without from", "every version has its first day")
    return start


def _version(name: str, block: Mapping[str, Any], following: date | None, where: str) -> Version:
    start = _start(block, where)
    where = f"{where}, version from {start}"
    known_keys(block, VERSION_KEYS | set(FURTHER_KEYS), where)
    unseen, source, checked = text(block, "unseen", where), text(block, "source", where), day(block, "checked", where)
    if unseen is None and (source is None or checked is None):
        faulty(where, "no source or no checked", "a version with rows has both; one without a text read has unseen")
    columns, rows = ((), ()) if unseen is not None else _cells(block, where)
    if unseen is not None and ("rows" in block or "columns" in block):
        faulty(where, "rows beside unseen", "an unseen version has no rows; leave unseen out once the text is read")
    return Version(
        table=name,
        start=start,
        stop=_stop(start, day(block, "until", where), following, where),
        checked=checked,
        verified_to=day(block, "verified_to", where),
        source=source or "",
        seen_in=texts(block, "seen_in", where),
        unseen=unseen,
        columns=columns,
        rows=rows,
        note=text(block, "note", where),
        extra=_further(block, where),
    )


def _further(block: Mapping[str, Any], where: str) -> dict[str, Any]:
    found = {key: block[key] for key in FURTHER_KEYS if key in block}
    for key, value in found.items():
        if type(value) not in FURTHER_KEYS[key]:
            faulty(where, f"{key} is {value!r}", f"{WANTED[FURTHER_KEYS[key][0]]} is needed")
    most = found.get("maximum", dict.fromkeys(ABILITIES, 0))
    if set(most) != set(ABILITIES) or not all(type(value) in {int, float} for value in most.values()):
        faulty(where, f"maximum is {most!r}", f"a number is needed for each of {', '.join(ABILITIES)}")
    return found


def _stop(start: date, until: date | None, following: date | None, where: str) -> date | None:
    if until is None:
        return following
    stop = until + timedelta(days=1)
    if stop <= start or (following is not None and stop > following):
        faulty(where, f"until is {until}", "the last day lies on or after the first and before the next version")
    return stop


def _cells(block: Mapping[str, Any], where: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    columns, rows = texts(block, "columns", where), block.get("rows")
    if not columns or len(set(columns)) < len(columns):
        faulty(where, f"columns are {list(columns)}", "one name for each column is needed, each different")
    if not isinstance(rows, list):
        faulty(where, "no rows", "a list of rows is needed, [] where there are none")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(columns) or not all(type(cell) in KINDS for cell in row):
            faulty(where, f"row {row!r}", f"each row has {len(columns)} plain values: {', '.join(columns)}")
    firsts = [row[0] for row in rows]
    if len(columns) <= 2 and len(set(firsts)) < len(firsts):
        twice = next(first for first in firsts if firsts.count(first) > 1)
        faulty(where, f"{columns[0]} {twice!r} twice", "each stands in one row")
    return columns, tuple(map(tuple, rows))


def same_shape(ours: Table, theirs: Table, where: str) -> None:
    """Refuse a table laid over ours that the rules could not read.

    It has our columns, with numbers where ours have numbers; the rows by name that all our versions have; and their
    further keys, such as the steps of a language test.
    """
    form = Form.of(ours)
    for version in (version for version in theirs.versions if version.unseen is None):
        if version.columns != form.columns:
            faulty(where, f"columns are {', '.join(version.columns)}", f"this table has {', '.join(form.columns)}")
        for name in form.columns:
            allowed = form.kinds[name]
            odd = [cell for cell in version.column(name) if allowed and KINDS[type(cell)] not in allowed]
            if odd:
                faulty(where, f"{name} is {odd[0]!r}", f"this column holds {' or '.join(sorted(allowed))}")
        missing = sorted(form.names - set(version.column(form.columns[0])), key=str)
        if missing:
            faulty(where, f"no row for {', '.join(map(str, missing))}", "every version has it, with 0 for nothing")
        lacking = sorted(form.further - set(version.extra))
        if lacking:
            faulty(
                where, f"no {', '.join(lacking)}", f"every version of this table has {', '.join(sorted(form.further))}"
            )


@dataclass(frozen=True, eq=False)
class Form:
    """What all versions of a table have in common: columns, kinds of values, rows by name, further keys."""

    columns: tuple[str, ...]
    kinds: Mapping[str, set[str]]
    names: set[Cell]
    further: set[str]

    @classmethod
    def of(cls, table: Table) -> "Form":
        """The form of a table of ours, which has at least one version with rows."""
        known = [version for version in table.versions if version.unseen is None]
        columns = known[-1].columns
        kinds = {name: {KINDS[type(cell)] for each in known for cell in each.column(name)} for name in columns}
        named = [{cell for cell in each.column(columns[0]) if isinstance(cell, str)} for each in known]
        constant = len(columns) > 1 and all(names == named[0] for names in named)
        further = set.intersection(*(set(each.extra) for each in known)) - {"certainty"}
        return cls(columns, kinds, set(named[0]) if constant else set(), further)
