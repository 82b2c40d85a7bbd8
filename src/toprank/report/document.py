"""The report as one document: sections of blocks in one language, with the answers that they were written from."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from pydantic_core import to_json

from toprank.advise import advice_of
from toprank.assess import Case
from toprank.assess.concerning import nominated
from toprank.incomplete import Cases
from toprank.ledger import ledger
from toprank.profile import Profile
from toprank.report import answers, facts, opinion, short
from toprank.report.assumed import assumed
from toprank.report.blocks import Json
from toprank.report.closing import closing
from toprank.report.help import for_nominee, help_
from toprank.report.hours import hours
from toprank.report.practice import LOOKS, Practice
from toprank.report.summary import summary
from toprank.report.writer import Writer
from toprank.rulebook.loader import Rulebook

LONGEST_RUNNING: Final = 64
"""Characters of a name at the top of every page."""


def report(
    document: Any,
    on: date,
    rulebook: Rulebook,
    language: str,
    practice: Practice,
    client: str | None = None,
    full: bool = False,
    also: Sequence[Json] = (),
    public: bool = False,
    doubt: str = "",
    range_: str = "",
    cases: Cases | None = None,
) -> Json:
    """The report on a profile document; raises Refused with every fault where the profile breaks a rule.

    `client` is the person's name, which no profile holds; `full` adds advice and ledger, `also` are sections of its own
    that stand after the summary. Where no program is open and `full` is not asked for the report is a short one: what
    is missing first, and nothing that cannot matter before a program is open (short.py).

    `public` gives the edition for somebody who asked for themselves: a calculation from their own answers, which no
    licensee has seen, without opinion, registration number and signatures, and with every option of the advice; `doubt`
    is the sentence why figures are provisional, where it was said before in other words than the report's;
    `range_` says between which scores the truth lies, where some facts are not known, and `cases` are those whose least
    favourable one the document holds. The same arguments give the same document.
    """
    case = Case.of(document, on, rulebook, language)
    profile, assessment = case.profile, case.assessment()
    writer = Writer(language, on, rulebook, public, cases)
    closed = not any(
        cases.open(key) != "none" if cases else program["eligible"] for key, program in assessment["programs"].items()
    )
    hashes = {"facts": facts_hash(profile), "rulebook": rulebook.content_hash}
    more: Json = {"advice": None, "ledger": None}
    if full or (closed and public):
        more["advice"] = advice_of(case)
        more["ledger"] = ledger(case)
    if closed and not full:
        content = list(short.sections(profile, assessment, more, writer, also, doubt, range_))
    else:
        content = list(sections(profile, assessment, more, writer, closed, also, doubt, range_))
    content += closing(writer, practice, client, hashes)
    return {
        "schema": "toprank.report/1",
        "language": language,
        "kind": "calculation" if public else "opinion" if closed else "assessment",
        "title": writer.say("title_opinion" if closed and not public else "title"),
        "profile": profile.id,
        "client": client,
        "on": on.isoformat(),
        "practice": {key: value for key, value in asdict(practice).items() if key not in LOOKS},
        "rulebook": {**assessment["rulebook"], "hash": rulebook.content_hash},
        "facts": hashes["facts"],
        "provisional": bool(assessment["provisional"]),
        "head": head(writer, practice, client, profile.id),
        "running": running(writer, client, profile.id, hashes["rulebook"]),
        "sections": content,
        "assessment": assessment,
        **more,
    }


def facts_hash(profile: Profile) -> str:
    """A hash of all facts, however the file writes them: defaults filled in, keys in the order of the contract."""
    return f"sha256:{hashlib.sha256(to_json(profile.model_dump(mode='json', by_alias=True))).hexdigest()}"


def head(writer: Writer, practice: Practice, client: str | None, profile: str) -> Json:
    """What stands at the top of the first page."""
    label = writer.label
    if writer.public:
        day = {"label": label("report", "day"), "value": writer.day(writer.on)}
        return {"practice": practice.name, "lines": [], "facts": [day]}
    told = [(label("report", "client"), client or label("report", "unsigned")), (label("report", "file"), profile)]
    told += [(label("report", "day"), writer.day(writer.on))]
    if practice.adviser:
        told.append((label("report", "adviser"), practice.adviser))
    registration = [writer.say("registration", number=practice.registration)] if practice.registration else []
    return {
        "practice": practice.name,
        "lines": [*registration, *([practice.contact] if practice.contact else [])],
        "facts": [{"label": name, "value": value} for name, value in told],
    }


def running(writer: Writer, client: str | None, profile: str, rulebook: str) -> Json:
    """What stands on every page; {page} and {pages} are left for the writer of pages."""
    who = shortened(client) if client else writer.say("unnamed", profile=profile)
    version = {"version": writer.rulebook.version, "hash": rulebook[: len("sha256:") + 12]}
    return {
        "header": writer.say("header", who=who, on=writer.on),
        "footer": writer.say("footer", **version),
        "page": writer.say("page", page="{page}", pages="{pages}"),
    }


def shortened(name: str) -> str:
    """A name as it fits on one line."""
    return name if len(name) <= LONGEST_RUNNING else f"{name[: LONGEST_RUNNING - 1].rstrip()}…"


def sections(
    profile: Profile,
    assessment: Json,
    more: Json,
    writer: Writer,
    closed: bool,
    also: Sequence[Json],
    doubt: str,
    range_: str,
) -> Iterator[Json]:
    """The sections that say something about the person, in the order in which they are read."""
    yield summary(profile, assessment, writer, closed, doubt, range_=range_)
    yield from also
    if closed and not writer.public:
        yield opinion.opinion(assessment, writer)
    yield assumed(answers.score(assessment, writer), writer)
    if assessment["provisional"]:
        yield answers.provisional(assessment, writer)
    yield answers.programs(assessment, writer)
    yield answers.categories(assessment, writer)
    yield assumed(answers.changes(assessment, writer), writer)
    if more["advice"]:
        advice = for_nominee(more["advice"]) if nominated(assessment) else more["advice"]
        yield assumed(help_(advice, writer), writer)
    if more["ledger"]:
        yield assumed(hours(more["ledger"], writer), writer)
    if assessment["warnings"]:
        yield answers.warnings(assessment, writer)
    yield facts.declared(profile, writer)
