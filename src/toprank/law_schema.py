"""The JSON Schemas of the law: tables and categories, as `toprank table`, `toprank category` and the site give them."""

from typing import Final

from toprank.rulebook.category_versions import LOCATIONS, TYPES
from toprank.schemas import COUNT, DAY, KEY, TEXT, TRUTH, UNIT_GROUP, Schema, one_of, or_null, record, several

TABLE_NAME: Final[Schema] = {"type": "string", "pattern": "^[a-z]+/[a-z0-9_]+$"}
NAMES: Final = record(en=TEXT, fr=TEXT)
CONDITIONS: Final[Schema] = {
    "type": "object",
    "properties": {
        "months": COUNT,
        "continuous": TRUTH,
        "window_years": COUNT,
        "location": one_of(*LOCATIONS),
        "nclc": COUNT,
        "service_years": COUNT,
        "offer_years": COUNT,
        "post_secondary_years": COUNT,
    },
    "additionalProperties": False,
}
"""What a version asks; which of these it has hangs on its type."""
UNTIL: Final = or_null(DAY) | {"description": "the last day in force; null while none is known"}
VERSION: Final = record(
    key=KEY,
    category=KEY,
    name=NAMES,
    until=UNTIL,
    type=one_of(*TYPES),
    conditions=CONDITIONS,
    occupations=several(record(noc=UNIT_GROUP, title_en=TEXT, title_fr=TEXT)),
    goal=TEXT,
    source=TEXT,
    **{"from": DAY},
)
TABLE: Final = record(
    name=TABLE_NAME,
    on=DAY,
    title=NAMES,
    unit=TEXT,
    until=UNTIL,
    checked=or_null(DAY),
    verified_to=or_null(DAY),
    unseen=or_null(TEXT),
    columns=several(TEXT),
    rows=several(several({"type": ["string", "number", "boolean"]})),
    source=TEXT,
    seen_in=several(TEXT),
    note=or_null(TEXT),
    **{"from": DAY},
)
SCHEMAS: Final[dict[str, Schema]] = {
    "categories": record(on=DAY, categories=several(VERSION)) | {"title": "The categories in force on a day"},
    "category": record(
        on=DAY, category=or_null(VERSION), history=several(record(key=KEY, until=UNTIL, **{"from": DAY}))
    )
    | {"title": "One category on a day, null where it was not in force, with all its versions"},
    "table": TABLE | {"title": "A table of the rulebook in the version of a day"},
    "tables": record(
        tables=several(
            record(name=TABLE_NAME, title=TEXT, versions=several(record(unseen=or_null(TEXT), **{"from": DAY})))
        )
    )
    | {"title": "Every table of the rulebook with its versions"},
}
"""The schemas by the name that `toprank schema` takes and that stands in their address on the site."""
