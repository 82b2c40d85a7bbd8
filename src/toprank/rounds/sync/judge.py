"""An entry to a sound round, or to what is wrong with it.

Labels may drift, values may not: a round one of whose values cannot be right is rejected whole, with every fault.
Faults of the feed that are known are mended as record.toml and this page say, each with a remark.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar

from toprank.errors import Fault
from toprank.pool.distribution import Distribution
from toprank.rounds.rows import PublishedRound, written
from toprank.rounds.settings import RecordSettings
from toprank.rounds.sync.labels import Label, Unknown, family_of, of_family, parted, read_label
from toprank.rounds.sync.programs import programs_of, usual_programs
from toprank.rounds.sync.snapshot import counted, read_bands
from toprank.rounds.sync.source import Entry
from toprank.rounds.sync.values import Unreadable, day, end_of, given, instant, round_id, whole
from toprank.rulebook.loader import Rulebook

Value = TypeVar("Value")

FIRST_ROUND: Final = date(2015, 1, 31)
LONGEST_LIFE: Final = timedelta(days=366)
"""A profile lives one year: nobody invited submitted 366 days before."""
OLDEST_SNAPSHOT: Final = timedelta(days=60)
"""The oldest snapshot seen was of 20 days before its round."""
MOST_INVITED: Final = 500_000
KINDS: Final = ("general", "program", "category")

NEXT_DAY: Final = "published UTC instant falls on the day after the round date"
MISDATED: Final = "published time is dated {printed}; the day was taken from the round date (misprint)"
EQUAL: Final = "tie-break equals the moment of the round (no one excluded at the lowest score)"


@dataclass(frozen=True)
class Sound:
    """A round whose values can all be right; `programs_printed` tells whether its programs were given or are usual."""

    round: PublishedRound
    key: str | None
    distribution: Distribution | None
    programs_printed: bool


@dataclass(frozen=True)
class Rejected:
    """A round that is not taken, and every fault found in it."""

    round: str
    where: str
    name: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Apart:
    """A round that is sound but whose label or count was never seen: kept apart until somebody says what it is."""

    round: str
    on: date
    name: str
    code: str
    parameters: Mapping[str, Any]


@dataclass
class Reading:
    """One entry being read: faults and remarks gather here."""

    entry: Entry
    settings: RecordSettings
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def fault(self, column: str, allowed: str, found: str | None = None) -> None:
        """Notes a fault of a column."""
        text, name = self.entry.texts.get(column, "") if found is None else found, self.entry.field(column)
        message = f"{name} is {text!r}; allowed is {allowed}" if text else f"{name} is empty; allowed is {allowed}"
        self.faults.append(Fault(f"{self.entry.where}/{name}", text, allowed, message))

    def take(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The value of a column that is needed; a fault where it cannot be read."""
        try:
            return read(self.entry.texts[column])
        except Unreadable as error:
            self.fault(column, str(error))
            return None

    def take_instant(self, column: str, what: str, before: datetime) -> datetime | None:
        """The instant of a column that may be empty."""
        if not given(self.entry.texts[column]):
            return None
        found = self.take(column, lambda text: instant(text, what, before))
        self.remarks += found[1] if found else []
        return found[0] if found else None

    def mended(self, id_: str, column: str, found: Value, read: Callable[[str], Value]) -> Value:
        """A value as it is known to be where the feed is known to print it wrongly."""
        printed = written(found) if isinstance(found, datetime) else str(found)
        for defect in self.settings.defects:
            if (defect.round, defect.field, defect.printed) == (id_, column, printed):
                self.remarks += defect.remark.split("; ")
                return read(defect.value)
        return found


def judged(entry: Entry, rulebook: Rulebook, settings: RecordSettings, today: date) -> Sound | Rejected | Apart:
    """What an entry is worth."""
    reading = Reading(entry, settings)
    number = reading.take("round_no", round_id)
    on = reading.take("round_date", day)
    size = reading.take("invitations", lambda text: whole(text, 1, MOST_INVITED))
    cutoff = reading.take("crs_lowest_invited", lambda text: whole(text, 0, 1200))
    if not entry.texts["published_name"]:
        reading.fault("published_name", "the name of the round")
    if on and not FIRST_ROUND <= on <= today + timedelta(days=1):
        reading.fault("round_date", f"a day from {FIRST_ROUND} to today, {today}")
        on = None
    if number is None or on is None or size is None or cutoff is None:
        return rejected(reading)
    id_ = f"{number[0]}{number[1]}"
    size = reading.mended(id_, "invitations", size, int)
    at, tie_break = instants(reading, id_, on)
    snapshot, distribution = pool(reading, id_, on)
    if reading.faults:
        return rejected(reading)
    try:
        label = label_of(reading, on, rulebook)
        counted(entry, label.key, rulebook)
    except Unknown as unknown:
        return Apart(id_, on, entry.texts["published_name"], unknown.code, unknown.parameters)
    if label.target == "pnp" and cutoff < (nominee := nominee_points(rulebook, on)):
        reading.fault("crs_lowest_invited", f"{nominee} to 1,200: a nomination alone earns {nominee}")
    if reading.faults:
        return rejected(reading)
    programs = programs_of(entry.texts["programs_covered"])
    if entry.texts["programs_covered"] and not programs:
        reading.remarks.append("programs printed in words that are not known; the usual ones of its kind are taken")
    return Sound(
        PublishedRound(
            *number,
            on=on,
            at=at,
            kind=label.kind,
            target=label.target,
            version=label.version,
            name=entry.texts["published_name"],
            size=size,
            cutoff=cutoff,
            tie_break=tie_break,
            programs=programs or usual_programs(label.kind, label.target),
            snapshot=snapshot,
            source=entry.texts.get("source") or "official rounds feed",
            remarks=tuple(dict.fromkeys([*told(entry), *reading.remarks])),
            earlier_version=label.earlier_version or entry.texts.get("earlier_version_label") or None,
        ),
        label.key,
        distribution,
        bool(programs),
    )


def nominee_points(rulebook: Rulebook, on: date) -> int:
    """The points of a nomination on a day; every nominee of a round holds them."""
    return next(int(points) for kind, points in rulebook.in_force("crs/nomination", on).rows if kind == "express_entry")


def told(entry: Entry) -> list[str]:
    """The remarks that a row of a CSV brings with it."""
    return [each for each in entry.texts.get("remarks", "").split("; ") if each]


def rejected(reading: Reading) -> Rejected:
    """The entry with its faults, under the number that it printed."""
    texts = reading.entry.texts
    return Rejected(
        texts["round_no"].lower() or "?", reading.entry.where, texts["published_name"], tuple(reading.faults)
    )


def instants(reading: Reading, id_: str, on: date) -> tuple[datetime | None, datetime | None]:
    """When the round was held and its tie-break, mended where the misprint is of a known sort."""
    at = reading.take_instant("held_at_utc", "time", end_of(on))
    if at and at.date() not in (on, on + timedelta(days=1)):
        reading.remarks.append(MISDATED.format(printed=at.date()))
        at = datetime.combine(on, at.timetz())
    elif at and at.date() != on:
        reading.remarks.append(NEXT_DAY)
    latest = at or end_of(on)
    tie_break = reading.take_instant("tie_break_utc", "tie-break", latest)
    if tie_break:
        tie_break = reading.mended(id_, "tie_break_utc", tie_break, lambda text: datetime.fromisoformat(text))
        tie_break = tie_break.astimezone(UTC)
        if not latest - LONGEST_LIFE < tie_break <= latest:
            reading.fault("tie_break_utc", f"an instant before the round ({written(latest)}) by less than 366 days")
        elif tie_break == at:
            reading.remarks.append(EQUAL)
    return at, tie_break


def pool(reading: Reading, id_: str, on: date) -> tuple[date | None, Distribution | None]:
    """The day of the snapshot and its distribution; both None where every band is empty or 0."""
    entry = reading.entry
    snapshot = reading.take("pool_snapshot_date", day) if given(entry.texts["pool_snapshot_date"]) else None
    distribution = read_bands(reading.entry, snapshot, id_, reading.faults, reading.remarks)
    if distribution is None and not entry.typed:
        return None, None
    if snapshot and not on - OLDEST_SNAPSHOT <= snapshot <= on:
        reading.fault("pool_snapshot_date", f"a day from {on - OLDEST_SNAPSHOT} to the round, {on}")
    return snapshot, distribution


def label_of(reading: Reading, on: date, rulebook: Rulebook) -> Label:
    """What the round was for: by its name, or by kind and target where a CSV gives them. Unknown where neither says."""
    texts, name = reading.entry.texts, reading.entry.texts["published_name"]
    kind, target = texts.get("kind", ""), texts.get("target", "")
    try:
        by_name = read_label(name, on, rulebook, reading.settings.labels)
    except Unknown:
        if not kind:
            raise
        return typed_label(reading, on, rulebook)
    if kind and (kind, target or "all_programs") != (by_name.kind, by_name.target):
        reading.fault("target", f"{by_name.kind} {by_name.target}, which its name says", f"{kind} {target}")
    return by_name


def typed_label(reading: Reading, on: date, rulebook: Rulebook) -> Label:
    """What kind and target of a CSV say, where the name is new."""
    texts = reading.entry.texts
    kind, target, name = texts["kind"], texts["target"], texts["published_name"]
    if kind == "general" and target in ("", "all_programs"):
        return Label("general", "all_programs")
    if kind == "program" and target in reading.settings.labels and target != "general":
        return Label("program", target)
    _, version, earlier, number = parted(texts["version_label"] or name)
    if kind == "category" and number is not None:
        return of_family(target, number, on, rulebook, name, version, earlier)
    if kind == "category" and target == family_of(parted(name)[0], rulebook):
        raise Unknown("no_version", name=name, family=target)
    raise Unknown("unknown_label", name=name)
