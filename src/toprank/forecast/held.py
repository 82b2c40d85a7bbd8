"""How such forecasts did: the summary of the backtest that `python -m toprank.forecast.page` stored in held.json."""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

FILE: Final = "held.json"

Json = dict[str, Any]


@cache
def summary() -> Json:
    """The stored summary; empty where none was made yet."""
    found = files(__package__).joinpath(FILE)
    return dict(json.loads(found.read_text(encoding="utf-8"))) if found.is_file() else {}


def held(kind: str, type_: str) -> Json | None:
    """The scores of a kind of forecast for a type; None where the backtest held none."""
    found: Json | None = summary().get("by_type", {}).get(kind, {}).get(type_)
    return found
