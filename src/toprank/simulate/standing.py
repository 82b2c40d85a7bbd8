"""A pool as many futures start from it: sorted once, shared by all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from toprank.errors import ToprankError
from toprank.facts import Instants, Ints, Smalls
from toprank.pool.score import DAY_SECONDS, Scored
from toprank.pool.standing import ends_of
from toprank.rounds.hold import may_be_invited
from toprank.rounds.question import Kind, Question
from toprank.rulebook.loader import Rulebook
from toprank.rules.outcome import PROGRAMS


@dataclass(frozen=True)
class Standing:
    """Whoever may be invited in a round of some type, numbered by submission and then id: the order of the tie-break.

    `mask` has one bit for each of `types`; `ends` is the instant at which a profile expires. `order` holds for each
    type its members in order of rank, those of type i at starts[i] to starts[i + 1].
    """

    types: tuple[str, ...]
    score: Smalls
    mask: Instants
    submitted: Instants
    ends: Instants
    order: Ints
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.score)


def asked_of(type_: str, at: datetime, rulebook: Rulebook) -> Question | None:
    """The round of a type; None where its category is not in force on the day."""
    if type_ == "general":
        return Question("general", None, None, 0, at)
    kind: Kind = "program" if type_ in PROGRAMS else "category"
    if kind == "program":
        return Question(kind, type_, None, 0, at)
    version = rulebook.category_on(type_, at.date())
    return None if version is None else Question(kind, type_, version.key, 0, at)


def types_open(types: Sequence[str], at: datetime, rulebook: Rulebook) -> tuple[str, ...]:
    """The types of round that there can be on a day."""
    return tuple(each for each in types if asked_of(each, at, rulebook) is not None)


def standing(scored: Scored, types: Sequence[str], at: datetime, rulebook: Rulebook) -> Standing:
    """A scored pool as futures start from it. ToprankError where nobody may be invited."""
    mask = np.zeros(len(scored), np.int64)
    for place, type_ in enumerate(types):
        question = asked_of(type_, at, rulebook)
        if question is not None:
            mask |= may_be_invited(scored, question).astype(np.int64) << place
    rows = np.flatnonzero(mask)
    if not len(rows):
        raise ToprankError("nobody in the pool may be invited in any round: there is no future to draw.")
    columns = pa.table({"submitted": pa.array(scored.submitted[rows]), "id": scored.ids.take(rows)})
    order = pc.sort_indices(columns, sort_keys=[("submitted", "ascending"), ("id", "ascending")]).to_numpy()
    rows = rows[order]
    return of_columns(tuple(types), scored.total[rows], mask[rows], scored.submitted[rows])


def of_columns(types: tuple[str, ...], score: Smalls, mask: Instants, submitted: Instants) -> Standing:
    """The same from columns that are in order of submission and id already."""
    ranked = np.argsort(-score.astype(np.int32), kind="stable").astype(np.int32)
    members = [ranked[(mask[ranked] >> place) & 1 == 1] for place in range(len(types))]
    starts = np.cumsum([0, *map(len, members)]).astype(np.int64)
    return Standing(types, score, mask, submitted, ends_of(submitted), np.concatenate(members), starts)


def received_since(of: Standing, day: date) -> Ints:
    """The numbers of the profiles received on a day or after it: what arrivals are like."""
    start = int(np.searchsorted(of.submitted, (day - date(1970, 1, 1)).days * DAY_SECONDS))
    return np.arange(start, len(of), dtype=np.int32)
