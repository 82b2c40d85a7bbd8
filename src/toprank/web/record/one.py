"""One round: what was published of it, and where it stands among those of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from toprank.rounds.record import PublishedRound, Record
from toprank.rulebook.loader import CategoryVersion
from toprank.web.known import Known
from toprank.web.prose import with_days
from toprank.words import say, translated

AROUND: Final = 30
"""Rounds of its kind, at most, in the chart of a round."""


@dataclass(frozen=True)
class Neighbours:
    """The rounds before and after one, of its kind and of any."""

    earlier: PublishedRound | None
    later: PublishedRound | None
    before: PublishedRound | None
    after: PublishedRound | None


def around(round_: PublishedRound, rounds: Sequence[PublishedRound]) -> tuple[PublishedRound | None, ...]:
    """The rounds before and after one in a list; None where there is none."""
    place = rounds.index(round_)
    return rounds[place - 1] if place else None, rounds[place + 1] if place + 1 < len(rounds) else None


def neighbours(round_: PublishedRound, record: Record) -> Neighbours:
    """The rounds beside one."""
    return Neighbours(*around(round_, record.of_type(round_.type)), *around(round_, record.rounds))


def near(round_: PublishedRound, record: Record) -> tuple[PublishedRound, ...]:
    """The rounds of its kind around one, as many as a chart shows well."""
    of_kind = record.of_type(round_.type)
    start = max(min(of_kind.index(round_) - AROUND // 2, len(of_kind) - AROUND), 0)
    return of_kind[start : start + AROUND]


def standing(round_: PublishedRound, beside: Neighbours, record: Record, language: str) -> list[str]:
    """Sentences on where a round stands among all of its kind, and beside the one before it."""
    of_kind = [each for each in record.of_type(round_.type) if each.id != round_.id]
    told: dict[str, Any] = {
        "rounds": len(of_kind) + 1,
        "lower": sum(each.cutoff < round_.cutoff for each in of_kind),
        "same": sum(each.cutoff == round_.cutoff for each in of_kind),
        "higher": sum(each.cutoff > round_.cutoff for each in of_kind),
        "larger": sum(each.size > round_.size for each in of_kind),
    }
    found = [say("web_round", "rank", told, language)]
    if of_kind and beside.earlier is None:
        found.append(say("web_round", "first_of_kind", {}, language))
    elif beside.earlier is not None:
        points = round_.cutoff - beside.earlier.cutoff
        code = "lower" if points < 0 else "higher" if points > 0 else "equal"
        found.append(say("web_round", code, {"points": abs(points), "on": beside.earlier.on}, language))
    return found


def version_of(round_: PublishedRound, known: Known) -> CategoryVersion | None:
    """The definition of the category that a round was for."""
    return known.rulebook.category_on(round_.type, round_.on) if round_.kind == "category" else None


def remarks_on(round_: PublishedRound, record: Record, language: str) -> list[str]:
    """What is to be known of the figures of a round and of the pool published with it."""
    pool = record.distribution_of(round_)
    found = dict.fromkeys((*round_.remarks, *(pool.remarks if pool else ())))
    return [with_days(translated(each, language), language) for each in found]
