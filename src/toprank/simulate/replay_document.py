"""A replay as a document, and as the page that is kept in docs/reference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from statistics import fmean, median
from typing import Any, Final

from toprank.pool.invited_before import Held
from toprank.pool.invited_before import published as rounds
from toprank.pool.shares import Shares
from toprank.simulate.replay import Plan, Replay, Replayed

Json = dict[str, Any]
SCHEMA: Final = "toprank.replay/1"


@dataclass(frozen=True)
class Miss:
    """How far the replayed cut-offs of one type lay from the published ones, in points of the score."""

    rounds: int
    absolute: float | None
    mean: float | None


def miss(found: Sequence[Replayed]) -> Miss:
    """The mean absolute and the mean difference; None without a round that reached a cut-off."""
    differences = [each.difference for each in found if each.difference is not None]
    if not differences:
        return Miss(len(found), None, None)
    absolute, mean = fmean(abs(each) for each in differences), fmean(differences)
    return Miss(len(found), round(absolute, 1), round(mean, 1))


def same_as_last(found: Sequence[Replayed]) -> float | None:
    """The mean absolute step from one published round of a type to the next: what "same as last" misses."""
    steps = [abs(each.published.cutoff - before.cutoff) for each in found if (before := last_of(each.published))]
    return round(fmean(steps), 1) if steps else None


def last_of(round_: Held) -> Held | None:
    """The published round of the same type before this one."""
    earlier = [each for each in rounds() if each.target == round_.target and each.instant < round_.instant]
    return earlier[-1] if earlier else None


def fitted_on(shares: Shares, day: date) -> bool:
    """Whether the shares were fitted with a round of that day in view."""
    return shares.start <= day <= shares.until


def by_type(found: Sequence[Replayed]) -> dict[str, list[Replayed]]:
    """The rounds of each type, most rounds first."""
    types: dict[str, list[Replayed]] = {}
    for each in found:
        types.setdefault(each.published.target, []).append(each)
    return dict(sorted(types.items(), key=lambda entry: (-len(entry[1]), entry[0])))


def document(plan: Plan, found: Replay) -> Json:
    """One replay with every round, each type, and where its people went."""
    shares = plan.shares
    return {
        "schema": SCHEMA,
        "from": plan.start.isoformat(),
        "to": plan.until.isoformat(),
        "seed": plan.seed,
        "fraction": plan.fraction,
        "shares": {"name": shares.name, "from": shares.start.isoformat(), "until": shares.until.isoformat()},
        "types": [type_row(name, of, shares) for name, of in by_type(found.rounds).items()],
        "people": found.people,
        "invited": found.portrait.document(),
        "rounds": [round_row(each, shares) for each in found.rounds],
    }


def type_row(name: str, found: Sequence[Replayed], shares: Shares) -> Json:
    """One type: how far it misses on the rounds that the shares were fitted on and on the others."""
    inside = miss([each for each in found if fitted_on(shares, each.published.day)])
    outside = miss([each for each in found if not fitted_on(shares, each.published.day)])
    return {
        "target": name,
        "fitted_rounds": inside.rounds,
        "fitted_mean_absolute": inside.absolute,
        "fitted_mean": inside.mean,
        "other_rounds": outside.rounds,
        "other_mean_absolute": outside.absolute,
        "other_mean": outside.mean,
        "same_as_last": same_as_last(found),
        "tie_break_days": middle([each.days for each in found]),
        "published_tie_break_days": middle([published_days(each.published) for each in found]),
    }


def middle(ages: Sequence[float | None]) -> int | None:
    """The median of the ages that are known, in whole days."""
    known = [age for age in ages if age is not None]
    return round(median(known)) if known else None


def published_days(round_: Held) -> float | None:
    """The days between the published tie-break and its round."""
    return None if round_.tie_break is None else (round_.instant - round_.tie_break) / 86_400


def round_row(each: Replayed, shares: Shares) -> Json:
    """One round beside its published form."""
    held = each.published
    return {
        "round": held.number,
        "at": datetime.fromtimestamp(held.instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kind": held.kind,
        "target": held.target,
        "size": each.size,
        "published_size": held.size,
        "eligible": each.eligible,
        "invited": each.invited,
        "cutoff": each.cutoff,
        "published_cutoff": held.cutoff,
        "difference": each.difference,
        "fitted": fitted_on(shares, held.day),
    }


def by_shares(document: Mapping[str, Any]) -> str:
    """What the shares of a replay were fitted on, in words."""
    return f"fitted on rounds of {document['shares']['from']} to {document['shares']['until']}"


def side_by_side(documents: Sequence[Json]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the types under several sets of shares, without the columns that are empty throughout."""
    columns = [(each, which) for each in documents for which in ("fitted", "other")]
    used = [(each, which) for each, which in columns if any(row[f"{which}_rounds"] for row in each["types"])]
    headings = ["type", *(f"{each['shares']['name']}, {which} rounds" for each, which in used), "same as last"]
    rows = []
    for place, row in enumerate(documents[0]["types"]):
        cells = [cell(each["types"][place], which) for each, which in used]
        rows.append([row["target"], *cells, decimal(row["same_as_last"])])
    return headings, rows


def share(number: float | None) -> str:
    """A share in per cent, nothing where none was published."""
    return "" if number is None else f"{number:g}"


def cell(row: Mapping[str, Any], which: str) -> str:
    """Mean absolute difference, the mean with its sign, and the number of rounds."""
    if not row[f"{which}_rounds"]:
        return ""
    absolute, mean = row[f"{which}_mean_absolute"], row[f"{which}_mean"]
    return "none" if absolute is None else f"{absolute:.1f} ({mean:+.1f}; {row[f'{which}_rounds']})"


def decimal(number: float | None) -> str:
    """A number with one decimal, nothing where there is none."""
    return "" if number is None else f"{number:.1f}"
