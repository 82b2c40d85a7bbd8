"""The first section of a report: the answer in a few sentences."""

from collections.abc import Iterator
from typing import Final

from toprank.assess.changes import over_at
from toprank.assess.concerning import nominated
from toprank.profile import Profile
from toprank.report.answers import MOST
from toprank.report.blocks import Json, items, notice, section, text
from toprank.report.writer import Writer

FIRST_LANGUAGE: Final = {
    "english": "first_language",
    "french": "first_language_french",
    None: "first_language_none",
}


def summary(
    profile: Profile,
    assessment: Json,
    writer: Writer,
    closed: bool,
    doubt: str = "",
    further: bool = True,
    range_: str = "",
) -> Json:
    """The answer first: what is provisional, the score, what is open, what comes next.

    `further` where the reasons why it is provisional follow; `range_` is what is said instead of one score where some
    facts are not known, and how they count below: only what holds whatever they are, or in some cases, is said then.
    """
    blocks = [text(writer.say("unseen"))] if writer.public else []
    if assessment["provisional"]:
        first = doubt or assessment["provisional"][0]["message"]
        blocks.append(
            notice(
                writer.say("provisional_title"),
                [first, writer.say("provisional_still" if further else "provisional_still_alone")],
            )
        )
    left = over_at(profile, writer.on)
    if left:
        blocks.append(notice(writer.say("left_pool_title"), [writer.say("left_pool", at=left)]))
    told = {"on": writer.on, "total": assessment["crs"]["total"], "most": MOST}
    blocks.append(text(range_ or writer.say("score_without_program" if closed else "score", **told)))
    blocks.append(items(found(profile, assessment, writer)))
    blocks.append(text(writer.say("ranking")))
    return section("summary", writer.label("report_section", "summary"), blocks)


def found(profile: Profile, assessment: Json, writer: Writer) -> Iterator[str]:
    """What was found, a sentence for each answer."""
    first, under, coming, cases = (
        assessment["first_language"],
        assessment["invited_under"],
        writer.changes(assessment),
        writer.cases,
    )
    yield from opened("programs", assessment, writer)
    if under and not (cases and any(cases.open(key) == "some" for key in assessment["programs"])):
        code = "invited_under_anew" if over_at(profile, writer.on) else "invited_under"
        yield writer.say(code, title=writer.named("program", under))
    if profile.submitted_at and profile.submitted_at.date() > writer.on:
        yield writer.say("enters_later", on=profile.submitted_at.date())
    if assessment["categories"]:
        yield from opened("categories", assessment, writer)
    else:
        yield writer.say("categories_no_force")
    if nominated(assessment):
        yield writer.say("nominee")
    if not cases:
        yield writer.say(FIRST_LANGUAGE[first])
        yield writer.say("next_change", **coming[0]) if coming else writer.say("no_change")


def opened(kind: str, assessment: Json, writer: Writer) -> Iterator[str]:
    """Which programs or categories are open; with unknown facts those that are whatever they are, then those that are
    in some cases."""
    found, cases = assessment[kind], writer.cases
    if not cases:
        keys = [key for key, each in found.items() if each["eligible"]]
        yield writer.say(f"{kind}_open", titles=titles(keys, writer)) if keys else writer.say(f"{kind}_none")
        return
    states = {key: cases.open(each.get("version") or key) for key, each in found.items()}
    for state in ("all", "some"):
        if keys := [key for key, each in states.items() if each == state]:
            yield writer.cased(f"{kind}_{state}", titles=titles(keys, writer))
    if all(each == "none" for each in states.values()):
        yield writer.cased(f"{kind}_none")


def titles(keys: list[str], writer: Writer) -> str:
    """The names of programs or categories."""
    return "; ".join(map(writer.open_to, keys))
