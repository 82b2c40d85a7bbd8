"""The same job as SQL for DuckDB: raw facts to score, programs, categories and a selected round.

Written as one would write it for a database: the figures of the day stand in small tables that are joined, hours are
summed with window functions over the days on which jobs begin and end. Covers days from 2022-11-16 on (NOC 2021).
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from toprank.days import Calendar, add_years
from toprank.facts import TEST_LANGUAGE, TESTS, Facts, Results
from toprank.features.education import LEVEL_OF
from toprank.rulebook.tables import Tables

SCRIPT = Path(__file__).with_suffix(".sql")
TABLES = ("results", "credentials", "jobs", "partner_results", "partner_credentials", "partner_jobs")


def connection(facts: Facts, tables: Tables, at: datetime, threads: int) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds the facts and the figures of the day, ready to be asked."""
    if tables.work.former_classification:
        raise ValueError("the SQL form reads NOC 2021 only")
    database = duckdb.connect(config={"threads": threads})
    for name, columns in (*of_facts(facts), *of_day(facts, tables, at)):
        database.register("given", pa.table(columns))
        database.execute(f"create table {name} as from given")
        database.unregister("given")
    return database


def scored(database: duckdb.DuckDBPyConnection) -> None:
    """Runs the script: afterwards the table `outcome` holds total, programs and categories of every candidate."""
    for statement in SCRIPT.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            database.execute(statement)


def invited(database: duckdb.DuckDBPyConnection, category: str, size: int) -> np.ndarray:
    """The rows of a category round; ties by submission, then row."""
    rows = database.execute(
        "select i from outcome join candidates using (i) where list_contains(categories, ?) and not pnp "
        "order by total desc, submitted, i limit ?",
        [category, size],
    ).fetchnumpy()
    return rows["i"]


def outcome(database: duckdb.DuckDBPyConnection) -> dict[str, np.ndarray]:
    """Total and programs of every candidate, by row."""
    return database.execute("select total, fsw, cec, fst, pnp from outcome order by i").fetchnumpy()


def eligible(database: duckdb.DuckDBPyConnection, category: str) -> np.ndarray:
    """Who is eligible for a category, by row."""
    asked = "select list_contains(categories, ?) as found from outcome order by i"
    return database.execute(asked, [category]).fetchnumpy()["found"]


def of_facts(facts: Facts) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """The facts as tables; `i` is the row of the candidate."""
    declared = {each.name: getattr(facts.declared, each.name) for each in fields(facts.declared)}
    yield "candidates", {"i": np.arange(len(facts)), **declared}
    for name in TABLES:
        table = getattr(facts, name)
        columns = {each.name: getattr(table, each.name) for each in fields(table) if each.name != "offsets"}
        if isinstance(table, Results):
            scores = columns.pop("scores")
            columns |= {f"score{ability}": np.ascontiguousarray(scores[:, ability]) for ability in range(4)}
        yield name, {"i": table.owner, **columns}


def of_day(facts: Facts, tables: Tables, at: datetime) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """The figures of the day as tables."""
    calendar = Calendar.of_day(tables.on)
    instants = {"at_instant": at, "year_before": datetime.combine(add_years(at.date(), -1), at.timetz())}
    single = constants(calendar, tables) | {name: int(each.timestamp()) for name, each in instants.items()}
    yield "day", {name: np.array([value]) for name, value in single.items()}
    yield "scale", scale(facts, tables)
    yield "level_of", {"level": np.arange(len(LEVEL_OF), dtype=np.int16), "reached": LEVEL_OF}
    crs, programs, work = tables.crs, tables.programs, tables.work
    for name in ("age", "education", "first_language", "second_language", "canadian_work"):
        yield f"points_{name}", two_columns(getattr(crs, name))
    for name in ("education_language", "education_canadian_work", "foreign_work_language"):
        yield f"points_{name}", grid(getattr(crs, name))
    yield "points_foreign_work_canadian_work", grid(crs.foreign_work_canadian_work)
    lists = {
        "spouse_education": crs.spouse_education,
        "spouse_language": crs.spouse_language,
        "spouse_canadian_work": crs.spouse_canadian_work,
        "certificate_language": crs.certificate_language,
        "canadian_study": crs.canadian_study,
        "education_band": crs.education_band,
        "fsw_language": programs.fsw_language,
        "fsw_second_language": programs.fsw_second_language,
        "fsw_education": programs.fsw_education,
        "fsw_experience": programs.fsw_experience,
        "fsw_age": programs.fsw_age,
    }
    for name, points in lists.items():
        yield f"points_{name}", {"value": np.arange(len(points)), "points": points}
    unit_group = np.arange(len(work.occupation_of), dtype=np.int16)
    yield (
        "groups",
        {
            "unit_group": unit_group,
            "skilled": work.skilled[: len(unit_group)],
            "higher": (work.cec_level == work.cec_level.max())[: len(unit_group)],
            "trade": work.trades[: len(unit_group)],
            "physician": work.physicians,
        },
    )
    yield "listed", listed(tables)
    yield "categories", categories(tables)
    if programs.funds is not None:
        size = np.arange(len(programs.funds.amounts), dtype=np.int16)
        over = programs.funds.former is None or int(calendar.on[0]) > programs.funds.former_until
        former = programs.funds.amounts if over else programs.funds.former
        yield "funds_table", {"family_size": size, "amount": programs.funds.amounts, "former": former}
    offers = {"paragraph": np.arange(4), "points": programs.fsw_offer_points[:4], "fsw": programs.fsw_offer_waives[:4]}
    yield "paragraphs", {**offers, "fst": programs.fst_offer_waives[:4]}


def constants(calendar: Calendar, tables: Tables) -> dict[str, int]:
    """Single figures and days of the day."""
    crs, programs, work = tables.crs, tables.programs, tables.work
    caps = {
        f"cap_{name}{with_partner}": int(most[with_partner])
        for name, most in crs.caps.items()
        for with_partner in (0, 1)
    }
    windows = {
        "canadian_from": work.canadian_window_years,
        "foreign_from": work.foreign_window_years,
        "cec_from": programs.cec_window_years,
        "fsw_from": programs.fsw_window_years,
        "fst_from": programs.fst_window_years,
    }
    day = tables.on
    return {
        "on_day": int(calendar.on[0]),
        "on_year": day.year,
        "on_turn": day.month * 32 + day.day,
        "common": int(not (day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0))),
        "results_after": int(calendar.outlived(tables.result_years)[0]),
        "partner_results_after": int(calendar.outlived(tables.partner_result_years)[0]),
        "eca_after": int(calendar.outlived(tables.eca_years)[0]),
        **{name: int(calendar.back(years)[0]) for name, years in windows.items()},
        **caps,
        "study_months": tables.study_months,
        "full_time": work.full_time,
        "year": work.year,
        "gap_days": work.gap_days,
        "nomination": crs.nomination,
        "offer_other": int(crs.arranged_employment[0]),
        "offer_senior": int(crs.arranged_employment[1]),
        "offer_needs_lmia": int(crs.arranged_employment_needs_lmia),
        "french0": int(crs.french[0]),
        "french1": int(crs.french[1]),
        "sibling_points": crs.sibling,
        "cec_higher_level": int(work.cec_level.max()),
        "cec_lower_level": int(work.cec_level[work.skilled].min()),
        "fsw_level": programs.fsw_level,
        "fsw_work": programs.fsw_work,
        "cec_work_needed": programs.cec_work,
        "fst_work": programs.fst_work,
        "pass_mark": programs.pass_mark,
        "fsw_offer_months": programs.fsw_offer_months,
        "fst_offer_months": programs.fst_offer_months,
        **{f"fst_level{ability}": int(programs.fst_language[ability]) for ability in range(4)},
        "adaptability_level": programs.adaptability_level,
        "adaptability_work": programs.adaptability_work,
        "adaptability_most": programs.adaptability_most,
        **{f"adapt_{element}": points for element, points in programs.adaptability.items()},
        "funds_changed": 0 if programs.funds is None else programs.funds.changed * 86_400,
    }


def two_columns(points: np.ndarray) -> dict[str, np.ndarray]:
    """Points by partner and value."""
    partner, value = np.indices(points.shape)
    return {"partner": partner.ravel().astype(bool), "value": value.ravel(), "points": points.ravel()}


def grid(points: np.ndarray) -> dict[str, np.ndarray]:
    """Points by two values."""
    first, second = np.indices(points.shape)
    return {"first": first.ravel(), "second": second.ravel(), "points": points.ravel()}


def scale(facts: Facts, tables: Tables) -> dict[str, np.ndarray]:
    """The level of every score that occurs, by test, first and last day of the scale and ability."""
    rows = []
    for place, each in enumerate(tables.scales):
        test = TESTS.index(each.test)
        for ability in range(4):
            scores = [of.scores[of.test == test, ability] for of in (facts.results, facts.partner_results)]
            rows += [
                (
                    test,
                    int(TEST_LANGUAGE[test]),
                    place,
                    each.start,
                    each.stop,
                    ability,
                    score,
                    int(each.levels[ability, score]),
                )
                for score in np.unique(np.concatenate(scores)).tolist()
            ]
    names = ("test", "language", "place", "start", "stop", "ability", "score", "level")
    return dict(zip(names, (np.array(column) for column in zip(*rows, strict=True)), strict=True))


def listed(tables: Tables) -> dict[str, np.ndarray]:
    """The occupations of each category by work: its key, unit group, whether in Canada only, first day, credit."""
    calendar, rows = Calendar.of_day(tables.on), []
    for category in tables.categories:
        version = category.version
        if version.type != "occupation":
            continue
        if version.continuous:
            raise ValueError("the SQL form knows no continuous categories")
        start = int(calendar.back(version.window_years or 0)[0])
        in_canada = version.location == "canada"
        rows += [
            (version.key, int(group), in_canada, start, category.credit) for group in np.flatnonzero(category.listed)
        ]
    names = ("key", "unit_group", "in_canada", "start", "credit")
    return dict(zip(names, (np.array(column) for column in zip(*rows, strict=True)), strict=True))


def categories(tables: Tables) -> dict[str, np.ndarray]:
    """The categories that ask for no work: key, type, level of French, years of a recruit."""
    rows = [
        (
            each.version.key,
            each.version.type,
            each.version.nclc or 0,
            100 * (each.version.service_years or 0),
            100 * (each.version.offer_years or 0),
            100 * (each.version.post_secondary_years or 0),
            np.flatnonzero(each.listed).tolist(),
        )
        for each in tables.categories
        if each.version.type != "occupation"
    ]
    names = ("key", "type", "nclc", "service", "offer", "study", "unit_groups")
    return {name: pa.array(list(column)) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
