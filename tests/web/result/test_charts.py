"""What is written on the charts of the answer: which numbers, and that no label lies over another or over a line."""

import re
from html import unescape
from itertools import combinations, pairwise

import pytest

from tests.web.conftest import on_the
from tests.web.result.conftest import Ask
from tests.web.result.people import Json, example, plumber
from toprank.web.drawing.labels import hung, pieces
from toprank.words import say

Box = tuple[float, float, float, float]
LETTER = {"wide": 7.4, "narrow": 6.9}
TEXT = re.compile(r'<text(?: class="([^"]*)")? x="([\d.-]+)" y="([\d.-]+)"(?: text-anchor="(\w+)")?>([^<]*)</text>')
LINE = re.compile(r'<line class="(?:s-you|line )[^"]*" x1="([\d.-]+)" y1="([\d.-]+)" x2="([\d.-]+)" y2="([\d.-]+)"/>')
SCORE = re.compile(r'<polyline class="line s-you bold" points="([^"]+)"/>')


def chart(html: str, title: str, language: str, kind: str) -> str:
    """A chart of the page in one width."""
    figure = html[html.index(f"<h3>{say('web_result', title, {}, language)}</h3>") :]
    return re.findall(rf'<svg class="{kind}".*?</svg>', figure)[0]


def texts(svg: str, kind: str) -> list[tuple[str, Box]]:
    """The texts of a chart in its colours, each with about what it takes up."""
    found = []
    for class_, x, y, anchor, written in TEXT.findall(svg):
        wide, foot = len(unescape(written)) * LETTER[kind], float(y)
        left = float(x) - {"": 0.0, "start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        if "halo" in class_:
            found.append((unescape(written), (left, foot - 10, left + wide, foot + 2)))
    return found


def lines(svg: str) -> list[Box]:
    """The lines of a chart that mean something, by their ends."""
    found = [tuple(map(float, each)) for each in LINE.findall(svg)]
    for points in SCORE.findall(svg):
        path = [tuple(map(float, each.split(","))) for each in points.split()]
        found += [(*one, *other) for one, other in pairwise(path)]
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in found]


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have a place in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("kind", ["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_year_ahead_numbers_the_long_stretches(
    ask: Ask, language: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    svg = chart(ask(plumber(), language).content.decode(), "year_title", language, kind)
    places = {written: at for written, at in texts(svg, kind) if written.isdecimal()}
    assert set(places) == {"363", "373", "356"}  # 368 holds for one day
    points = [tuple(map(float, each.split(","))) for each in SCORE.findall(svg)[0].split()]
    ends = list(zip(points[::2], points[1::2], strict=True))
    for written, stretch in zip(("363", "373", "356"), (ends[0], ends[1], ends[3]), strict=True):
        middle = (places[written][0] + places[written][2]) / 2
        assert stretch[0][0] < middle < stretch[1][0]


@pytest.mark.parametrize("title", ["pool_title", "year_title", "compare_chart"])
@pytest.mark.parametrize("kind", ["wide", "narrow"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "who", [plumber(), example("ngozi"), example("gloria"), example("paul")], ids=lambda each: each["id"]
)
def test_labels_and_lines_do_not_cross(
    ask: Ask, who: Json, language: str, kind: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    html = ask(who, language).content.decode()
    if title == "year_title" and who["id"] == "ngozi":
        assert say("web_result", title, {}, language) not in html
        return
    svg = chart(html, title, language, kind)
    written, drawn = texts(svg, kind), lines(svg)
    assert written
    assert drawn
    for (one, at), (other, there) in combinations(written, 2):
        assert not touch(at, there), (one, other)
    for text, at in written:
        assert not any(touch(at, each) for each in drawn), text


def test_two_labels_hung_close_together_stand_aside_of_each_others_lines() -> None:
    today, later = hung(((68, 150), (79, 150)), 320)
    assert {today.row, later.row} == {0, 1}
    assert not today.through
    assert not later.through


@pytest.mark.parametrize("room", [320.0, 680.0])
def test_a_line_that_must_run_through_a_label_is_broken_there(room: float) -> None:
    for width in (40.0, 150.0, 300.0):
        for first in range(0, int(room), 20):
            for apart in (0, 3, 30):
                marks = ((first, width), (first + apart, width))
                one, other = hung(marks, room)
                for (x, _), own, each in ((marks[1], other, one), (marks[0], one, other)):
                    assert own.left >= 0
                    assert own.right <= room
                    assert own.row != each.row or own.right < each.left or each.right < own.left
                    if own.row > each.row:
                        assert (each.row in own.through) == (each.left - 4 < x < each.right + 4)


def test_a_line_is_cut_where_holes_are() -> None:
    assert list(pieces(0, 10, [(4, 6), (2, 5)])) == [(0, 2), (6, 10)]
    assert list(pieces(0, 10, [(-1, 3), (8, 12)])) == [(3, 8)]
    assert not list(pieces(0, 10, [(0, 10)]))
