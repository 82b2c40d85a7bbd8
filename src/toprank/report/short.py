"""The report for somebody to whom no program is open: what is missing first, and nothing that cannot matter before.

Left out are lines of the score without points, requirements that are met, the conditions of the categories, which all
ask for a program first, steps that only gain points, and the hours job by job.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from toprank.profile import Profile
from toprank.report import answers, facts, opinion
from toprank.report.assumed import assumed
from toprank.report.blocks import Json, heading, section, table, text
from toprank.report.help import for_programs, help_
from toprank.report.hours import Hours
from toprank.report.summary import summary
from toprank.report.writer import Writer

MEASURES: Final = ("cec", "fsw_continuous", "fst")
"""The measures of the ledger that programs ask for."""


def sections(
    profile: Profile, assessment: Json, more: Json, writer: Writer, also: Sequence[Json], doubt: str, range_: str
) -> Iterator[Json]:
    """The sections that say something about the person, in the order in which they are read."""
    yield summary(profile, assessment, writer, closed=True, doubt=doubt, further=not writer.public, range_=range_)
    if not writer.public:
        yield opinion.opinion(assessment, writer)
    yield missing(assessment, more["ledger"], writer)
    yield assumed(answers.changes(assessment, writer), writer)
    if more["advice"]:
        yield assumed(steps(for_programs(more["advice"]), writer), writer)
    yield from also
    yield assumed(answers.score(assessment, writer, every=False), writer)
    if assessment["warnings"]:
        yield answers.warnings(assessment, writer)
    yield facts.declared(profile, writer)


def steps(advice: Json, writer: Writer) -> Json:
    """The steps that open a program; that there is none, where no step does."""
    if advice["options"] or advice["combinations"]:
        found = help_(advice, writer)
        return {**found, "blocks": [text(writer.say("steps_short")), *found["blocks"]]}
    title = writer.label("report_section", "advice")
    way = advice["in_the_way"]
    said = way["message"] if way and way["code"] == "intention" else writer.say("steps_none")
    return section("advice", title, [text(said), text(advice["limits"], small=True)])


def missing(assessment: Json, ledger: Json | None, writer: Writer) -> Json:
    """What each program lacks, and when the hours that it asks for are there; with unknown facts also what may be
    lacking, and then which of it is."""
    blocks = [text(writer.say("missing_edition"))] if writer.public else []
    blocks.append(text(writer.say("missing_intro")))
    columns = [writer.column("requirement", 6), writer.column("have", 7), writer.column("need", 7)]
    columns.append(writer.column("source", 2, figures=True))
    columns = answers.requirement_columns(writer) if writer.cases else columns
    for key, found in assessment["programs"].items():
        title = writer.named("program", key)
        lacks = [
            answers.requirement(key, each, writer)
            for each in answers.needs(found)
            if not each["met"] or answers.footing(key, each["code"], writer) == "unknown"
        ]
        bare = [{**each, "cells": each["cells"][1:], "state": None} for each in lacks]
        caption = writer.say("requirements", "report_caption", title=title)
        blocks += [
            heading(title, *answers.opening(key, found, writer)),
            table(caption, columns, lacks if writer.cases else bare),
        ]
    if ledger:
        hours = Hours(ledger, writer, MEASURES)
        blocks += [heading(hours.say("measures")), hours.thresholds()] if hours.shown else []
    blocks.append(text(writer.say("missing_categories")))
    return section("programs", writer.label("report_section", "missing"), blocks)
