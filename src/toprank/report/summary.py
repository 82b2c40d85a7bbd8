"""The first section of a report: the answer in a few sentences."""

from collections.abc import Iterator

from toprank.assess.changes import over_at
from toprank.assess.concerning import nominated
from toprank.profile import Profile
from toprank.report.answers import MOST
from toprank.report.blocks import Json, items, notice, section, text
from toprank.report.writer import Writer


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
    facts are not known, and how they count below.
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
    if closed or not range_:
        blocks.append(text(writer.say("score_without_program" if closed else "score", **told)))
    if range_:
        blocks.append(text(range_))
    blocks.append(items(found(profile, assessment, writer)))
    blocks.append(text(writer.say("ranking")))
    return section("summary", writer.label("report_section", "summary"), blocks)


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
