"""What a report says of facts that are not known: what they are counted as, and where that is the ground."""

from collections.abc import Iterator

from toprank.report.blocks import Json, items, text
from toprank.report.writer import Writer


def assumed(found: Json, writer: Writer) -> Json:
    """A section that begins with how unknown facts count in it; the section as it is where all are known."""
    if not writer.cases:
        return found
    return {**found, "blocks": [text(writer.cased("assumed")), *found["blocks"]]}


def not_known(writer: Writer) -> Iterator[Json]:
    """The facts that are not known, with the values as which they are counted."""
    if writer.cases:
        yield text(writer.cased("facts"))
        yield items(writer.cased("fact", **each) for each in writer.cases.range["least_at"])
