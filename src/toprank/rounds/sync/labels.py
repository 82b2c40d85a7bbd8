"""The name of a round to its kind, its target and the version of its category.

The feed spells names as it likes: "Trade occupations (Version 2)", "Trades Occupations, 2026-Version 3", "(2023-1)".
Case, accents, commas, hyphens and plurals do not matter. Everything else does: a name, or a version of a category, that
the rulebook does not hold is never guessed from a likeness. Who knows better lays a file of the category over the
rulebook, with the new name as `label` or among `earlier_labels`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from toprank.rulebook.loader import CategoryVersion, Rulebook

VERSION: Final = re.compile(
    r"[\s,(\-]*\(?(?:(?P<year>20[0-9]{2})\s*-?\s*)?version\s*(?P<number>[0-9]{1,2})\s*\)?\s*$", re.IGNORECASE
)
EARLIER: Final = re.compile(r"[\s,(\-]*\(?(?P<year>20[0-9]{2})\s*-\s*(?P<number>[0-9]{1,2})\s*\)?\s*$")
YEAR: Final = re.compile(r"20[0-9]{2}")
LATIN_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


@dataclass(frozen=True)
class Label:
    """What a name says: kind, target as in rounds.csv, version as the record writes it, and its key in the rulebook."""

    kind: str
    target: str
    version: str | None = None
    earlier_version: str | None = None
    key: str | None = None


class Unknown(LookupError):
    """A name that the rulebook does not hold; `code` and `parameters` say why."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code, self.parameters = code, parameters


def read_label(name: str, on: date, rulebook: Rulebook, programs: Mapping[str, Iterable[str]]) -> Label:
    """What the name of a round of a day says. Unknown where it, or its version on that day, is not in the rulebook."""
    for target, names in programs.items():
        if folded(name) in map(folded, names):
            return Label("general", "all_programs") if target == "general" else Label("program", target)
    whole = [each for each in rulebook.categories() if folded(name) in map(folded, names_with_version(each))]
    base, version, earlier, number = parted(name)
    if whole:
        return held(whole[0], on, name, version or f"Version {whole[0].number}", earlier)
    family = family_of(base, rulebook)
    if family is None:
        raise Unknown("unknown_label", name=name)
    if number is None:
        raise Unknown("no_version", name=name, family=family)
    return of_family(family, number, on, rulebook, name, version, earlier)


def of_family(
    family: str, number: int, on: date, rulebook: Rulebook, name: str, version: str | None, earlier: str | None
) -> Label:
    """The label of a numbered version of a family. Unknown where there is no such version, or not on that day."""
    found = next((each for each in rulebook.categories() if each.family == family and each.number == number), None)
    if found is None or not same_year(version, found):
        raise Unknown("unknown_version", name=name, family=family, number=number)
    return held(found, on, name, version or f"Version {number}", earlier)


def same_year(written: str | None, version: CategoryVersion) -> bool:
    """Whether "2026-Version 3" may be a version: its own label, or its first day, has that year. No year fits any."""
    year = YEAR.match(written or "")
    if year is None:
        return True
    own = YEAR.match(parted(version.label)[1] or "") if version.label else None
    if version.label:
        return own is None or own[0] == year[0]
    return year[0] == str(version.start.year)


def held(found: CategoryVersion, on: date, name: str, version: str, earlier: str | None) -> Label:
    """The label of a version in force on the day. Unknown where it is not in force."""
    if not found.holds(on):
        raise Unknown("not_in_force", name=name, key=found.key, start=found.start, until=found.until or "now", on=on)
    return Label("category", found.family, version, earlier, found.key)


def parted(name: str) -> tuple[str, str | None, str | None, int | None]:
    """A name without its version, the version as the record writes it, its earlier form, and its number.

    >>> parted("Trades Occupations, 2026-Version 3")
    ('Trades Occupations', '2026-Version 3', None, 3)
    >>> parted("Healthcare occupations (2023-1)")
    ('Healthcare occupations', 'Version 1', '2023-1', 1)
    """
    dashed = name.translate(LATIN_DASHES)
    if found := VERSION.search(dashed):
        year, number = found["year"], int(found["number"])
        return dashed[: found.start()], f"{year}-Version {number}" if year else f"Version {number}", None, number
    if found := EARLIER.search(dashed):
        number = int(found["number"])
        return dashed[: found.start()], f"Version {number}", f"{found['year']}-{number}", number
    return dashed, None, None, None


def family_of(base: str, rulebook: Rulebook) -> str | None:
    """The family of categories that goes by a name, in English or French; None where there is none."""
    for version in rulebook.categories():
        labels = [version.label] if version.label else []
        names = [*version.name.values(), *(parted(label)[0] for label in (*labels, *version.earlier_labels))]
        if folded(base) in {folded(each) for each in names if folded(each)}:
            return version.family
    return None


def names_with_version(version: CategoryVersion) -> list[str]:
    """The whole names that the rulebook gives to the rounds of a version."""
    labels = [version.label] if version.label else []
    return labels + [each for each in version.earlier_labels if folded(parted(each)[0])]


@lru_cache(4096)
def folded(name: str) -> str:
    """A name without case, accents, punctuation and plural s.

    >>> folded("Trades Occupations,"), folded("French-Language proficiency")
    ('trade occupation', 'french language proficiency')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    words = re.sub(r"[^a-z0-9]+", " ", letters).split()
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)
