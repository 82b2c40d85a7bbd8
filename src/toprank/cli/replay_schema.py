"""The JSON Schemas of what judges the synthetic pool: `simulate replay` and `pool calibrate` with --json."""

from typing import Any, Final

from toprank.pool.carry import REASONS
from toprank.rounds.record_schema import DAY, INSTANT, WHOLE, many, text, thing

Json = dict[str, Any]

NUMBER: Final[Json] = {"type": "number"}
NO_NUMBER: Final[Json] = {"type": ["number", "null"]}
PART: Final[Json] = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
PER_CENT: Final[Json] = {"type": "number", "minimum": 0, "maximum": 100}
NO_PER_CENT: Final[Json] = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
NO_WHOLE: Final[Json] = {"type": ["integer", "null"], "minimum": 0}
SCORE: Final[Json] = WHOLE | {"maximum": 1200}
NO_SCORE: Final[Json] = NO_WHOLE | {"maximum": 1200}
TRUTH: Final[Json] = {"type": "boolean"}
MISSED: Final[Json] = {"type": ["number", "null"], "minimum": 0, "description": "points of the score, mean absolute"}

TYPE: Final = thing(
    {
        "target": text(description="a program, a family of categories, or general"),
        "fitted_rounds": WHOLE | {"description": "rounds that the shares were fitted on"},
        "fitted_mean_absolute": MISSED,
        "fitted_mean": NO_NUMBER | {"description": "cut-offs reached less the published ones"},
        "other_rounds": WHOLE,
        "other_mean_absolute": MISSED,
        "other_mean": NO_NUMBER,
        "same_as_last": MISSED | {"description": "what repeating the last published cut-off misses"},
        "tie_break_days": NO_WHOLE | {"description": "median days between the tie-break and the round"},
        "published_tie_break_days": NO_WHOLE,
    }
)
TRAIT: Final = thing(
    {
        "dimension": text(),
        "value": text(),
        "reached": PER_CENT,
        "published": thing({"2023": NO_PER_CENT, "2024": NO_PER_CENT}),
        "near": {"type": ["boolean", "null"], "description": "null where nothing was published"},
    }
)
ROUND: Final = thing(
    {
        "round": text(pattern="^[0-9]+[a-z]?$"),
        "at": text(**INSTANT),
        "kind": {"enum": ["general", "program", "category"]},
        "target": text(),
        "size": WHOLE | {"description": "the published size times the fraction"},
        "published_size": WHOLE,
        "eligible": WHOLE,
        "invited": WHOLE,
        "cutoff": NO_SCORE,
        "published_cutoff": SCORE,
        "difference": {"type": ["integer", "null"], "description": "cut-off reached less the published one"},
        "fitted": TRUTH,
    }
)
REPLAY: Final = thing(
    {
        "schema": {"const": "toprank.replay/1"},
        "from": text(**DAY),
        "to": text(**DAY),
        "seed": WHOLE,
        "fraction": PART | {"description": "of the published pool"},
        "shares": thing({"name": text(), "from": text(**DAY), "until": text(**DAY)}),
        "types": many(TYPE),
        "people": thing(dict.fromkeys(("at_first", "arrived", *REASONS, "now"), WHOLE)),
        "invited": many(TRAIT),
        "rounds": many(ROUND),
    }
)
FIGURE: Final = thing(
    {
        "group": text(),
        "name": text(),
        "basis": {"enum": ["published", "rounds", "other people", "judgement"]},
        "target": text(description="as people read it"),
        "least": NUMBER | {"description": "the least that counts as met"},
        "most": NUMBER,
        "reached": NUMBER,
        "source": text(),
        "met": TRUTH,
    }
)
SCHEMAS: Final[dict[str, Json]] = {
    "replay": {"anyOf": [REPLAY, many(REPLAY) | {"minItems": 2}]}
    | {"title": "What toprank simulate replay prints: one replay, or a list where several sets of shares were asked"},
    "calibration": thing(
        {
            "schema": {"const": "toprank.calibration/1"},
            "on": text(**DAY),
            "met": WHOLE,
            "of": WHOLE,
            "figures": many(FIGURE),
        }
    )
    | {"title": "What toprank pool calibrate prints"},
}
"""The schemas by the name that `toprank schema` takes."""
