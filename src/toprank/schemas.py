"""The JSON Schemas of the contract: what goes in and what comes out, one entry in SCHEMAS for each.

They say what a caller may rely on. Answers may hold more than that (codes and parameters beside the sentences), so that
further keys are not forbidden there; in a profile they are, as they are faults.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from toprank.facts import LANGUAGES
from toprank.profile import Profile
from toprank.rules.crs.score import PARTS
from toprank.rules.outcome import PROGRAMS

Schema = dict[str, Any]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
TRUTH: Final[Schema] = {"type": "boolean"}
DAY: Final[Schema] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
INSTANT: Final[Schema] = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"}
UNIT_GROUP: Final[Schema] = {"type": "string", "pattern": "^[0-9]{5}$"}
HASH: Final[Schema] = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
KEY: Final[Schema] = {"type": "string", "pattern": "^[a-z0-9_-]+$"}


def record(**fields: Schema) -> Schema:
    """An object that has all these fields, and perhaps more."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def several(each: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": each}


def or_null(schema: Schema) -> Schema:
    """A value, or null where there is none."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(*values: str) -> Schema:
    """One of some words."""
    return {"enum": list(values)}


def keyed(each: Schema) -> Schema:
    """An object with one entry for each of any number of keys."""
    return {"type": "object", "propertyNames": KEY, "additionalProperties": each}


def profile() -> Schema:
    """A profile, as a file of its own."""
    return Profile.model_json_schema(by_alias=True)


def profile_line() -> Schema:
    """A line of JSON Lines: a profile, perhaps with the day on which it is assessed."""
    found = profile()
    return found | {"title": "Line", "properties": found["properties"] | {"on": DAY}}


def reason() -> Schema:
    """A reason why figures are not final."""
    return record(code=KEY, message=TEXT, **{"from": DAY})


def requirement() -> Schema:
    """One requirement of a program or a category."""
    return record(code=KEY, met=TRUTH, have=TEXT, need=TEXT, source=TEXT)


def change() -> Schema:
    """One day of the year ahead on which something changes."""
    return record(on=DAY, code=KEY, points=WHOLE, message=TEXT)


def changes() -> Schema:
    """What will change within a year, as an assessment holds it: by day, at most one entry a day."""
    return several(change())


def crs() -> Schema:
    """The score with every line; the lines add up to the total."""
    line = record(part=one_of(*PARTS, "total"), factor=KEY, points=WHOLE, maximum=COUNT, because=TEXT, source=TEXT)
    return record(
        total={"type": "integer", "minimum": 0, "maximum": 1200}, **dict.fromkeys(PARTS, COUNT), lines=several(line)
    )


def program() -> Schema:
    """A program, with every requirement, met or not."""
    return record(eligible=TRUTH, requirements=several(requirement()))


def skilled_worker() -> Schema:
    """The federal skilled worker class with its grid; null points and grid where a minimum is not met."""
    parts = ("language", "education", "experience", "age", "arranged", "adaptability")
    grid = or_null(record(**dict.fromkeys(parts, COUNT)))
    return record(eligible=TRUTH, points=or_null(COUNT), grid=grid, requirements=several(requirement()))


def assessment() -> Schema:
    """One candidate assessed on a day (contract, section 3)."""
    category = record(version=or_null(KEY), eligible=TRUTH, requirements=several(requirement()))
    programs = {name: skilled_worker() if name == "fsw" else program() for name in PROGRAMS}
    return record(
        schema={"const": "toprank.assessment/1"},
        profile=TEXT,
        on=DAY,
        rulebook=record(version=TEXT, verified_to=DAY),
        provisional=several(reason()),
        warnings=several(record(code=KEY, pointer=TEXT, message=TEXT)),
        first_language=or_null(one_of(*LANGUAGES)),
        crs=crs(),
        programs=record(**programs),
        invited_under=or_null(one_of(*PROGRAMS)),
        categories=keyed(category),
        changes=changes(),
    )


def turns() -> Schema:
    """What is opened and what is closed."""
    return record(opened=several(KEY), closed=several(KEY))


def span() -> Schema:
    """A figure from least to most; null where none is known, most null where only the least is."""
    return or_null(record(least=COUNT, most=or_null(COUNT)))


def by_days() -> Schema:
    """Chances of a round that reaches someone within so many days of the day asked, by days."""
    chance: Schema = {"type": "number", "minimum": 0, "maximum": 1}
    return {"type": "object", "propertyNames": {"pattern": "^[0-9]+$"}, "additionalProperties": chance}


def chances_told() -> Schema:
    """How the chances of an advice are told: as of which day, the method, how often such ones came true, remarks."""
    share: Schema = {"type": "number", "minimum": 0, "maximum": 1}
    tenth = record(low=share, high=share, forecasts=COUNT, said=share, came_true=share)
    return record(
        made_on=DAY,
        days=several(COUNT),
        before=by_days(),
        method=TEXT,
        types=several(KEY),
        record=record(rounds=COUNT, last_round=or_null(DAY), as_of=DAY, age_days=COUNT, stale=TRUTH),
        reliability=several(tenth),
        reliability_in_a_year=several(tenth),
        notes=several(record(code=KEY, message=TEXT)),
    )


def option() -> Schema:
    """One option of an advice: steps, what they come to on the day they count, and the changed profile as a patch."""
    return record(
        steps=several(record(code=KEY, parameters={"type": "object"}, message=TEXT)),
        on=DAY,
        gain=WHOLE,
        total=COUNT,
        by_itself=WHOLE,
        factors={"type": "object", "propertyNames": KEY, "additionalProperties": WHOLE},
        programs=turns(),
        categories=turns(),
        invited_under=or_null(one_of(*PROGRAMS)),
        in_hands_of=several(KEY),
        effort=record(units={"type": "integer", "minimum": 1}, weeks=span(), cost=span(), sources=several(TEXT)),
        depends=several(record(code=KEY, message=TEXT)),
        chance=or_null(record(before=by_days(), after=or_null(by_days()))),
        change=several(record(op={"const": "add"}, path=TEXT, value={})),
    )


def couple() -> Schema:
    """The choices of a couple and what follows from each."""
    choice = {"total": COUNT, "gain": WHOLE, "programs": turns(), "categories": turns(), "message": TEXT}
    principal = record(**choice, least=COUNT, same_age=COUNT, most=COUNT, unknown=several(KEY))
    return record(accompanying=record(**choice, declared=TRUTH, duty=TEXT, source=TEXT), principal=or_null(principal))


def advice() -> Schema:
    """What would raise the score or open a category, and what changes by itself (contract, section 2)."""
    waiting = record(
        on=DAY, code=KEY, points=WHOLE, total=COUNT, opened=several(KEY), closed=several(KEY), message=TEXT
    )
    work = record(
        category=KEY,
        version=KEY,
        noc=TEXT,
        hours=COUNT,
        need=COUNT,
        missing=COUNT,
        opens_on=or_null(DAY),
        message=TEXT,
    )
    lacked = record(program=one_of("fsw", "cec", "fst"), code=KEY, message=TEXT, source=TEXT)
    in_the_way = record(code=one_of("intention", "no_program_opens"), message=TEXT, requirements=several(lacked))
    return record(
        schema={"const": "toprank.advice/1"},
        profile=TEXT,
        on=DAY,
        language=one_of("en", "fr"),
        rulebook=record(version=TEXT, verified_to=DAY),
        provisional=several(reason()),
        now=record(
            total=COUNT, programs=several(KEY), categories=several(KEY), invited_under=or_null(one_of(*PROGRAMS))
        ),
        chance=or_null(chances_told()),
        in_the_way=or_null(in_the_way),
        options=several(option()),
        combinations=several(option()),
        left_out=record(no_gain=COUNT, no_more_than_less=COUNT, combinations=COUNT),
        waiting=several(waiting),
        category_work=several(work),
        couple=or_null(couple()),
        titles={"type": "object", "propertyNames": KEY, "additionalProperties": TEXT},
        tables_change=several(record(table=TEXT, title=TEXT, on=DAY)),
        order=TEXT,
        limits=TEXT,
    )


def error() -> Schema:
    """What stands in the place of a profile that is refused (contract, section 5.10)."""
    fault = record(pointer={"type": "string", "pattern": "^(/.*)?$"}, found={}, allowed=TEXT, message=TEXT)
    return record(
        line=or_null({"type": "integer", "minimum": 1}), profile=or_null(TEXT), error=record(faults=several(fault))
    )


def noc() -> Schema:
    """What `toprank noc` finds."""
    listed = {"key": KEY, "from": DAY, "until": or_null(DAY)}
    hit = record(
        noc=UNIT_GROUP,
        title_en=TEXT,
        title_fr=TEXT,
        teer={"type": "integer", "minimum": 0, "maximum": 5},
        matched=TEXT,
        categories=several(record(**listed)),
    )
    return record(hits=several(hit))


def round_() -> Schema:
    """The certificate of a round (contract, section 4)."""
    return record(
        schema={"const": "toprank.round/1"},
        kind=one_of("general", "program", "category"),
        target=or_null(TEXT),
        version=or_null(KEY),
        at=INSTANT,
        size=COUNT,
        invited=COUNT,
        cutoff=or_null(COUNT),
        tie_break=or_null(INSTANT),
        in_pool=COUNT,
        eligible=COUNT,
        above_cutoff=COUNT,
        tied=COUNT,
        tied_invited=COUNT,
        inputs=record(pool=HASH, rulebook=HASH),
        outputs=record(invitations=HASH, invitations_parquet=HASH, outcomes=HASH),
        merkle=record(root=HASH, tree_size=COUNT),
        checks=several(record(code=KEY, passed=TRUTH, looked_at=COUNT, saw={"type": "object"})),
        instruction=TEXT,
    )


def outcome() -> Schema:
    """What became of one candidate in a round: a leaf of the tree."""
    question = record(
        kind=one_of("general", "program", "category"),
        target=or_null(TEXT),
        version=or_null(KEY),
        at=INSTANT,
        size=COUNT,
        provisional=TRUTH,
    )
    line = record(in_pool=COUNT, eligible=COUNT, invited=COUNT, cutoff=or_null(COUNT), tie_break=or_null(INSTANT))
    return record(
        schema={"const": "toprank.outcome/1"},
        round=question,
        line=line,
        id={"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
        score={"type": "integer", "minimum": 0, "maximum": 1200},
        submitted_at=INSTANT,
        eligible=TRUTH,
        unmet=several({"type": "string", "pattern": "^([a-z0-9_-]+[.][a-z_]+|nominee)$"}),
        invited=TRUTH,
        position=or_null({"type": "integer", "minimum": 1}),
        salt={"type": "string", "pattern": "^[0-9a-f]{32}$"},
    )


def slip() -> Schema:
    """The slip of one candidate of a round, with the proof that the published root covers it."""
    path = several({"type": "string", "pattern": "^[0-9a-f]{64}$"})
    return record(
        schema={"const": "toprank.slip/1"},
        outcome=outcome(),
        merkle=record(leaf_index=COUNT, tree_size=COUNT, audit_path=path, root=HASH),
        certificate=HASH,
        because=several(TEXT),
    )


def verify() -> Schema:
    """What `toprank verify` prints; `passed` is null where nothing could be looked at."""
    code: Schema = {"type": "string", "pattern": "^[a-z0-9_.]+$"}
    return record(verified=TRUTH, checks=several(record(code=code, passed=or_null(TRUTH), found=TEXT)))


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = {
    "profile": profile,
    "profile_line": profile_line,
    "assessment": assessment,
    "changes": changes,
    "advice": advice,
    "error": error,
    "noc": noc,
    "round": round_,
    "slip": slip,
    "verify": verify,
}
"""The schemas by name; a new one is one entry."""


def schema(name: str) -> Schema:
    """The JSON Schema of that name; KeyError where there is none."""
    return {"$schema": DRAFT, "title": name, "description": SCHEMAS[name].__doc__} | SCHEMAS[name]()
