"""The values that are tried for an offer of employment, and for each of its fields."""

from collections.abc import Sequence

from toprank.facts import FST_PARAGRAPHS, FSW_PARAGRAPHS
from toprank.incomplete.choices import SKILLED, Asked, Choice, Json, first_of_each_teer, occupations
from toprank.rulebook.classification import unit_groups


def offer(asked: Asked) -> list[Choice]:
    """None; one of a year in the occupation of the latest job that meets every rule of the day."""
    jobs = asked.intake.document.get("jobs")
    named = [job.get("noc") for job in jobs if isinstance(job, dict)] if isinstance(jobs, list) else []
    code = next((each for each in reversed(named) if each in unit_groups()), SKILLED)
    held: Json = {"noc": code, "duration_months": 12, "lmia": True, "qualifies_for_crs": True}
    held |= {"fsw_paragraph": "b", "fst_paragraph": "ii"}
    return [Choice(None, "none"), Choice(held, "offer", {"noc": code})]


def offered_noc(asked: Asked) -> list[Choice]:
    """One unit group of each TEER, one of each wage level that has points, and the trade's own."""
    levels = asked.tables.crs.high_wage_level.tolist()
    paid = {level: code for code, level in reversed(list(zip(unit_groups(), levels, strict=True))) if level}
    trade = asked.intake.document.get("trade")
    own = str(trade.get("noc")) if isinstance(trade, dict) else ""
    return occupations([*first_of_each_teer().values(), *paid.values(), *([own] if own in unit_groups() else [])])


def duration(asked: Asked) -> list[Choice]:
    """Shorter than any program asks of an offer, and each length that one asks for."""
    asks = sorted({asked.tables.programs.fsw_offer_months, asked.tables.programs.fst_offer_months})
    longer = [Choice(months, "months", {"months": months}) for months in asks]
    return [Choice(asks[0] - 1, "months_less", {"months": asks[0]}), *longer]


def fsw_paragraph(asked: Asked) -> list[Choice]:
    """None, and each paragraph of IRPR 82(2)."""
    return paragraphs(FSW_PARAGRAPHS)


def fst_paragraph(asked: Asked) -> list[Choice]:
    """None, and each subparagraph of IRPR 87.2(3)(d)."""
    return paragraphs(FST_PARAGRAPHS)


def paragraphs(listed: Sequence[str]) -> list[Choice]:
    """No paragraph, and each of some."""
    return [Choice(None, "no_paragraph"), *(Choice(each, "paragraph", {"paragraph": each}) for each in listed)]
