"""Why a candidate was invited or not, in whole sentences, told from the outcome of a slip alone."""

from typing import Any

from toprank.rounds.unmet import NOMINEE
from toprank.rules.outcome import PROGRAMS
from toprank.words import say

Json = dict[str, Any]


def because(outcome: Json, language: str = "en") -> list[str]:
    """The sentences for an outcome."""
    told = outcome["line"] | {key: outcome[key] for key in ("score", "position")}
    told |= {"submitted_at": moment(outcome["submitted_at"]), "tie_break": moment(outcome["line"]["tie_break"])}
    last = ["provisional"] if outcome["round"]["provisional"] else []
    if outcome["eligible"]:
        codes = [line_code(outcome), "position", *last]
        return [say("slip", code, told, language) for code in codes]
    reasons = [reason(each, outcome["round"], language) for each in outcome["unmet"]]
    opening = ["not_eligible", "no_program"] if len(reasons) > 1 else ["not_eligible"]
    said = [[say("slip", code, told, language) for code in codes] for codes in (opening, last)]
    return [*said[0], *reasons, *said[1]]


def of_round(round_: Json, language: str = "en") -> str:
    """What a round was for, when it was held, its size."""
    return say("round", round_["kind"], round_ | {"at": moment(round_["at"])}, language)


def line_code(outcome: Json) -> str:
    """On which side of the line an eligible candidate stands, and why."""
    score, submitted, line = outcome["score"], outcome["submitted_at"], outcome["line"]
    cutoff, tie_break = line["cutoff"], line["tie_break"]
    if outcome["invited"]:
        if tie_break is None:
            return "invited_whole_scores"
        return "invited_above" if score > cutoff else "invited_tied"
    if cutoff is None:
        return "nobody"
    if score < cutoff or tie_break is None:
        return "below"
    return "tied_later" if submitted > tie_break else "tied_same_second"


def reason(unmet: str, round_: Json, language: str) -> str:
    """Why somebody is not eligible, from one reason of an outcome."""
    if unmet == NOMINEE:
        return say("slip", "nominee", {}, language)
    name, code = unmet.split(".")
    told = {"program": name, "version": name, "requirement": say("requirement", code, {}, language)}
    return say("slip", "unmet_program" if name in PROGRAMS else "unmet_category", told, language)


def moment(instant: str | None) -> str:
    """An instant of a certificate as people read it."""
    return "" if instant is None else instant.replace("T", " ").replace("Z", " UTC")
