"""From forecasts to the document that people and programs read."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from toprank import days
from toprank.forecast import answer
from toprank.forecast.ahead import rounds_ahead
from toprank.forecast.answer import FAR_AHEAD, NO_ROUND, Forecast
from toprank.forecast.chance import chances_of
from toprank.forecast.cutoff import recent_sizes, unusual
from toprank.forecast.document import (
    Ahead,
    Bin,
    Chance,
    DayRange,
    ForecastDocument,
    Given,
    Held,
    Message,
    PersonForecast,
    Published,
    Range,
    Reason,
    RecordUsed,
    TypeForecast,
    Warned,
)
from toprank.forecast.futures import Futures, futures
from toprank.forecast.held import held, summary
from toprank.forecast.ledger import Ledger, ledger
from toprank.forecast.person import Person
from toprank.forecast.settings import AHEAD_SHOWN, CURVE_SIZES, HORIZONS, LAST_SHOWN
from toprank.forecast.spread import Spread
from toprank.rounds.age import age_json
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook
from toprank.words import named, say

FEW_POINTS: Final = 4
"""Ends of a range that differ by no more than this need no word."""


def document(
    record: Record,
    made_on: date,
    rulebook: Rulebook,
    types: Sequence[str] | None = None,
    asked: tuple[int, date | None] | None = None,
    person: Person | None = None,
    rules_on: date | None = None,
    shown_on: date | None = None,
    language: str = "en",
    later: bool | None = None,
) -> ForecastDocument:
    """Forecasts of the next rounds as of a day: of every type, or of some.

    The rounds after the next one are told where `later` says so; of one type alone if it is None. `asked` is a size and
    a day (None: the likely one) to answer for. `rules_on` is the day whose rules the reader lives under (as of the
    forecast if None), `shown_on` the day the record's age counts to. Reasons and remarks are told in the language.
    """
    known = ledger(record, made_on, rulebook)
    wanted = known.types if types is None else types
    told_later = len(wanted) == 1 if later is None else later
    ahead = futures(known, max(HORIZONS)) if person is not None or told_later else None
    after = ahead if told_later else None
    return ForecastDocument(
        made_on=made_on,
        record=record_used(known, shown_on or made_on, language),
        notes=general_notes(known, record.as_of, rules_on or made_on, language),
        types=[of_type(known, name, asked, after, language) for name in wanted],
        person=None
        if person is None or ahead is None
        else of_person(known, ahead, person, shown_on or made_on, language),
    )


def record_used(known: Ledger, now: date, language: str) -> RecordUsed:
    """The record behind forecasts, and its age on a day."""
    rounds = known.record.rounds
    return RecordUsed(
        rounds=len(rounds),
        last_round=rounds[-1].on if rounds else None,
        **age_json(known.record, now, language),
    )


def message(code: str, language: str, /, **told: Any) -> Message:
    """A message of the section for forecasts."""
    return Message(code=code, message=say("forecast", code, told, language))


def general_notes(known: Ledger, as_of: date, rules_on: date, language: str) -> list[Message]:
    """What holds for every forecast of the day."""
    found = []
    if known.made_on > as_of:
        found.append(message("record_ends", language, as_of=as_of))
    apart = [each.id for each in known.record.apart]
    if apart:
        found.append(message("not_taken", language, rounds=apart))
    unseen = known.rulebook.unseen_on(rules_on)
    if unseen:
        start = min(each.start for each in unseen)
        since = sum(1 for each in known.record.rounds if each.on >= start)
        code = "rests_on_both_rules" if since else "rests_on_earlier_rules"
        found.append(message(code, language, count=since, **{"from": start}))
    return [*found, message("no_promise", language)]


def of_type(
    known: Ledger, type_: str, asked: tuple[int, date | None] | None, ahead: Futures | None, language: str
) -> TypeForecast:
    """The next round of a type, and those after it with futures; nothing but the reason where it had none."""
    if type_ not in known.rounds:
        return TypeForecast(type=type_, abstained=message(NO_ROUND, language, made_on=known.made_on))
    plain = answer.plain(known, type_)
    why = plain.abstained
    given = [(asked[0], asked[1] or plain.on)] if asked else curve(plain)
    told = [] if why and not asked else [given_range(known, type_, size, on, language) for size, on in given]
    return TypeForecast(
        type=type_,
        last=last_rounds(known, type_),
        abstained=None if why is None else reason(known, type_, why, plain.on, language),
        day=day_range(known, plain),
        size=sizes(plain.size),
        cutoff=None if why else range_of(plain),
        seen=range_of(plain) if why and plain.cutoff else None,
        given=told,
        ahead=[] if why or ahead is None else later_rounds(ahead, type_),
        held_plain=None if why else held_of("plain", type_),
        held_given=None if why else held_of("conditional", type_),
        notes=[*type_notes(known, plain, language), *leaning(told, language)],
    )


def last_rounds(known: Ledger, type_: str) -> list[Published]:
    """The last rounds of a type, newest first."""
    rounds = known.record.of_type(type_)[-LAST_SHOWN:][::-1]
    return [Published(round=each.id, on=each.on, size=each.size, cutoff=each.cutoff) for each in rounds]


def reason(known: Ledger, type_: str, code: str, on: date, language: str) -> Message:
    """Why there is no point for a day, which is that of the forecast where a silence up to it is the reason."""
    rounds = known.rounds[type_]
    silent = days.number(on if code == FAR_AHEAD else known.made_on) - rounds[-1].day
    most, last = max(recent_sizes(known, type_)), days.day(rounds[-1].day)
    return message(code, language, count=len(rounds), days=silent, on=on, most=most, last=last)


def type_notes(known: Ledger, plain: Forecast, language: str) -> list[Message]:
    """What to say beside the forecast of a type."""
    found = []
    if plain.broken is not None:
        found.append(message(f"after_{plain.broken.code}", language, on=plain.broken.on))
    compared = held_of("plain", plain.type)
    since = [each for each in known.record.of_type(plain.type) if compared and each.on > compared.until]
    if compared is not None and since and not plain.abstained:
        told = {"until": compared.until, "count": len(since), "since": since[0].on.isoformat()}
        found.append(message("rounds_since_counted", language, type=plain.type, **told))
    if compared is not None and not compared.better_than_last and not plain.abstained:
        found.append(message("no_better_than_last", language))
    if plain.abstained is None and answer.far_ahead(known, plain.type, plain.on):
        found.append(message("likely_day_far", language, on=plain.on))
    if plain.day is not None and plain.on <= known.made_on:
        found.append(message("overdue", language))
    return found


def leaning(given: Sequence[Given], language: str) -> list[Message]:
    """A remark where a value said has one end of its range twice as far away as the other."""
    for each in given:
        if each.cutoff is not None and each.cutoff.said is not None:
            below, above = each.cutoff.said - each.cutoff.low80, each.cutoff.high80 - each.cutoff.said
            if max(below, above) >= 2 * min(below, above) and max(below, above) > FEW_POINTS:
                return [message("leans_one_way", language)]
    return []


def curve(plain: Forecast) -> list[tuple[int, date]]:
    """Round sizes near the last one, on the day that is told for the next round."""
    middle = float(np.exp(plain.size.median))
    near = sorted(CURVE_SIZES, key=lambda size: abs(np.log(size / middle)))[:5]
    return [(size, plain.on) for size in sorted(near)]


def given_range(known: Ledger, type_: str, size: int, on: date, language: str) -> Given:
    """The cut-off if so many are invited on a day."""
    found = answer.conditional(known, type_, size, on)
    return Given(
        size=size,
        on=on,
        cutoff=None if found.cutoff is None else range_of(found),
        abstained=None if found.abstained is None else reason(known, type_, found.abstained, on, language),
        notes=size_notes(known, type_, size, language) if found.cutoff is not None else [],
    )


def size_notes(known: Ledger, type_: str, size: int, language: str) -> list[Message]:
    """What to say of a size outside those of the type so far."""
    least, most = min(recent_sizes(known, type_)), max(recent_sizes(known, type_))
    if least <= size <= most:
        return []
    code = "size_far_outside" if unusual(known, type_, size) else "size_outside"
    return [message(code, language, size=size, least=least, most=most)]


def later_rounds(ahead: Futures, type_: str) -> list[Ahead]:
    """The rounds after the next one."""
    found = []
    for each in rounds_ahead(ahead, type_, AHEAD_SHOWN)[1:]:
        low, said, high = (days.day(round(each.day.at(level))) for level in (0.1, 0.5, 0.9))
        cutoff = whole(each.cutoff, round(each.cutoff.median))
        found.append(Ahead(place=each.place, held=round(each.held, 3), day=said, day_low80=low, day_high80=high,
                           cutoff=cutoff))  # fmt: skip
    return found


def range_of(forecast: Forecast) -> Range:
    """The cut-off of a forecast in whole points; the bands hold what is said."""
    spread = forecast.cutoff
    assert spread is not None
    return whole(spread, forecast.said)


def whole(spread: Spread, said: int | None) -> Range:
    """A distribution in whole numbers."""
    low80, low50, high50, high80 = (round(spread.at(level)) for level in (0.1, 0.25, 0.75, 0.9))
    return Range(said=said, low80=low80, high80=high80, low50=low50, high50=high50)


def sizes(spread: Spread) -> Range:
    """A size from the distribution of its logarithm."""
    plain = Spread(np.exp(spread.quantiles))
    return whole(plain, round(plain.median))


def day_range(known: Ledger, plain: Forecast) -> DayRange | None:
    """The day of the next round; None for a type whose next round lies beyond what can be told."""
    if plain.day is None:
        return None
    spread = plain.day.spread
    low80, low50, said, high50, high80 = (days.day(round(spread.at(level))) for level in (0.1, 0.25, 0.5, 0.75, 0.9))
    within = {
        str(horizon): round(plain.day.by(days.day(days.number(known.made_on) + horizon)), 3) for horizon in HORIZONS
    }
    return DayRange(said=said, low80=low80, high80=high80, low50=low50, high50=high50, within=within)


def held_of(kind: str, type_: str) -> Held | None:
    """How such forecasts did in the stored backtest."""
    found = held(kind, type_)
    return None if found is None else Held(since=summary()["shown_since"], until=summary()["until"], **found)


def of_person(known: Ledger, ahead: Futures, person: Person, now: date, language: str) -> PersonForecast:
    """The chances of one person, with what limits them; `now` is the reader's day, by which some may be over."""
    found = chances_of(known, ahead, person, HORIZONS)
    over = [horizon for horizon in HORIZONS if known.made_on + timedelta(days=horizon) < now]
    left_out = [named("series", name, language) for name in person.types if name not in ahead.types]
    notes = pool_notes(person, language)
    notes += [] if person.types or pool_closed(person) else [message("no_round_open", language)]
    notes += [message("over_already", language, days=over, today=now)] if over else []
    notes += [message("left_out", language, types=left_out)] if left_out else []
    return PersonForecast(
        profile=person.id,
        score=person.total,
        provisional=[
            Reason(code=each["code"], message=each["message"], from_=each["from"]) for each in person.provisional
        ],
        warnings=[Warned(**{key: each[key] for key in ("code", "pointer", "message")}) for each in person.warnings],
        in_pool=person.in_pool,
        expires=person.expires,
        types=[name for name in person.types if name in ahead.types],
        chances=[
            Chance(
                days=each.horizon,
                until=known.made_on + timedelta(days=each.horizon),
                chance=round(each.all, 3),
                by_type={k: round(v, 3) for k, v in each.by_type.items()},
            )
            for each in found
        ],
        reliability=[Bin(**each) for each in summary().get("reliability", [])],
        reliability_in_a_year=[Bin(**each) for each in summary().get("reliability_in_a_year", [])],
        notes=[*notes, message("chance_is_no_promise", language)],
    )


def pool_closed(person: Person) -> bool:
    """Whether the profile has left the pool by the day of the forecast."""
    return person.expires is not None and person.expires <= person.made_on


def pool_notes(person: Person, language: str) -> list[Message]:
    """When the profile is in the pool: not submitted, left already, yet to enter it, and when it will leave."""
    if person.enters is None or person.expires is None:
        return [message("not_in_pool", language)]
    if pool_closed(person):
        return [message("expired", language, on=person.expires)]
    entering = [message("enters", language, on=person.enters)] if person.enters > person.made_on else []
    return [*entering, message("expires", language, on=person.expires)]
