"""A whole sync: read, judge, compare, and keep what is new, or changed and accepted. Nothing is kept before the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from toprank.errors import Missing, ToprankError
from toprank.rounds.record import Record, embedded, in_order, laid_over
from toprank.rounds.rows import PublishedRound
from toprank.rounds.settings import record_settings
from toprank.rounds.store import Kept, KeptApart, alone, read_kept, write_kept
from toprank.rounds.sync.compare import Changed, Comparison, columns_of, compared
from toprank.rounds.sync.fetch import Limits, content_of, is_address
from toprank.rounds.sync.judge import Apart, Rejected, Sound, judged
from toprank.rounds.sync.labels import folded, parted
from toprank.rounds.sync.source import Entry, entries, french_names
from toprank.rulebook.loader import Rulebook
from toprank.words import say

LIMITS: Final = Limits()
OTHER_BANDS: Final = (
    "other bands are printed with it than with an earlier round for the same day, and the earlier ones are kept"
)


@dataclass(frozen=True)
class Synced:
    """What a sync found and did. `names_failed` says why the French names could not be read, None where they were."""

    source: str
    read: int
    comparison: Comparison
    accepted: bool
    rejected: tuple[Rejected, ...]
    apart: tuple[Apart, ...]
    record: Record
    names_failed: str | None

    @property
    def clean(self) -> bool:
        """Whether nothing is left for a person to look at."""
        return not (self.rejected or self.apart or (self.comparison.changed and not self.accepted))


def sync(
    source: str,
    french: str | None,
    store: Path | None,
    rulebook: Rulebook,
    now: datetime,
    accept_changes: bool = False,
    limits: Limits = LIMITS,
) -> Synced:
    """Brings the record in a data folder up to date from a source, an address or a file.

    ToprankError or Missing, and a record as it was, where the source cannot be read whole or holds no sound round.
    """
    found = read(source, limits)
    refuse_french(found, rulebook)
    names, names_failed = read_french(french, limits)
    with alone(store):
        kept = read_kept(store)
        known = laid_over(embedded(), kept)
        verdicts = [judged(entry, rulebook, record_settings(), now.date()) for entry in found]
        sound = [each for each in verdicts if isinstance(each, Sound)]
        apart = tuple(each for each in verdicts if isinstance(each, Apart))
        faulty = [each for each in verdicts if isinstance(each, Rejected)]
        comparison = compared(sound, known)
        rejected = (*faulty, *comparison.rejected)
        if sound or apart:
            taken = [*comparison.new, *(accepted(each, now) for each in comparison.changed if accept_changes)]
            kept = added(kept, taken, known)
            kept = replace(
                kept,
                synced_at=now,
                synced_from=source,
                apart=kept_apart(apart, rejected, kept.apart, found, kept),
                names_fr={**kept.names_fr, **names},
            )
            write_kept(store, kept)
        record = laid_over(embedded(), kept)
    return Synced(source, len(found), comparison, accept_changes, rejected, apart, record, names_failed)


def read(source: str, limits: Limits) -> list[Entry]:
    """The entries of a source. Whatever came over the network and is no feed is a service that is missing."""
    content = content_of(source, limits)
    try:
        return entries(content, source)
    except ToprankError as error:
        raise (Missing(str(error)) if is_address(source) else error) from None


def read_french(french: str | None, limits: Limits) -> tuple[Mapping[str, str], str | None]:
    """The French names of rounds, and why there are none where they cannot be read: they never stop a sync."""
    if french is None:
        return {}, None
    try:
        return french_names(content_of(french, limits), french), None
    except ToprankError as error:
        return {}, str(error)


def refuse_french(found: Sequence[Entry], rulebook: Rulebook) -> None:
    """Raises ToprankError where the source is the French feed: its numbers and instants are not to be relied on."""
    settings, versions = record_settings(), rulebook.categories()
    english = {folded(name) for names in settings.labels.values() for name in names}
    french = {folded(name) for names in settings.labels_french.values() for name in names}
    english |= {folded(version.name["en"]) for version in versions}
    french |= {folded(version.name["fr"]) for version in versions}
    labels = [folded(parted(entry.texts["published_name"])[0]) for entry in found]
    if sum(each in french - english for each in labels) > sum(each in english for each in labels):
        raise ToprankError(
            "this is the French feed: numbers, days and instants are read from the English one only. "
            "Give the English feed with --from and this one with --names. Nothing was changed."
        )


def accepted(changed: Changed, now: datetime) -> Sound:
    """A changed round as it is kept: what it was before stands among its remarks."""
    was = [f"{each.field} was {each.old} until read on {now.date()}" for each in changed.differences]
    round_ = changed.found.round
    return replace(changed.found, round=replace(round_, remarks=(*round_.remarks, *was)))


def added(kept: Kept, taken: Sequence[Sound], known: Record) -> Kept:
    """What was kept with rounds taken; where a source leaves a value empty the known one stays."""
    held = {each.id: each for each in known.rounds}
    rounds = {each.id: each for each in kept.rounds}
    pools = {each.as_of: each for each in kept.distributions}
    days = {each.as_of: each for each in (*known.distributions, *known.incomplete)}
    for each in taken:
        id_, pool = each.round.id, each.distribution
        rounds[id_] = filled_up(each, held.get(id_))
        earlier = days.get(pool.as_of) if pool else None
        if pool and earlier and id_ not in held and columns_of(pool) != columns_of(earlier):
            rounds[id_] = replace(rounds[id_], remarks=(*rounds[id_].remarks, OTHER_BANDS))
        elif pool and (earlier is None or id_ in held):
            pools[pool.as_of] = days[pool.as_of] = pool
    return replace(kept, rounds=tuple(sorted(rounds.values(), key=in_order)), distributions=tuple(pools.values()))


def filled_up(found: Sound, known: PublishedRound | None) -> PublishedRound:
    """A round as printed now, with what is known of it where the source leaves a value empty."""
    round_ = found.round
    if known is None:
        return round_
    return replace(
        round_,
        at=round_.at or known.at,
        tie_break=round_.tie_break or known.tie_break,
        snapshot=round_.snapshot or known.snapshot,
        programs=round_.programs if found.programs_printed else known.programs,
        earlier_version=round_.earlier_version or known.earlier_version,
        remarks=tuple(dict.fromkeys((*known.remarks, *round_.remarks))),
    )


def kept_apart(
    apart: Sequence[Apart],
    rejected: Sequence[Rejected],
    before: Sequence[KeptApart],
    found: Sequence[Entry],
    kept: Kept,
) -> tuple[KeptApart, ...]:
    """The published rounds that are not in the record: those of this reading, and earlier ones it does not speak of."""
    spoken = {entry.texts["round_no"].lower() for entry in found}
    held = {each.id for each in (*embedded().rounds, *kept.rounds)}
    now = [KeptApart(each.round, each.on, each.name, message(each)) for each in apart]
    now += [KeptApart(each.round, None, each.name, rejection(each)) for each in rejected if each.round not in held]
    found_now = [each for each in now if each.id not in held]
    return tuple(sorted([*found_now, *(each for each in before if each.id not in spoken)], key=lambda each: each.id))


def rejection(rejected: Rejected, language: str = "en") -> str:
    """Why a round was rejected, in words: its first fault."""
    return say("alarm", "rejected", {"round": rejected.round, "fault": rejected.faults[0].message}, language)


def message(apart: Apart, language: str = "en") -> str:
    """Why a round is kept apart, and what to do, in words."""
    return say("alarm", apart.code, {"round": apart.round, **apart.parameters}, language)
