"""What can be taken away: every feed, table and document of the site, with its address and form."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from django.urls import NoReverseMatch

from toprank import law_schema
from toprank.forecast import schema as forecast_schema
from toprank.rounds import record_schema
from toprank.schemas import DRAFT, SCHEMAS, Schema, schema
from toprank.web.known import Known
from toprank.web.routes import address
from toprank.words import named

FILES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "rounds": {"all": ("rounds_atom", "rounds_ics", "rounds_csv", "rounds_json"), "one": ("rounds_one_json",)},
    "pool": {"all": ("pool_csv", "pool_json")},
    "forecasts": {"all": ("forecasts_json",), "record": ("forecasts_csv",)},
    "categories": {"all": ("categories_all_json",), "one": ("categories_csv", "categories_json")},
    "rulebook": {"one": ("rulebook_csv", "rulebook_json")},
}
"""By subject and part of it the routes of its files."""
SCHEMA: Final = "data_schema"
SHOWN: Final = ("profile", "assessment", "rounds", "pools", "forecast", "categories", "category", "table")
"""The schemas of what the site takes and gives as JSON."""
TABLE: Final = "crs/age"
FAMILY: Final = "healthcare"
FORMS: Final = {".atom": "Atom", ".ics": "iCalendar", ".csv": "CSV", ".json": "JSON"}


@dataclass(frozen=True)
class File:
    """A file that can be taken: its address, and the form it has."""

    address: str
    form: str


@dataclass(frozen=True)
class Part:
    """What can be taken of a subject: in words, and the files."""

    told: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class Subject:
    """A subject with its parts."""

    name: str
    parts: tuple[Part, ...]


def subjects(known: Known, language: str) -> list[Subject]:
    """Every subject that has files."""
    found = []
    for subject, parts in FILES.items():
        listed = [
            Part(named("data_part", f"{subject}_{part}", language), files(names, known, language))
            for part, names in parts.items()
        ]
        shown = tuple(part for part in listed if part.files)
        if shown:
            found.append(Subject(named("data", subject, language), shown))
    return found


def files(names: tuple[str, ...], known: Known, language: str) -> tuple[File, ...]:
    """The files of routes, an example of each where there are many of its kind."""
    return tuple(file(found) for name in names if (found := of_route(name, known, language)))


def file(found: str) -> File:
    """A file by its address."""
    return File(found, FORMS[PurePosixPath(found).suffix])


def of_route(name: str, known: Known, language: str) -> str | None:
    """The address of a file; None where the site has none of that name."""
    try:
        return address(name, language, **example(name, known))
    except NoReverseMatch:
        return None


def example(name: str, known: Known) -> dict[str, Any]:
    """What stands in the address of one file of many."""
    if name.startswith("rounds_one"):
        return {"number": known.record.rounds[-1].id} if known.record.rounds else {"number": "1"}
    if name.startswith("categories_") and "_all_" not in name:
        return {"family": FAMILY}
    return {"name": TABLE} if name.startswith("rulebook_") else {}


def schema_files(language: str) -> list[Part]:
    """The schemas, each with what it describes."""
    return [Part(named("data_schema", name, language), (file(address(SCHEMA, language, name=name)),)) for name in SHOWN]


def schema_of(name: str) -> Schema | None:
    """A schema by its name; None where none is shown under it."""
    if name not in SHOWN:
        return None
    elsewhere: dict[str, Schema] = {**record_schema.SCHEMAS, **forecast_schema.SCHEMAS, **law_schema.SCHEMAS}
    return schema(name) if name in SCHEMAS else {"$schema": DRAFT} | elsewhere[name]
