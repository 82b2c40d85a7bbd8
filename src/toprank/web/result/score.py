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
    cases, unseen = answer.cases, unseen_tables(answer)
    for each in crs["lines"]:
        if each["maximum"] or each["points"] or f"crs/{each['factor']}" in unseen:
            lines[each["part"]].append(line(each, table, of, words, bool(cases and cases.counts(each["factor"]))))
    rows = rows_.NOTHING
    for part in PARTS:
        if lines[part]:
            most = number(int(caps[part][with_partner]))
            rows += rows_.one(rows_.PART, words.say(f"part_{part}"), number(crs[part]), of, most)
            rows += rows_.all_of(rows_.LINE, lines[part])
    rows += rows_.all_of(rows_.LINE, lines["total"])
    return {"caption": caption(answer, words), "rows": rows, "total": number(crs["total"]), "top": number(TOP)}


def caption(answer: Answer, words: Words) -> str:
    """Of which day the tables are; after the last verification that they are carried forward."""
    known_to = answer.known.rulebook.verified_to
    return words.say("tables_carried" if answer.on > known_to else "tables_on", on=answer.on, known_to=known_to)


def unseen_tables(answer: Answer) -> set[str]:
    """The tables in force whose text was not seen: their lines are shown though the former text gives nothing."""
    return {each["parameters"]["table"] for each in answer.assessment["provisional"] if each["code"] == "unseen"}


def line(found: dict[str, Any], table: str, of: str, words: Words, assumed: bool = False) -> Cells:
    """One line: name, reason, its table and what that is called, its bar, points, the most there are."""
    factor, points, most = found["factor"], found["points"], found["maximum"]
    name = CAPS_TABLE if factor.startswith("cap_") else f"crs/{factor}"
    because = words.told(found["because"])
    return (
        words.of("factor", factor),
        words.say("counted_as", because=because) if assumed else words.capital(because),
        words.page("rulebook_table", name=name),
        table,
        rows_.one(rows_.BAR, f"{100 * points / most:.1f}") if most else rows_.NOTHING,
        signed(points, words.language) if points < 0 else words.number(points),
        rows_.one(rows_.OF, of, words.number(most)) if most else rows_.NOTHING,
    )
