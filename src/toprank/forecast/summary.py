"""Everything that the backtest adds up to, as plain numbers: for the page, and for what every forecast shows."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from toprank.forecast.ahead import AheadScored, ahead_scored
from toprank.forecast.backtest import Target, rows, targets
from toprank.forecast.chance_backtest import Asked, asked, brier, origins, reliability
from toprank.forecast.replay import replay
from toprank.forecast.scores import (
    DayScored,
    Scored,
    all_scored,
    crps_against,
    days_scored,
    fortnight_against,
    paired,
    totals,
)
from toprank.forecast.settings import (
    AHEAD_SHOWN,
    CHANCE_FROM,
    CHECKED_FROM,
    FEWEST_COMPARED,
    FIRST_TARGET,
    PERIODS,
    SHOWN_FROM,
)
from toprank.rounds.record import Record
from toprank.rulebook.loader import Rulebook

Json = dict[str, Any]

MODELS: Final = ("conditional", "plain", "last", "mean_of_three", "median_of_six", "smoothing", "last_alone")
GROUPS: Final = ("all", "all_but_pnp", "general", "pnp", "cec", "french", "healthcare", "trades", "fst")
REPLAYED: Final = ("cec", "french", "healthcare")
TESTED: Final = (30, 90, 180)
YEAR: Final = 365
STEPS_TOLD: Final = (1, 2, 4, 6)
MISSES: Final = 10


def summed(record: Record, rulebook: Rulebook) -> Json:
    """The summary of the whole backtest over a record."""
    until = record.rounds[-1].on
    found = list(targets(record, rulebook, FIRST_TARGET, until))
    scores, day_scores = all_scored(found), days_scored(found)
    chances: list[Asked] = []
    ahead: list[AheadScored] = []
    for known, coming in origins(record, rulebook, CHANCE_FROM, until):
        chances += asked(record, known, coming, until)
        ahead += ahead_scored(record, known, coming, AHEAD_SHOWN)
    return {
        "since": FIRST_TARGET.isoformat(),
        "shown_since": SHOWN_FROM.isoformat(),
        "until": until.isoformat(),
        "by_type": by_type(scores),
        "scores": [line for since in PERIODS for line in score_lines(scores, since)],
        "days": [line for since in PERIODS for line in day_lines(day_scores, since)],
        "ahead": [line for since in PERIODS for line in ahead_lines(ahead, since)],
        "within_a_day": within_a_day(day_scores),
        "abstained": abstained(found),
        "without_point": without_point(found),
        "misses": misses(found),
        "chances": [line for since in PERIODS for line in chance_lines(chances, since)],
        "reliability": bins(chances, FIRST_TARGET, TESTED),
        "reliability_last_year": bins(chances, PERIODS[-1], TESTED),
        "reliability_in_a_year": bins(chances, FIRST_TARGET, (YEAR,)),
        "replay": [{key: rounded(value) for key, value in asdict(replay(record, name)).items()} for name in REPLAYED],
    }


def checked(record: Record, rulebook: Rulebook) -> list[Json]:
    """The scores of the last rounds alone: a part of the summary that is quickly worked out again."""
    return score_lines(all_scored(targets(record, rulebook, CHECKED_FROM, record.rounds[-1].on)), CHECKED_FROM)


def rounded(value: Any) -> Any:
    """A figure to three decimals."""
    return round(value, 3) if isinstance(value, float) else value


def in_group(type_: str, group: str) -> bool:
    """Whether a type belongs to a line of the tables."""
    return group in ("all", type_) or (group == "all_but_pnp" and type_ != "pnp")


def by_type(scores: Sequence[Scored]) -> Json:
    """For each kind of forecast and type how such forecasts did since rounds are held for categories."""
    found: Json = {}
    for kind in ("conditional", "plain"):
        found[kind] = {}
        for name in dict.fromkeys(each.type for each in scores):
            of_type = [each for each in scores if each.type == name and each.on >= SHOWN_FROM]
            told = {each.round for each in of_type if each.model == kind}
            of_both = [each for each in of_type if each.round in told]
            mean, last = (totals([each for each in of_both if each.model == model]) for model in (kind, "last"))
            if mean is None or last is None:
                continue
            found[kind][name] = {
                "rounds": mean.rounds,
                "held80": round(mean.held80 * mean.rounds),
                "held50": round(mean.held50 * mean.rounds),
                "error": rounded(mean.error),
                "error_of_last": rounded(last.error),
                "better_than_last": mean.rounds >= FEWEST_COMPARED
                and paired(crps_against(of_type, kind, "last"))[2] < 0,
            }
    return found


def score_lines(scores: Sequence[Scored], since: date) -> list[Json]:
    """The means of every model and group since a day, with the paired difference of the CRPS from "same as last"."""
    found = []
    for group in GROUPS:
        inside = [each for each in scores if in_group(each.type, group) and each.on >= since]
        for model in MODELS:
            mean = totals([each for each in inside if each.model == model])
            if mean is None:
                continue
            line: Json = {"since": since.isoformat(), "group": group, "model": model}
            line |= {key: rounded(value) for key, value in asdict(mean).items()}
            if model in ("conditional", "plain"):
                line["against_last"] = [rounded(each) for each in paired(crps_against(inside, model, "last"))]
            found.append(line)
    return found


def day_lines(scores: Sequence[DayScored], since: date) -> list[Json]:
    """How far days were off, beside fourteen days after the last round."""
    found = []
    for group in GROUPS:
        inside = [each for each in scores if in_group(each.type, group) and each.on >= since]
        if inside:
            error, crps_, fortnight = (
                rounded(sum(getattr(each, key) for each in inside) / len(inside))
                for key in ("error", "crps", "fortnight")
            )
            against = [rounded(each) for each in paired(fortnight_against(inside))]
            found.append({"since": since.isoformat(), "group": group, "rounds": len(inside), "error": error,
                          "crps": crps_, "fortnight": fortnight, "against_fortnight": against})  # fmt: skip
    return found


def ahead_lines(scores: Sequence[AheadScored], since: date) -> list[Json]:
    """How rounds further ahead were told, by type and place."""
    found = []
    for group in ("pnp", "cec", "french", "healthcare"):
        for place in STEPS_TOLD:
            inside = [each for each in scores if (each.type, each.place) == (group, place) and each.made_on >= since]
            if inside:
                error, last, held = (
                    rounded(sum(getattr(each, key) for each in inside) / len(inside))
                    for key in ("error", "last", "held80")
                )
                found.append({"since": since.isoformat(), "group": group, "place": place, "origins": len(inside),
                              "error": error, "last": last, "held80": held})  # fmt: skip
    return found


def within_a_day(scores: Sequence[DayScored]) -> Json:
    """Of the rounds for nominees since 2025, how many came within a day of what was said, and of fourteen days on."""
    inside = [each for each in scores if each.type == "pnp" and each.on >= date(2025, 1, 1)]
    said, fortnight = (sum(getattr(each, key) <= 1 for each in inside) for key in ("error", "fortnight"))
    return {"rounds": len(inside), "said": said, "fortnight": fortnight}


def abstained(found: Sequence[Target]) -> Json:
    """How many targets had no point, by reason."""
    reasons = [rows(each)[1].abstained for each in found]
    return {code: reasons.count(code) for code in sorted({each for each in reasons if each})}


def without_point(found: Sequence[Target]) -> list[Json]:
    """For each reason to give no point with size and day given: how far off the middle of the range was, and held."""
    lines = []
    told = [(rows(each)[0], each.conditional) for each in found]
    for code in sorted({row.abstained for row, _ in told if row.abstained}):
        inside = [(row, each.cutoff) for row, each in told if row.abstained == code and each and each.cutoff]
        errors = [abs(spread.median - row.happened) for row, spread in inside]
        held80 = sum(1 for row, _ in inside if (row.low80 or 0) <= row.happened <= (row.high80 or 0))
        error = rounded(sum(errors) / len(errors)) if errors else None
        rounds = sum(1 for row, _ in told if row.abstained == code)
        lines.append({"code": code, "rounds": rounds, "ranges": len(inside), "held80": held80, "error": error})
    return lines


def misses(found: Sequence[Target]) -> list[Json]:
    """The forecasts that were furthest off, size and day given, but for nominees."""
    told = [rows(each) for each in found if each.round.type != "pnp"]
    pairs = [(given, plain) for given, plain in told if given.said is not None and plain.said is not None]
    pairs.sort(key=lambda pair: (-abs((pair[0].said or 0) - pair[0].happened), pair[0].round))
    return [
        {"round": given.round, "target": given.target, "made_on": str(given.made_on), "on": str(given.day_said),
         "size": given.size_said, "given": given.said, "plain": plain.said, "happened": given.happened}
        for given, plain in pairs[:MISSES]
    ]  # fmt: skip


def chance_lines(found: Sequence[Asked], since: date) -> list[Json]:
    """The Brier scores of chances and of simpler answers: by group, then by horizon."""
    late = [each for each in found if each.made_on >= since]
    lines = [chance_line(late, since, group, TESTED) for group in GROUPS]
    lines += [chance_line(late, since, "all", (horizon,)) for horizon in (*TESTED, YEAR)]
    return [line for line in lines if line is not None]


def chance_line(found: Sequence[Asked], since: date, group: str, horizons: Sequence[int]) -> Json | None:
    """The Brier scores of one group and some horizons; None without any."""
    inside = [each for each in found if each.horizon in horizons and in_group(each.type, group)]
    if not inside:
        return None
    true = [each.came_true for each in inside]
    rules = {rule: rounded(brier([each.rules[rule] for each in inside], true)) for rule in inside[0].rules}
    return {
        "since": since.isoformat(),
        "group": group,
        "horizons": list(horizons),
        "origins": len({each.made_on for each in inside}),
        "chance": rounded(brier([each.told for each in inside], true)),
        **rules,
    }


def bins(found: Sequence[Asked], since: date, horizons: Sequence[int]) -> list[Json]:
    """The reliability of chances by tenths."""
    inside = [each for each in found if each.made_on >= since and each.horizon in horizons]
    return (
        [{key: rounded(value) for key, value in asdict(each).items()} for each in reliability(inside)] if inside else []
    )
