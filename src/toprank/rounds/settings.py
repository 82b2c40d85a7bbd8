"""What record.toml says of the published record, and where a user keeps what sync adds to it."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True)
class Defect:
    """One value that the feed prints wrongly: for which round, in which column, and what is true."""

    round: str
    field: str
    printed: str
    value: str
    remark: str


@dataclass(frozen=True)
class RecordSettings:
    """The settings of the record (rulebook/record/record.toml)."""

    complete_to: date
    stale_after_days: int
    silent_after_days: int
    feed: str
    feed_french: str
    labels: Mapping[str, tuple[str, ...]]
    labels_french: Mapping[str, tuple[str, ...]]
    defects: tuple[Defect, ...]


@cache
def record_settings() -> RecordSettings:
    """The settings, read once."""
    text = files("toprank.rulebook").joinpath("record", "record.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return RecordSettings(
        complete_to=found["complete_to"],
        stale_after_days=found["stale_after_days"],
        silent_after_days=found["silent_after_days"],
        feed=found["feed"],
        feed_french=found["feed_french"],
        labels={key: tuple(names) for key, names in found["labels"].items()},
        labels_french={key: tuple(names) for key, names in found["labels_french"].items()},
        defects=tuple(Defect(**each) for each in found["defect"]),
    )


def feed_address() -> str:
    """Where the record is published: the setting TOPRANK_FEED, else the official address."""
    return os.environ.get("TOPRANK_FEED") or record_settings().feed


def french_feed_address() -> str | None:
    """Where the French names are: TOPRANK_FEED_FR, else the official address unless TOPRANK_FEED names another feed."""
    official = None if os.environ.get("TOPRANK_FEED") else record_settings().feed_french
    return os.environ.get("TOPRANK_FEED_FR") or official


def data_folder() -> Path:
    """The user's own data: the setting TOPRANK_DATA, else toprank in the XDG data folder. Never inside the package."""
    if chosen := os.environ.get("TOPRANK_DATA"):
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "toprank"
