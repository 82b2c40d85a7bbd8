"""The JSON Schemas of what is asked of one person beside the assessment: ledger, range, invitation."""

from typing import Final

from toprank.incomplete.intake import FEW, FIELDS
from toprank.ledger.reasons import CUT, LEFT_OUT
from toprank.rules.outcome import PROGRAMS
from toprank.schemas import (
    COUNT,
    DAY,
    INSTANT,
    KEY,
    TEXT,
    TRUTH,
    UNIT_GROUP,
    WHOLE,
    Schema,
    changes,
    keyed,
    one_of,
    or_null,
    reason,
    record,
    requirement,
    several,
)

CREDIT: Final[Schema] = COUNT | {"description": "seven-hundredths of an hour"}
COUNTRY: Final[Schema] = {"type": "string", "pattern": "^[A-Z]{2}$"}
POINTER: Final[Schema] = {"type": "string", "pattern": "^(/[^/]*)*$"}
RULEBOOK: Final = record(version=TEXT, verified_to=DAY)


def course() -> dict[str, Schema]:
    """Whether something holds, the first day on which it will, the first on which it no longer does."""
    return {"met": TRUTH, "from": or_null(DAY), "until": or_null(DAY)}


def ledger() -> Schema:
    """Every hour of work for every measure, and the day on which each threshold is reached."""
    line = record(
        pointer=POINTER,
        noc=UNIT_GROUP,
        country=COUNTRY,
        start=DAY,
        end=or_null(DAY),
        hours_per_week={"type": "number", "exclusiveMinimum": 0, "maximum": 168},
        worked=CREDIT,
        credited=CREDIT,
        running=CREDIT,
        cut={"type": "object", "propertyNames": one_of(*LEFT_OUT, *CUT), "additionalProperties": CREDIT},
    )
    measure = record(
        credit=CREDIT,
        occupation=or_null({"type": "string", "pattern": "^[0-9]{4,5}$"}),
        window=record(years=COUNT, leaves_from=or_null(DAY), **{"from": DAY}),
        lines=several(line),
        thresholds=several(record(years=or_null(COUNT), credit=CREDIT, **course())),
    )
    row = record(noc=UNIT_GROUP, country=COUNTRY, days=COUNT, weeks=COUNT, worked=CREDIT, held=TRUTH)
    return record(
        schema={"const": "toprank.ledger/1"},
        profile=TEXT,
        on=DAY,
        rulebook=RULEBOOK,
        provisional=several(reason()),
        credit_per_hour=COUNT,
        full_time_hours=COUNT,
        years_ahead=COUNT,
        work=several(row),
        measures=keyed(measure),
        opens=keyed(record(**course())),
    )


def invitation() -> Schema:
    """After an invitation: the checks of IRPA 11.2, the letter, the plan, what each choice means."""
    needed = requirement()
    told = {"message": TEXT, "source": TEXT}
    check = record(code=KEY, passed=or_null(TRUTH), unmet=several(needed), **told)
    line = record(factor=KEY, letter=WHOLE, at_invitation=WHOLE, difference=WHOLE, at_filing=WHOLE)
    document = record(
        code=KEY,
        document=KEY,
        begin_by=or_null(DAY),
        not_before=or_null(DAY),
        good_until=or_null(DAY),
        in_order=TRUTH,
        lead_days={"anyOf": [COUNT, {"const": "unknown"}]},
        sureness=one_of("law", "official", "secondary"),
        conflict=or_null(TEXT),
        **told,
    )
    plan = record(
        days=COUNT, deadline=INSTANT, last_day=DAY, source=TEXT, documents=several(document), changes=changes()
    )
    fact = record(code=KEY, **told)
    return record(
        schema={"const": "toprank.invitation/1"},
        profile=TEXT,
        invited_at=INSTANT,
        filing=DAY,
        rulebook=RULEBOOK,
        provisional=several(reason()),
        invited_under=or_null(one_of(*PROGRAMS)),
        category=or_null(KEY),
        cutoff=or_null(COUNT),
        score=record(at_invitation=COUNT, at_filing=COUNT, birthdays_excused=COUNT, at_filing_excused=COUNT),
        holds=or_null(TRUTH),
        checks=several(check),
        letter=or_null(several(line)),
        plan=plan,
        memo=record(apply=several(fact), decline=several(fact), lapse=several(fact)),
    )


def range_() -> Schema:
    """The least and the most favourable answer of an intake with unknown facts."""
    score = {"type": "integer", "minimum": 0, "maximum": 1200}
    chosen = record(pointer=POINTER, field=TEXT, value={}, name=TEXT)
    value = record(value={}, name=TEXT, least=or_null(score), most=or_null(score))
    unknown = record(
        pointer=POINTER,
        field=TEXT,
        narrows_by=COUNT,
        narrows_on_average={"type": "number"},
        decides=several(KEY),
        tried=COUNT,
        thinned=TRUTH,
        values=several(value),
    )
    openness = one_of("all", "some", "none")
    return record(
        schema={"const": "toprank.range/1"},
        profile=TEXT,
        on=DAY,
        rulebook=RULEBOOK,
        provisional=several(reason()),
        cases=COUNT,
        left_out=COUNT,
        combinations=COUNT,
        thinned=TRUTH,
        total=record(least=score, most=score),
        least_at=several(chosen),
        most_at=several(chosen),
        programs=record(**dict.fromkeys(PROGRAMS, openness)),
        categories=keyed(openness),
        requirements=keyed(keyed(openness)),
        matters_most=or_null(POINTER),
        unknown=several(unknown),
    )


def intake() -> Schema:
    """A profile with a list of the fields that are not known, which may be missing."""
    patterns = "|".join(field.replace("*", "(0|[1-9][0-9]{0,3})") for field in FIELDS)
    pointers = {"type": "array", "maxItems": FEW, "items": {"type": "string", "pattern": f"^/({patterns})$"}}
    return record(id=TEXT) | {"properties": {"id": TEXT, "unknown": pointers}}


SCHEMAS: Final[dict[str, Schema]] = {
    "ledger": {"title": "ledger", "description": ledger.__doc__} | ledger(),
    "intake": {"title": "intake", "description": intake.__doc__} | intake(),
    "range": {"title": "range", "description": range_.__doc__} | range_(),
    "invitation": {"title": "invitation", "description": invitation.__doc__} | invitation(),
}
