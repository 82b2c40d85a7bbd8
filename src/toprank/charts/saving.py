"""A chart as a file: SVG or PNG by the name, whole or not at all, the same bytes for the same chart."""

import re
from collections.abc import Mapping
from html import escape
from itertools import count
from pathlib import Path
from typing import Any, Final

import altair as alt
import vl_convert

from toprank.charts.theme import THEME
from toprank.errors import ToprankError
from toprank.writing import check_writable, write_whole

SUFFIXES: Final = (".svg", ".png")
SCALE: Final = 2
VERSION: Final = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])


alt.theme.register("toprank", enable=True)(lambda: alt.theme.ThemeConfig(config=dict(THEME)))  # type: ignore[typeddict-item]


def check_chart_path(path: Path) -> None:
    """Raises ToprankError where a chart could not be written under that name, before it is worked out."""
    if path.suffix.lower() not in SUFFIXES:
        raise ToprankError(f"{path}: a chart is written as {' or '.join(SUFFIXES)}; name a file that ends so.")
    check_writable(path)


def save(chart: alt.TopLevelMixin, path: Path) -> None:
    """Writes a chart as SVG or PNG, by the suffix of the name. ToprankError where it cannot be written there."""
    check_chart_path(path)
    write_whole(path, chart_bytes(chart, path.suffix))


def chart_bytes(chart: alt.TopLevelMixin, suffix: str) -> bytes:
    """The picture of a chart under our theme; nothing is fetched from elsewhere."""
    spec = chart.to_dict()
    if suffix.lower() == ".png":
        png: bytes = vl_convert.vegalite_to_png(spec, vl_version=VERSION, scale=SCALE, allowed_base_urls=[])
        return png
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])
    return (named(numbered(svg), spec) + "\n").encode()


def numbered(svg: str) -> str:
    """The picture with its inner names counted from 0: the renderer goes on counting from one chart to the next."""
    fresh = count()
    names = {name: f"part{next(fresh)}" for name in dict.fromkeys(re.findall(r' id="([^"]+)"', svg))}
    return re.sub(r'( id="|url\(#|href="#)([^")]+)', lambda at: at[1] + names.get(at[2], at[2]), svg)


def named(svg: str, spec: Mapping[str, Any]) -> str:
    """The picture with its title in words, for readers who do not see it."""
    title = spec.get("title", "")
    text = spec.get("description") or (title.get("text", "") if isinstance(title, dict) else title)
    opening, _, rest = svg.partition(">")
    return f'{opening} role="img"><title>{escape(str(text))}</title>{rest}' if text else svg
