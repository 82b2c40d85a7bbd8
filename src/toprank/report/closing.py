"""What stands at the end of every report: its limits, the signatures, the sources, how it was made."""

from collections.abc import Iterator

from toprank.report.blocks import Json, items, row, section, signature, table, text
from toprank.report.practice import Practice
from toprank.report.writer import Writer


def closing(writer: Writer, practice: Practice, client: str | None, hashes: dict[str, str]) -> Iterator[Json]:
    """What stands at the end of every report: limits, how it was made, sources, signatures."""
    limits = ["limit_guarantee", "limit_facts", "limit_duties", "limit_admissibility"]
    told = [writer.say(code) for code in limits]
    told.append(writer.say("limit_law", verified_to=writer.rulebook.verified_to))
    told.append(writer.say("limit_government", practice=practice.name))
    yield section("limits", writer.label("report_section", "limits"), [items(told)])
    if not writer.public:
        yield signatures(writer, practice, client)
    yield sources(writer)
    yield about(writer, hashes)


def signatures(writer: Writer, practice: Practice, client: str | None) -> Json:
    """Who prepared the report, and the client's word that the facts are right."""
    label = writer.label
    by_hand = [(label("report", "signature"), ""), (label("report", "date"), "")]
    prepared = [
        (label("report", "adviser"), practice.adviser),
        (label("report", "practice"), practice.name),
        (label("report", "registration_label"), practice.registration),
    ]
    named = [(label("report", "client"), client or "")]
    blocks = [
        signature(writer.say("sign_adviser"), [*prepared, *by_hand]),
        signature(writer.say("sign_client"), [*named, *by_hand]),
    ]
    return section("signatures", label("report_section", "signatures"), blocks)


def sources(writer: Writer) -> Json:
    """The sources that the tables refer to by number."""
    columns = [writer.column("number", 1, figures=True), writer.column("document", 14)]
    rows = [row(str(number), source) for number, source in writer.sources()]
    blocks = [text(writer.say("sources_intro")), table(writer.label("report_caption", "sources"), columns, rows)]
    return section("sources", writer.label("report_section", "sources"), blocks)


def about(writer: Writer, hashes: dict[str, str]) -> Json:
    """By which rulebook and from which facts the report was made, so that it can be made again."""
    rulebook, label = writer.rulebook, writer.label
    version = writer.say("about_rulebook_value", version=rulebook.version, verified_to=rulebook.verified_to)
    rows = [row(label("report", "about_rulebook"), version), row(label("report", "about_hash"), hashes["rulebook"])]
    if rulebook.overlays:
        rows.append(row(label("report", "about_overlays"), label("report", "about_overlays_value")))
    rows.append(row(label("report", "about_facts"), hashes["facts"]))
    rows.append(row(label("report", "day"), writer.day(writer.on)))
    columns = [writer.column("what_of_it", 2), writer.column("value", 5)]
    blocks = [text(writer.say("about_intro")), table(label("report_caption", "about"), columns, rows)]
    return section("about", label("report_section", "about"), blocks)
