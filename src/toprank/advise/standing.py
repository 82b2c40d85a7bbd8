"""Steps that others decide or that a paper shows: nomination, certificate, offer, funds."""

from collections.abc import Iterator
from typing import Final

from toprank.advise.change import Change
from toprank.advise.situation import Situation
from toprank.advise.step import Step, always
from toprank.profile import Certificate, Nomination, Offer

ANY_PROVINCE: Final = "ON"
"""Every province gives the same points."""


def own_steps(situation: Situation) -> Iterator[Step]:
    """Each step that may matter to the candidate on the day."""
    yield from nomination(situation)
    yield from certificate(situation)
    yield from offer(situation)
    yield from funds(situation)


def nomination(situation: Situation) -> Iterator[Step]:
    """A nomination through Express Entry."""
    change = Change(("nomination",), Nomination.model_construct(province=ANY_PROVINCE, issued=situation.on))
    yield Step(
        code="nomination",
        parameters={},
        made=always(change),
        on=situation.on,
        slot="nomination",
        takes={"nomination": 1},
        depends=("province_decides",),
        in_hands_of="province",
    )


def certificate(situation: Situation) -> Iterator[Step]:
    """A certificate of qualification in the trade applied for, or in which the candidate worked."""
    declared = situation.profile.trade
    own = [declared.noc] if declared else []
    own += [job.noc for job in situation.jobs()]
    for noc in list(dict.fromkeys(noc for noc in own if situation.trade(noc)))[:2]:
        held = Certificate.model_construct(noc=noc, province=ANY_PROVINCE, issued=situation.on)
        change = Change(("certificate_of_qualification",), held)
        yield Step(
            code="certificate",
            parameters={"noc": noc},
            made=always(change),
            on=situation.on,
            slot="certificate",
            takes={"certificate": 1},
            depends=("authority_decides",),
            in_hands_of="authority",
        )


def offer(situation: Situation) -> Iterator[Step]:
    """An offer backed by a labour market assessment, where it may count: the ranking, the grid, the trades."""
    programs, declared = situation.tables.programs, situation.profile.trade
    months = max(programs.fsw_offer_months, programs.fst_offer_months)
    nocs = [declared.noc] if declared else []
    if situation.occupation:
        nocs.append(situation.occupation)
    for noc in dict.fromkeys(nocs):
        held = Offer(
            noc=noc,
            duration_months=months,
            lmia=True,
            qualifies_for_crs=True,
            fsw_paragraph="c",
            fst_paragraph="iv" if declared and declared.noc == noc else None,
        )
        change = Change(("offer",), held)
        yield Step(
            code="offer",
            parameters={"noc": noc, "months": months},
            made=always(change),
            on=situation.on,
            slot="offer",
            takes={"offer": 1},
            depends=("employer_decides", "lmia"),
            in_hands_of="employer",
        )


def funds(situation: Situation) -> Iterator[Step]:
    """Settlement funds of the amount asked of the family."""
    needed = situation.funds_needed
    if situation.profile.settlement_funds < needed:
        change = Change(("settlement_funds",), needed)
        yield Step(
            code="funds",
            parameters={"amount": needed},
            made=always(change),
            on=situation.on,
            slot="funds",
            takes={"funds": 1},
            depends=("funds_own",),
        )
