"""How many of the people who are made live in Canada, speak French, or work in a listed field: fitted figures.

None of them was published. They were found by replaying published rounds, so each set says on which rounds: a set that
was fitted on earlier rounds is an honest test on later ones (docs/reference/replay.md).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from toprank.errors import ToprankError
from toprank.pool.draws import Reals
from toprank.pool.nominees import Spread, spread_of

USUAL: Final = "all"
DAYS: Final = ("from", "until")
NOMINEES: Final = "nominees"
FACTORS: Final = (0.3, 2.0)
"""A share never drifts below or beyond these parts of itself."""


@dataclass(frozen=True)
class Share:
    """A share of people: `level` at strength 0, `tilt` more for each step of strength, all of it moving with the years.

    `drift` is the part by which it grows in a year, around the middle of the rounds that it was fitted on.
    """

    level: float
    tilt: float = 0.0
    drift: float = 0.0

    def of(self, strength: Reals, least: float = 0.0, most: float = 1.0) -> Reals:
        """The chance of each person to be one of them."""
        return np.clip(self.level + self.tilt * strength, least, most)

    def after(self, years: float) -> "Share":
        """The share some years after the middle of the rounds."""
        by = min(max(1 + self.drift * years, FACTORS[0]), FACTORS[1])
        return Share(round(self.level * by, 9), round(self.tilt * by, 9), self.drift)


@dataclass(frozen=True)
class Shares:
    """One set of shares, and the rounds that it was fitted on: those from `start` to `until`, both included.

    `nominees` says how the points of nominees spread.
    """

    name: str
    start: date
    until: date
    of: Mapping[str, Share]
    nominees: Spread

    def on(self, day: date) -> "Shares":
        """The shares of those who come on a day; after the rounds, and a year before them, nothing moves any more."""
        nearest = min(max(day, self.start - timedelta(days=365)), self.until)
        middle = self.start + (self.until - self.start) / 2
        years = (nearest - middle).days / 365
        return replace(self, of={name: share.after(years) for name, share in self.of.items()})

    @property
    def fields(self) -> dict[str, Share]:
        """The shares of the fields of work, which exclude each other."""
        return {name: share for name, share in self.of.items() if name not in ("inland", "french")}


@cache
def fits() -> Mapping[str, Shares]:
    """Every set that is kept, by name."""
    document = tomllib.loads(files("toprank.pool").joinpath("shares.toml").read_text(encoding="utf-8"))
    return {name: shares_of(name, entry) for name, entry in document["fits"].items()}


def shares_of(name: str, entry: Mapping[str, Any]) -> Shares:
    """One set as the file holds it."""
    start, until = (entry[key] for key in DAYS)
    found = {key: Share(*figures) for key, figures in entry.items() if key not in (*DAYS, NOMINEES)}
    return Shares(name, start, until, found, spread_of(entry[NOMINEES]))


def fit(name: str = USUAL) -> Shares:
    """A set by name. ToprankError where there is none."""
    if name not in fits():
        raise ToprankError(f"no set of shares is called {name!r}: there are {', '.join(fits())}.")
    return fits()[name]
