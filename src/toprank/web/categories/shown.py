"""What the page of a category says about a day: the version shown, its list, its rounds, its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from toprank.days import HUNDREDTHS
from toprank.rounds.record import PublishedRound
from toprank.rulebook.category_documents import conditions
from toprank.rulebook.category_history import added_and_removed, last_begun, listed_since, versions_of
from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import Source
from toprank.rulebook.tables import category_of, tables
from toprank.web.known import Known
from toprank.web.prose import with_days
from toprank.words import say, translated


@dataclass(frozen=True)
class Listed:
    """An occupation of a list, its title in the language of the page, and since when it has been there."""

    code: str
    teer: int
    title: str
    since: date


@dataclass(frozen=True)
class Compared:
    """A version beside the one before it."""

    version: CategoryVersion
    asks: str
    first: bool
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def titles_added(self) -> str:
        """The occupations that were added, one after the other."""
        return ", ".join(self.added)

    @property
    def titles_removed(self) -> str:
        """The occupations that were removed, one after the other."""
        return ", ".join(self.removed)


@dataclass(frozen=True)
class ShownRound:
    """A round of a category with the version that it was held under."""

    round_: PublishedRound
    version: CategoryVersion | None


class ShownCategory:
    """A family of categories on a day, in a language."""

    def __init__(self, family: str, on: date, known: Known, language: str) -> None:
        self.family, self.on, self.known, self.language = family, on, known, language
        self.versions = versions_of(family, known.rulebook)
        self.version = last_begun(self.versions, on)
        self.as_of = min(on, known.ends)

    @property
    def name(self) -> str:
        """The name of the version shown, that of the first one before it began."""
        return (self.version or self.versions[0]).name[self.language]

    @property
    def in_force(self) -> bool:
        """Whether a version holds on the day."""
        return self.version is not None and self.version.holds(self.on)

    @property
    def back(self) -> CategoryVersion | None:
        """Where none holds on the day but one began after it and by today: that one."""
        later = (each for each in self.versions if self.on < each.start <= self.known.today)
        return None if self.in_force or self.version is None else next(later, None)

    @property
    def ahead(self) -> bool:
        """Whether the day is still to come."""
        return self.on > self.known.today

    @property
    def list_query(self) -> str:
        """The query of the list as a file: the day, or the last one on which the list shown was in force."""
        last = None if self.version is None or self.in_force else self.version.until
        day = last or self.on
        return "" if day == self.known.today else f"?on={day.isoformat()}"

    @property
    def stale(self) -> bool:
        """Whether rounds held by the day may be missing from our record."""
        return self.known.stale and self.on > self.known.ends

    @property
    def rule(self) -> str:
        """The rule of the version shown in one sentence."""
        return rule(self.version or self.versions[0], self.language)

    @property
    def goal(self) -> str:
        """What the version shown is for."""
        return translated((self.version or self.versions[0]).goal, self.language)

    @cached_property
    def work(self) -> dict[str, int]:
        """The hours that the version shown asks, as credit, and the most that count in a week."""
        assert self.version is not None
        work = tables(self.known.rulebook, self.version.start).work
        return {"credit": category_of(self.version, work).credit, "most": int(work.full_time) // HUNDREDTHS}

    @cached_property
    def military(self) -> list[str]:
        """The conditions on service, offer and study of the version shown, where it has such."""
        assert self.version is not None
        asked = (
            (name, getattr(self.version, name)) for name in ("service_years", "offer_years", "post_secondary_years")
        )
        return [say("condition", name, {"value": value}, self.language) for name, value in asked if value is not None]

    @cached_property
    def listed(self) -> list[Listed]:
        """The occupations of the version shown, in the order of the classification."""
        if self.version is None:
            return []
        since, groups = listed_since(self.version, self.versions), unit_groups()
        return [
            Listed(code, groups[code].teer, groups[code].title(self.language), since[code])
            for code in self.version.unit_groups
        ]

    @cached_property
    def rounds(self) -> list[ShownRound]:
        """Its rounds known on the day, newest first."""
        known = self.known.record.known_on(self.on).of_type(self.family)
        return [
            ShownRound(each, next((version for version in self.versions if version.holds(each.on)), None))
            for each in reversed(known)
        ]

    @property
    def scores(self) -> tuple[int, int]:
        """The least and the most of the lowest scores invited."""
        cutoffs = [each.round_.cutoff for each in self.rounds]
        return min(cutoffs), max(cutoffs)

    @property
    def invitations(self) -> int:
        """All invitations of its rounds together."""
        return sum(each.round_.size for each in self.rounds)

    @cached_property
    def compared(self) -> list[Compared]:
        """The versions begun by the day, newest first, each with what changed in it."""
        begun = [each for each in self.versions if each.start <= self.on] or list(self.versions)
        found = []
        for place, version in enumerate(begun):
            added, removed = added_and_removed(begun[place - 1], version) if place else ((), ())
            named = (named_groups(codes, self.language) for codes in (added, removed))
            found.append(Compared(version, asks(version, self.language), place == 0, *named))
        return found[::-1]

    @cached_property
    def sources(self) -> list[str]:
        """The sources of the versions compared, each once."""
        return list(
            dict.fromkeys(
                with_days(translated(each.version.source, self.language), self.language) for each in self.compared
            )
        )

    @cached_property
    def read(self) -> list[Source]:
        """What was read for the versions compared, each once."""
        known = self.known.rulebook.bibliography("categories")
        return [known[name] for name in dict.fromkeys(name for each in self.compared for name in each.version.seen_in)]

    @cached_property
    def remarks(self) -> list[str]:
        """What the rulebook remarks on the versions compared, each naming its version."""
        return [
            say("web_category", "remark", {"number": each.version.number, "remark": remark}, self.language)
            for each in self.compared
            for remark in (with_days(translated(note, self.language), self.language) for note in each.version.notes)
        ]

    @property
    def checked(self) -> date:
        """The day on which all versions compared had been checked."""
        return min(each.version.checked for each in self.compared)


def named_groups(codes: Sequence[str], language: str) -> tuple[str, ...]:
    """Unit groups by title and code."""
    return tuple(f"{unit_groups()[code].title(language)} ({code})" for code in codes)


def told(version: CategoryVersion) -> dict[str, Any]:
    """What the sentences about a version name."""
    return {**conditions(version), "count": len(version.unit_groups)}


def rule(version: CategoryVersion, language: str) -> str:
    """The rule of a version in one sentence."""
    if version.type != "occupation":
        return say("web_categories", version.type, told(version), language)
    code = f"{version.location}_continuous" if version.continuous else str(version.location)
    return say("web_categories", code, told(version), language)


def asks(version: CategoryVersion, language: str) -> str:
    """The conditions of a version in a few words."""
    code = {"language": "asks_french", "military": "asks_military"}.get(version.type)
    if code is None:
        code = "asks_canada" if version.location == "canada" else "asks_work"
        code += "_continuous" if version.continuous else ""
    return say("web_category", code, told(version), language)
