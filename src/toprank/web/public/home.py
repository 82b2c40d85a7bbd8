"""What the first page shows of the record and the rulebook."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from toprank.forecast.document import TypeForecast
from toprank.rounds.record import PublishedRound
from toprank.rulebook.loader import CategoryVersion
from toprank.web.forecasts.current import coming
from toprank.web.kinds import kind_name
from toprank.web.known import Known
from toprank.web.routes import address
from toprank.words import say

LATEST: Final = 5
NEXT: Final = 4
FEW_DAYS: Final = 7
MANY_DAYS: Final = 120
"""A range of days is said by its likely day where it is no wider, and not at all where it is."""
LINE_OF: Final = "healthcare"
"""The category whose last round draws the line through the pool."""


@dataclass(frozen=True)
class Held:
    """A round in the list of the latest."""

    name: str
    link: str
    round: PublishedRound


@dataclass(frozen=True)
class Coming:
    """A round in the list of those that may come: when, and between which scores its lowest may lie."""

    name: str
    when: str
    low: int
    high: int


@dataclass(frozen=True)
class InForce:
    """A category in the list of those in force: its name, what it asks for, its last round."""

    name: str
    link: str
    told: str


def latest(known: Known, language: str) -> list[Held]:
    """The latest rounds, newest first."""
    return [
        Held(kind_name(each.type, language), address("rounds_one", language, number=each.id), each)
        for each in known.record.rounds[: -LATEST - 1 : -1]
    ]


def coming_next(known: Known, language: str) -> list[Coming]:
    """The next rounds that there is a forecast for, by their likely day; none once the record is out of date."""
    if known.stale:
        return []
    return [
        Coming(kind_name(each.type, language), when(each, language), each.cutoff.low80, each.cutoff.high80)
        for each in coming(known, language)[:NEXT]
        if each.cutoff
    ]


def when(found: TypeForecast, language: str) -> str:
    """When a round may come: about a day, between two, or not known."""
    day = found.day
    wide = (day.high80 - day.low80).days if day else MANY_DAYS
    if day is None or wide >= MANY_DAYS:
        return say("web_home", "some_day", {}, language)
    if wide <= FEW_DAYS:
        return say("web_home", "about_day", {"on": day.said}, language)
    return say("web_home", "between_days", {"from": day.low80, "to": day.high80}, language)


def in_force(known: Known, language: str) -> list[InForce]:
    """The categories in force today, the one with the latest round first, those without a round last."""
    found = [
        (version, last_round(known, version)) for version in known.rulebook.categories() if version.holds(known.today)
    ]
    found.sort(key=lambda each: each[1].on if each[1] else date.min, reverse=True)
    return [
        InForce(
            version.name[language],
            address("categories_one", language, family=version.family),
            f"{asks(version, language)} · {last_told(version, last, language)}",
        )
        for version, last in found
    ]


def last_round(known: Known, version: CategoryVersion) -> PublishedRound | None:
    """The last round of a category under any of its versions."""
    return next(iter(known.record.of_type(version.family)[::-1]), None)


def asks(version: CategoryVersion, language: str) -> str:
    """What a category asks for, in a few words."""
    told = {"count": len(version.unit_groups), "nclc": version.nclc}
    return say("web_home", f"asks_{version.type}", told, language)


def last_told(version: CategoryVersion, last: PublishedRound | None, language: str) -> str:
    """Its last round, and whether that was held by an earlier list."""
    if last is None:
        return say("web_home", "no_round", {}, language)
    told = {"cutoff": last.cutoff, "on": last.on}
    return say("web_home", "last" if last.on >= version.start else "last_earlier", told, language)
