"""The tables that change between the day asked and the days of the options, which are answered under the former."""

from datetime import date
from typing import Any, Final

from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]

NO_FIGURES: Final = "crs/regimes"
"""Names days and holds no figure: the table that changed on such a day is named itself."""


def tables_change(rulebook: Rulebook, on: date, last: date, language: str) -> list[Json]:
    """Tables and categories of which a version whose text was seen begins after `on` and by `last`, by day and name."""
    if not any(on < day <= last for day in rulebook.turning_days):
        return []
    versions = [
        (version.start, name, table.title[language])
        for name in rulebook.names()
        if name != NO_FIGURES
        for table in (rulebook.table(name),)
        for version in table.versions
        if version.unseen is None
    ]
    versions += [
        (each.start, f"categories/{each.family}", each.name.get(language) or each.name["en"])
        for each in rulebook.categories()
    ]
    found = sorted({each for each in versions if on < each[0] <= last})
    return [{"table": name, "title": title, "on": day.isoformat()} for day, name, title in found]
