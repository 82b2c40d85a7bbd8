"""How every chart looks: one calm palette on white, horizontal rules only, the text readable at 600 px and in print.

Liberation Sans comes with the renderer, so that text has the same measure on every machine; Arial and Helvetica, which
are as wide, stand in where a picture is opened without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH: Final = 640
COLOURS: Final[Mapping[str, str]] = {
    "card": "#ffffff",
    "ink": "#1c2423",
    "muted": "#55605e",
    "faint": "#ded8cc",
    "edge": "#77817e",
    "accent": "#0b5d57",
    "you": "#a8510a",
    "yes": "#1c6a3b",
    "no": "#9d2a2a",
    "wait": "#7a5200",
}


@dataclass(frozen=True)
class Look:
    """The colour and the shape of a kind of round: never colour alone."""

    colour: str
    shape: str


KINDS: Final[Mapping[str, Look]] = {
    "healthcare": Look("#0e9583", "square"),
    "cec": Look("#1942b3", "circle"),
    "french": Look("#65155e", "diamond"),
    "pnp": Look("#3d3629", "triangle-up"),
}

_AXIS: Final = {
    "labelColor": COLOURS["muted"],
    "labelFontSize": 13,
    "titleColor": COLOURS["muted"],
    "titleFontSize": 13,
    "titleFontWeight": "normal",
    "domainColor": COLOURS["edge"],
    "tickColor": COLOURS["edge"],
    "tickSize": 4,
    "labelPadding": 5,
    "gridColor": COLOURS["faint"],
}

THEME: Final[Mapping[str, Any]] = {
    "font": FONT,
    "background": COLOURS["card"],
    "padding": 16,
    "aria": False,
    "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": 280},
    "axis": _AXIS,
    "axisX": {"grid": False, "titlePadding": 10, "tickCount": 6},
    "axisY": {
        "domain": False,
        "ticks": False,
        "tickCount": 5,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": -10,
    },
    "title": {
        "anchor": "start",
        "frame": "group",
        "color": COLOURS["ink"],
        "fontSize": 17,
        "fontWeight": "bold",
        "subtitleColor": COLOURS["muted"],
        "subtitleFontSize": 13,
        "subtitleLineHeight": 18,
        "subtitlePadding": 6,
        "offset": 26,
    },
    "header": {
        "labelAnchor": "start",
        "labelColor": COLOURS["ink"],
        "labelFontSize": 14,
        "labelFontWeight": "bold",
        "title": None,
    },
    "legend": {
        "orient": "top",
        "offset": 30,
        "title": None,
        "labelColor": COLOURS["ink"],
        "labelFontSize": 13,
        "titleColor": COLOURS["muted"],
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "symbolStrokeWidth": 2,
    },
    "line": {"color": COLOURS["accent"], "strokeWidth": 2},
    "point": {"color": COLOURS["accent"], "filled": True, "size": 50},
    "bar": {"color": COLOURS["accent"]},
    "area": {"color": COLOURS["accent"]},
    "rule": {"color": COLOURS["edge"]},
    "text": {"color": COLOURS["ink"], "fontSize": 13},
    "range": {"category": [look.colour for look in KINDS.values()]},
}


def titled(title: str, *under: str) -> dict[str, Any]:
    """A title that says what is plotted, and sentences under it for scale and marks."""
    return {"text": title, "subtitle": list(under)} if under else {"text": title}
