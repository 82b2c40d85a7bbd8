"""An SVG written shape by shape. Every text is escaped, classes are ours; no shape has a style of its own."""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString

Point = tuple[float, float]


def length(value: float) -> str:
    """A length as short as it can be written, to a tenth of a unit: less than any eye sees."""
    return f"{value:.1f}".removesuffix(".0")


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
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{length(x1)}" y1="{length(y1)}" x2="{length(x2)}" y2="{length(y2)}"'
        self.shapes.append(f'<line class="{class_}" {ends}/>')

    def rect(self, corner: Point, width: float, height: float, class_: str, round_: float | None = None) -> None:
        """A rectangle from its upper left corner."""
        rounded = "" if round_ is None else f' rx="{length(round_)}"'
        size = f'width="{length(max(width, 0))}" height="{length(max(height, 0))}"'
        at = f'x="{length(corner[0])}" y="{length(corner[1])}"'
        self.shapes.append(f'<rect class="{class_}"{rounded} {at} {size}/>')

    def circle(self, centre: Point, radius: float, class_: str) -> None:
        """A disc."""
        at = f'cx="{length(centre[0])}" cy="{length(centre[1])}"'
        self.shapes.append(f'<circle class="{class_}" {at} r="{length(radius)}"/>')

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
        self.shapes.append(f'<polygon class="{class_}" points="{joined(points)}"/>')

    def path(self, points: Sequence[Point], class_: str) -> None:
        """A line through points."""
        self.shapes.append(f'<polyline class="{class_}" points="{joined(points)}"/>')

    def text(self, at: Point, written: str, class_: str | None = None, anchor: str | None = None) -> None:
        """Words; `anchor` is "middle" or "end", else they begin at the place."""
        of_class = f' class="{class_}"' if class_ else ""
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        place = f'x="{length(at[0])}" y="{length(at[1])}"'
        self.shapes.append(f"<text{of_class} {place}{anchored}>{escape(written)}</text>")

    def svg(self) -> SafeString:
        """The whole picture."""
        of_class = f' class="{self.kind}"' if self.kind else ""
        told = f'role="img" aria-label="{escape(self.label)}"' if self.label else 'aria-hidden="true"'
        box = f"0 0 {length(self.width)} {length(self.height)}"
        return SafeString(f'<svg{of_class} viewBox="{box}" {told}>{"".join(self.shapes)}</svg>')


def joined(points: Iterable[Point]) -> str:
    """Points as SVG lists them."""
    return " ".join(f"{length(x)},{length(y)}" for x, y in points)
