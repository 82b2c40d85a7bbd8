"""The columns that the rules read: one row per candidate, everything derived for the day assessed."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from toprank.days import Calendar, Days, Rows
from toprank.facts import Declared, Facts, Smalls, Truths
from toprank.features import education, levels, measures
from toprank.features.credit import Credit
from toprank.features.levels import Levels
from toprank.features.work import History, Tally
from toprank.rulebook.tables import Tables


@dataclass(frozen=True)
class Candidates:
    """What the rules read. Levels have shape (candidates, 4): listening, reading, writing, speaking.

    Work is credit in seven-hundredths of an hour; years are whole ones, ten stands for ten or more. `category_work` has
    one column for each category of the tables, with the most credit in one listed occupation, and
    `category_occupation` says which (-1 for none).
    """

    declared: Declared
    on: Days
    age: Smalls
    accompanied: Truths
    english: Levels
    french: Levels
    has_english: Truths
    has_french: Truths
    partner_english: Levels
    partner_french: Levels
    partner_has_english: Truths
    partner_has_french: Truths
    education: Smalls
    partner_education: Smalls
    canadian_study: Smalls
    canadian_work: Credit
    canadian_years: Smalls
    foreign_work: Credit
    foreign_years: Smalls
    partner_canadian_work: Credit
    partner_canadian_years: Smalls
    high_wage_work: Smalls
    primary_work: Credit
    primary_occupation: Smalls
    skilled_work: Credit
    cec_work: Credit
    cec_higher: Credit
    cec_lower: Credit
    trade_occupation: Smalls
    trade_work: Credit
    certificate_occupation: Smalls
    own_full_time_work: Credit
    partner_full_time_work: Credit
    category_work: Credit
    category_occupation: Smalls

    def __len__(self) -> int:
        return len(self.age)

    def take(self, rows: Rows | Truths | slice) -> "Candidates":
        """The columns of some candidates."""
        values: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        taken = {name: value[rows] for name, value in values.items() if name != "declared"}
        return Candidates(declared=self.declared.take(rows), **taken)


def candidates(facts: Facts, calendar: Calendar, tables: Tables) -> Candidates:
    """The columns of every candidate on the day, or the days, of the calendar."""
    return Candidates(
        declared=facts.declared,
        on=np.broadcast_to(calendar.on, (len(facts),)),
        age=calendar.age(facts.declared.born),
        accompanied=facts.declared.partner_accompanying,
        canadian_study=education.canadian_study(facts.credentials, calendar, tables.study_months),
        education=education.level(facts.credentials, calendar, tables.eca_years),
        partner_education=education.level(facts.partner_credentials, calendar, tables.eca_years),
        **_languages(facts, calendar, tables),
        **work_columns(facts, calendar, tables),
    )


def work_columns(facts: Facts, calendar: Calendar, tables: Tables) -> dict[str, Any]:
    """Those of the columns that are counted from jobs, by name."""
    own, partner = (History(jobs, calendar, tables.work) for jobs in (facts.jobs, facts.partner_jobs))
    return {
        **_canadian(own, tables),
        **_skilled(own, facts, tables),
        **_trade(own, facts, tables),
        **_partner(partner, tables),
        **_categories(own, tables),
    }


def whole_years(credit: Credit, tables: Tables) -> Smalls:
    """Whole years of full-time work, never rounded up; ten stands for ten or more."""
    return np.minimum(credit // tables.work.year, 10).astype(np.int16)


def _languages(facts: Facts, calendar: Calendar, tables: Tables) -> dict[str, Any]:
    english, french = levels.best_levels(facts.results, calendar, tables.scales, tables.levels, tables.result_years)
    partner = levels.best_levels(
        facts.partner_results, calendar, tables.scales, tables.levels, tables.partner_result_years
    )
    return {
        "english": english[0],
        "french": french[0],
        "has_english": english[1],
        "has_french": french[1],
        "partner_english": partner[0][0],
        "partner_french": partner[1][0],
        "partner_has_english": partner[0][1],
        "partner_has_french": partner[1][1],
    }


def _canadian(own: History, tables: Tables) -> dict[str, Any]:
    acquired, years = measures.of_the_class(own), tables.programs.cec_window_years
    of_class = own.tally(acquired, years)
    higher = tables.work.cec_level == tables.work.cec_level.max()
    here = own.total(measures.ranked_in_canada(own, tables), tables.work.canadian_window_years)
    abroad = own.total(measures.ranked_abroad(own), tables.work.foreign_window_years)
    return {
        "canadian_work": here,
        "canadian_years": whole_years(here, tables),
        "foreign_work": abroad,
        "foreign_years": whole_years(abroad, tables),
        "high_wage_work": _high_wage(own, acquired, tables),
        "cec_work": own.total(acquired, years),
        "cec_higher": of_class.most(higher)[0],
        "cec_lower": of_class.most(~higher)[0],
    }


def _high_wage(own: History, acquired: Truths, tables: Tables) -> Smalls:
    """The rank of the best wage level (0 for none) with enough Canadian work in one listed occupation."""
    best = np.zeros(len(own.jobs.offsets) - 1, np.int16)
    if not tables.crs.high_wage_level.any():
        return best
    tally = own.tally(acquired, tables.crs.high_wage_window_years, by_unit_group=True)
    for rank in np.argsort(tables.crs.high_wage_work[1:], kind="stable") + 1:
        credit, _ = tally.most(tables.crs.high_wage_level == rank)
        best[(credit > 0) & (credit >= tables.crs.high_wage_credit)] = rank
    return best


def _skilled(own: History, facts: Facts, tables: Tables) -> dict[str, Any]:
    """The minimum of IRPR 75(2)(a), in one continuous period, and the work of s. 80."""
    years, everything = tables.programs.fsw_window_years, np.ones(len(tables.work.skilled), np.bool_)
    primary = measures.in_the_primary_occupation(own, facts.declared)
    work, occupation = own.tally(primary, years, gap=tables.work.gap_days).most(everything)
    return {
        "primary_work": work,
        "primary_occupation": occupation,
        "skilled_work": own.total(measures.skilled_and_paid(own), years),
        "own_full_time_work": own.total(measures.full_time_in_canada(own, skilled=True), None, whole=True),
    }


def _trade(own: History, facts: Facts, tables: Tables) -> dict[str, Any]:
    """Work in the trade applied for since the candidate may practise it (IRPR 87.2(3)(b))."""
    declared = facts.declared
    return {
        "trade_occupation": own.own_occupation(declared.trade_unit_group),
        "trade_work": _trade_work(own, declared, tables),
        "certificate_occupation": own.own_occupation(declared.certificate_unit_group),
    }


def _trade_work(own: History, declared: Declared, tables: Tables) -> Credit:
    found = np.zeros(len(declared.born), np.int64)
    rows = (declared.trade_unit_group >= 0).nonzero()[0]
    if not len(rows):
        return found
    own, declared = own.part(rows), declared.take(rows)
    since, counted = measures.since_qualified(own, declared), measures.in_the_trade(own, declared, tables)
    found[rows] = since.tally(counted, tables.programs.fst_window_years).most(tables.work.trades)[0]
    return found


def _partner(partner: History, tables: Tables) -> dict[str, Any]:
    here = partner.total(measures.ranked_in_canada(partner, tables), tables.work.canadian_window_years)
    return {
        "partner_canadian_work": here,
        "partner_canadian_years": whole_years(here, tables),
        "partner_full_time_work": partner.total(measures.full_time_in_canada(partner, skilled=False), None, whole=True),
    }


def _categories(own: History, tables: Tables) -> dict[str, Any]:
    """For each category the most credit in one listed unit group; versions that count alike share one tally."""
    rows = len(own.jobs.offsets) - 1
    work, occupation = np.zeros((len(tables.categories), rows), np.int64), []
    tallies: dict[tuple[Any, ...], Tally] = {}
    nowhere = np.full(rows, -1, np.int16)
    for place, category in enumerate(tables.categories):
        version = category.version
        if version.type != "occupation":
            occupation.append(nowhere)
            continue
        key = (version.location, version.window_years, version.continuous)
        if key not in tallies:
            tallies[key] = _of_versions(own, key, tables)
        work[place], of_category = tallies[key].most(category.listed)
        occupation.append(of_category)
    return {"category_work": work.T, "category_occupation": np.array(occupation, np.int16).reshape(work.shape).T}


def _of_versions(own: History, key: tuple[Any, ...], tables: Tables) -> Tally:
    """The credit by unit group of the category versions that share a place, a window and continuity; only in theirs."""
    location, years, continuous = key
    alike = [
        each.listed
        for each in tables.categories
        if (each.version.location, each.version.window_years, each.version.continuous) == key
    ]
    counted = measures.in_the_list(own, np.logical_or.reduce(alike), location)
    gap = tables.work.gap_days if continuous else None
    return own.tally(counted, years or 0, by_unit_group=True, gap=gap)
