"""The key that signs drafts, where none is given: made once, kept in the data folder, read by its owner alone."""

import os
import secrets
from pathlib import Path
from typing import Final

NAME: Final = "secret-key"
BYTES: Final = 50


def secret_key(folder: Path) -> str:
    """The key kept in a data folder, made at first; the same for every process that starts at once."""
    path = folder / NAME
    if path.is_file():
        return path.read_text()
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{NAME}.{os.getpid()}"
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(BYTES))
    try:
        os.link(made, path)  # fails where another process was first, whose key then holds
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return path.read_text()
