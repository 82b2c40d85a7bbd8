"""The JSON Schemas of the published record: what `toprank rounds list`, `show` and `sync` print with --json."""

from typing import Any, Final

Json = dict[str, Any]


def text(*, null: bool = False, **more: Any) -> Json:
    """The schema of a text."""
    return {"type": ["string", "null"] if null else "string", **more}


def thing(properties: Json, optional: tuple[str, ...] = ()) -> Json:
    """The schema of an object with these keys and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def many(items: Json) -> Json:
    """The schema of a list."""
    return {"type": "array", "items": items}


DAY: Final[Json] = {"format": "date"}
INSTANT: Final[Json] = {"format": "date-time"}
WHOLE: Final[Json] = {"type": "integer", "minimum": 0}
NAMED: Final[Json] = {
    "round": text(),
    "round_date": text(null=True, **DAY),
    "published_name": text(),
    "message": text(),
}
POOL: Final = thing(
    {
        "snapshot_date": text(**DAY),
        "pool_total": {"type": ["integer", "null"], "minimum": 0},
        "complete": {"type": "boolean"},
        "bands": many(
            thing(
                {
                    "band_low": WHOLE | {"maximum": 1200},
                    "band_high": WHOLE | {"maximum": 1200},
                    "band_level": {"enum": ["main", "sub"]},
                    "candidates": WHOLE,
                }
            )
        ),
        "source": text(),
        "remarks": many(text()),
    }
)
ROUND: Final = thing(
    {
        "round_no": {"type": "integer", "minimum": 1},
        "round_suffix": text(null=True, pattern="^[a-z]$"),
        "round_date": text(**DAY),
        "held_at_utc": text(null=True, **INSTANT),
        "type": text(description="the series: general, a program or a family of categories"),
        "kind": {"enum": ["general", "program", "category"]},
        "target": text(null=True),
        "version_label": text(null=True),
        "earlier_version_label": text(null=True),
        "published_name": text(),
        "published_name_fr": text(null=True),
        "invitations": {"type": "integer", "minimum": 1},
        "crs_lowest_invited": WHOLE | {"maximum": 1200},
        "tie_break_utc": text(null=True, **INSTANT),
        "programs_covered": many({"enum": ["FSW", "CEC", "FST", "PNP"]}),
        "pool_snapshot_date": text(null=True, **DAY),
        "source": text(),
        "remarks": many(text()),
        "pool": {"anyOf": [POOL, {"type": "null"}]},
    },
    optional=("pool",),
)
AGE: Final = thing(
    {
        "as_of": text(**DAY, description="the day of the last sync; of the edition where there was none"),
        "synced_at": text(null=True, **INSTANT),
        "source": text(null=True),
        "newest_round_date": text(**DAY),
        "age_days": WHOLE,
        "stale": {"type": "boolean", "description": "older than 16 days: a round may be missing"},
        "message": text(),
        "kept_apart": many(thing(NAMED)),
    }
)
FAULT: Final = thing({"pointer": text(), "found": {}, "allowed": text(), "message": text()})
SCHEMAS: Final[dict[str, Json]] = {
    "rounds": thing({"schema": {"const": "toprank.rounds/1"}, "record": AGE, "rounds": many(ROUND)})
    | {"title": "What toprank rounds list and toprank rounds show print"},
    "pools": thing({"schema": {"const": "toprank.pools/1"}, "record": AGE, "distributions": many(POOL)})
    | {"title": "Every published distribution of the pool, as the site gives it"},
    "sync": thing(
        {
            "schema": {"const": "toprank.sync/1"},
            "source": text(),
            "rounds_read": WHOLE,
            "unchanged": WHOLE,
            "new": many(ROUND),
            "changed": many(
                thing(
                    {
                        "round": text(),
                        "accepted": {"type": "boolean"},
                        "differences": many(thing({"field": text(), "old": {}, "new": {}})),
                    }
                )
            ),
            "rejected": many(
                thing({"round": text(), "published_name": text(), "where": text(null=True), "faults": many(FAULT)})
            ),
            "alarms": many(thing(NAMED | {"code": text()})),
            "not_in_source": many(text()),
            "numbers_never_seen": many(WHOLE),
            "french_names": text(null=True, description="why the French names could not be read; null where they were"),
            "record": AGE,
        }
    )
    | {"title": "What toprank rounds sync prints"},
}
"""The schemas by the name that `toprank schema` takes."""
