"""The list of tables on a day, grouped by the instrument they belong to."""

from typing import Any, Final

from toprank.rulebook.compare import version_on
from toprank.rulebook.dated import Table
from toprank.rulebook.loader import FOLDERS, Rulebook
from toprank.rulebook.verified import verified_days
from toprank.web.asked import AskedDay
from toprank.web.routes import other
from toprank.web.rulebook.one import first_not_found

GROUPS: Final = FOLDERS

Shown = dict[str, Any]


def shown(rulebook: Rulebook, asked: AskedDay, language: str) -> Shown:
    """What the page of the list shows."""
    groups = [
        (
            group,
            [
                line(rulebook.table(name), asked, language, rulebook)
                for name in rulebook.names()
                if in_group(name, group)
            ],
        )
        for group in GROUPS
    ]
    lines = [each for _, found in groups for each in found]
    return {
        "groups": groups,
        "tables": sum(each["state"] in ("read", "unseen_tag") for each in lines),
        "unseen": sum(each["state"] == "unseen_tag" for each in lines),
        "families": families(rulebook, asked, language),
        "rulebook": rulebook,
        "verified": verified_days(rulebook),
    }


def in_group(name: str, group: str) -> bool:
    """Whether a table belongs to a group."""
    return name.startswith(f"{group}/")


def line(table: Table, asked: AskedDay, language: str, rulebook: Rulebook) -> Shown:
    """One table as the list shows it."""
    version = version_on(table, asked.on)
    if version is None:
        state = "absent_tag" if asked.on < table.versions[0].start else "ended_tag"
    else:
        state = "unseen_tag" if version.unseen else "read"
    return {
        "name": table.name,
        "title": table.title[language],
        "other": table.title[other(language)],
        "version": version,
        "unfound": version is not None and first_not_found(version),
        "always": version is not None and version.start < rulebook.first_day,
        "state": state,
    }


def families(rulebook: Rulebook, asked: AskedDay, language: str) -> list[Shown]:
    """The categories in force on the day, by their names."""
    found = [each for each in rulebook.categories() if each.holds(asked.on)]
    return [
        {"family": each.family, "title": each.name[language], "start": each.start, "checked": each.checked}
        for each in sorted(found, key=lambda each: each.name[language])
    ]
