"""The marks of types of rounds: four have a colour and a shape of their own, all others are grey discs."""

from typing import Final

from toprank.web.drawing.svg import Drawing, Point

OWN: Final = {"healthcare": "health", "cec": "cec", "french": "french", "pnp": "pnp"}
"""Types with a colour of their own in the stylesheet: `f-health` fills, `s-health` strokes."""


def fill(type_: str) -> str:
    """The class that fills a shape of a type."""
    return f"f-{OWN.get(type_, 'other')}"


def stroke(type_: str) -> str:
    """The class that draws a line of a type."""
    return f"s-{OWN.get(type_, 'other')}"


def mark(drawing: Drawing, type_: str, centre: Point, radius: float, class_: str = "ring") -> None:
    """A mark of a type: square, disc, diamond or triangle, so that shape as well as colour tells it apart."""
    draw = {"healthcare": drawing.square, "french": drawing.diamond, "pnp": drawing.triangle}.get(type_, drawing.circle)
    draw(centre, radius, f"{fill(type_)} {class_}")
