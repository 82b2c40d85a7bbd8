"""Single files that appear whole or not at all, in place of what stood there before."""

import fcntl
import glob
import os
from contextlib import suppress
from pathlib import Path

from toprank.errors import ToprankError


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place, flushes it to the disk and gives it its name.

    A file of that name is replaced in the same instant; a run that is stopped leaves it as it was. What a killed run
    left beside it is removed. ToprankError where the place cannot be written.
    """
    remove_abandoned(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with beside.open("xb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    except OSError as error:
        raise ToprankError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            beside.unlink()


def remove_abandoned(path: Path) -> None:
    """Removes what killed writers of a file left beside it; what another one is writing is locked, and stays."""
    for beside in path.parent.glob(f".{glob.escape(path.name)}.*.partial"):
        with suppress(OSError), beside.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            beside.unlink()


def check_writable(path: Path) -> None:
    """Raises ToprankError, before the work begins, where a file of that name could not be written after it."""
    if path.is_dir():
        raise ToprankError(f"{path} is a folder; name a file.")
    if not path.parent.is_dir():
        raise ToprankError(f"{path} cannot be written: there is no folder {path.parent}.")
    if not os.access(path.parent, os.W_OK):
        raise ToprankError(f"{path} cannot be written: the folder {path.parent} is read-only.")
