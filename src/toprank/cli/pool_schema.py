"""The JSON Schemas of pools: what `toprank pool score` and `show` print with --json, a line of rejects, a manifest."""

from typing import Any, Final

from toprank.pool.events import KINDS
from toprank.pool.manifest import NAME, ROUND_ID
from toprank.pool.schema import SCHEMA_NAME
from toprank.pool.standing import STATES
from toprank.pool.summary import BANDS
from toprank.schemas import COUNT, DAY, HASH, INSTANT, KEY, TEXT, keyed, one_of, or_null, reason, record, several

Json = dict[str, Any]

SCORE: Final[Json] = COUNT | {"maximum": BANDS[0][1]}
COUNTS: Final = record(candidates=COUNT, events=COUNT, parts=COUNT)
ROUND: Final = record(
    id={"type": "string", "pattern": f"^{ROUND_ID.pattern}$"},
    kind=one_of("general", "program", "category"),
    target=or_null(TEXT),
    version=or_null(KEY),
    size=COUNT,
    at=INSTANT,
    rulebook=HASH,
)
PART: Final = record(
    name={"type": "string", "pattern": f"^{NAME.pattern}$"},
    kind=one_of("candidates", "events"),
    rows=COUNT,
    sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
)
PART["properties"]["round"] = ROUND | {"description": "where the part has the invitations of a round"}
SHOWN: Final = record(**PART["properties"], pool=HASH | {"description": "the hash of the pool after this part"})
SHOWN["required"].remove("round")
SHOWN["properties"]["events"] = {
    "type": "object",
    "description": "how many of each kind, where the part has events",
    "propertyNames": {"enum": list(KINDS)},
    "additionalProperties": COUNT,
}
BAND: Final = record(**{"from": SCORE, "to": SCORE, "candidates": COUNT})
STANDING: Final = record(
    score=SCORE,
    at_or_above=COUNT,
    below=COUNT,
    percentile=or_null({"type": "number", "minimum": 0, "maximum": 100}),
)
SCHEMAS: Final[dict[str, Json]] = {
    "pool_score": record(
        at=INSTANT,
        candidates=COUNT | {"description": "profiles, live or not"},
        live=COUNT,
        eligible_for_a_program=COUNT | {"description": "of the live ones; the distribution counts them"},
        distribution=several(BAND) | {"description": "highest band first"},
        eligible=keyed(COUNT) | {"description": "live and eligible, by program and version of a category"},
        percentiles=several(STANDING) | {"description": "one for each --percentile"},
        provisional=several(reason()),
    )
    | {"title": "What toprank pool score prints"},
    "pool_show": record(
        pool=HASH,
        day=or_null(DAY),
        origin={"type": "object"},
        at=INSTANT,
        counts=COUNTS,
        states=record(**dict.fromkeys(STATES, COUNT)),
        log=several(SHOWN),
    )
    | {"title": "What toprank pool show prints"},
    "pool_reject": record(
        file=TEXT | {"description": "- for standard input"},
        line=or_null(COUNT | {"minimum": 1}),
        profile=or_null(TEXT) | {"description": "the id, where it could be read"},
        pointer={"type": "string", "pattern": "^(/.*)?$"},
        found={},
        allowed=TEXT,
        message=TEXT,
    )
    | {"title": "A line of rejects.jsonl: one fault of a profile that was not brought into a pool"},
    "pool_manifest": record(
        schema={"const": SCHEMA_NAME},
        day=or_null(DAY) | {"description": "the day that the pool stands for; null for imported profiles"},
        origin={"type": "object", "description": "where the profiles are from: kind, and what they were made with"},
        counts=COUNTS,
        log=several(PART) | {"description": "the parts in the order in which they were added"},
    )
    | {"title": "manifest.json of a pool"},
}
"""The schemas by the name that `toprank schema` takes."""
