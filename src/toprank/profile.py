"""The profile: what a candidate declares (contract, sections 1 and 5.1).

Every field is checked on its own or against fields before it, so that all faults of a profile come at once.
"""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from toprank.days import LAST_DAY
from toprank.rulebook.classification import former_groups, unit_groups
from toprank.rulebook.countries import countries, meant_by
from toprank.rulebook.loader import load
from toprank.rulebook.tables import LARGEST_FAMILY
from toprank.words import say

FIRST_DATE: Final = date(1900, 1, 1)
LAST_DATE: Final = LAST_DAY
WRITTEN_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch
Province = Literal["AB", "BC", "MB", "NB", "NL", "NS", "NT", "ON", "PE", "SK", "YT"]
Authority = Literal["AB", "BC", "MB", "NB", "NL", "NS", "NT", "ON", "PE", "SK", "YT", "NU", "QC", "CA"]


def wrong(message: str, allowed: str, **told: Any) -> PydanticCustomError:
    """A fault of a field, by the codes of what is wrong and of what is allowed; `told` fills their sentences."""
    known = {"message": say("fault", message, told), "code": message, "allowed": allowed, "told": told}
    return PydanticCustomError("toprank", "{message}", known)


def wrong_day(message: str) -> PydanticCustomError:
    """The fault of a day that is none."""
    return wrong(message, "day", first=FIRST_DATE, last=LAST_DATE)


def iso_day(value: Any) -> date:
    """A day written YYYY-MM-DD, from 1900 to 2100."""
    if not isinstance(value, str) or not WRITTEN_DAY(value):
        raise wrong_day("not_a_day")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise wrong_day("no_such_day") from None
    if FIRST_DATE <= found <= LAST_DATE:
        return found
    raise wrong_day("day_out_of_range")


def utc_instant(value: Any) -> datetime:
    """An instant written YYYY-MM-DDThh:mm:ssZ."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", value):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise wrong("no_such_instant", "instant") from None
        if FIRST_DATE <= found.date() <= LAST_DATE:
            return found.astimezone(UTC)
    raise wrong("not_an_instant", "instant")


def finite(value: float) -> float:
    """A number that is neither infinite nor undefined."""
    if not math.isfinite(value):
        raise wrong("not_a_number", "finite_number")
    return value


def known_unit_group(code: str) -> str:
    """A unit group of NOC 2021."""
    if code not in unit_groups():
        raise wrong("no_such_unit_group", "unit_group")
    return code


def known_former_group(code: str) -> str:
    """A unit group of NOC 2016."""
    if code not in former_groups():
        raise wrong("no_such_former_group", "former_group")
    return code


def two_decimals(value: float) -> float:
    """A number with at most two decimals."""
    if abs(value * 100 - round(value * 100)) > 1e-6:
        raise wrong("more_than_two_decimals", "weekly_hours")
    return value


def country_code(code: str) -> str:
    """An ISO 3166-1 two-letter code, in capitals."""
    if code not in countries():
        raise not_a_country(code.strip().upper())
    return code


def not_a_country(written: str) -> PydanticCustomError:
    """The fault of a country code that is none, with the code that may be meant."""
    near = written if written in countries() else meant_by().get(written)
    return wrong("not_a_country", "country_near", near=near) if near else wrong("not_a_country", "country")


Day = Annotated[date, BeforeValidator(iso_day), WithJsonSchema({"type": "string", "format": "date"})]
Instant = Annotated[datetime, BeforeValidator(utc_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
UnitGroupCode = Annotated[str, AfterValidator(known_unit_group), Field(json_schema_extra={"pattern": "^[0-9]{5}$"})]
FormerCode = Annotated[str, AfterValidator(known_former_group), Field(json_schema_extra={"pattern": "^[0-9]{4}$"})]
Country = Annotated[str, AfterValidator(country_code), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})]
Number = Annotated[float, AfterValidator(finite)]
Official = Literal["english", "french"]
Test = Literal["ielts_general", "celpip_general", "pte_core", "tef_canada", "tcf_canada", "clb", "nclc"]
Level = Literal["secondary", "one_year", "two_year", "bachelor", "professional", "master", "doctoral"]
Dollars = Annotated[int, Field(ge=0, le=2_000_000_000)]
Years = Annotated[Number, Field(ge=0, le=100)]

LANGUAGE_OF: Final[dict[str, Official]] = {
    "ielts_general": "english",
    "celpip_general": "english",
    "pte_core": "english",
    "clb": "english",
    "tef_canada": "french",
    "tcf_canada": "french",
    "nclc": "french",
}


@cache
def steps(test: str, taken: date | None) -> tuple[tuple[float, Mapping[str, float]], ...]:
    """The step and the highest score of each ability on the scale of the day; on every scale where no day is known."""
    versions = load().table(f"language/{test}").versions
    of_day = next((each for each in reversed(versions) if taken and each.start <= taken), versions[0])
    chosen = (of_day,) if taken else versions
    return tuple((version.extra["step"], version.extra["maximum"]) for version in chosen)


class Declared(BaseModel):
    """A part of the profile: nothing beside the fields below is accepted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Result(Declared):
    """One whole result of a language test, or levels already converted (`clb`, `nclc`)."""

    test: Test
    taken: Day
    listening: Number
    reading: Number
    writing: Number
    speaking: Number

    @field_validator("listening", "reading", "writing", "speaking")
    @classmethod
    def on_the_scale(cls, score: float, info: ValidationInfo) -> float:
        """A score lies on the steps and in the range of its test on the day it was taken, if known."""
        test = info.data.get("test")
        if test is None:
            return score
        ability, scales = info.field_name or "", steps(test, info.data.get("taken"))
        for step, most in scales:
            if 0 <= score <= most[ability] and abs(score / step - round(score / step)) <= 1e-9:
                return score
        step, most = max(scales, key=lambda scale: scale[1][ability])
        raise wrong("not_a_score", "score", test=test, highest=most[ability], step=step)


class Credential(Declared):
    """One credential of education; "two or more" is derived, never declared."""

    level: Level
    country: Country
    completed: Day
    eca_issued: Day | None = None
    full_time_months_in_canada: Annotated[int, Field(ge=0, le=600)] | None = None


class Job(Declared):
    """One job, both days included; `end` null is still held."""

    noc: UnitGroupCode
    start: Day
    end: Day | None = None
    hours_per_week: Annotated[Number, Field(gt=0, le=168), AfterValidator(two_decimals)]
    country: Country
    paid: bool = True
    authorized: bool = True
    temporary_resident_status: bool = True
    self_employed: bool = False
    student: Literal["no", "part_time", "full_time"] = "no"
    publicly_funded_physician: bool = False
    employer: Annotated[str, Field(max_length=300)] | None = None
    employer_country: Country | None = None
    noc2016: FormerCode | None = None

    @field_validator("end")
    @classmethod
    def not_before_start(cls, end: date | None, info: ValidationInfo) -> date | None:
        """A job does not end before it starts."""
        start = info.data.get("start")
        if end is not None and start is not None and end < start:
            raise wrong("end_before_start", "end", start=start)
        return end


Results = Annotated[list[Result], Field(max_length=200)]
Credentials = Annotated[list[Credential], Field(max_length=200)]
Jobs = Annotated[list[Job], Field(max_length=500)]


class Partner(Declared):
    """A spouse or common-law partner and what they bring."""

    accompanying: bool = True
    citizen_or_permanent_resident: bool = False
    first_language: Official | None = None
    languages: Results = []
    education: Credentials = []
    jobs: Jobs = []


class Offer(Declared):
    """An offer of employment; `duration_months` null is without end."""

    noc: UnitGroupCode
    duration_months: Annotated[int, Field(ge=0, le=1200)] | None
    full_time: bool = True
    lmia: bool = False
    qualifies_for_crs: bool = False
    fsw_paragraph: Literal["a", "b", "c", "d"] | None = None
    fst_paragraph: Literal["ii", "iii", "iv", "v"] | None = None


class Trade(Declared):
    """The trade applied for, and since when the candidate may practise it."""

    noc: UnitGroupCode
    qualified_from: Day


class Certificate(Declared):
    """A certificate of qualification in a trade, by a province, a territory or a federal authority."""

    noc: UnitGroupCode
    province: Authority
    issued: Day


class Nomination(Declared):
    """A nomination by a province or territory."""

    province: Province
    issued: Day
    express_entry: bool = True


class Adaptability(Declared):
    """Elements of IRPR 83 that no other field shows."""

    relative_in_canada: bool = False
    studied_in_canada: bool = False
    partner_studied_in_canada: bool = False


class Military(Declared):
    """Service in a recognized foreign military, and the offer of the Canadian Forces Recruiting Group."""

    serving: bool
    continuous_years: Years
    noc: UnitGroupCode
    offer_years: Years
    offer_full_time: bool
    post_secondary_years: Years


class Profile(Declared):
    """What one candidate declares, as `toprank.profile/1`."""

    schema_: Literal["toprank.profile/1"] = Field(default="toprank.profile/1", alias="schema")
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
    birth_date: Day
    submitted_at: Instant | None = None
    intends_to_live_in_quebec: bool = False
    family_size: Annotated[int, Field(ge=1, le=LARGEST_FAMILY)] = 1
    settlement_funds: Dollars = 0
    first_language: Official | None = None
    languages: Results = []
    education: Credentials = []
    jobs: Jobs = []
    primary_occupation: UnitGroupCode | None = None
    partner: Partner | None = None
    offer: Offer | None = None
    trade: Trade | None = None
    certificate_of_qualification: Certificate | None = None
    nomination: Nomination | None = None
    sibling_in_canada: bool = False
    adaptability: Adaptability = Adaptability()
    military: Military | None = None

    @field_validator("birth_date")
    @classmethod
    def born_by_the_day(cls, born: date, info: ValidationInfo) -> date:
        """Nobody is assessed on a day before their birth."""
        on = (info.context or {}).get("on")
        if on is not None and born > on:
            raise wrong("born_after_the_day", "day_or_earlier", on=on)
        return born
