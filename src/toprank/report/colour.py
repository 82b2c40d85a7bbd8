"""Colours of a practice: read, mixed, and refused where a reader could not tell text in them from its ground."""

import re
from typing import Final, NamedTuple

WRITTEN: Final = re.compile(r"#[0-9a-fA-F]{6}")
LEAST: Final = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3)."""


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


def colour(text: str) -> Colour:
    """The colour of a text such as #0b5d57; ValueError for any other."""
    if not WRITTEN.fullmatch(text):
        raise ValueError(text)
    return Colour(*bytes.fromhex(text[1:]))


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """The first colour with a share of the second in it."""
    return Colour(*(round(one + (other - one) * share) for one, other in zip(first, second, strict=True)))


def contrast(first: Colour, second: Colour) -> float:
    """How far two colours are apart for the eye, from 1 to 21, as WCAG counts it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(found: Colour) -> float:
    """The relative luminance of a colour, from 0 to 1."""
    red, green, blue = (linear(part / 255) for part in found)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    """A part of a colour as an amount of light."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


class Ground(NamedTuple):
    """What text in the colour stands on (paper, card, footer), the text on a button of it, where stronger tones lie."""

    paper: Colour
    card: Colour
    sunk: Colour
    on_accent: Colour
    stronger: Colour


LIGHT: Final = Ground(*map(colour, ("#faf8f4", "#ffffff", "#f2eee6", "#ffffff", "#000000")))
DARK: Final = Ground(*map(colour, ("#121716", "#1a2120", "#202927", "#06211e", "#ffffff")))


class Accent(NamedTuple):
    """The colour of links and buttons, a stronger one under the pointer, and a soft ground for it."""

    plain: Colour
    strong: Colour
    soft: Colour


def weakest(found: Colour, ground: Ground) -> float:
    """The least contrast of a colour on a ground, as text and as a button."""
    return min(contrast(found, each) for each in (ground.paper, ground.card, ground.sunk, ground.on_accent))


def accent(found: Colour, ground: Ground) -> Accent:
    """A colour with the tones that go with it; text in either of them can be read on the soft one."""
    strong, soft = mixed(found, ground.stronger, 0.3), mixed(ground.paper, found, 0.12)
    while contrast(found, soft) < LEAST and soft != ground.paper:
        soft = mixed(soft, ground.paper, 0.25)
    return Accent(found, strong, soft)


def for_dark(found: Colour) -> Colour:
    """A colour lightened until it can be read on the dark ground."""
    share = 0.0
    while weakest(mixed(found, DARK.stronger, share), DARK) < LEAST + 1.5 and share < 1:
        share += 0.05
    return mixed(found, DARK.stronger, min(share, 1.0))
