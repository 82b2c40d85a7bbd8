"""What the invitations of a bundle must be, told from the bundle alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from toprank.assess.changes import expiry_of
from toprank.profile import utc_instant
from toprank.rounds.certificate import Json, written
from toprank.rounds.reading import Row

MOST_SHOWN: Final = 6
LONGEST_SHOWN: Final = 72


@dataclass(frozen=True)
class Proof:
    """One check of a bundle: what was looked at or found, in words. `passed` is None where nothing could be."""

    code: str
    passed: bool | None
    found: str

    def as_json(self) -> dict[str, str | bool | None]:
        """The check as `verify --json` shows it."""
        return {"code": self.code, "passed": self.passed, "found": self.found}


def agreeing(code: str, pairs: Sequence[tuple[str, object, object]], sound: str, where: str = "certificate") -> Proof:
    """A proof that what a certificate, or a slip, says is what was found; names each thing that differs."""
    wrong = [f"{name}: {said} in the {where}, {found} found" for name, said, found in pairs if said != found]
    return Proof(code, not wrong, "; ".join(wrong) or sound)


def differing(code: str, said: Json, found: Json, sound: str, where: str = "certificate") -> Proof:
    """A proof that two documents are the same; names each value that differs by its path."""
    ours, theirs = flat(said), flat(found)
    wrong = [
        f"{path}: {shortened(ours.get(path, 'nothing'))} in the {where}, {shortened(theirs.get(path, 'nothing'))} found"
        for path in dict.fromkeys([*ours, *theirs])
        if path not in ours or path not in theirs or not same(ours[path], theirs[path])
    ]
    more = f"; and {len(wrong) - MOST_SHOWN:,} more" if len(wrong) > MOST_SHOWN else ""
    return Proof(code, not wrong, "; ".join(wrong[:MOST_SHOWN]) + more or sound)


def flat(value: Any, path: str = "") -> Json:
    """The single values of a document by their path; what is empty stands for itself."""
    if isinstance(value, dict) and value:
        pairs = list(value.items())
    elif isinstance(value, list) and value:
        pairs = [
            (each.get("code", place) if isinstance(each, dict) else place, each) for place, each in enumerate(value)
        ]
    else:
        return {path: value}
    return {at: found for key, each in pairs for at, found in flat(each, f"{path}.{key}" if path else key).items()}


def same(one: Any, other: Any) -> bool:
    """Whether two single values are the same, in kind too: true is not 1."""
    return type(one) is type(other) and bool(one == other)


def shortened(value: Any) -> str:
    """A single value as it is shown."""
    text = "nothing" if value is None else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def of_rows(certificate: Json, rows: list[Row], ordered: bool) -> Iterator[Proof]:
    """Every proof that needs nothing but the certificate and the rows of the invitations."""
    yield in_order_of_rank(rows)
    yield invited_once(rows)
    yield live(certificate, rows)
    yield line(certificate, rows, ordered)
    yield counts(certificate, rows)
    yield size(certificate, ordered)


def in_order_of_rank(rows: list[Row]) -> Proof:
    """Ranks count up from one; scores fall, then instants rise, then ids rise."""
    keys = [(-score, submitted, name) for _, name, score, submitted in rows]
    for place, (rank, *_) in enumerate(rows, start=1):
        if rank != place:
            return Proof("in_order_of_rank", False, f"row {place:,} has the rank {rank:,}")
        if place > 1 and keys[place - 1] <= keys[place - 2]:
            return Proof("in_order_of_rank", False, f"rank {place:,} does not come after rank {place - 1:,}")
    return Proof("in_order_of_rank", True, f"{len(rows):,} invitations")


def invited_once(rows: list[Row]) -> Proof:
    """No id stands twice."""
    seen: set[str] = set()
    for rank, name, _, _ in rows:
        if name in seen:
            return Proof("invited_once", False, f"{name} stands twice, the second time at rank {rank:,}")
        seen.add(name)
    return Proof("invited_once", True, f"{len(seen):,} candidates")


def live(certificate: Json, rows: list[Row]) -> Proof:
    """Each profile was received at or before the instant and is less than a year old."""
    at = utc_instant(certificate["at"])
    for rank, _, _, submitted in rows:
        ends = expiry_of(submitted)
        if not submitted <= at < ends:
            return Proof("live_profiles_only", False, f"rank {rank:,}, submitted at {written(submitted)}, is not live")
    return Proof("live_profiles_only", True, f"{len(rows):,} instants")


def line(certificate: Json, rows: list[Row], ordered: bool) -> Proof:
    """The cut-off is the lowest score invited, the tie-break the instant of the last one."""
    last = rows[-1] if rows else None
    tie_break = written(last[3]) if last and ordered else None
    pairs = [
        ("cutoff", certificate["cutoff"], last[2] if last else None),
        ("tie_break", certificate["tie_break"], tie_break),
    ]
    return agreeing("line_at_the_last_invited", pairs, f"cut-off {certificate['cutoff']}, tie-break {tie_break}")


def counts(certificate: Json, rows: list[Row]) -> Proof:
    """The counts are those of the rows and agree among themselves."""
    at_it = sum(1 for row in rows if row[2] == certificate["cutoff"])
    in_rows = {"invited": len(rows), "above_cutoff": len(rows) - at_it, "tied_invited": at_it}
    wrong = [
        f"{name}: {certificate[name]} in the certificate, {found} in invitations.csv"
        for name, found in in_rows.items()
        if certificate[name] != found
    ]
    wrong += impossible_counts(certificate)
    told = f"{len(rows) - at_it:,} above and {at_it:,} at the cut-off"
    return Proof("counts_add_up", not wrong, "; ".join(wrong) or told)


def impossible_counts(certificate: Json) -> list[str]:
    """The counts of a certificate that cannot be together, as it says them."""
    said = {name: certificate[name] for name in ("tied_invited", "tied", "above_cutoff", "eligible", "in_pool")}
    orders = [
        (("tied_invited",), "tied"),
        (("above_cutoff", "tied"), "eligible"),
        (("eligible",), "in_pool"),
    ]
    return [
        f"the certificate says {' and '.join(f'{name} {said[name]}' for name in parts)}, but {whole} {said[whole]}"
        for parts, whole in orders
        if sum(said[name] for name in parts) > said[whole]
    ]


def size(certificate: Json, ordered: bool) -> Proof:
    """Not more invitations than the size; where ties are ordered, also not fewer than can be."""
    invited, most = certificate["invited"], min(certificate["size"], certificate["eligible"])
    sound = invited == most if ordered else invited <= most
    return Proof("not_more_than_the_size", sound, f"{invited:,} invited, {most:,} possible")
