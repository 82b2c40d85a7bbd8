"""A published round as one row of text, with the columns of rulebook/record/rounds.csv, and back.

The embedded record, what sync keeps, and the CSV that sync reads all have this form. Further columns may carry the
pool's bands of the row's snapshot: `pool_total`, and `pool_LOW_HIGH` for each band.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

Row = Mapping[str, str]

COLUMNS: Final = (
    "round_no",
    "round_suffix",
    "round_date",
    "held_at_utc",
    "kind",
    "target",
    "version_label",
    "earlier_version_label",
    "published_name",
    "invitations",
    "crs_lowest_invited",
    "tie_break_utc",
    "programs_covered",
    "pool_snapshot_date",
    "source",
    "remarks",
)


@dataclass(frozen=True)
class PublishedRound:
    """One round of invitations as published.

    `on` is the day of the round and `at` its instant (None: not published; it may fall on the day after in UTC).
    `target` and `version` are as in rounds.csv: "pnp", "healthcare" with "Version 2". `size` is how many were
    invited, `cutoff` the lowest score among them, `tie_break` the submission of the last one invited with that score,
    `programs` the classes covered ("FSW", ...), `snapshot` the day of the pool's distribution published with it.
    """

    number: int
    suffix: str
    on: date
    at: datetime | None
    kind: str
    target: str | None
    version: str | None
    name: str
    size: int
    cutoff: int
    tie_break: datetime | None
    programs: tuple[str, ...]
    snapshot: date | None
    source: str
    remarks: tuple[str, ...]
    earlier_version: str | None = None
    name_fr: str | None = None

    @property
    def id(self) -> str:
        """Number and suffix, such as "414" or "91a"."""
        return f"{self.number}{self.suffix}"

    @property
    def type(self) -> str:
        """The series it belongs to: "general", else its target ("pnp", "cec", "french", "healthcare", ...)."""
        return "general" if self.kind == "general" else self.target or self.kind


def round_of(row: Row) -> PublishedRound:
    """The round of a row that is known to be sound. KeyError or ValueError where it is not."""
    return PublishedRound(
        number=int(row["round_no"]),
        suffix=row["round_suffix"],
        on=date.fromisoformat(row["round_date"]),
        at=instant(row["held_at_utc"]),
        kind=row["kind"],
        target=row["target"] or None,
        version=row["version_label"] or None,
        name=row["published_name"],
        size=int(row["invitations"]),
        cutoff=int(row["crs_lowest_invited"]),
        tie_break=instant(row["tie_break_utc"]),
        programs=tuple(filter(None, row["programs_covered"].split("|"))),
        snapshot=date.fromisoformat(row["pool_snapshot_date"]) if row["pool_snapshot_date"] else None,
        source=row["source"],
        remarks=tuple(filter(None, row["remarks"].split("; "))),
        earlier_version=row["earlier_version_label"] or None,
        name_fr=row.get("published_name_fr") or None,
    )


def row_of(round_: PublishedRound) -> dict[str, str]:
    """The row of a round: the columns of rounds.csv in their order."""
    return {
        "round_no": str(round_.number),
        "round_suffix": round_.suffix,
        "round_date": round_.on.isoformat(),
        "held_at_utc": written(round_.at),
        "kind": round_.kind,
        "target": round_.target or "",
        "version_label": round_.version or "",
        "earlier_version_label": round_.earlier_version or "",
        "published_name": round_.name,
        "invitations": str(round_.size),
        "crs_lowest_invited": str(round_.cutoff),
        "tie_break_utc": written(round_.tie_break),
        "programs_covered": "|".join(round_.programs),
        "pool_snapshot_date": round_.snapshot.isoformat() if round_.snapshot else "",
        "source": round_.source,
        "remarks": "; ".join(round_.remarks),
    }


def instant(text: str) -> datetime | None:
    """An instant written with Z, None for an empty text."""
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def written(at: datetime | None) -> str:
    """An instant as the record writes it, to the second with Z; empty for None."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
