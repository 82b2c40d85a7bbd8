"""What the site knows at a moment: the rulebook, the record of rounds, the day. Read again when the record changes.

A process keeps one of it; `known()` looks at most once a second whether a sync changed the files of the record or a new
day began, and gives what is new then. Its `stamp` names the state: whatever is kept for it is dropped with it.
A record that cannot be read does not take the site away: the one read before is shown on, or that of the package.
"""

import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final
from zlib import crc32

from toprank.errors import ToprankError
from toprank.rounds import store
from toprank.rounds.record import Record, embedded, record
from toprank.rulebook.loader import Rulebook, load, overlays_of_setting

log: Final = logging.getLogger("toprank.web.known")
LOOK_AGAIN: Final = 1.0
"""Seconds."""


@dataclass(frozen=True, eq=False)
class Known:
    """The rulebook and the record as they stand, and the day it is (UTC).

    `damaged` where what sync kept cannot be read, and the record is an older one.
    """

    rulebook: Rulebook
    record: Record
    today: date
    stamp: str
    damaged: bool = False

    @property
    def pool_day(self) -> date | None:
        """The day of the last distribution of the pool."""
        return self.record.distributions[-1].as_of if self.record.distributions else None

    @property
    def stale(self) -> bool:
        """Whether rounds may well be missing."""
        return self.record.may_lack_rounds(self.today)

    @property
    def ends(self) -> date:
        """The day to which rounds are known: of the last sync, or of the newest round after a long silence."""
        newer = self.record.stale(self.today) or not self.record.silent(self.today)
        return self.record.as_of if newer else self.record.rounds[-1].on


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
                held, damaged = self.record()
                self.found = Known(load(overlays_of_setting()), held, today, stamp, damaged)
            self.looked = time.monotonic()
            return self.found

    def record(self) -> tuple[Record, bool]:
        """The record, and whether it is an older one because what sync kept cannot be read."""
        try:
            return record(), False
        except ToprankError as error:  # its text names a file of ours and what is wrong with it
            log.error("an older record is shown: %s", error)
            return (self.found.record if self.found else embedded()), True

    def forget(self) -> None:
        """Reads everything again at the next question."""
        self.found, self.looked = None, 0.0


def files_stamp(folder: Path) -> str:
    """A mark that changes whenever a file of the record is written, or who may read it."""
    written = []
    for each in sorted(folder.glob("[!.]*")):
        with suppress(OSError):  # it was there a moment ago
            found = each.stat()
            written.append((each.name, found.st_mtime_ns, found.st_ctime_ns, found.st_size))
    return f"{crc32(repr(written).encode()):08x}"


keeper: Final = Keeper()
known = keeper.known
