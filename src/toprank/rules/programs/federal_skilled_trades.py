"""The federal skilled trades class (IRPR 87.2): two years in a listed trade, and an offer or a certificate in it."""

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.rulebook.tables import Tables
from toprank.rules.programs.common import Requirements, enough_funds, in_one_language, outside_quebec


def offered(candidates: Candidates, tables: Tables) -> Truths:
    """Who has an offer under 87.2(3)(d)(ii) to (v): full time, long enough, in the trade itself."""
    declared = candidates.declared
    in_the_trade = (declared.offer_unit_group == declared.trade_unit_group) & (declared.trade_unit_group >= 0)
    long_enough = declared.offer_months >= tables.programs.fst_offer_months
    found: Truths = in_the_trade & (declared.offer_fst_paragraph >= 0) & declared.offer_full_time & long_enough
    return found


def certified(candidates: Candidates) -> Truths:
    """Who holds a certificate of qualification in the trade itself by the day (87.2(3)(d)(i))."""
    declared = candidates.declared
    in_the_trade = (declared.certificate_unit_group == declared.trade_unit_group) & (declared.trade_unit_group >= 0)
    found: Truths = in_the_trade & (declared.certificate_issued <= candidates.on)
    return found


def in_a_listed_trade(candidates: Candidates, tables: Tables) -> Truths:
    """Who applies for a trade of the list (87.2(1))."""
    return (candidates.trade_occupation >= 0) & tables.work.trades[candidates.trade_occupation]


def requirements(candidates: Candidates, tables: Tables) -> Requirements:
    """The requirements of the class."""
    offer = offered(candidates, tables)
    waived = offer & tables.programs.fst_offer_waives[candidates.declared.offer_fst_paragraph]
    return {
        "outside_quebec": outside_quebec(candidates),
        "listed_trade": in_a_listed_trade(candidates, tables),
        "trade_work": candidates.trade_work >= tables.programs.fst_work,
        "language": in_one_language(candidates, tables.programs.fst_language),
        "offer_or_certificate": offer | certified(candidates),
        "settlement_funds": enough_funds(candidates, waived, tables),
    }
