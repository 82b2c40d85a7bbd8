"""What the page of forecasts shows, put together from the document of the forecast."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from toprank.forecast import settings
from toprank.forecast.answer import SILENT
from toprank.forecast.document import Held, Range, TypeForecast
from toprank.forecast.held import summary
from toprank.forecast.told import given_range
from toprank.rulebook.loader import Rulebook
from toprank.web.context import title as told
from toprank.web.forecasts.current import Current
from toprank.web.forecasts.fan import fan, shown_rounds, steps_of
from toprank.web.forecasts.past_charts import Counted
from toprank.web.kinds import kind_name
from toprank.words import named

CLOSE: Final = 0.05
AIM: Final = 0.8
FEW, MANY = 0.05, 0.95
LATEST: Final = 6
CHANCE_DAYS: Final = "180"

Shown = dict[str, Any]


def with_point(types: Sequence[TypeForecast]) -> list[TypeForecast]:
    """The types that have a forecast, by their likely day."""
    found = [(each.day.said, each.type, each) for each in types if each.day and each.cutoff and each.size]
    return [each for _, _, each in sorted(found, key=lambda told: told[:2])]


def chosen(types: Sequence[TypeForecast], asked: str) -> TypeForecast | None:
    """The type that was asked for; else one that did better than "same as last", off by the fewest points."""
    named_ = next((each for each in types if each.type == asked), None)
    if named_ is not None:
        return named_
    points = with_point(types)
    return min(points, key=by_skill, default=None)


def never_held(types: Sequence[TypeForecast], rulebook: Rulebook, on: date) -> list[str]:
    """The categories in force on a day of which no round was held."""
    held = {each.type for each in types}
    return [each.family for each in rulebook.categories() if each.holds(on) and each.family not in held]


def out_of_force(types: Sequence[TypeForecast], rulebook: Rulebook, on: date) -> list[str]:
    """The categories of which rounds were held and no version is in force on a day: no round of them can come."""
    known = {each.family for each in rulebook.categories()}
    held = {each.family for each in rulebook.categories() if each.holds(on)}
    return [each.type for each in types if each.type in known - held]


def by_skill(found: TypeForecast) -> tuple[bool, float]:
    """Types that did better come first, then by error; those never scored last."""
    held = found.held_plain
    return (not held.better_than_last, held.error) if held else (True, float("inf"))


def next_rounds(types: Sequence[TypeForecast], language: str) -> list[Shown]:
    """One line for each type with a forecast."""
    return [
        {
            "type": each.type,
            "name": kind_name(each.type, language),
            "day": each.day.said,
            "days": told("forecasts.days", language, low=each.day.low80, high=each.day.high80),
            "size": each.size.said,
            "sizes": (each.size.low80, each.size.high80),
            "cutoff": each.cutoff.said,
            "range": (each.cutoff.low80, each.cutoff.high80),
            "last": each.last[0],
        }
        for each in with_point(types)
        if each.day and each.size and each.cutoff
    ]


def without_point(types: Sequence[TypeForecast], never: Sequence[str], gone: Sequence[str], language: str) -> Shown:
    """The types without a forecast: their names by reason, and a line for each of which a round was held and may come
    again; `gone` are those out of force."""
    found = [each for each in types if each.cutoff is None and each.abstained is not None and each.type not in gone]
    silent = [each for each in found if each.abstained and each.abstained.code == SILENT]
    few = [each for each in found if each not in silent]
    return {
        "count": len(found) + len(never) + len(gone),
        "gone": [kind_name(each, language) for each in gone],
        "never": [kind_name(each, language) for each in never],
        "few": [kind_name(each.type, language) for each in few],
        "silent": [kind_name(each.type, language) for each in silent],
        "lines": [
            {
                "name": kind_name(each.type, language),
                "last": each.last[0],
                "within": chance(each.day.within[CHANCE_DAYS], language) if each.day else "",
            }
            for each in sorted(found, key=lambda each: each.last[0].on, reverse=True)
        ],
    }


def chance(value: float, language: str) -> str:
    """A chance in tenths; in words where it is hardly one, or nearly certain."""
    code = "chance_least" if value < FEW else "chance_most" if value > MANY else "chance"
    return told(f"forecasts.{code}", language, tens=max(round(10 * value), 1))


def counted() -> Counted:
    """How many ranges of the stored backtest held, over all types."""
    lines = summary()["by_type"]["plain"].values()
    rounds, half, wide = (sum(each[key] for each in lines) for key in ("rounds", "held50", "held80"))
    return Counted(rounds, half, wide)


def held_sentence(found: Counted, language: str) -> str:
    """How ranges meant for 8 in 10 did."""
    off = found.wide / found.rounds - AIM if found.rounds else 0
    code = "held_close" if abs(off) <= CLOSE else "held_narrow" if off < 0 else "held_wide"
    since = summary()["shown_since"]
    return told(f"forecasts.{code}", language, rounds=found.rounds, held=found.wide, since=since)


def by_kind(language: str) -> list[Shown]:
    """How the ranges of each type held, those with the most rounds first."""
    lines = summary()["by_type"]["plain"]
    return [
        {"type": name, "name": kind_name(name, language)}
        | {key: round(value, 1) if isinstance(value, float) else value for key, value in each.items()}
        for name, each in sorted(lines.items(), key=lambda pair: -pair[1]["rounds"])
    ]


def of_type(now: Current, found: TypeForecast, language: str) -> Shown:
    """The fan of a type with its table, and the cut-off at some sizes."""
    name, steps = kind_name(found.type, language), steps_of(found)
    past = shown_rounds(now.known.record.known_on(now.made_on).of_type(found.type), now.made_on)
    code = "forecasts.fan_title" if steps else "forecasts.fan_none"
    return {
        "type": found.type,
        "name": name,
        "heading": told(code, language, kind=name, count=len(steps)),
        "fan": fan(found, past, now.made_on, language) if steps and past else "",
        "last": found.last[0] if found.last else None,
        "reason": found.abstained.message if found.abstained else "",
        "seen": (found.seen.low80, found.seen.high80) if found.seen else None,
        "notes": [
            each.message for each in found.notes if each.code not in ("no_better_than_last", "rounds_since_counted")
        ],
        "no_better": found.held_plain is not None and not found.held_plain.better_than_last,
        "steps": [
            {
                "name": named("place", str(place), language),
                "day": each.day,
                "half": (each.cutoff.low50, each.cutoff.high50),
                "wide": (each.cutoff.low80, each.cutoff.high80),
            }
            for place, each in enumerate(steps, 1)
        ],
        "given_on": found.day.said if found.day else None,
        "given": [
            {"size": each.size, "said": each.cutoff.said, "wide": (each.cutoff.low80, each.cutoff.high80)}
            for each in found.given
            if each.cutoff
        ],
        "given_points": any(each.cutoff and each.cutoff.said is not None for each in found.given),
        "given_held": held_given(found.held_given, language),
    }


def held_given(held: Held | None, language: str) -> str:
    """How forecasts with the size and the day known did."""
    if held is None:
        return ""
    return told(
        "forecasts.given_held",
        language,
        held=held.held80,
        rounds=held.rounds,
        error=round(held.error, 1),
        last=round(held.error_of_last, 1),
    )


def asked_size(now: Current, found: TypeForecast, size: int, language: str) -> Shown:
    """The cut-off if so many are invited on the likely day."""
    on: date = found.day.said if found.day else now.made_on
    answer = given_range(now.ledger, found.type, size, on, language)
    remarks = [each.message for each in (answer.abstained, *answer.notes) if each]
    cutoff: Range | None = answer.cutoff
    if cutoff is None:
        return {"code": "forecasts.given_nothing", "size": size, "remarks": remarks}
    code = "forecasts.given_range" if cutoff.said is None else "forecasts.given_asked"
    return {"code": code, "size": size, "said": cutoff.said, "low": cutoff.low80, "high": cutoff.high80,
            "remarks": remarks}  # fmt: skip


def method(language: str) -> list[str]:
    """How forecasts are made, a sentence each."""
    figures = {"errors": settings.KEPT_ERRORS, "paths": settings.PATHS}
    return [told(f"forecasts.method_{place}", language, **figures) for place in (1, 2, 3, 4)]
