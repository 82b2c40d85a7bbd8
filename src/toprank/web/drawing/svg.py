"""An SVG written shape by shape. Every text is escaped; no shape has a style of its own."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe

Point = tuple[float, float]
PLACES: Final = 1
"""Decimals of a length: a tenth of a unit is less than any eye sees."""


def length(value: float) -> str:
    """A length as short as it can be written."""
    return f"{round(value, PLACES):g}"


def shape(name: str, **attributes: float | str | None) -> str:
    """One element: `class_` and `text_anchor` are written `class` and `text-anchor`; None is left out."""
    written = (
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else length(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{''.join(written)}"


class Drawing:
    """A picture of a width and a height in units, with a label that says in words what it shows.

    `kind` is the class of the whole: "wide" and "narrow" are shown one at a time. Without a label it is hidden from
    readers, for what stands in words beside it.
    """

    def __init__(self, width: float, height: float, label: str = "", kind: str = "") -> None:
        self.width, self.height, self.label, self.kind = width, height, label, kind
        self.shapes: list[str] = []

    def line(self, start: Point, end: Point, class_: str) -> None:
        """A straight line."""
        self.shapes.append(shape("line", class_=class_, x1=start[0], y1=start[1], x2=end[0], y2=end[1]) + "/>")

    def rect(self, corner: Point, width: float, height: float, class_: str, round_: float | None = None) -> None:
        """A rectangle from its upper left corner."""
        at = {"x": corner[0], "y": corner[1], "width": max(width, 0), "height": max(height, 0)}
        self.shapes.append(shape("rect", class_=class_, rx=round_, **at) + "/>")

    def circle(self, centre: Point, radius: float, class_: str) -> None:
        """A disc."""
        self.shapes.append(shape("circle", class_=class_, cx=centre[0], cy=centre[1], r=radius) + "/>")

    def square(self, centre: Point, radius: float, class_: str) -> None:
        """A square about as large as a disc of that radius."""
        side = radius * 1.78
        self.rect((centre[0] - side / 2, centre[1] - side / 2), side, side, class_)

    def diamond(self, centre: Point, radius: float, class_: str) -> None:
        """A square on its corner, about as large as a disc of that radius."""
        (x, y), far = centre, radius * 1.3
        self.polygon([(x, y - far), (x + far, y), (x, y + far), (x - far, y)], class_)

    def triangle(self, centre: Point, radius: float, class_: str) -> None:
        """A triangle about as large as a disc of that radius."""
        (x, y), far = centre, radius * 1.35
        self.polygon([(x, y - far), (x + far, y + far * 0.75), (x - far, y + far * 0.75)], class_)

    def polygon(self, points: Iterable[Point], class_: str) -> None:
        """A closed shape."""
        self.shapes.append(shape("polygon", class_=class_, points=joined(points)) + "/>")

    def path(self, points: Sequence[Point], class_: str) -> None:
        """A line through points."""
        self.shapes.append(shape("polyline", class_=class_, points=joined(points)) + "/>")

    def text(self, at: Point, written: str, class_: str | None = None, anchor: str | None = None) -> None:
        """Words; `anchor` is "middle" or "end", else they begin at the place."""
        opened = shape("text", class_=class_, x=at[0], y=at[1], text_anchor=anchor)
        self.shapes.append(f"{opened}>{escape(written)}</text>")

    def svg(self) -> SafeString:
        """The whole picture."""
        told = {"role": "img", "aria_label": self.label} if self.label else {"aria_hidden": "true"}
        opened = shape(
            "svg", class_=self.kind or None, viewBox=f"0 0 {length(self.width)} {length(self.height)}", **told
        )
        return mark_safe(f"{opened}>{''.join(self.shapes)}</svg>")


def joined(points: Iterable[Point]) -> str:
    """Points as SVG lists them."""
    return " ".join(f"{length(x)},{length(y)}" for x, y in points)
