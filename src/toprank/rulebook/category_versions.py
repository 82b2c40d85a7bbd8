"""The categories of the Minister, version by version, with their occupations and conditions (IRPA 10.3(1)(h.2)).

A version is a definition of one category, not a calendar year: the number counts up within the family. Lists of
occupations stand in categories/occupations.csv, everything else in one file for each family.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from toprank.rulebook.classification import unit_groups
from toprank.rulebook.dated import day, faulty, in_two_languages, known_keys, listed, text, texts

TYPES = ("occupation", "language", "military")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "occupation": ("months", "continuous", "window_years", "location", "occupations"),
    "language": ("nclc",),
    "military": ("service_years", "offer_years", "post_secondary_years", "occupations"),
}
NUMBERS = ("months", "window_years", "nclc", "service_years", "offer_years", "post_secondary_years", "occupations")
LOCATIONS = ("canada", "canada_or_abroad")


@dataclass(frozen=True, eq=False)
class CategoryVersion:
    """One definition of a category: in force from `start` to the day before `stop` (None: still in force).

    `months`, `continuous`, `window_years` and `location` are set for type occupation, `nclc` (all four abilities) for
    type language, the years of service, offer and post-secondary program for type military; the rest is None.
    `label` is the name of its rounds in the official feed, None when no round was seen.
    """

    key: str
    family: str
    number: int
    name: Mapping[str, str]
    goal: str
    label: str | None
    label_attested: bool
    earlier_labels: tuple[str, ...]
    start: date
    from_basis: str
    stop: date | None
    until_basis: str | None
    type: str
    months: int | None
    continuous: bool | None
    window_years: int | None
    location: str | None
    nclc: int | None
    service_years: int | None
    offer_years: int | None
    post_secondary_years: int | None
    occupations: int
    classification: str
    notes: tuple[str, ...]
    source: str
    seen_in: tuple[str, ...]
    checked: date
    unit_groups: tuple[str, ...]

    @property
    def until(self) -> date | None:
        """The last day in force, None while it is."""
        return None if self.stop is None else self.stop - timedelta(days=1)

    def holds(self, on: date) -> bool:
        """Whether this version is in force on a day."""
        return self.start <= on and (self.stop is None or on < self.stop)


KEYS = frozenset({each.name for each in fields(CategoryVersion)} - {"family", "start", "stop", "unit_groups"}) | {
    "from",
    "until",
}


def read_category(
    family: str, data: Mapping[str, Any], lists: Mapping[str, Sequence[str]], where: str
) -> tuple[CategoryVersion, ...]:
    """The versions of one family from its file as parsed, oldest first; `lists` holds the unit groups by version."""
    known_keys(data, {"title", "unit", "note", "version"}, where)
    in_two_languages(data, "title", where)
    versions = tuple(_version(family, block, lists, where) for block in listed(data, where))
    for former, later in pairwise(versions):
        if former.stop is None or later.start < former.stop:
            faulty(where, f"{later.key} begins on {later.start}", f"{former.key} must have ended before")
    return versions


def _version(family: str, block: Mapping[str, Any], lists: Mapping[str, Sequence[str]], where: str) -> CategoryVersion:
    key = _needed_text(block, "key", where)
    where = f"{where}, {key}"
    known_keys(block, KEYS, where)
    start, until, checked = day(block, "from", where), day(block, "until", where), day(block, "checked", where)
    if start is None or checked is None:
        faulty(where, "no from or no checked", "both days are needed")
    if until is not None and until < start:
        faulty(where, f"until is {until}", f"the last day is on or after the first, {start}")
    kind, numbers = _needed_text(block, "type", where), {name: _number(block, name, where) for name in NUMBERS}
    if kind not in TYPES:
        faulty(where, f"type is {kind!r}", f"allowed are {', '.join(TYPES)}")
    missing = [name for name in NEEDED[kind] if name not in block]
    if missing:
        faulty(where, f"no {', '.join(missing)}", f"a category of type {kind} has {', '.join(NEEDED[kind])}")
    location = text(block, "location", where)
    if location is not None and location not in LOCATIONS:
        faulty(where, f"location is {location!r}", f"allowed are {', '.join(LOCATIONS)}")
    return CategoryVersion(
        key=key,
        family=family,
        number=_number(block, "number", where) or faulty(where, "no number", "versions count from 1"),
        name=in_two_languages(block, "name", where),
        goal=_needed_text(block, "goal", where),
        label=text(block, "label", where),
        label_attested=_yes_or_no(block, "label_attested", where) or False,
        earlier_labels=texts(block, "earlier_labels", where),
        start=start,
        from_basis=_needed_text(block, "from_basis", where),
        stop=None if until is None else until + timedelta(days=1),
        until_basis=text(block, "until_basis", where),
        type=kind,
        months=numbers["months"],
        continuous=_yes_or_no(block, "continuous", where),
        window_years=numbers["window_years"],
        location=location,
        nclc=numbers["nclc"],
        service_years=numbers["service_years"],
        offer_years=numbers["offer_years"],
        post_secondary_years=numbers["post_secondary_years"],
        occupations=numbers["occupations"] or 0,
        classification=_needed_text(block, "classification", where),
        notes=texts(block, "notes", where),
        source=_needed_text(block, "source", where),
        seen_in=texts(block, "seen_in", where),
        checked=checked,
        unit_groups=_unit_groups(lists.get(key, ()), numbers["occupations"] or 0, where),
    )


def _unit_groups(codes: Sequence[str], count: int, where: str) -> tuple[str, ...]:
    if len(codes) != count:
        faulty(where, f"occupations is {count}", f"occupations.csv lists {len(codes)} for it, and both must agree")
    unknown = [code for code in codes if code not in unit_groups()]
    if unknown or len(set(codes)) < len(codes):
        faulty(where, f"its list holds {unknown or 'a code twice'}", "unit groups of NOC 2021 are allowed, each once")
    return tuple(codes)


def _needed_text(block: Mapping[str, Any], key: str, where: str) -> str:
    return text(block, key, where) or faulty(where, f"no {key}", "text is needed")


def _number(block: Mapping[str, Any], key: str, where: str) -> int | None:
    found = block.get(key)
    if found is not None and (type(found) is not int or found < 0):
        faulty(where, f"{key} is {found!r}", "a whole number is needed")
    return found


def _yes_or_no(block: Mapping[str, Any], key: str, where: str) -> bool | None:
    found = block.get(key)
    if found is not None and not isinstance(found, bool):
        faulty(where, f"{key} is {found!r}", "true or false is needed")
    return found
