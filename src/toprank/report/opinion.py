"""The draft of a written opinion, where no program is open (Code of Professional Conduct, SOR/2022-128, s. 27)."""

from collections.abc import Iterator

from toprank.report.answers import moved
from toprank.report.blocks import Json, heading, items, notice, section, signature, text
from toprank.report.writer import Writer
from toprank.rules.outcome import PROGRAMS


def opinion(assessment: Json, writer: Writer) -> Json:
    """The view, its reasons program by program, what could open one, and the client's acknowledgement."""
    blocks = [
        notice(writer.say("opinion_draft"), [writer.say("opinion_code")]),
        text(writer.say("opinion_view", on=writer.on)),
        *reserve(assessment, writer),
        text(writer.say("opinion_reasons")),
    ]
    for key, program in assessment["programs"].items():
        blocks.append(heading(writer.named("program", key)))
        blocks.append(items(lack(each, writer) for each in program["requirements"] if not each["met"]))
    blocks += ahead(assessment, writer)
    blocks.append(signature(writer.say("opinion_remarks"), [("", ""), ("", "")]))
    label = writer.label
    lines = [
        (writer.say("acknowledgement_choice"), ""),
        (label("report", "signature"), ""),
        (label("report", "date"), ""),
    ]
    blocks.append(signature(writer.say("acknowledgement", on=writer.on), lines))
    return section("opinion", label("report_section", "opinion"), blocks)


def reserve(assessment: Json, writer: Writer) -> Iterator[Json]:
    """That the view is provisional, with every reason, on a day after the last verification."""
    if assessment["provisional"]:
        reasons = [each["message"] for each in assessment["provisional"]]
        yield notice(writer.say("opinion_provisional"), [*reasons, writer.say("opinion_provisional_still")])


def lack(found: Json, writer: Writer) -> str:
    """What is missing for a requirement."""
    told = {"have": found["have"], "need": found["need"]}
    return writer.say("opinion_lack", requirement=writer.label("requirement", found["code"]), **told)


def ahead(assessment: Json, writer: Writer) -> list[Json]:
    """The days within a year on which a program opens by itself; or that there is none."""
    opening = [each for each in writer.changes(assessment) if set(each["parameters"].get("opened", [])) & set(PROGRAMS)]
    if not opening:
        return [text(writer.say("opinion_nothing_ahead"))]
    told = [
        writer.say("on_day", on=each["on"], message=" ".join([each["message"], *moved(each["parameters"], writer)]))
        for each in opening
    ]
    return [text(writer.say("opinion_ahead")), items(told)]
