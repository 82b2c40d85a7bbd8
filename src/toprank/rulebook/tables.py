"""The tables of one day, ready for columns: every figure that a rule reads, as whole numbers in arrays.

`tables(rulebook, on)` is the only place where a name of a table meets a name in the rules. Columns for a candidate
with an accompanying partner and without stand side by side: index 1 is "with", index 0 "without". Where a version is
unseen the latest one with figures is carried forward; who shows an answer shows `Rulebook.unseen_on` beside it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import CREDIT_PER_HOUR, HUNDREDTHS
from toprank.rulebook.classification import former_groups, former_groups_of, position_of, unit_groups
from toprank.rulebook.loader import CategoryVersion, NotInForce, Rulebook, Version

Lookup = NDArray[np.int16]
Mask = NDArray[np.bool_]

ABILITIES: Final = ("listening", "reading", "writing", "speaking")
LEVELS: Final = (
    "less_than_secondary",
    "secondary",
    "one_year",
    "two_year",
    "three_year_or_more",
    "two_or_more",
    "masters_or_professional",
    "doctoral",
)
BANDS: Final = ("none", "one_credential", "advanced")
TOP_LEVEL: Final = 10
OLDEST: Final = 201
"""From the first day that may be declared to a year after the last day assessed."""
HIGHEST_SCORE: Final = 6990
FORMER: Final = 516
LARGEST_FAMILY: Final = 32_767
"""The contract names no limit: this is what a column of small numbers holds."""


@dataclass(frozen=True)
class Scale:
    """The levels of one test for results taken from `start` to before `stop`; by ability and score in tenths."""

    test: str
    start: int
    stop: int
    levels: NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class CrsTables:
    """Figures of the Comprehensive Ranking System.

    A table `together` holds the points of all four abilities, by the code of their levels (features.levels.code).
    """

    age: Lookup
    education: Lookup
    first_language: Lookup
    first_language_together: Lookup
    second_language: Lookup
    second_language_together: Lookup
    canadian_work: Lookup
    spouse_education: Lookup
    spouse_language: Lookup
    spouse_language_together: Lookup
    spouse_canadian_work: Lookup
    education_band: Lookup
    education_language: Lookup
    education_canadian_work: Lookup
    foreign_work_language: Lookup
    foreign_work_canadian_work: Lookup
    certificate_language: Lookup
    caps: dict[str, Lookup]
    nomination: int
    arranged_employment: Lookup
    arranged_employment_needs_lmia: bool
    canadian_study: Lookup
    french: Lookup
    sibling: int
    high_wage_level: Lookup
    high_wage_work: Lookup
    high_wage_offer: Lookup
    high_wage_credit: int
    high_wage_window_years: int


@dataclass(frozen=True)
class WorkTables:
    """What counts as work, and how it is counted.

    An occupation is a number: the position of a unit group of NOC 2021, or, while NOC 2016 is read, FORMER and the
    position of one of its groups. A unit group that came from several groups of NOC 2016 keeps its own number and is
    as skilled as the least skilled of them (contract 5.6).
    """

    full_time: int
    year: int
    six_months: int
    gap_days: int
    former_classification: bool
    occupation_of: Lookup
    skilled: Mask
    cec_level: Lookup
    trades: Mask
    canadian_paid: bool
    canadian_window_years: int
    foreign_window_years: int
    physicians: Mask


@dataclass(frozen=True, eq=False)
class ProgramTables:
    """Figures of the three programs and of settlement funds."""

    fsw_work: int
    fsw_window_years: int
    fsw_level: int
    pass_mark: int
    fsw_language: Lookup
    fsw_language_together: Lookup
    fsw_second_language: Lookup
    fsw_education: Lookup
    fsw_experience: Lookup
    fsw_age: Lookup
    fsw_offer_months: int
    fsw_offer_points: Lookup
    fsw_offer_waives: Mask
    adaptability: dict[str, int]
    adaptability_most: int
    adaptability_level: int
    adaptability_work: int
    cec_work: int
    cec_window_years: int
    fst_work: int
    fst_window_years: int
    fst_offer_months: int
    fst_language: Lookup
    fst_offer_waives: Mask
    funds: "Funds | None"
    order: tuple[str, ...]


@dataclass(frozen=True)
class Funds:
    """Settlement funds by family size.

    Up to the day `former_until`, that day included, the former table judges profiles submitted before `changed` whose
    year in the pool is not over: who left it can only submit a new one.
    """

    amounts: NDArray[np.int32]
    former: NDArray[np.int32] | None
    changed: int
    former_until: int

    def needed(
        self, family_size: NDArray[np.int16], submitted: NDArray[np.int64], on: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Dollars that each candidate must have on their day; `submitted` in seconds, far below zero for no profile."""
        amounts = self.amounts[family_size]
        in_time = on <= self.former_until
        if self.former is None or not in_time.any():
            return amounts
        early = in_time & (submitted < self.changed * 86_400) & (on < self.year_over(submitted))
        return np.where(early, self.former[family_size], amounts)

    @staticmethod
    def year_over(submitted: NDArray[np.int64]) -> NDArray[np.int32]:
        """The day on which the year of each profile in the pool is over; day 0, long past, for no profile."""
        entered = submitted > -(2**62)
        return np.where(entered, days.years_later(np.where(entered, submitted // 86_400, 0).astype(np.int32), 1), 0)


@dataclass(frozen=True)
class Category:
    """A version of a category, with its list as a mask over the classification."""

    version: CategoryVersion
    listed: Mask
    credit: int


@dataclass(frozen=True)
class Tables:
    """Everything that the features and the rules read on one day; `levels` are those of the scales, from place 1."""

    on: date
    scales: tuple[Scale, ...]
    levels: NDArray[np.int8]
    result_years: int
    partner_result_years: int
    eca_years: int
    study_months: int
    crs: CrsTables
    work: WorkTables
    programs: ProgramTables
    categories: tuple[Category, ...]


def by_years(rows: Iterable[Sequence[Any]], longest: int) -> Lookup:
    """A look-up by whole number from rows that say "from so many on": one column for each further value."""
    ordered = sorted(rows, key=tuple)
    width = len(ordered[0]) - 1 if ordered else 1
    found = np.zeros((width, longest + 1), np.int16)
    for row in ordered:
        found[:, max(int(row[0]), 0) :] = np.array(row[1:], np.int16)[:, None]
    return found


def together(points: Lookup) -> Lookup:
    """The points of four abilities together, by the code of their levels, from those of one ability by level.

    The last axis is the level; axes before it stay.
    """
    shape, top = points.shape[:-1], points.shape[-1]
    places = [points.reshape(*shape, *(top if place == ability else 1 for place in range(4))) for ability in range(4)]
    return (places[0] + places[1] + places[2] + places[3]).reshape(*shape, top**4)


def with_and_without(version: Version, longest: int) -> Lookup:
    """Two rows of points, without and with an accompanying partner, by whole number from zero."""
    return np.ascontiguousarray(by_years(version.rows, longest)[::-1])


def by_name(version: Version, names: Sequence[str]) -> Lookup:
    """Points in the order of `names`, one row for each further column."""
    rows = {row[0]: row[1:] for row in version.rows}
    return np.array([rows[name] for name in names], np.int16).T


def pair(version: Version, first: int, second: int) -> Lookup:
    """A look-up by two whole numbers from rows of "from, from, points"."""
    found = np.zeros((first + 1, second + 1), np.int16)
    for row in sorted(version.rows):
        found[int(row[0]) :, int(row[1]) :] = row[2]
    return found


def banded(version: Version, longest: int) -> Lookup:
    """A look-up by education band and a whole number."""
    rows = [[row for row in version.rows if row[0] == band] for band in BANDS]
    return np.concatenate([by_years([row[1:] for row in of_band] or [(0, 0)], longest) for of_band in rows])


def listed(codes: Iterable[str]) -> Mask:
    """A mask over the unit groups of NOC 2021."""
    found = np.zeros(len(unit_groups()), np.bool_)
    found[[position_of()[code] for code in codes]] = True
    return found


def scale_of(version: Version) -> Scale:
    """The levels of a test by ability and score in tenths."""
    levels = np.full((len(ABILITIES), HIGHEST_SCORE + 1), version.extra["level_below"], np.int8)
    for level, *bounds in sorted(version.rows):
        for ability, bound in enumerate(bounds):
            levels[ability, round(bound * 10) :] = min(level, TOP_LEVEL)
    stop = int(days.NEVER) if version.stop is None else days.number(version.stop)
    return Scale(version.table.removeprefix("language/"), days.number(version.start), stop, levels)


@lru_cache(maxsize=4)
def scales(rulebook: Rulebook) -> tuple[Scale, ...]:
    """The scales of every test; which one applies is decided by the day a test was taken."""
    tests = [name for name in rulebook.names() if name.startswith("language/") and name != "language/validity"]
    return tuple(scale_of(version) for name in tests for version in rulebook.table(name).versions)


@lru_cache(maxsize=4)
def stacked(rulebook: Rulebook) -> NDArray[np.int8]:
    """The levels of every scale by its place, ability and score in tenths; place 0 is no scale, and has no levels."""
    none = np.zeros((len(ABILITIES), HIGHEST_SCORE + 1), np.int8)
    return np.stack([none, *(scale.levels for scale in scales(rulebook))])


def crs_tables(known: Callable[[str], Version]) -> CrsTables:
    """The figures of the ranking system on a day."""
    conditions = known("crs/high_wage_conditions").mapping()
    levels = {str(row[0]): rank for rank, row in enumerate(known("crs/high_wage_work").rows, start=1)}
    high_wage_level = np.zeros(len(unit_groups()), np.int16)
    for code, level in known("crs/high_wage_occupations").rows:
        high_wage_level[position_of()[code]] = levels[level]
    bands = known("crs/education_bands").mapping()
    caps = {row[0]: np.array([row[2], row[1]], np.int16) for row in known("crs/caps").rows}
    first = with_and_without(known("crs/first_language"), TOP_LEVEL)
    second = with_and_without(known("crs/second_language"), TOP_LEVEL)
    spouse = by_years(known("crs/spouse_language").rows, TOP_LEVEL)[0]
    return CrsTables(
        age=with_and_without(known("crs/age"), OLDEST),
        education=by_name(known("crs/education"), LEVELS)[::-1],
        first_language=first,
        first_language_together=together(first),
        second_language=second,
        second_language_together=together(second),
        canadian_work=with_and_without(known("crs/canadian_work"), 10),
        spouse_education=by_name(known("crs/spouse_education"), LEVELS)[0],
        spouse_language=spouse,
        spouse_language_together=together(spouse),
        spouse_canadian_work=by_years(known("crs/spouse_canadian_work").rows, 10)[0],
        education_band=np.array([BANDS.index(bands[level]) for level in LEVELS], np.int16),
        education_language=banded(known("crs/education_language"), TOP_LEVEL),
        education_canadian_work=banded(known("crs/education_canadian_work"), 10),
        foreign_work_language=pair(known("crs/foreign_work_language"), 10, TOP_LEVEL),
        foreign_work_canadian_work=pair(known("crs/foreign_work_canadian_work"), 10, 10),
        certificate_language=by_years(known("crs/certificate_language").rows, TOP_LEVEL)[0],
        caps=caps,
        nomination=known("crs/nomination").value("express_entry"),
        arranged_employment=by_name(known("crs/arranged_employment"), ("other", "senior_manager"))[0],
        arranged_employment_needs_lmia=known("crs/arranged_employment_conditions").value("lmia_required"),
        canadian_study=np.concatenate(
            [[0], by_name(known("crs/canadian_study"), ("one_or_two_years", "three_years_or_more"))[0]]
        ).astype(np.int16),
        french=by_name(known("crs/french"), ("four_or_less", "five_or_more"))[0],
        sibling=known("crs/sibling").value("in_canada"),
        high_wage_level=high_wage_level,
        high_wage_work=level_points(known("crs/high_wage_work"), levels),
        high_wage_offer=level_points(known("crs/high_wage_offer"), levels),
        high_wage_credit=int(conditions.get("years", 0)) * known("programs/work").value("year_hours") * CREDIT_PER_HOUR,
        high_wage_window_years=int(conditions.get("window_years", 10)),
    )


def level_points(version: Version, levels: dict[str, int]) -> Lookup:
    """Points by rank of wage level; rank 0 is an occupation that is not listed."""
    found = np.zeros(len(levels) + 1, np.int16)
    for level, points in version.rows:
        found[levels[level]] = points
    return found


def work_tables(known: Callable[[str], Version]) -> WorkTables:
    """What counts as work on a day."""
    work, canadian = known("programs/work").mapping(), known("crs/canadian_work_definition").mapping()
    former = known("programs/classification").value("classification") == "noc2016"
    occupations = former_occupations() if former else [(group_of(code),) for code in unit_groups()]
    levels = {str(skill): level for skill, level in known("programs/skilled").rows}
    level_of = [min(levels.get(skill, 0) for _, skill in groups) for groups in occupations]
    trades = known("programs/fst_trades")
    return WorkTables(
        full_time=work["full_time_hours"] * HUNDREDTHS,
        year=work["year_hours"] * CREDIT_PER_HOUR,
        six_months=work["six_month_hours"] * CREDIT_PER_HOUR,
        gap_days=work["gap_days"],
        former_classification=former,
        occupation_of=sole_former_groups() if former else np.arange(len(unit_groups()), dtype=np.int16),
        skilled=np.array(level_of) > 0,
        cec_level=np.array(level_of, np.int16),
        trades=np.array([all(is_trade(code, skill, trades) for code, skill in groups) for groups in occupations]),
        canadian_paid=canadian["paid"],
        canadian_window_years=canadian["window_years"],
        foreign_window_years=known("crs/foreign_work_definition").value("window_years"),
        physicians=listed(known("programs/physicians").column("unit_group")),
    )


def group_of(code: str) -> tuple[str, str]:
    """A unit group of NOC 2021 with its skill: the TEER."""
    return code, str(unit_groups()[code].teer)


def former_occupations() -> list[tuple[tuple[str, str], ...]]:
    """The groups of NOC 2016, with their skill, behind every occupation number."""
    own = [(group.code, group.skill) for group in former_groups().values()]
    skill = dict(own)
    came_from = [tuple((each, skill[each]) for each in former_groups_of()[code]) for code in unit_groups()]
    return came_from + [(group,) for group in own]


def is_trade(code: str, skill: str, trades: Version) -> bool:
    """Whether a group lies in the trades of the list: its prefixes, their exclusions, and the skill it asks."""
    effects = [effect for prefix, effect in trades.rows if code.startswith(prefix)]
    return "include" in effects and "exclude" not in effects and trades.extra.get("skill", skill) == skill


def sole_former_groups() -> Lookup:
    """The occupation of each unit group: its group of NOC 2016, or itself where the concordance gives several."""
    places = {code: FORMER + place for place, code in enumerate(former_groups())}
    came_from = [former_groups_of()[code] for code in unit_groups()]
    sole = [places[groups[0]] if len(groups) == 1 else own for own, groups in enumerate(came_from)]
    return np.array(sole, np.int16)


def program_tables(rulebook: Rulebook, known: Callable[[str], Version], on: date) -> ProgramTables:
    """Figures of the programs on a day."""
    fsw, cec, fst = (known(f"programs/{name}").mapping() for name in ("fsw_minimum", "cec", "fst"))
    conditions = known("programs/fsw_adaptability_conditions").mapping()
    offers = {row[0]: row[1:] for row in known("programs/fsw_arranged_employment").rows}
    routes = known("programs/fst_offer").mapping()
    language = by_years(known("programs/fsw_language").rows, TOP_LEVEL)[0]
    return ProgramTables(
        fsw_work=fsw["work_hours"] * CREDIT_PER_HOUR,
        fsw_window_years=fsw["window_years"],
        fsw_level=fsw["language_level"],
        pass_mark=fsw["pass_mark"],
        fsw_language=language,
        fsw_language_together=together(language),
        fsw_second_language=by_years(known("programs/fsw_second_language").rows, TOP_LEVEL)[0],
        fsw_education=by_name(known("programs/fsw_education"), LEVELS)[0],
        fsw_experience=by_years(known("programs/fsw_experience").rows, 100)[0],
        fsw_age=by_years(known("programs/fsw_age").rows, OLDEST)[0],
        fsw_offer_months=known("programs/fsw_offer").value("months"),
        fsw_offer_points=np.array([offers[paragraph][0] for paragraph in "abcd"] + [0], np.int16),
        fsw_offer_waives=np.array([offers[paragraph][1] for paragraph in "abcd"] + [False]),
        adaptability=known("programs/fsw_adaptability").mapping(),
        adaptability_most=conditions["most"],
        adaptability_level=conditions["partner_language_level"],
        adaptability_work=conditions["work_hours"] * CREDIT_PER_HOUR,
        cec_work=cec["work_hours"] * CREDIT_PER_HOUR,
        cec_window_years=cec["window_years"],
        fst_work=fst["work_hours"] * CREDIT_PER_HOUR,
        fst_window_years=fst["window_years"],
        fst_offer_months=fst["offer_months"],
        fst_language=by_name(known("programs/fst_language"), ABILITIES)[0],
        fst_offer_waives=np.array([routes[paragraph] for paragraph in ("ii", "iii", "iv", "v")] + [False]),
        funds=funds_of(rulebook, on),
        order=known("programs/invitation_order").column("class"),
    )


def funds_of(rulebook: Rulebook, on: date) -> Funds | None:
    """Settlement funds on a day; None before the first table that was found."""
    try:
        version = rulebook.known("programs/funds", on)
    except NotInForce:
        return None
    until = version.extra.get("former_until")
    earlier = [each for each in rulebook.table("programs/funds").versions if each.start < version.start and each.rows]
    if until is None or not earlier:
        return Funds(amounts_of(version), None, days.number(version.start), former_until=-1)
    return Funds(amounts_of(version), amounts_of(earlier[-1]), days.number(version.start), days.number(until))


def amounts_of(version: Version) -> NDArray[np.int32]:
    """Amounts by family size; beyond the sizes of the table `each_more` is added for every further person."""
    amounts = version.mapping()
    most = max(int(size) for size in amounts if size.isdigit())
    found: NDArray[np.int32] = amounts[str(most)] + amounts["each_more"] * (
        np.arange(LARGEST_FAMILY + 1, dtype=np.int32) - most
    )
    found[: most + 1] = [0] + [amounts[str(size)] for size in range(1, most + 1)]
    return found


def category_of(version: CategoryVersion, work: WorkTables) -> Category:
    """A version of a category with its list as a mask and the credit that it asks."""
    months = version.months or 0
    credit = work.six_months if months == 6 else work.year * months // 12
    return Category(version, listed(version.unit_groups), credit)


def covers(rulebook: Rulebook, on: date) -> None:
    """Raises NotInForce for a day before the first one that the rulebook covers, or after the last."""
    if not rulebook.first_day <= on <= days.LAST_DAY:
        raise NotInForce(f"{on} is not covered: the first day is {rulebook.first_day}, the last {days.LAST_DAY}.")


@lru_cache(maxsize=64)
def tables(rulebook: Rulebook, on: date, asked: tuple[str, ...] = ()) -> Tables:
    """Every figure of a day, with the categories in force and the versions `asked` for by key.

    Raises NotInForce on a day before the first one covered.
    """
    covers(rulebook, on)
    return replace(tables_from(rulebook, turning_day(rulebook, on), asked), on=on)


def turning_day(rulebook: Rulebook, on: date) -> date:
    """The first of the days on which the same figures hold as on a day that is covered."""
    turning = rulebook.turning_days
    return max(turning[bisect_right(turning, on) - 1], rulebook.first_day)


@lru_cache(maxsize=64)
def tables_from(rulebook: Rulebook, on: date, asked: tuple[str, ...]) -> Tables:
    """The figures that hold from a turning day until the next one."""

    def known(name: str) -> Version:
        return rulebook.known(name, on)

    validity = known("language/validity").mapping()
    credentials = known("programs/credentials").mapping()
    work = work_tables(known)
    versions = [each for each in rulebook.categories() if each.holds(on) or each.key in asked]
    return Tables(
        on=on,
        scales=scales(rulebook),
        levels=stacked(rulebook),
        result_years=validity["candidate"],
        partner_result_years=validity["partner"],
        eca_years=credentials["eca_years"],
        study_months=credentials["canadian_study_months"],
        crs=crs_tables(known),
        work=work,
        programs=program_tables(rulebook, known, on),
        categories=tuple(category_of(version, work) for version in versions),
    )
