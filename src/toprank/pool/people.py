"""Synthetic people: facts by chance, from one number a person that says how strong they are.

What is published about the pool and the invited (year-end reports) gives the shares; how strength moves age, language,
education and work was not published and is a judgement. Nobody here is like anyone living.
"""

from typing import Final

import numpy as np

from toprank.days import NEVER
from toprank.facts import CREDENTIALS, NONE, Credentials, Declared, Facts, Ints, Jobs, Results, Smalls, Truths
from toprank.pool.draws import Draws, Reals
from toprank.pool.histories import YEAR, Working, histories
from toprank.pool.language import ENGLISH_TESTS, FRENCH_TESTS, raw_scores, tests_of
from toprank.pool.partners import partner_credentials, partner_jobs, partner_results
from toprank.pool.setting import Lives, Setting, lives, spread
from toprank.rulebook.tables import Funds

SECONDARY, ONE_YEAR, TWO_YEAR, BACHELOR, PROFESSIONAL, MASTER, DOCTORAL = range(len(CREDENTIALS))
FST_OFFERS: Final = 0.12
"""Share of tradespeople who hold an offer under IRPR 87.2(3)(d)(ii) to (v), half of them nothing else; a judgement."""
RECRUITS: Final = 0.0006
"""Share of people with an offer of the Canadian Armed Forces; no round has been held for them, so a judgement."""
USUAL_FUNDS: Final = 13_000
"""Dollars for one person on days without a table of settlement funds."""


def people(draws: Draws, strength: Reals, where: Setting) -> Facts:
    """Facts of one person for each strength (about -4 to 3), live at the end of the day; not all are eligible."""
    common = lives(draws, strength, where)
    with_partner = np.flatnonzero(common.partner)
    return Facts(
        declared=_declared(draws, common, where),
        results=_results(draws, common, where),
        credentials=_credentials(draws, common, where),
        jobs=_jobs(draws, common, where),
        partner_results=partner_results(draws, common, with_partner, where),
        partner_credentials=partner_credentials(draws, common, with_partner, where),
        partner_jobs=partner_jobs(draws, common, with_partner, where),
    )


def _results(draws: Draws, common: Lives, where: Setting) -> Results:
    """English results of nearly all, an earlier and weaker one of some, French ones of those who speak it."""
    count, strength = len(common.age), common.strength
    francophone = common.french & draws.chance(0.68, count)
    some_french = draws.chance(0.035, count)
    english = 8.4 + 0.6 * strength + 0.6 * draws.normal(count) - 2.2 * francophone
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
    return Results(spread(count, owner), test, day, raw_scores(draws, test, day, reached, where.sheets))


def _levels_of_education(draws: Draws, common: Lives) -> Smalls:
    latent = 0.36 * common.strength + draws.normal(len(common.age)) - 1.3 * common.trade
    level = np.searchsorted(np.array([-2.0, -1.75, -1.25, 0.52, 0.62, 2.45]), latent)
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
        spread(count, owner),
        level[held].astype(np.int16),
        in_canada[held],
        completed[held].astype(np.int32),
        np.maximum(assessed, completed)[held].astype(np.int32),
        months[held].astype(np.int16),
    )


def _jobs(draws: Draws, common: Lives, where: Setting) -> Jobs:
    count, strength = len(common.age), common.strength
    here = np.clip(1.03 + (0.9 + 0.45 * np.maximum(strength, 0)) * draws.exponential(count), 1.03, 9)
    once = draws.chance(0.05, count)
    here = np.where(common.inland, here, np.where(once, 0.3 + draws.exponential(count), 0))
    settled = 0.3 + np.maximum(1.3 + 0.25 * strength, 0.6) * draws.exponential(count)
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


def _declared(draws: Draws, common: Lives, where: Setting) -> Declared:
    """All that is declared once."""
    count = len(common.age)
    family = 1 + common.partner + np.where(common.age > 28, draws.one_of([0.6, 0.2, 0.15, 0.05], count), 0)
    offered = draws.chance(np.where(common.inland, 0.06, 0.004), count)
    in_trade = common.trade & draws.chance(FST_OFFERS, count)
    offered |= in_trade
    paragraph = draws.one_of([0.25, 0.2, 0.05, 0.1, 0.4], count)
    trade = common.trade | (draws.chance(0.06, count) & _tradespeople(common, where))
    certified = trade & ~(in_trade & draws.chance(0.5, count))
    recruit = draws.chance(RECRUITS, count)
    served = np.where(recruit, draws.whole(700, 2600, count), 0)
    qualified = common.submitted_day - draws.whole(1000, 3500, count).astype(np.int32)
    issued = common.submitted_day - draws.whole(20, 1500, count).astype(np.int32)
    blank, never, no = np.full(count, NONE, np.int16), np.full(count, NEVER, np.int32), np.zeros(count, np.bool_)
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
        offer_fst_paragraph=np.where(in_trade, draws.whole(0, 4, count), NONE).astype(np.int16),
        trade_unit_group=np.where(trade, common.unit_group, NONE).astype(np.int16),
        trade_qualified=np.where(trade, qualified, never),
        certificate_unit_group=np.where(certified, common.unit_group, NONE).astype(np.int16),
        certificate_issued=np.where(certified, issued, never),
        nomination_issued=never,
        nomination_express_entry=no,
        sibling=draws.chance(0.066, count),
        relative=draws.chance(0.06, count),
        studied=common.studied & draws.chance(0.6, count),
        partner_studied=common.partner & draws.chance(0.05, count),
        military_serving=recruit,
        military_years=served.astype(np.int16),
        military_unit_group=np.where(recruit, where.careers.military.draw(draws, count), NONE).astype(np.int16),
        military_offer_years=np.where(recruit, draws.one_of([0, 1, 0, 8, 1, 2], count) * 100, 0).astype(np.int16),
        military_offer_full_time=recruit,
        military_study_years=np.where(recruit, draws.one_of([1, 1, 3, 3, 4], count) * 100, 0).astype(np.int16),
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
