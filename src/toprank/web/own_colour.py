"""The stylesheet of a practice that has a colour of its own: three tokens, light and dark, under a hashed address."""

import hashlib
from dataclasses import dataclass
from functools import cache

from toprank.report.colour import DARK, LIGHT, Accent, accent, colour, for_dark
from toprank.report.practice import Practice


@dataclass(frozen=True)
class Sheet:
    """A stylesheet, and the mark of its content that stands in its address."""

    css: str
    mark: str


def sheet_of(practice: Practice) -> Sheet | None:
    """The sheet of a practice; None where it has no colour of its own."""
    if not practice.colour and not practice.colour_dark:
        return None
    return sheet(practice.colour, practice.colour_dark)


@cache
def sheet(light: str, dark: str) -> Sheet:
    """The sheet of a colour on light ground and one on dark, which is made of the first where it is empty."""
    rules = [f":root{{{tokens(accent(colour(light), LIGHT))}}}"] if light else []
    darker = colour(dark) if dark else for_dark(colour(light))
    rules.append(f"@media (prefers-color-scheme:dark){{:root{{{tokens(accent(darker, DARK))}}}}}")
    css = f"@media screen{{{''.join(rules)}}}\n"
    return Sheet(css, hashlib.sha256(css.encode()).hexdigest()[:12])


def tokens(found: Accent) -> str:
    """The three tokens of the stylesheet that a colour sets."""
    return f"--accent:{found.plain};--accent-strong:{found.strong};--accent-soft:{found.soft}"
