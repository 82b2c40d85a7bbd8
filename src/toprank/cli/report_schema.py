"""The JSON Schema of a report: what `toprank report --format json` writes."""

from typing import Any, Final

from toprank.rounds.record_schema import DAY, many, text, thing
from toprank.schemas import SCHEMAS as ANSWERS

Json = dict[str, Any]

HASH: Final = text(pattern="^sha256:[0-9a-f]{64}$")
STATE: Final[Json] = {"enum": ["yes", "no", None]}
TRUTH: Final[Json] = {"type": "boolean"}
LINE: Final = thing({"label": text(), "value": text()})
COLUMN: Final = thing({"title": text(), "share": {"type": "integer", "minimum": 1}, "figures": TRUTH})
ROW: Final = thing({"cells": many(text()), "weight": {"enum": ["row", "part", "total"]}, "state": STATE})


def block(kind: str, **more: Json) -> Json:
    """The schema of one shape of a section."""
    return thing({"kind": {"const": kind}, **more})


BLOCK: Final[Json] = {
    "oneOf": [
        block("text", text=text(), small=TRUTH),
        block("items", items=many(text())),
        block("notice", title=text(), texts=many(text())),
        block("heading", text=text(), state=STATE, told=text()),
        block("table", caption=text(), columns=many(COLUMN), rows=many(ROW)),
        block("signature", text=text(), lines=many(LINE)),
    ]
}
NULL_OR_OBJECT: Final[Json] = {"type": ["object", "null"]}
RULEBOOK: Final = {"version": text(), "verified_to": text(**DAY), "hash": HASH, "overlays": many(text())}
REPORT: Final = thing(
    {
        "schema": {"const": "toprank.report/1"},
        "language": {"enum": ["en", "fr"]},
        "kind": {"enum": ["assessment", "opinion", "calculation"]},
        "title": text(),
        "profile": text(),
        "client": text(null=True),
        "on": text(**DAY),
        "practice": thing(dict.fromkeys(("name", "registration", "adviser", "contact"), text())),
        "rulebook": thing(RULEBOOK, optional=("overlays",)),
        "facts": HASH | {"description": "of all facts declared, defaults filled in"},
        "provisional": TRUTH,
        "head": thing({"practice": text(), "lines": many(text()), "facts": many(LINE)}),
        "running": thing({"header": text(), "footer": text(), "page": text()}),
        "sections": many(thing({"code": text(), "title": text(), "blocks": many(BLOCK)})),
        "assessment": ANSWERS["assessment"](),
        "advice": NULL_OR_OBJECT | {"description": "as `toprank advise --json`, with --full"},
        "ledger": NULL_OR_OBJECT | {"description": "as `toprank ledger --json`, with --full"},
    }
)
SCHEMAS: Final = {"report": REPORT}
