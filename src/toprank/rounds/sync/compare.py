"""Sound rounds against the record: which are new, which differ and in what, which are the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from toprank.errors import Fault
from toprank.pool.distribution import Distribution
from toprank.rounds.record import Record, in_order
from toprank.rounds.rows import PublishedRound, written
from toprank.rounds.sync.judge import Rejected, Sound
from toprank.rounds.sync.labels import parted
from toprank.rounds.sync.snapshot import name as band_column


@dataclass(frozen=True)
class Difference:
    """One value that differs: its column, what the record holds (None: nothing), what was printed now."""

    field: str
    old: Any
    new: Any

    def as_json(self) -> dict[str, Any]:
        """The difference as sync prints it."""
        return {"field": self.field, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class Changed:
    """A round of the record for which the source prints something else."""

    found: Sound
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """The rounds of a source beside the record; `missing` are within its range and not in it."""

    new: tuple[Sound, ...]
    changed: tuple[Changed, ...]
    same: int
    rejected: tuple[Rejected, ...]
    missing: tuple[str, ...]
    skipped: tuple[int, ...]


LONGEST_GAP: Final = 100
"""The most numbers that may be left out before a new round: a misprinted number must not bar those that follow."""

FIELDS: Final[Mapping[str, Callable[[PublishedRound], Any]]] = {
    "round_date": lambda round_: round_.on.isoformat(),
    "held_at_utc": lambda round_: written(round_.at) or None,
    "kind": lambda round_: round_.kind,
    "target": lambda round_: round_.target,
    "version_label": lambda round_: parted(round_.version or "")[3],
    "invitations": lambda round_: round_.size,
    "crs_lowest_invited": lambda round_: round_.cutoff,
    "tie_break_utc": lambda round_: written(round_.tie_break) or None,
    "pool_snapshot_date": lambda round_: round_.snapshot.isoformat() if round_.snapshot else None,
}


def compared(sound: Sequence[Sound], record: Record) -> Comparison:
    """What sound rounds bring to the record. A number printed twice with other values is rejected, both times."""
    once, twice = each_once(sound)
    held = {each.id: each for each in record.rounds}
    new = [each for each in once if each.round.id not in held]
    new, disordered = in_line(new, record)
    both = [(each, held[each.round.id]) for each in once if each.round.id in held]
    pairs = [(each, differences(each, known, record)) for each, known in both]
    numbers = {each.round.number for each in sound}
    between = range(min(numbers, default=0), max(numbers, default=0) + 1)
    every = {each.number for each in record.rounds} | numbers
    return Comparison(
        new=tuple(sorted(new, key=lambda each: in_order(each.round))),
        changed=tuple(Changed(each, found) for each, found in pairs if found),
        same=sum(not found for _, found in pairs),
        rejected=(*twice, *disordered),
        missing=tuple(each.id for each in record.rounds if each.number in between and each.number not in numbers),
        skipped=tuple(number for number in range(1, max(every, default=0)) if number not in every),
    )


def each_once(sound: Sequence[Sound]) -> tuple[list[Sound], list[Rejected]]:
    """The rounds that are printed once, or twice alike; and those printed twice with other values."""
    by_id: dict[str, list[Sound]] = {}
    for each in sound:
        by_id.setdefault(each.round.id, []).append(each)
    alike = {id_: all(bare(each) == bare(group[0]) for each in group) for id_, group in by_id.items()}
    allowed = "each round once"
    twice = [
        Rejected(
            id_,
            "",
            by_id[id_][0].round.name,
            (Fault("", id_, allowed, f"round {id_} is printed twice with other values; {allowed}"),),
        )
        for id_ in by_id
        if not alike[id_]
    ]
    return [group[0] for id_, group in by_id.items() if alike[id_]], twice


def bare(found: Sound) -> tuple[PublishedRound, Distribution | None]:
    """A round without the words around it."""
    return replace(found.round, remarks=(), source=""), found.distribution


def in_line(new: Sequence[Sound], record: Record) -> tuple[list[Sound], list[Rejected]]:
    """New rounds in line with the numbers and days of those around them, and the others."""
    kept: list[Sound] = []
    out: list[Rejected] = []
    for each in sorted(new, key=lambda each: (each.round.number, each.round.suffix)):
        fault = out_of_line(each.round, [*record.rounds, *(other.round for other in kept)])
        if fault is None:
            kept.append(each)
        else:
            out.append(Rejected(each.round.id, "", each.round.name, (fault,)))
    return kept, out


def out_of_line(round_: PublishedRound, others: Sequence[PublishedRound]) -> Fault | None:
    """What is wrong with the number of a new round, or with its day beside those of other numbers; None if nothing."""
    place = (round_.number, round_.suffix)
    highest = max((other.number for other in others), default=0)
    if round_.number > highest + LONGEST_GAP:
        allowed = f"a number up to {highest + LONGEST_GAP}: the highest one known is {highest}"
        message = f"round {round_.id} is far beyond the others; allowed is {allowed}"
        return Fault("", round_.id, allowed, message)
    earliest = max((other.on for other in others if (other.number, other.suffix) < place), default=round_.on)
    latest = min((other.on for other in others if (other.number, other.suffix) > place), default=date.max)
    if earliest <= round_.on <= latest:
        return None
    allowed = f"a day from {earliest}" + (f" to {latest}" if latest < date.max else "")
    message = f"round {round_.id} is dated {round_.on}, out of the order of numbers; allowed is {allowed}"
    return Fault("", round_.on.isoformat(), allowed, message)


def differences(found: Sound, known: PublishedRound, record: Record) -> tuple[Difference, ...]:
    """The values of a round that differ from the record's. What the source leaves empty is no difference."""
    pairs = [(field, value(known), value(found.round)) for field, value in FIELDS.items()]
    told = [Difference(field, old, new) for field, old, new in pairs if new is not None and old != new]
    if found.programs_printed and found.round.programs != known.programs:
        told.append(Difference("programs_covered", "|".join(known.programs), "|".join(found.round.programs)))
    return (*told, *band_differences(found, known, record))


def band_differences(found: Sound, known: PublishedRound, record: Record) -> list[Difference]:
    """The bands of a round that differ from those the record holds for the same snapshot."""
    if found.distribution is None:
        return []
    held = record.distribution_of(known)
    old = columns_of(held) if held else {}
    new = columns_of(found.distribution)
    return [Difference(column, old.get(column), value) for column, value in new.items() if old.get(column) != value]


def columns_of(distribution: Distribution) -> dict[str, int]:
    """A distribution by the columns of the CSV."""
    bands = sorted((*distribution.main, *distribution.sub), key=lambda band: (-band.high, band.low))
    counts = {band_column((band.low, band.high)): band.candidates for band in bands}
    total = {} if distribution.printed_total is None else {"pool_total": distribution.printed_total}
    return total | counts
