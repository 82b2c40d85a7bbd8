"""Synthetic people: facts by chance, from one number a person that says how strong they are.

What is published about the pool and the invited (year-end reports) gives the shares; how strength moves age, language,
education and work was not published and is a judgement. Nobody here is like anyone living.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import NEVER, Days
from toprank.facts import CREDENTIALS, NONE, Credentials, Declared, Facts, Instants, Ints, Jobs, Results, Smalls, Truths
from toprank.pool.careers import FST, OTHER, Careers, careers
from toprank.pool.draws import Draws, Reals
from toprank.pool.histories import YEAR, Working, histories
from toprank.pool.language import ENGLISH_TESTS, FRENCH_TESTS, Sheet, raw_scores, sheet, tests_of
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Funds, Tables, tables

FIRST_DAY: Final = days.number(date(2015, 1, 1))
DAY_SECONDS: Final = 86_400
OLDEST_DAYS: Final = 364
SECONDARY, ONE_YEAR, TWO_YEAR, BACHELOR, PROFESSIONAL, MASTER, DOCTORAL = range(len(CREDENTIALS))
USUAL_FUNDS: Final = 13_000
"""Dollars for one person on days without a table of settlement funds."""


@dataclass(frozen=True)
class Setting:
    """What people are made against: the tables of a day, its fields of work, the scores of its tests."""

    tables: Tables
    on: int
    careers: Careers
    sheets: tuple[Sheet, ...]


def setting(rulebook: Rulebook, on: date) -> Setting:
    """The setting of a day."""
    of_day = tables(rulebook, on)
    return Setting(of_day, days.number(on), careers(rulebook, of_day), tuple(sheet(each) for each in of_day.scales))


@dataclass(frozen=True)
class Lives:
    """What the parts of a profile have in common, one value a person. `inland` live and work in Canada."""

    strength: Reals
    submitted: Instants
    submitted_day: Days
    age: Reals
    born: Days
    inland: Truths
    trade: Truths
    partner: Truths
    french: Truths
    studied: Truths
    field: NDArray[np.intp]
    unit_group: Smalls


def lives(draws: Draws, strength: Reals, where: Setting) -> Lives:
    """The common part: strong people are younger, and rather in Canada; the weakest rather in the trades."""
    count = len(strength)
    seconds = _seconds_in_pool(draws, count, where.on)
    submitted = (where.on + 1) * DAY_SECONDS - seconds
    age = np.clip(31.6 - 2.2 * strength + 4.6 * draws.normal(count) + 2.2 * draws.exponential(count), 20.6, 62)
    born = (where.on - age * YEAR).astype(np.int32)
    trade = draws.chance(np.clip(-0.07 * (strength + 2.4), 0.003, 0.5), count)
    inland = draws.chance(np.where(trade, 0.5, np.clip(0.41 + 0.03 * strength, 0.3, 0.6)), count)
    field = where.careers.field_of(draws, count)
    field[trade] = where.careers.names.index(FST)
    return Lives(
        strength=strength,
        submitted=submitted,
        submitted_day=(submitted // DAY_SECONDS).astype(np.int32),
        age=age,
        born=born,
        inland=inland,
        trade=trade,
        partner=draws.chance(np.clip((age - 19) / 41, 0, 0.62), count),
        french=draws.chance(0.155, count),
        studied=draws.chance(np.where(inland, 0.52, 0.05), count),
        field=field,
        unit_group=where.careers.groups(draws, field, inland),
    )


def _seconds_in_pool(draws: Draws, count: int, on: int) -> Instants:
    """Seconds before the end of the day that a profile was submitted: under a year, half of them under 90 days."""
    longest = min(OLDEST_DAYS, on - FIRST_DAY)
    age = 148 * draws.exponential(count)
    age = np.where(age < longest - 1, age, draws.uniform(count) * (longest - 1))
    return (age * DAY_SECONDS).astype(np.int64) + draws.whole(1, DAY_SECONDS, count)


def people(draws: Draws, strength: Reals, where: Setting) -> Facts:
    """Facts of one person for each strength (about -4 to 3), live at the end of the day; not all are eligible."""
    common = lives(draws, strength, where)
    with_partner = np.flatnonzero(common.partner)
    return Facts(
        declared=_declared(draws, common, where),
        results=_results(draws, common, where),
        credentials=_credentials(draws, common, where),
        jobs=_jobs(draws, common, where),
        partner_results=_partner_results(draws, common, with_partner, where),
        partner_credentials=_partner_credentials(draws, common, with_partner, where),
        partner_jobs=_partner_jobs(draws, common, with_partner, where),
    )


def _spread(count: int, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where the rows of each of `count` people begin, from the person of each row, in order."""
    return np.searchsorted(rows, np.arange(count + 1)).astype(np.intp)


def _results(draws: Draws, common: Lives, where: Setting) -> Results:
    """English results of nearly all, an earlier and weaker one of some, French ones of those who speak it."""
    count, strength = len(common.age), common.strength
    francophone = common.french & draws.chance(0.68, count)
    some_french = draws.chance(0.035, count)
    english = 8.5 + 0.75 * strength + 0.35 * draws.normal(count) - 2.3 * francophone
    least = np.where(common.trade, 4, np.where(common.inland & draws.chance(0.3, count), 5, 7))
    least = np.where(francophone, 4, least)
    french = np.where(common.french, 7.1 + 0.4 * strength + 0.6 * francophone, 5.4)
    holds = np.stack([~francophone | draws.chance(0.8, count), draws.chance(0.08, count), common.french | some_french])
    holds[1] &= holds[0]
    wanted = np.stack([english, english - 0.8, french])[:, :, None] + 0.55 * draws.normal((3, count, 4))
    lowest = np.stack([least, np.full(count, 4), np.where(common.french & (strength > -2), 7, 4)])[:, :, None]
    levels = np.clip(np.rint(wanted), lowest, 10).astype(np.int64)
    taken = common.submitted_day - draws.whole(4, 330, (3, count)).astype(np.int32)
    taken[1] -= 25
    held = holds.T
    owner, kind = np.nonzero(held)
    day, reached = taken.T[held], levels.transpose(1, 0, 2)[held]
    test = tests_of(draws, ENGLISH_TESTS, day, where.sheets)
    test = np.where(kind == 2, tests_of(draws, FRENCH_TESTS, day, where.sheets), test)
    return Results(_spread(count, owner), test, day, raw_scores(draws, test, day, reached, where.sheets))


def _levels_of_education(draws: Draws, common: Lives) -> Smalls:
    latent = 0.42 * common.strength + draws.normal(len(common.age)) - 1.3 * common.trade
    level = np.searchsorted(np.array([-2.0, -1.75, -1.3, 0.4, 0.5, 2.3]), latent)
    return level.astype(np.int16)


def _credentials(draws: Draws, common: Lives, where: Setting) -> Credentials:
    """The highest one, a second one of some, and what was studied in Canada."""
    count = len(common.age)
    highest = _levels_of_education(draws, common)
    lower = np.where(highest >= PROFESSIONAL, BACHELOR, draws.whole(ONE_YEAR, BACHELOR, count))
    canadian = draws.one_of([0, 0.36, 0.34, 0.1, 0.01, 0.19], count)
    canadian = np.where((highest < BACHELOR) & (canadian > BACHELOR), TWO_YEAR, canadian)
    only_here = common.studied & draws.chance(0.12, count)
    none = common.trade & draws.chance(np.clip(-0.25 * (common.strength + 1), 0.1, 0.9), count)
    second = draws.chance(np.where(highest >= PROFESSIONAL, 0.4, 0.24), count) & (highest >= BACHELOR)
    held = np.stack([~only_here & ~none, second & ~only_here & ~none, common.studied]).T
    level = np.stack([highest, lower, canadian]).T
    in_canada = np.broadcast_to(np.array([False, False, True]), held.shape)
    done = common.born + np.rint(YEAR * np.minimum(22 + draws.exponential(count), common.age - 1)).astype(np.int32)
    here = where.on - draws.whole(400, 2200, count).astype(np.int32)
    completed = np.stack([done, done - draws.whole(300, 900, count).astype(np.int32), here]).T
    issued = common.submitted_day - draws.whole(6, 900, count).astype(np.int32)
    issued[draws.chance(0.01, count)] = NEVER
    assessed = np.where(in_canada, NEVER, issued[:, None])
    months = np.where(in_canada & draws.chance(0.3, held.shape), draws.whole(8, 40, held.shape), NONE)
    owner = np.nonzero(held)[0]
    return Credentials(
        _spread(count, owner),
        level[held].astype(np.int16),
        in_canada[held],
        completed[held].astype(np.int32),
        np.maximum(assessed, completed)[held].astype(np.int32),
        months[held].astype(np.int16),
    )


def _jobs(draws: Draws, common: Lives, where: Setting) -> Jobs:
    count, strength = len(common.age), common.strength
    here = np.clip(1.03 + (0.8 + 0.12 * np.maximum(strength, 0)) * draws.exponential(count), 1.03, 9)
    once = draws.chance(0.05, count)
    here = np.where(common.inland, here, np.where(once, 0.3 + draws.exponential(count), 0))
    settled = np.maximum(0, -0.5 + (1.9 + 0.3 * strength) * draws.exponential(count))
    abroad = np.where(common.inland, settled, 1.1 + np.maximum(2.8 + 0.4 * strength, 1) * draws.exponential(count))
    abroad = np.where(common.trade, abroad + 2.2, abroad)
    return histories(
        draws,
        Working(
            where.on,
            common.born,
            abroad,
            here,
            common.studied,
            common.inland,
            common.field,
            common.unit_group,
        ),
        where.careers,
    )


def _partner_results(draws: Draws, common: Lives, partners: NDArray[np.intp], where: Setting) -> Results:
    rows = partners[draws.chance(0.62, len(partners))]
    count = len(rows)
    wanted = 7.0 + 0.7 * common.strength[rows] + draws.normal(count)
    levels = np.clip(np.rint(wanted[:, None] + 0.6 * draws.normal((count, 4))), 4, 10).astype(np.int64)
    taken = common.submitted_day[rows] - draws.whole(4, 330, count).astype(np.int32)
    test = tests_of(draws, ENGLISH_TESTS, taken, where.sheets)
    scores = raw_scores(draws, test, taken, levels, where.sheets)
    return Results(_spread(len(common.age), rows), test, taken, scores)


def _partner_credentials(draws: Draws, common: Lives, partners: NDArray[np.intp], where: Setting) -> Credentials:
    rows = partners[draws.chance(0.72, len(partners))]
    count = len(rows)
    level = draws.one_of([0.08, 0.06, 0.1, 0.48, 0.02, 0.25, 0.01], count).astype(np.int16)
    in_canada = draws.chance(0.1, count)
    completed = where.on - draws.whole(400, 4000, count)
    issued = np.maximum(common.submitted_day[rows] - draws.whole(6, 900, count), completed)
    return Credentials(
        _spread(len(common.age), rows),
        level,
        in_canada,
        completed.astype(np.int32),
        np.where(in_canada, NEVER, issued).astype(np.int32),
        np.full(count, NONE, np.int16),
    )


def _partner_jobs(draws: Draws, common: Lives, partners: NDArray[np.intp], where: Setting) -> Jobs:
    """The jobs of partners: in Canada for some of those whose partner is here, abroad for some others."""
    inland = common.inland[partners]
    here = np.where(inland & draws.chance(0.45, len(partners)), 0.3 + draws.exponential(len(partners)), 0)
    abroad = np.where(draws.chance(0.4, len(partners)), 0.5 + 2 * draws.exponential(len(partners)), 0)
    field = np.full(len(partners), where.careers.names.index(OTHER))
    group = where.careers.groups(draws, field, inland)
    born = common.born[partners]
    working = Working(where.on, born, abroad, here, np.zeros(len(partners), np.bool_), inland, field, group)
    jobs = histories(draws, working, where.careers)
    counts = np.zeros(len(common.age), np.intp)
    counts[partners] = np.diff(jobs.offsets)
    return replace(jobs, offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.intp))


def _declared(draws: Draws, common: Lives, where: Setting) -> Declared:
    """All that is declared once."""
    count = len(common.age)
    family = 1 + common.partner + np.where(common.age > 28, draws.one_of([0.6, 0.2, 0.15, 0.05], count), 0)
    offered = draws.chance(np.where(common.inland, 0.06, 0.004), count)
    paragraph = draws.one_of([0.25, 0.2, 0.05, 0.1, 0.4], count)
    certified = common.trade | (draws.chance(0.06, count) & _tradespeople(common, where))
    qualified = common.submitted_day - draws.whole(1000, 3500, count).astype(np.int32)
    issued = common.submitted_day - draws.whole(20, 1500, count).astype(np.int32)
    blank, never, no = np.full(count, NONE, np.int16), np.full(count, NEVER, np.int32), np.zeros(count, np.bool_)
    zero = np.zeros(count, np.int16)
    return Declared(
        born=common.born,
        submitted=common.submitted,
        quebec=no,
        family_size=family.astype(np.int16),
        funds=_funds(draws, common, family.astype(np.int16), where),
        first_language=np.where(draws.chance(0.2, count) & ~common.french, 0, NONE).astype(np.int16),
        primary_occupation=np.where(draws.chance(0.3, count), common.unit_group, NONE).astype(np.int16),
        partner_accompanying=common.partner,
        partner_first_language=blank,
        offer_unit_group=np.where(offered, common.unit_group, NONE).astype(np.int16),
        offer_months=np.where(offered, np.array([12, 24, 36, 32767])[draws.whole(0, 4, count)], NONE).astype(np.int16),
        offer_full_time=offered,
        offer_lmia=offered & (paragraph == 2),
        offer_qualifies=offered & draws.chance(0.5, count) & (common.strength > 0),
        offer_fsw_paragraph=np.where(offered & (paragraph < 4), paragraph, NONE).astype(np.int16),
        offer_fst_paragraph=blank,
        trade_unit_group=np.where(certified, common.unit_group, NONE).astype(np.int16),
        trade_qualified=np.where(certified, qualified, never),
        certificate_unit_group=np.where(certified, common.unit_group, NONE).astype(np.int16),
        certificate_issued=np.where(certified, issued, never),
        nomination_issued=never,
        nomination_express_entry=no,
        sibling=draws.chance(0.066, count),
        relative=draws.chance(0.06, count),
        studied=common.studied & draws.chance(0.6, count),
        partner_studied=common.partner & draws.chance(0.05, count),
        military_serving=no,
        military_years=zero,
        military_unit_group=blank,
        military_offer_years=zero,
        military_offer_full_time=no,
        military_study_years=zero,
    )


def _tradespeople(common: Lives, where: Setting) -> Truths:
    work = where.tables.work
    in_a_trade: Truths = work.trades[work.occupation_of[common.unit_group]]
    return in_a_trade


def _needed(table: Funds, family: Smalls, common: Lives, where: Setting) -> Ints:
    on = np.broadcast_to(np.int32(where.on), len(family))
    return table.needed(family, common.submitted, on)


def _funds(draws: Draws, common: Lives, family: Smalls, where: Setting) -> Ints:
    """Settlement funds: near the table and above it; who works in Canada needs none and often declares less."""
    table = where.tables.programs.funds
    needed = USUAL_FUNDS + 3_500 * (family - 1) if table is None else _needed(table, family, common, where)
    above = (needed * (1 + 0.45 * draws.exponential(len(family)))).astype(np.int64) // 50 * 50 + 50
    short = common.inland & draws.chance(0.6, len(family))
    return np.where(short, above // 4, above).astype(np.int32)
