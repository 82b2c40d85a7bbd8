"""Folders that appear whole or not at all: written beside their place, flushed to the disk, then renamed.

What a killed writer left behind is known by its lock: a writer holds one on its folder for as long as it lives, so
that the next one can tell what is still being written from what nobody will finish.
"""

import fcntl
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from toprank.errors import ToprankError

COUNT: Final = count()
"""Tells apart what one process writes at the same time."""


class Busy(ToprankError):
    """Another process is writing into a folder."""

    exit_code = 3


def refuse_existing(target: Path) -> None:
    """Raises ToprankError where something stands at the place already; an empty folder is no hindrance."""
    try:
        taken = any(target.iterdir()) if target.is_dir() else target.exists() or target.is_symlink()
    except OSError as error:
        raise ToprankError(f"{target} cannot be looked into: {error.strerror}.") from None
    if taken:
        raise ToprankError(f"{target} exists already and is not overwritten. Name a new folder, or an empty one.")


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `target` when the block ends well and is removed when it does not."""
    refuse_existing(target)
    target = target.absolute()
    remove_abandoned(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}-{next(COUNT)}.partial")
    try:
        beside.mkdir()
    except OSError as error:
        raise ToprankError(f"{target} cannot be written: {error.strerror} ({target.parent}).") from None
    try:
        with locked(beside):
            yield beside
            flush(beside)
            refuse_existing(target)  # another writer may have been quicker
            beside.rename(target)
            flush(target.parent)
    except OSError as error:
        raise ToprankError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def remove_abandoned(target: Path) -> None:
    """Removes what killed writers of a folder left beside it; what another one is writing stays."""
    for path in target.parent.glob(f".{glob.escape(target.name)}.*.partial"):
        with suppress(Busy, OSError), locked(path):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of a folder. Busy where another process holds it; the lock of a killed process is free."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"{folder} is being written by another process: try again when it is done.") from None
        yield
    finally:
        os.close(handle)


def flush(folder: Path) -> None:
    """Makes the names in a folder lasting."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_lasting(path: Path, content: "bytes | memoryview") -> None:
    """Writes a new file and flushes it to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_lasting(path: Path, content: bytes) -> None:
    """Puts a new content in the place of a file at once: a reader finds the old one or the new one, both whole."""
    beside = path.with_name(f"{path.name}.partial")
    beside.unlink(missing_ok=True)
    write_lasting(beside, content)
    beside.replace(path)
    flush(path.parent)
