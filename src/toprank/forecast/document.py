"""The forecast as a JSON document, and its schema: what `toprank forecast --json` prints."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of the document; nothing else may be in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Message(Part):
    """A reason or a remark: its code, and the sentence for people."""

    code: str
    message: str


class Published(Part):
    """A round as published."""

    round: str
    on: date
    size: int
    cutoff: int


class Range(Part):
    """A whole number told, and the bands that hold it with chances of 80 and 50 in a hundred."""

    said: int | None
    low80: int
    high80: int
    low50: int
    high50: int


class DayRange(Part):
    """A day told, the same bands, and the chance of a round of the type within so many days."""

    said: date
    low80: date
    high80: date
    low50: date
    high50: date
    within: dict[str, float]


class Given(Part):
    """The cut-off if so many are invited on a day; no point, or nothing at all, where `abstained` says why."""

    size: int
    on: date
    cutoff: Range | None
    abstained: Message | None = None
    notes: list[Message] = []


class Ahead(Part):
    """One of the rounds to come after the next: its place (2: the one after the next), in joint futures of all types.

    `held` is the share of futures in which it is held within a year.
    """

    place: int
    held: float
    day: date
    day_low80: date
    day_high80: date
    cutoff: Range


class Held(Part):
    """How such forecasts did in the backtest: rounds, how many 80% and 50% bands held, mean errors in points.

    `better_than_last`: the whole 90% range of the paired difference (CRPS) from "same as last" lies below zero.
    """

    since: date
    until: date
    rounds: int
    held80: int
    held50: int
    error: float
    error_of_last: float
    better_than_last: bool


class TypeForecast(Part):
    """The next round of one type. Where no point is given `seen` holds where the first steps of types would lead."""

    type: str
    last: list[Published] = []
    abstained: Message | None = None
    day: DayRange | None = None
    size: Range | None = None
    cutoff: Range | None = None
    seen: Range | None = None
    given: list[Given] = []
    ahead: list[Ahead] = []
    held_plain: Held | None = None
    held_given: Held | None = None
    notes: list[Message] = []


class Chance(Part):
    """The chance of a round that reaches a person within so many days, in all and by type alone; its last day."""

    days: int
    until: date
    chance: float
    by_type: dict[str, float]


class Bin(Part):
    """Chances told in the backtest between two bounds: how many, their mean, and how many came true."""

    low: float
    high: float
    forecasts: int
    said: float
    came_true: float


class Reason(Part):
    """Why the figures of an assessment are not final, as in the assessment."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    code: str
    message: str
    from_: date = Field(alias="from")


class Warned(Part):
    """A doubtful fact of a profile, as in the assessment."""

    code: str
    pointer: str
    message: str


class PersonForecast(Part):
    """What the joint futures hold for one person; the score is final where `provisional` is empty."""

    profile: str
    score: int
    provisional: list[Reason]
    warnings: list[Warned]
    in_pool: bool
    expires: date | None
    types: list[str]
    chances: list[Chance]
    reliability: list[Bin] = Field(description="chances within 30, 90 and 180 days")
    reliability_in_a_year: list[Bin] = Field(description="chances within 365 days")
    notes: list[Message]


class NotTaken(Part):
    """A published round that is in no forecast: nobody could say yet what it was for."""

    round: str
    round_date: date | None
    published_name: str
    message: str


class RecordUsed(Part):
    """The record behind the forecast: its last round known on the day; how old it is today, and what is not in it."""

    rounds: int
    last_round: date | None
    as_of: date
    synced_at: str | None
    source: str | None
    newest_round_date: date
    age_days: int
    stale: bool
    message: str
    kept_apart: list[NotTaken]


class ForecastDocument(Part):
    """Forecasts of the next rounds as of a day."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Literal["toprank.forecast/1"] = Field(default="toprank.forecast/1", alias="schema")
    made_on: date
    record: RecordUsed
    notes: list[Message]
    types: list[TypeForecast]
    person: PersonForecast | None
