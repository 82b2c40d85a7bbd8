"""The score line by line: each part with its most, each line with its reason, its bar and its dated table."""

from typing import Any, Final

from toprank.rules.crs.score import PARTS
from toprank.web.result import rows as rows_
from toprank.web.result.answer import Answer
from toprank.web.result.shapes import Shown
from toprank.web.result.words import Words
from toprank.words.forms import signed

TOP: Final = 1200
Cells = tuple[str, ...]
CAPS_TABLE: Final = "crs/caps"


def score(answer: Answer, words: Words) -> Shown:
    """The rows of the table, its caption and the total."""
    crs, number, of = answer.assessment["crs"], words.number, words.say("of")
    caps, table = answer.tables.crs.caps, words.say("table")
    with_partner = int(any(each["maximum"] for each in crs["lines"] if each["part"] == "spouse"))
    lines: dict[str, list[Cells]] = {part: [] for part in (*PARTS, "total")}
    for each in crs["lines"]:
        if each["maximum"] or each["points"]:
            lines[each["part"]].append(line(each, table, of, words))
    rows = rows_.NOTHING
    for part in PARTS:
        if lines[part]:
            most = number(int(caps[part][with_partner]))
            rows += rows_.one(rows_.PART, words.say(f"part_{part}"), number(crs[part]), of, most)
            rows += rows_.all_of(rows_.LINE, lines[part])
    rows += rows_.all_of(rows_.LINE, lines["total"])
    return {"rows": rows, "total": number(crs["total"]), "top": number(TOP)}


def line(found: dict[str, Any], table: str, of: str, words: Words) -> Cells:
    """One line: name, reason, its table and what that is called, its bar, points, the most there are."""
    factor, points, most = found["factor"], found["points"], found["maximum"]
    name = CAPS_TABLE if factor.startswith("cap_") else f"crs/{factor}"
    return (
        words.of("factor", factor),
        words.capital(words.told(found["because"])),
        words.page("rulebook_table", name=name),
        table,
        rows_.one(rows_.BAR, f"{100 * points / most:.1f}") if most else rows_.NOTHING,
        signed(points, words.language) if points < 0 else words.number(points),
        rows_.one(rows_.OF, of, words.number(most)) if most else rows_.NOTHING,
    )
