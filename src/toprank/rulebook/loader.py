"""The rulebook: every dated table and category, read when first asked for, with folders of a user's own laid over it.

    rulebook.toml                      version, verified_to, first_day, stale_after_days
    crs/  language/  programs/         one TOML file for each table, and sources.toml, their bibliography
    categories/                        one TOML file for each family, occupations.csv, sources.toml
    noc/                               the classification (read by classification.py)

A folder laid over the rulebook has the same layout; its files take the place of ours, or are new ones.
"""

import csv
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from toprank import toml
from toprank.rulebook.category_versions import CategoryVersion, read_category
from toprank.rulebook.dated import (
    WANTED,
    NotInForce,
    RulebookError,
    Table,
    Version,
    faulty,
    known_keys,
    read_table,
    same_shape,
)

__all__ = ["CategoryVersion", "NotInForce", "Rulebook", "RulebookError", "Source", "Table", "Version", "load"]

HOME = Path(__file__).parent
FOLDERS = ("crs", "language", "programs")
SETTINGS: Mapping[str, type] = {"version": str, "verified_to": date, "first_day": date, "stale_after_days": int}
DATED = re.compile(rb"^\s*(from|until|former_until)\s*=\s*([0-9]{4}-[0-9]{2}-[0-9]{2})", re.MULTILINE)
ALLOWED = (
    "allowed are rulebook.toml, <name>.toml in crs, language, programs and categories, and categories/occupations.csv"
)


@dataclass(frozen=True)
class Source:
    """One entry of a bibliography; `seen` says how much of it was readable."""

    id: str
    title: str
    url: str
    seen: str


class Rulebook:
    """All tables and categories. Made by `load`; read lazily and kept."""

    def __init__(self, overlays: tuple[Path, ...] = ()) -> None:
        self.overlays = overlays
        self._laid_over: dict[str, Path] = {}
        for overlay in overlays:
            self._laid_over |= overlay_files(overlay)
        self._tables: dict[str, Table] = {}
        settings = self._parsed("rulebook.toml")
        self.version: str = settings["version"]
        self.verified_to: date = settings["verified_to"]
        self.first_day: date = settings["first_day"]
        self.stale_after_days: int = settings["stale_after_days"]

    @cached_property
    def _files(self) -> dict[str, Path]:
        """Every law file by its path inside the rulebook: all but the job titles and the record."""
        ours = [HOME / "rulebook.toml", *(path for name in FOLDERS for path in (HOME / name).glob("*.toml"))]
        ours += [*(HOME / "categories").glob("*.toml"), HOME / "categories" / "occupations.csv"]
        ours += [path for path in (HOME / "noc").glob("*.csv") if not path.name.startswith("job_titles")]
        return {path.relative_to(HOME).as_posix(): path for path in ours} | self._laid_over

    def names(self) -> tuple[str, ...]:
        """The names of all dated tables, such as crs/age, in order."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        found = (path.removesuffix(".toml") for path in self._files if path.split("/")[0] in FOLDERS)
        return tuple(sorted(name for name in found if not name.endswith("/sources")))

    def table(self, name: str) -> Table:
        """A table with all its versions. RulebookError when there is none of that name."""
        if name not in self._tables:
            if name not in self.names():
                near = get_close_matches(name, self.names(), n=3, cutoff=0.5)
                raise RulebookError(f"There is no table {name!r}. " + (f"Near it: {', '.join(near)}." if near else ""))
            path = f"{name}.toml"
            self._tables[name] = read_table(name, self._parsed(path), self._where(path))
        return self._tables[name]

    def in_force(self, name: str, on: date) -> Version:
        """The version of a table in force on a day; it may be unseen. NotInForce when there is none."""
        return self.table(name).in_force(on)

    def known(self, name: str, on: date) -> Version:
        """The latest version with rows in force on a day or before it: what is carried forward when text is unseen."""
        return self.table(name).known(on)

    def unseen_on(self, on: date) -> list[Version]:
        """The versions in force on a day whose text was not read: why an answer for that day is provisional."""
        return [version for version in self._unseen if version.holds(on)]

    @cached_property
    def _unseen(self) -> list[Version]:
        """Every unseen version. Only files that hold the word are parsed: a start must be quick."""
        names = (name for name in self.names() if b"unseen" in self._files[f"{name}.toml"].read_bytes())
        return [version for name in names for version in self.table(name).versions if version.unseen is not None]

    @cached_property
    def turning_days(self) -> list[date]:
        """Every day on which a version may begin or cease to hold, in order: between two of them nothing changes.

        Found without parsing, so that one answer need not read every table; a day too many does no harm.
        """
        found = {self.first_day}
        for path in (path for path in self._files.values() if path.suffix == ".toml"):
            for key, written in DATED.findall(path.read_bytes()):
                day = date.fromisoformat(written.decode())
                found.add(day if key == b"from" else day + timedelta(days=1))
        return sorted(found)

    def categories(self) -> tuple[CategoryVersion, ...]:
        """Every version of every category: families by their first day, versions in order."""
        return self._categories

    @cached_property
    def _categories(self) -> tuple[CategoryVersion, ...]:
        lists = self._occupations()
        paths = [path for path in sorted(self._files) if path.startswith("categories/") and path.endswith(".toml")]
        families = [
            read_category(Path(path).stem, self._parsed(path), lists, self._where(path))
            for path in paths
            if path != "categories/sources.toml"
        ]
        found = tuple(each for versions in sorted(families, key=lambda family: family[0].start) for each in versions)
        keys = [each.key for each in found]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        idle = sorted(set(lists) - set(keys))
        if twice or idle:
            where = self._where("categories/occupations.csv")
            faulty(where, f"twice: {twice}, without a definition: {idle}", "each version is defined once")
        return found

    def category(self, key: str) -> CategoryVersion:
        """A version of a category by its key, such as healthcare-v3. RulebookError when there is none."""
        for version in self.categories():
            if version.key == key:
                return version
        raise RulebookError(f"There is no category version {key!r}: there are {', '.join(self._keys())}.")

    def _keys(self) -> list[str]:
        return [version.key for version in self.categories()]

    def category_on(self, family: str, on: date) -> CategoryVersion | None:
        """The version of a family in force on a day, or None."""
        return next((each for each in self.categories() if each.family == family and each.holds(on)), None)

    def bibliography(self, folder: str) -> Mapping[str, Source]:
        """What was read for the tables of a folder, by id."""
        path = f"{folder}/sources.toml"
        if path not in self._files:
            raise RulebookError(f"There is no bibliography for {folder!r}: there is one for categories, crs, ...")
        where, found = self._where(path), {}
        for key, entry in self._parsed(path).items():
            texts = isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values())
            if not texts or set(entry) != {"title", "url", "seen"}:
                faulty(where, f"entry {key}", "each entry has title, url and seen, all text")
            found[key] = Source(key, **entry)
        return found

    @cached_property
    def content_hash(self) -> str:
        """One hash over every law file, laid-over ones in place of ours: the same for the same law, anywhere."""
        total = hashlib.sha256()
        for path in sorted(self._files):
            content = self._files[path].read_bytes()
            total.update(f"{path}\0{len(content)}\0".encode() + content)
        return f"sha256:{total.hexdigest()}"

    def _where(self, path: str) -> str:
        return str(self._laid_over.get(path, path))

    def _parsed(self, path: str) -> dict[str, Any]:
        data = parsed(self._laid_over.get(path, HOME / path), self._where(path))
        if path == "rulebook.toml":
            known_keys(data, SETTINGS, self._where(path))
            for key, kind in SETTINGS.items():
                if not isinstance(data.get(key), kind) or isinstance(data[key], datetime):
                    faulty(self._where(path), f"{key} is {data.get(key)!r}", f"{WANTED[kind]} is needed")
        return data

    def _occupations(self) -> dict[str, list[str]]:
        path = "categories/occupations.csv"
        try:
            with self._files[path].open(encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file, strict=True))
        except (OSError, UnicodeDecodeError, csv.Error) as fault:
            raise RulebookError(f"{self._where(path)}: it cannot be read as CSV in UTF-8 ({fault}).") from fault
        if not rows or rows[0] != ["version", "unit_group"] or any(len(row) != 2 for row in rows):
            faulty(self._where(path), "other columns", "the columns are version,unit_group in every line")
        lists: dict[str, list[str]] = {}
        for version, code in rows[1:]:
            lists.setdefault(version, []).append(code)
        return lists

    def check_overlays(self) -> None:
        """Read every laid-over file at once, so that a fault is told at the start and not in mid-answer."""
        for path in self._laid_over:
            folder, _, file = path.rpartition("/")
            if file == "sources.toml":
                self.bibliography(folder)
            elif folder in FOLDERS:
                self._check_table(path.removesuffix(".toml"))
        if any(path.startswith("categories/") for path in self._laid_over):
            self.categories()

    def _check_table(self, name: str) -> None:
        theirs, path = self.table(name), f"{name}.toml"
        ours = [other for other in self.names() if other != name and (HOME / f"{other}.toml").is_file()]
        if not (HOME / path).is_file() and (near := get_close_matches(name, ours, n=1, cutoff=0.85)):
            faulty(self._where(path), f"a new table {name}", f"allowed is {near[0]}, or a name less like it")
        if (HOME / path).is_file():
            same_shape(read_table(name, parsed(HOME / path, path), path), theirs, self._where(path))


def parsed(path: Path, where: str) -> dict[str, Any]:
    """A TOML file as Python values; RulebookError when it cannot be read."""
    try:
        return toml.document(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise RulebookError(f"{where}: it cannot be read as TOML in UTF-8 ({fault}).") from fault


def overlay_files(folder: Path) -> dict[str, Path]:
    """The files of a folder laid over the rulebook, by their path inside it; names that begin with a dot are passed."""
    if not folder.is_dir():
        raise RulebookError(f"{folder}: there is no such folder; a rulebook folder is laid out like crs/age.toml.")
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    found = {name: path for name, path in found.items() if not any(part.startswith(".") for part in name.split("/"))}
    for name, path in found.items():
        if not allowed(name):
            faulty(str(path), "this file has no place in the rulebook", ALLOWED)
    if not found:
        faulty(str(folder), "the folder is empty", ALLOWED)
    return found


def allowed(name: str) -> bool:
    """Whether a file of that path may be laid over the rulebook."""
    if name in {"rulebook.toml", "categories/occupations.csv"}:
        return True
    folder, _, file = name.rpartition("/")
    return folder in {*FOLDERS, "categories"} and file.endswith(".toml")


@cache
def load(overlays: tuple[Path, ...] = ()) -> Rulebook:
    """The rulebook, with folders laid over it (the last one wins). RulebookError when one of them cannot be used.

    Kept for each set of folders: files changed afterwards are not seen by the same process.
    """
    rulebook = Rulebook(overlays)
    rulebook.check_overlays()
    return rulebook


def overlays_of_setting() -> tuple[Path, ...]:
    """The folders laid over the rulebook by the setting TOPRANK_RULEBOOK; none where it is not set."""
    setting = os.environ.get("TOPRANK_RULEBOOK")
    return tuple(Path(folder) for folder in setting.split(os.pathsep)) if setting else ()
