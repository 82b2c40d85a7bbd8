"""The colours of the stylesheet, read out of it: text can be read on every ground, kinds of rounds told apart."""

import re
from importlib.resources import files
from itertools import combinations

import pytest

from toprank.report.colour import DARK, LEAST, LIGHT, Colour, accent, colour, contrast, linear

SHEET = files("toprank.web").joinpath("static", "toprank.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
START = SHEET.index("@media (prefers-color-scheme: dark)")
MODES = {
    "light": {name: colour(value) for name, value in TOKEN.findall(SHEET[: SHEET.index("base */")])},
    "dark": {name: colour(value) for name, value in TOKEN.findall(SHEET[START : SHEET.index("@media", START + 1)])},
}
KINDS = ("c-health", "c-cec", "c-french", "c-pnp")
TEXT = ("ink", "muted", "accent", "accent-strong")
OWN = ("yes", "no", "wait", "you")
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "without green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "without blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""What becomes of light, as Machado, Oliveira and Fernandes (2009) simulate it."""
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)
APART = 25.0
"""The least difference of two kinds in CIE Lab."""

Three = tuple[float, ...]


def times(matrix: tuple[Three, ...], of: Three) -> Three:
    return tuple(sum(one * other for one, other in zip(row, of, strict=True)) for row in matrix)


def lab(found: Colour, seen_by: str) -> Three:
    """A colour in CIE Lab as some people see it."""
    light = tuple(
        min(max(each, 0.0), 1.0) for each in times(SEEN_BY[seen_by], tuple(linear(each / 255) for each in found))
    )
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (each / white for each, white in zip(times(TO_XYZ, light), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("seen_by", SEEN_BY)
@pytest.mark.parametrize("mode", MODES)
def test_kinds_of_rounds_are_told_apart(mode: str, seen_by: str) -> None:
    found = {name: lab(MODES[mode][name], seen_by) for name in KINDS}
    for one, other in combinations(KINDS, 2):
        assert sum((a - b) ** 2 for a, b in zip(found[one], found[other], strict=True)) ** 0.5 >= APART, (one, other)


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_every_ground(mode: str) -> None:
    tokens = MODES[mode]
    for name in (*TEXT, *OWN):
        for ground in ("paper", "card", "sunk"):
            assert contrast(tokens[name], tokens[ground]) >= LEAST, (name, ground)
    for name in (*OWN, "accent"):
        assert contrast(tokens[name], tokens[f"{name}-soft"]) >= LEAST, name
    assert contrast(tokens["on-accent"], tokens["accent"]) >= LEAST
    for name in (*KINDS, "edge", "focus"):
        assert contrast(tokens[name], tokens["card"]) >= 3.0, name


@pytest.mark.parametrize(("mode", "ground"), [("light", LIGHT), ("dark", DARK)])
def test_the_grounds_of_a_colour_of_a_practice_are_those_of_the_sheet(mode: str, ground: tuple[Colour, ...]) -> None:
    assert ground[:4] == tuple(MODES[mode][name] for name in ("paper", "card", "sunk", "on-accent"))
    assert accent(MODES[mode]["accent"], ground).plain == MODES[mode]["accent"]  # type: ignore[arg-type]
