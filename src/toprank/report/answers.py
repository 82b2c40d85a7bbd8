"""The answers of a report: the score line by line, programs, categories, what changes, what is doubtful."""

import re
from typing import Any, Final

from toprank.assess.concerning import nominated
from toprank.incomplete.cases import Footing
from toprank.report.blocks import Json, heading, items, row, section, table, text
from toprank.report.writer import Writer
from toprank.words.forms import signed

PLACE: Final = re.compile("/((?:partner/)?(?:languages|education|jobs))/([0-9]+)")
"""A row of one of the tables of facts, as a JSON Pointer names it."""
MOST: Final = 1200
"""The highest score there is."""


def score(assessment: Json, writer: Writer, every: bool = True) -> Json:
    """The lines of the score, by part, with their sources: every one, or those that have points."""
    crs = assessment["crs"]
    rows = []
    for part in ("core", "spouse", "transferability", "additional", "total"):
        if part != "total":
            if not every and not crs[part]:
                continue
            rows.append(row(writer.named("part", part), writer.number(crs[part]), "", "", "", weight="part"))
        rows += [line(each, writer) for each in crs["lines"] if each["part"] == part and (every or each["points"])]
    rows.append(
        row(writer.label("report", "total"), writer.number(crs["total"]), writer.number(MOST), "", "", weight="total")
    )
    columns = [writer.column("factor", 6), writer.column("points", 2, figures=True)]
    columns += [writer.column("most", 2, figures=True), writer.column("because", 9)]
    columns += [writer.column("source", 2, figures=True)]
    blocks = [text(writer.say("score_intro"))] + ([] if every else [text(writer.say("score_short"))])
    blocks += [table(writer.label("report_caption", "score"), columns, rows)]
    return section("score", writer.label("report_section", "score"), blocks)


def line(found: Json, writer: Writer) -> Json:
    """One line of the score."""
    most = writer.number(found["maximum"]) if found["maximum"] else ""
    points = signed(found["points"], writer.language) if found["points"] < 0 else writer.number(found["points"])
    name, because = writer.label("factor", found["factor"]), found["because"]
    if writer.cases and writer.cases.counts(found["factor"]):
        because = writer.cased("because", because=because)
    return row(name, points, most, because, writer.source(found["source"]))


def provisional(assessment: Json, writer: Writer) -> Json:
    """Every reason why the figures are not final."""
    reasons = items(each["message"] for each in assessment["provisional"])
    title = writer.label("report_section", "provisional")
    return section("provisional", title, [text(writer.say("provisional_intro")), reasons])


def programs(assessment: Json, writer: Writer) -> Json:
    """Each program with its requirements, met or not."""
    blocks = [text(writer.say("programs_intro"))]
    for key, found in assessment["programs"].items():
        title = writer.named("program", key)
        blocks.append(heading(title, *opening(key, found, writer)))
        if "grid" in found:
            blocks.append(grid(found, writer))
        caption = writer.say("requirements", "report_caption", title=title)
        rows = [requirement(key, each, writer) for each in needs(found)]
        blocks.append(table(caption, requirement_columns(writer), rows))
    return section("programs", writer.label("report_section", "programs"), blocks)


def opening(key: str, found: Json, writer: Writer) -> tuple[bool | None, str]:
    """Whether a program, or the version of a category, is open, and that in words; None where it depends."""
    if not writer.cases:
        return found["eligible"], writer.say("eligible" if found["eligible"] else "not_eligible")
    state = writer.cases.open(key)
    open_ = {"all": True, "some": None, "none": False}[state]
    return open_, writer.cased(f"open_{state}")


def footing(key: str, code: str, writer: Writer) -> Footing:
    """What is known of a requirement; everything where no fact is unknown."""
    return writer.cases.requirement(key, code) if writer.cases else "known"


def needs(found: Json) -> list[Json]:
    """The requirements of a program or category."""
    needed: list[Json] = found["requirements"]
    return needed


def grid(found: Json, writer: Writer) -> Json:
    """The grid of 100 points in a sentence; or that it is not worked out."""
    say = writer.cased if footing("fsw", "pass_mark", writer) != "known" else writer.say
    if found["grid"] is None:
        return text(say("grid_none"))
    parts = "; ".join(f"{writer.named('grid', part)} {points}" for part, points in found["grid"].items())
    return text(say("grid", points=found["points"], parts=parts))


def requirement_columns(writer: Writer) -> list[Any]:
    """The columns of a table of requirements."""
    columns = [writer.column("state", 4), writer.column("requirement", 6), writer.column("have", 6)]
    return [*columns, writer.column("need", 6), writer.column("source", 2, figures=True)]


def requirement(key: str, found: Json, writer: Writer) -> Json:
    """One requirement of a program or version, met or not; one that rests on unknown facts met or not in every case,
    or not known, with what is counted of it."""
    name, source = writer.label("requirement", found["code"]), writer.source(found["source"])
    known = footing(key, found["code"], writer)
    if known == "known":
        state = writer.say("met" if found["met"] else "not_met")
        return row(state, name, found["have"], found["need"], source, state=found["met"])
    have = writer.cased("counted", value=found["have"])
    met = None if known == "unknown" else known == "met"
    return row(writer.cased(known), name, have, found["need"], source, state=met)


def categories(assessment: Json, writer: Writer) -> Json:
    """Every category with its own conditions; what they all ask for is said once, above the table."""
    rows = []
    for found in assessment["categories"].values():
        title = writer.versioned(found["version"])
        state, told = opening(found["version"], found, writer)
        rows.append(row(told, title, weight="part", state=state))
        rows += [
            requirement(found["version"], each, writer) for each in needs(found) if each["code"] != "federal_program"
        ]
    if not rows:
        return section(
            "categories", writer.label("report_section", "categories"), [text(writer.say("categories_no_force"))]
        )
    caption = writer.label("report_caption", "categories")
    nominee = [text(writer.say("nominee"))] if nominated(assessment) else []
    blocks = [text(writer.say("categories_intro")), *nominee, table(caption, requirement_columns(writer), rows)]
    return section("categories", writer.label("report_section", "categories"), blocks)


def changes(assessment: Json, writer: Writer) -> Json:
    """What will change within a year, with the total that it leads to."""
    total, rows = assessment["crs"]["total"], []
    for each in writer.changes(assessment):
        total += each["points"]
        told = " ".join([each["message"], *moved(each["parameters"], writer)])
        rows.append(row(writer.day(each["on"]), told, signed(each["points"], writer.language), writer.number(total)))
    title = writer.label("report_section", "changes")
    nominee = [text(writer.say("changes_nominee"))] if nominated(assessment) else []
    if not rows:
        return section("changes", title, [text(writer.say("no_change")), *nominee])
    columns = [writer.column("on", 4), writer.column("what", 12), writer.column("points", 2, figures=True)]
    columns.append(writer.column("total", 2, figures=True))
    caption = writer.label("report_caption", "changes")
    return section("changes", title, [text(writer.say("changes_intro")), *nominee, table(caption, columns, rows)])


def moved(told: Json, writer: Writer) -> list[str]:
    """The programs and categories that a change opens and closes."""
    found = []
    for code, keys in (("opens", told.get("opened")), ("closes", told.get("closed"))):
        if keys:
            found.append(writer.say(code, titles="; ".join(map(writer.open_to, keys))))
    return found


def warnings(assessment: Json, writer: Writer) -> Json:
    """What is doubtful, and which facts it is about: what is said of several is said once."""
    fields: dict[str, list[str]] = {}
    for each in assessment["warnings"]:
        fields.setdefault(each["message"], []).append(each["pointer"])
    columns = [writer.column("pointer", 3), writer.column("doubt", 9)]
    rows = [row("; ".join(places(pointers, writer)), message) for message, pointers in fields.items()]
    blocks = [text(writer.say("warnings_intro")), table(writer.label("report_caption", "warnings"), columns, rows)]
    return section("warnings", writer.label("report_section", "warnings"), blocks)


def places(pointers: list[str], writer: Writer) -> list[str]:
    """Fields of the profile as the facts declared name them: the table, and the numbers of its rows."""
    numbers: dict[str, list[int]] = {}
    for pointer in pointers:
        found = PLACE.match(pointer)
        listed = numbers.setdefault(found[1].replace("/", "_") if found else "person", [])
        if found and int(found[2]) + 1 not in listed:
            listed.append(int(found[2]) + 1)
    return [
        writer.say("place", table=writer.label("report_caption", code), numbers=sorted(listed))
        if listed
        else writer.label("report_caption", code)
        for code, listed in numbers.items()
    ]
