"""Every file of the rulebook, read anew by a second and stricter reader than the loader."""

import tomllib
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr

from toprank.rulebook.loader import FOLDERS, HOME, Rulebook

TABLE_FILES = sorted(path for name in FOLDERS for path in (HOME / name).glob("*.toml") if path.name != "sources.toml")
ALL_FILES = sorted([*HOME.glob("*.toml"), *HOME.glob("*/*.toml"), *HOME.glob("*/*.csv")])
NAMES = [f"{path.parent.name}/{path.stem}" for path in TABLE_FILES]
FIRST_DAY = date(2015, 1, 1)
# The funds tables before 2022-06-09 were not found; tests of language go by the day they were taken.
BEGINS_LATER = {
    "programs/funds": date(2022, 6, 9),
    "language/celpip_general": date(2014, 4, 1),
    "language/pte_core": date(2024, 1, 30),
}


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid")
    en: StrictStr = Field(min_length=3)
    fr: StrictStr = Field(min_length=3)


class Abilities(BaseModel):
    model_config = ConfigDict(extra="forbid")
    listening: StrictInt | StrictFloat
    reading: StrictInt | StrictFloat
    writing: StrictInt | StrictFloat
    speaking: StrictInt | StrictFloat


class Block(BaseModel):
    model_config = ConfigDict(extra="forbid")
    first: date = Field(alias="from")
    until: date | None = None
    checked: date | None = None
    source: StrictStr | None = Field(default=None, min_length=20, pattern=r"\.$")
    seen_in: list[StrictStr] = Field(min_length=1)
    unseen: StrictStr | None = Field(default=None, min_length=20)
    columns: list[StrictStr] | None = None
    rows: list[list[StrictBool | StrictInt | StrictFloat | StrictStr]] | None = None
    note: StrictStr | None = None
    certainty: StrictStr | None = None
    step: StrictInt | StrictFloat | None = None
    minimum: StrictInt | StrictFloat | None = None
    maximum: Abilities | None = None
    level_below: StrictInt | None = None
    skill: StrictStr | None = None
    former_until: date | None = None
    verified_to: date | None = None
    french_level: StrictInt | None = None
    english_level: StrictInt | None = None


class File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Words
    unit: StrictStr
    note: StrictStr | None = None
    language: StrictStr | None = Field(default=None, pattern="^(english|french)$")
    name: StrictStr | None = None
    version: list[Block] = Field(min_length=1)


def test_the_folders_hold_what_is_expected(rulebook: Rulebook) -> None:
    counts = {folder: sum(name.startswith(folder) for name in NAMES) for folder in FOLDERS}
    assert counts == {"crs": 29, "language": 8, "programs": 23}
    assert list(rulebook.names()) == sorted(NAMES)


@pytest.mark.parametrize("path", ALL_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_file_is_utf_8_with_plain_line_ends(path: Any) -> None:
    content = path.read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\n")
    assert content.decode("utf-8")


@pytest.mark.parametrize("path", TABLE_FILES, ids=NAMES)
def test_a_table_file_has_the_known_keys_in_order_of_time(path: Any) -> None:
    found = File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    days = [block.first for block in found.version]
    assert days == sorted(set(days))
    for block in found.version:
        assert (block.unseen is None) == (block.rows is not None)
        assert (block.unseen is None) == (block.source is not None and block.checked is not None)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_no_gap_and_no_overlap(rulebook: Rulebook, name: str) -> None:
    versions = rulebook.table(name).versions
    for former, later in pairwise(versions):
        assert former.stop == later.start
    assert versions[-1].stop is None
    expected = BEGINS_LATER.get(name, date(1900, 1, 1) if name.startswith("language/") else FIRST_DAY)
    if name == "language/validity":
        expected = FIRST_DAY
    assert versions[0].start == expected


@pytest.mark.parametrize("name", NAMES)
def test_rows_match_columns_and_name_each_thing_once(rulebook: Rulebook, name: str) -> None:
    versions = [version for version in rulebook.table(name).versions if version.unseen is None]
    assert len({version.columns for version in versions}) == 1
    for version in versions:
        assert all(len(row) == len(version.columns) for row in version.rows)
        values = {"points", "with", "without"} & set(version.columns)
        keys = [row[: len(row) - max(len(values), 1)] or row for row in version.rows]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", NAMES)
def test_sources_stand_in_the_bibliography(rulebook: Rulebook, name: str) -> None:
    known = rulebook.bibliography(name.split("/")[0])
    for version in rulebook.table(name).versions:
        assert version.seen_in
        assert set(version.seen_in) <= set(known)


@pytest.mark.parametrize("folder", [*FOLDERS, "categories"])
def test_a_bibliography_lists_only_what_is_used(rulebook: Rulebook, folder: str) -> None:
    used = {each for category in rulebook.categories() for each in category.seen_in if folder == "categories"}
    for name in rulebook.names():
        if name.startswith(f"{folder}/"):
            used |= {each for version in rulebook.table(name).versions for each in version.seen_in}
    entries = rulebook.bibliography(folder)
    assert set(entries) == used
    for entry in entries.values():
        assert entry.title
        assert entry.seen
        assert entry.url.startswith("http") or entry.url == ""


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("crs/")])
def test_points_of_the_score_are_whole_and_not_negative(rulebook: Rulebook, name: str) -> None:
    for version in rulebook.table(name).versions:
        for column in {"points", "with", "without"} & set(version.columns):
            assert all(type(cell) is int and cell >= 0 for cell in version.column(column))
