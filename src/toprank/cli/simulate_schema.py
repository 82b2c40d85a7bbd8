"""The JSON Schemas of simulations: what `toprank simulate curve`, `compare` and `futures` print with --json."""

from typing import Any, Final

from toprank.rounds.record_schema import DAY, INSTANT, WHOLE, many, text, thing
from toprank.simulate.compare import TRAITS
from toprank.simulate.futures_document import QUANTILES

Json = dict[str, Any]

SCORE: Final[Json] = WHOLE | {"maximum": 1200}
NO_SCORE: Final[Json] = {"anyOf": [SCORE, {"type": "null"}]}
HASH: Final = text(pattern="^sha256:[0-9a-f]{64}$")
KIND: Final[Json] = {"enum": ["general", "program", "category"]}
WARNING: Final = thing({"code": text(), "message": text(), "parameters": {"type": "object"}})
REASON: Final = thing({"code": text(), "message": text(), "from": text(**DAY), "parameters": {"type": "object"}})
DRAWN: Final = {"cutoff": NO_SCORE, "tie_break": text(null=True, **INSTANT), "above_cutoff": WHOLE, "tied": WHOLE}
IN_POOL: Final = {
    "in_pool": WHOLE | {"description": "profiles that are live at the instant, as in the certificate of a round"},
    "in_program": WHOLE | {"description": "of them, eligible for a program"},
}
SIDE: Final = thing(
    {
        "rules_of": text(**DAY, description="the day whose rules hold on this side"),
        "version": text(null=True, description="of the category; with -NOC and +NOC where its list was changed"),
        "occupations": {"type": ["integer", "null"], "minimum": 0},
        "size": WHOLE,
        "invited": WHOLE,
        **DRAWN,
        "tied_invited": WHOLE,
    }
)
GROUP: Final = thing(
    {
        "key": text(),
        "name": text(),
        **dict.fromkeys(("eligible_a", "eligible_b", "invited_a", "invited_b"), WHOLE),
        "gain": WHOLE | {"description": "invited on side B alone"},
        "lose": WHOLE | {"description": "invited on side A alone"},
    }
)
MOVED: Final = thing({"points": {"type": "integer"}, "candidates": WHOLE})
SPAN: Final = thing(
    {
        "type": text(description="general, a program or a family of categories"),
        "from": text(**DAY),
        "until": text(**DAY),
        "rounds": WHOLE | {"description": "in all futures together"},
        "futures_with_one": WHOLE,
        "futures_reached": WHOLE | {"description": "futures with a round of any type on these days or later"},
        "nobody_invited": WHOLE | {"description": "rounds that found nobody; they have no cut-off"},
        "size": WHOLE | {"description": "the middle one"},
        "cutoff": thing({f"p{level}": NO_SCORE for level in QUANTILES}),
    }
)
ARRIVALS: Final = thing(
    {"per_round": WHOLE, "per_week": WHOLE, "like": WHOLE, "like_days": WHOLE, "remark": text()},
)
SCHEMAS: Final[dict[str, Json]] = {
    "curve": thing(
        {
            "schema": {"const": "toprank.curve/1"},
            "kind": KIND,
            "target": text(null=True),
            "version": text(null=True),
            "at": text(**INSTANT),
            **IN_POOL,
            "eligible": WHOLE,
            "points": many(thing({"size": WHOLE, "invited": WHOLE, **DRAWN})),
            "inputs": thing({"pool": HASH, "rulebook": HASH}),
            "provisional": many(REASON),
        }
    )
    | {"title": "What toprank simulate curve prints"},
    "comparison": thing(
        {
            "schema": {"const": "toprank.comparison/1"},
            "kind": KIND,
            "target": text(null=True),
            "at": text(**INSTANT),
            "in_pool": IN_POOL["in_pool"],
            "a": SIDE,
            "b": SIDE,
            "totals": thing(
                dict.fromkeys(("eligible_a", "eligible_b", "invited_a", "invited_b", "invited_in_both"), WHOLE)
                | dict.fromkeys(("gain", "gain_newly_eligible", "lose", "lose_no_longer_eligible"), WHOLE)
            ),
            "scores": thing(
                dict.fromkeys(("in_both", "rise", "fall", "same"), WHOLE) | {"by_points": many(MOVED)},
            ),
            "by": thing({trait: many(GROUP) for trait in TRAITS}),
            "inputs": thing({"pool": HASH, "rulebook_a": HASH, "rulebook_b": HASH}),
            "provisional": many(REASON),
        }
    )
    | {"title": "What toprank simulate compare prints"},
    "futures": thing(
        {
            "schema": {"const": "toprank.futures/1"},
            "at": text(**INSTANT),
            **dict.fromkeys(("futures", "rounds", "seed"), WHOLE),
            **IN_POOL,
            "may_be_invited": WHOLE | {"description": "in a round of some type that is drawn"},
            "drawn_from": thing(
                {
                    "since": text(**DAY),
                    "until": text(**DAY),
                    "rounds": WHOLE,
                    "clusters": WHOLE,
                    "left_out": many(text(description="a category that is not in force at the start")),
                }
            ),
            "declined": {"type": "number", "minimum": 0, "maximum": 1},
            "arrivals": {"anyOf": [ARRIVALS, {"type": "null"}]},
            "span_days": WHOLE,
            "spans": many(SPAN),
            "warnings": many(WARNING),
            "left_out": many(text(description="a sentence about what the futures leave out")),
            "inputs": thing({"pool": HASH, "rulebook": HASH}),
            "provisional": many(REASON),
        }
    )
    | {"title": "What toprank simulate futures prints"},
}
"""The schemas by the name that `toprank schema` takes."""
