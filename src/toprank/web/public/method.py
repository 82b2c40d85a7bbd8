"""What the page on the method tells of the rulebook, the record and the forecasts: counted, never typed."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from toprank.forecast.held import summary
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import Source
from toprank.rulebook.verified import verified_days
from toprank.web.known import Known

FOLDERS: Final = ("crs", "language", "programs", "categories")
"""The folders of the rulebook that have a bibliography."""
MODEL: Final = "plain"
LAST: Final = "last"


@dataclass(frozen=True)
class Bibliography:
    """What was read for the tables of a folder, and the day to which all of them are known to hold."""

    folder: str
    sources: tuple[Source, ...]
    verified_to: date


@dataclass(frozen=True)
class Unseen:
    """A reported change whose text nobody has seen: from which day, in how many tables."""

    start: date
    tables: int


def figures(known: Known) -> dict[str, Any]:
    """The counted facts of the page."""
    verified = verified_days(known.rulebook)
    return {
        "tables": len(known.rulebook.names()),
        "groups": len(unit_groups()),
        "sources": [
            Bibliography(name, tuple(known.rulebook.bibliography(name).values()), verified[name]) for name in FOLDERS
        ],
        "read": sum(len(known.rulebook.bibliography(name)) for name in FOLDERS),
        "unseen": unseen(known),
        "scores": scores(),
    }


def unseen(known: Known) -> Unseen | None:
    """The first reported change by today whose text was not seen."""
    found = known.rulebook.unseen_on(known.today)
    return Unseen(min(each.start for each in found), len(found)) if found else None


def scores() -> dict[str, Any] | None:
    """How the forecasts of the next round did in the stored backtest, all types together; None without one."""
    told = summary()
    by_model = {
        each["model"]: each
        for each in told.get("scores", [])
        if each["since"] == told.get("since") and each["group"] == "all"
    }
    if MODEL not in by_model or LAST not in by_model:
        return None
    model = by_model[MODEL]
    return {
        "since": date.fromisoformat(told["since"]),
        "until": date.fromisoformat(told["until"]),
        "rounds": model["rounds"],
        "held": round(100 * model["held80"]),
        "error": round(model["error"]),
        "error_of_last": round(by_model[LAST]["error"]),
    }
