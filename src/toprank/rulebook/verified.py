"""To which day each part of the rulebook was verified: no later than the table of it that was read longest ago."""

from datetime import date

from toprank.rulebook.dated import Table
from toprank.rulebook.loader import FOLDERS, Rulebook


def verified_days(rulebook: Rulebook) -> dict[str, date]:
    """The day to which all tables of a folder were verified, by folder, and so for the categories in force.

    A table counts with its last version that was seen: with the day for which its sources confirm it, else with the
    day on which it was last compared with them. A table that ended is left out.
    """
    found: dict[str, list[date]] = {folder: [] for folder in FOLDERS}
    for name in rulebook.names():
        day = verified(rulebook.table(name))
        if day is not None:
            found[name.split("/")[0]].append(day)
    found["categories"] = [each.checked for each in rulebook.categories() if each.stop is None]
    return {part: min(days, default=rulebook.verified_to) for part, days in found.items()}


def verified(table: Table) -> date | None:
    """The day to which a table was verified; None for one that ended or was never seen."""
    seen = [each for each in table.versions if each.unseen is None]
    if not seen or table.versions[-1].stop is not None:
        return None
    return seen[-1].verified_to or seen[-1].checked
