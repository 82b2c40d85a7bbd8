"""TOML files of the package, parsed once at set-up and kept by their content.

    python -m toprank.toml          parses every TOML file of the package anew (make does so after installing)

A kept file is found by the hash of the bytes it was parsed from, so that it can never be stale: a file that was changed
has another hash and is parsed on the spot, and so is every file where nothing is kept. Parsing all of them takes longer
than everything else that `toprank assess` does with them.
"""

import hashlib
import json
import os
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

Document = dict[str, Any]

HOME: Final = Path(__file__).parent
KEPT: Final = HOME / "__pycache__" / "toml.json"
DAY: Final = "\0day "
"""What opens a text that stands for a day: JSON has no days, and no TOML text may hold this character unescaped."""


def document(content: bytes) -> Document:
    """A TOML file in UTF-8 as Python values; UnicodeDecodeError or TOMLDecodeError when it is none."""
    found = kept().get(key(content))
    return tomllib.loads(content.decode("utf-8-sig")) if found is None else with_days(found)


def key(content: bytes) -> str:
    """What a file is kept under."""
    return hashlib.sha256(content).hexdigest()


@cache
def kept() -> Document:
    """The files parsed at set-up, by key; none where there was no set-up or it cannot be read."""
    try:
        found = json.loads(KEPT.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def with_days(value: Any) -> Any:
    """Values from JSON with days in the place of the texts that stand for them."""
    if isinstance(value, str):
        return date.fromisoformat(value[len(DAY) :]) if value.startswith(DAY) else value
    if isinstance(value, list):
        return [with_days(each) for each in value]
    if isinstance(value, dict):
        return {name: with_days(each) for name, each in value.items()}
    return value


def without_days(value: Any) -> Any:
    """Values from TOML as JSON can hold them; ValueError for one that would not come back as it was."""
    if isinstance(value, list):
        return [without_days(each) for each in value]
    if isinstance(value, dict):
        return {name: without_days(each) for name, each in value.items()}
    if type(value) is date:
        return f"{DAY}{value.isoformat()}"
    if isinstance(value, str) and not value.startswith(DAY):
        return value
    if isinstance(value, bool | int | float):
        return value
    raise ValueError(f"{value!r} cannot be kept")


def keep() -> int:
    """Parses every TOML file of the package and keeps what can be kept; how many were. The file is put in whole."""
    found = {}
    for path in sorted(HOME.rglob("*.toml")):
        content = path.read_bytes()
        found[key(content)] = without_days(tomllib.loads(content.decode("utf-8-sig")))
    KEPT.parent.mkdir(exist_ok=True)
    beside = KEPT.with_name(f"{KEPT.name}.{os.getpid()}")
    beside.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    beside.replace(KEPT)
    return len(found)


if __name__ == "__main__":
    print(f"TOML files parsed and kept: {keep()}")
