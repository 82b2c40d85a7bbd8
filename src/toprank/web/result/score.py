"""The score line by line: each part with its most, each line with its reason, its bar and its dated table."""

from typing import Any, Final

from toprank.rules.crs.score import PARTS
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words
from toprank.words.forms import signed

TOP: Final = 1200
CAPS_TABLE: Final = "crs/caps"


def score(answer: Answer, words: Words) -> Shown:
    """The rows of the table, its caption and the total."""
    crs, number = answer.assessment["crs"], words.number
    caps = answer.tables.crs.caps
    with_partner = int(any(each["maximum"] for each in crs["lines"] if each["part"] == "spouse"))
    lines: dict[str, list[Any]] = {part: [] for part in (*PARTS, "total")}
    for each in crs["lines"]:
        if each["maximum"] or each["points"]:
            lines[each["part"]].append(line(each, words))
    parts = [
        (words.of("web_result", f"part_{part}"), number(crs[part]), number(int(caps[part][with_partner])), lines[part])
        for part in PARTS
        if lines[part]
    ]
    return {"parts": parts, "capped": lines["total"], "total": number(crs["total"]), "top": number(TOP)}


def line(found: dict[str, Any], words: Words) -> tuple[str, str, str, float | None, str, str]:
    """One line: name, reason, table, filled share of its bar in hundredths, points, the most there are."""
    factor, points, most = found["factor"], found["points"], found["maximum"]
    table = CAPS_TABLE if factor.startswith("cap_") else f"crs/{factor}"
    written = signed(points, words.language) if points < 0 else words.number(points)
    share = round(100 * points / most, 1) if most else None
    return (
        words.of("factor", factor),
        words.capital(words.told(found["because"])),
        words.page("rulebook_table", name=table),
        share,
        written,
        words.number(most) if most else "",
    )
