"""Countries by their ISO 3166-1 two-letter codes, and what people write in their place.

countries.csv holds the 249 officially assigned codes, as iso3166.tab of the tz database lists them (public domain,
current as of ISO/TC 46 N1108, 2023-04-05; read 2026-11-26), and XK; `name_fr` is the name in Canadian French (Unicode
CLDR 48, Unicode licence; read 2026-11-26). ISO leaves XK to its users; Kosovo has no other
code, so that who studied or worked there could not say so without it. `also` holds other codes and names in use, which
are not accepted but answered with the right code: UK and EN for GB, three letters, codes withdrawn.
"""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def countries() -> frozenset[str]:
    """The codes that are accepted."""
    return frozenset(row["code"] for row in _rows())


@cache
def meant_by() -> Mapping[str, str]:
    """The code that is meant by other codes and by English names, in capitals."""
    rows = _rows()
    names = {row["name"].upper(): row["code"] for row in rows}
    return names | {other: row["code"] for row in rows for other in row["also"].split()}


@cache
def names(language: str) -> Mapping[str, str]:
    """What each country is called in a language, "en" or "fr", by its code."""
    column = "name_fr" if language == "fr" else "name"
    return {row["code"]: row[column] for row in _rows()}


def _rows() -> list[dict[str, str]]:
    with files(__package__).joinpath("countries.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
