"""What `toprank invitation` says, as one document: `toprank.invitation/1`."""

from datetime import timedelta
from typing import Any

from toprank.assess.provisional import provisional_reasons
from toprank.invitation.letter import compared
from toprank.invitation.memo import memo
from toprank.invitation.plan import between, deadline_of, plan
from toprank.invitation.recheck import Check, Invitation, Rechecked, recheck, written
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import covers
from toprank.words import say

Json = dict[str, Any]

OUTCOME = {True: "passed", False: "failed", None: "open"}


def invitation_document(asked: Invitation, leads: dict[str, int], rulebook: Rulebook, language: str = "en") -> Json:
    """The recheck, the letter, the plan and the memo; raises Refused or ToprankError for what cannot be answered."""
    invited_on = asked.invited_at.date()
    for day in (invited_on, asked.filing):
        covers(rulebook, day)
    length, deadline, source = deadline_of(asked.invited_at, rulebook)
    last_day = deadline.date() - timedelta(days=1)
    found = recheck(asked, deadline, rulebook, language)
    items = plan(found, asked.filing, leads, rulebook)
    return {
        "schema": "toprank.invitation/1",
        "profile": found.profile.id,
        "invited_at": written(asked.invited_at),
        "filing": asked.filing.isoformat(),
        "rulebook": found.at_invitation["rulebook"],
        "provisional": provisional_reasons(rulebook, max(invited_on, asked.filing), language),
        "invited_under": found.at_invitation["invited_under"],
        "category": found.category,
        "cutoff": asked.cutoff,
        "score": score(found),
        "holds": found.holds,
        "checks": [told_check(check, rulebook, language) for check in found.checks],
        "letter": compared(asked.letter, found.at_invitation, found.at_filing) if asked.letter else None,
        "plan": {
            "days": length,
            "deadline": written(deadline),
            "last_day": last_day.isoformat(),
            "source": source,
            "documents": [told_document(each, language) for each in items],
            "changes": between(found, last_day),
        },
        "memo": {
            choice: [
                {
                    "code": code,
                    "message": say("memo", code, told, language),
                    "source": say("memo_source", code, {}, language),
                    "parameters": told,
                }
                for code, told in facts
            ]
            for choice, facts in memo(asked, found, deadline, length).items()
        },
    }


def score(found: Rechecked) -> Json:
    """The totals: at the invitation, on the filing day, and then with birthdays excused."""
    return {
        "at_invitation": found.at_invitation["crs"]["total"],
        "at_filing": found.at_filing["crs"]["total"],
        "birthdays_excused": found.birthdays,
        "at_filing_excused": found.excused["crs"]["total"],
    }


def told_check(check: Check, rulebook: Rulebook, language: str) -> Json:
    """A check with its sentence and its source; a category is told by its published name and its version."""
    parameters = check.told
    if "category" in parameters:
        version = rulebook.category(parameters["category"])
        title = version.name.get(language) or version.name["en"]
        parameters = parameters | {"title": title, "number": version.number}
    told = {
        "code": check.code,
        "passed": check.passed,
        "message": say(f"check_{OUTCOME[check.passed]}", sentence_of(check), parameters, language),
        "source": say("check_source", check.code, {}, language),
    }
    return told | {"unmet": list(check.unmet), "parameters": parameters}


def sentence_of(check: Check) -> str:
    """The code of the sentence of a check: a rank is told by the cut-off where it is known, else by the letter."""
    if not check.code.startswith("rank") or check.told["cutoff"] is not None:
        return check.code
    alone = check.code == "rank_at_invitation" and check.told["letter"] is None
    return f"{check.code}_alone" if alone else f"{check.code}_uncut"


def told_document(entry: Json, language: str) -> Json:
    """An entry of the plan with its sentence, and with what sources disagree about."""
    message = say("document", entry["code"], entry["parameters"], language)
    conflict = say("document_conflict", entry["document"], {}, language) if entry["conflict"] else None
    return entry | {"message": message, "conflict": conflict}
