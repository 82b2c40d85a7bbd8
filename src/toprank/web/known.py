"""What the site knows at a moment: the rulebook, the record of rounds, the day. Read again when the record changes.

A process keeps one of it; `known()` looks at most once a second whether a sync changed the files of the record or a new
day began, and gives what is new then. Its `stamp` names the state: whatever is kept for it is dropped with it.
"""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final
from zlib import crc32

from toprank.rounds import store
from toprank.rounds.record import Record, record
from toprank.rulebook.loader import Rulebook, load, overlays_of_setting

LOOK_AGAIN: Final = 1.0
"""Seconds."""


@dataclass(frozen=True, eq=False)
class Known:
    """The rulebook and the record as they stand, and the day it is (UTC)."""

    rulebook: Rulebook
    record: Record
    today: date
    stamp: str

    @property
    def stale(self) -> bool:
        """Whether rounds may well be missing."""
        return self.record.stale(self.today)


class Keeper:
    """Holds what is known and looks whether it still holds."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.looked = 0.0
        self.found: Known | None = None

    def known(self) -> Known:
        """What is known now."""
        if self.found is not None and time.monotonic() - self.looked < LOOK_AGAIN:
            return self.found
        with self.lock:
            today = store.now().date()
            stamp = f"{today.isoformat()}-{files_stamp(store.folder_of(None))}"
            if self.found is None or self.found.stamp != stamp:
                self.found = Known(load(overlays_of_setting()), record(), today, stamp)
            self.looked = time.monotonic()
            return self.found

    def forget(self) -> None:
        """Reads everything again at the next question."""
        self.found, self.looked = None, 0.0


def files_stamp(folder: Path) -> str:
    """A mark that changes whenever a file of the record is written."""
    written = [(each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in sorted(folder.glob("[!.]*"))]
    return f"{crc32(repr(written).encode()):08x}"


keeper: Final = Keeper()
known = keeper.known
