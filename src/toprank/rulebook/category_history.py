"""The versions of a category one after the other: which held a day, since when a list names a group, what changed."""

from collections.abc import Sequence
from datetime import date

from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.loader import Rulebook


def versions_of(family: str, rulebook: Rulebook) -> tuple[CategoryVersion, ...]:
    """All versions of a category, oldest first; none for a name that no category has."""
    return tuple(version for version in rulebook.categories() if version.family == family)


def last_begun(versions: Sequence[CategoryVersion], on: date) -> CategoryVersion | None:
    """The version in force on a day, else the last one that was before it; None where the first begins later."""
    return next((version for version in reversed(versions) if version.start <= on), None)


def versions_listing(code: str, rulebook: Rulebook) -> list[CategoryVersion]:
    """Every version of a category that lists a unit group, the newest first."""
    listing = [version for version in rulebook.categories() if code in version.unit_groups]
    return sorted(listing, key=lambda version: (version.start, version.key), reverse=True)


def first_day(version: CategoryVersion, listing: Sequence[CategoryVersion]) -> date:
    """Since when a unit group has been listed without a break in the family of a version.

    `listing` holds the versions that list the group, the newest first.
    """
    start = version.start
    for earlier in listing:
        if earlier.family == version.family and earlier.until is not None and (start - earlier.until).days == 1:
            start = earlier.start
    return start


def listed_since(version: CategoryVersion, versions: Sequence[CategoryVersion]) -> dict[str, date]:
    """For each unit group of a version the day since which its category lists it without a break."""
    newest_first = sorted(versions, key=lambda each: each.start, reverse=True)
    return {
        code: first_day(version, [each for each in newest_first if code in each.unit_groups])
        for code in version.unit_groups
    }


def added_and_removed(former: CategoryVersion, later: CategoryVersion) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The unit groups that a version lists and the one before it did not, and the other way round."""
    added = tuple(code for code in later.unit_groups if code not in former.unit_groups)
    return added, tuple(code for code in former.unit_groups if code not in later.unit_groups)
