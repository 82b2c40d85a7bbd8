"""Folders that appear whole or not at all: written beside their place, flushed to the disk, then renamed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toprank.errors import ToprankError


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
    beside = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        beside.mkdir()
    except OSError as error:
        raise ToprankError(f"{target} cannot be written: {error.strerror} ({target.parent}).") from None
    try:
        yield beside
        flush(beside)
        beside.rename(target)
        flush(target.parent)
    except OSError as error:
        raise ToprankError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def flush(folder: Path) -> None:
    """Makes the names in a folder lasting."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_lasting(path: Path, content: bytes) -> None:
    """Writes a file and flushes it to the disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
