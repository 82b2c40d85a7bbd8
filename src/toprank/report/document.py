"""The report as one document: sections of blocks in one language, with the answers that they were written from."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from pydantic_core import to_json

from toprank.advise import advice_of
from toprank.assess import Case
from toprank.assess.changes import over_at
from toprank.assess.concerning import nominated
from toprank.ledger import ledger
from toprank.profile import Profile
from toprank.report import answers, facts, opinion
from toprank.report.blocks import Json, items, notice, section, text
from toprank.report.closing import closing
from toprank.report.help import for_nominee, help_
from toprank.report.hours import hours
from toprank.report.practice import LOOKS, Practice
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
) -> Json:
    """The report on a profile document; raises Refused with every fault where the profile breaks a rule.

    `client` is the person's name, which no profile holds; `full` adds advice and ledger, `also`
    are sections of its own that stand after the summary. `public` gives the edition for somebody who asked for
    themselves: a calculation from their own answers, which no licensee has seen, without opinion, registration number
    and signatures, and with every option of the advice; `doubt` is the sentence why figures are provisional, where it
    was said before in other words than the report's. The same arguments give the same document.
    """
    case = Case.of(document, on, rulebook, language)
    profile, assessment = case.profile, case.assessment()
    writer = Writer(language, on, rulebook, public)
    closed = not any(program["eligible"] for program in assessment["programs"].values())
    hashes = {"facts": facts_hash(profile), "rulebook": rulebook.content_hash}
    more: Json = {"advice": None, "ledger": None}
    if full:
        more["advice"] = advice_of(case)
        more["ledger"] = ledger(case)
    content = list(sections(profile, assessment, more, writer, closed, also, doubt))
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
    profile: Profile, assessment: Json, more: Json, writer: Writer, closed: bool, also: Sequence[Json], doubt: str
) -> Iterator[Json]:
    """The sections that say something about the person, in the order in which they are read."""
    yield section(
        "summary", writer.label("report_section", "summary"), summary(profile, assessment, writer, closed, doubt)
    )
    yield from also
    if closed and not writer.public:
        yield opinion.opinion(assessment, writer)
    yield answers.score(assessment, writer)
    if assessment["provisional"]:
        yield answers.provisional(assessment, writer)
    yield answers.programs(assessment, writer)
    yield answers.categories(assessment, writer)
    yield answers.changes(assessment, writer)
    if more["advice"]:
        yield help_(for_nominee(more["advice"]) if nominated(assessment) else more["advice"], writer)
    if more["ledger"]:
        yield hours(more["ledger"], writer)
    if assessment["warnings"]:
        yield answers.warnings(assessment, writer)
    yield facts.declared(profile, writer)


def summary(profile: Profile, assessment: Json, writer: Writer, closed: bool, doubt: str = "") -> list[Json]:
    """The answer first: what is provisional, the score, what is open, what comes next."""
    blocks = [text(writer.say("unseen"))] if writer.public else []
    if assessment["provisional"]:
        first = doubt or assessment["provisional"][0]["message"]
        blocks.append(notice(writer.say("provisional_title"), [first, writer.say("provisional_still")]))
    left = over_at(profile, writer.on)
    if left:
        blocks.append(notice(writer.say("left_pool_title"), [writer.say("left_pool", at=left)]))
    told = {"on": writer.on, "total": assessment["crs"]["total"], "most": answers.MOST}
    blocks.append(text(writer.say("score_without_program" if closed else "score", **told)))
    blocks.append(items(found(profile, assessment, writer)))
    blocks.append(text(writer.say("ranking")))
    return blocks


def found(profile: Profile, assessment: Json, writer: Writer) -> Iterator[str]:
    """What was found, a sentence for each answer."""
    programs = [key for key, each in assessment["programs"].items() if each["eligible"]]
    categories = [key for key, each in assessment["categories"].items() if each["eligible"]]
    first, under, coming = (
        assessment["first_language"],
        assessment["invited_under"],
        writer.changes(assessment),
    )
    yield titles("programs", programs, writer)
    if under:
        code = "invited_under_anew" if over_at(profile, writer.on) else "invited_under"
        yield writer.say(code, title=writer.named("program", under))
    if profile.submitted_at and profile.submitted_at.date() > writer.on:
        yield writer.say("enters_later", on=profile.submitted_at.date())
    if assessment["categories"]:
        yield titles("categories", categories, writer)
    else:
        yield writer.say("categories_no_force")
    if nominated(assessment):
        yield writer.say("nominee")
    if first:
        yield writer.say("first_language" if first == "english" else "first_language_french")
    else:
        yield writer.say("first_language_none")
    yield writer.say("next_change", **coming[0]) if coming else writer.say("no_change")


def titles(kind: str, keys: list[str], writer: Writer) -> str:
    """Which programs or categories are open."""
    if not keys:
        return writer.say(f"{kind}_none")
    return writer.say(f"{kind}_open", titles="; ".join(map(writer.open_to, keys)))
