"""Tables of text: they fit, say everything, and align."""

import pytest

from toprank.cli.plain_table import BOLD, Cell, Table, Terminal

WORDS = "level 7 in every ability of one of the two official languages"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_table_fits_and_says_everything(width: int) -> None:
    table = Table(right=frozenset({1}), indent=2)
    table.add(Cell("Language", BOLD), "94", WORDS, WORDS)
    table.add("  Canadian work", "-142")
    lines = list(table.lines(width, colour=False))
    assert max(map(len, lines)) <= width
    assert " ".join(" ".join(lines).split()).count("ability") == 2
    assert lines[-1] == "    Canadian work  -142"
    assert lines[0].startswith("  Language           94  level 7")


def test_a_column_that_is_empty_in_every_row_takes_no_room() -> None:
    table = Table(indent=2)
    table.add("", "Passport, valid.", "")
    table.add("", WORDS)
    assert list(table.lines(60, colour=False)) == [
        "  Passport, valid.",
        f"  {WORDS[:57].rsplit(' ', 1)[0]}",
        "  languages",
    ]
    assert table.widths(100) == [0, len(WORDS), 0]


def test_styles_are_shown_only_where_asked_for_and_take_no_room() -> None:
    table = Table()
    table.add(Cell("Total", BOLD), "482")
    assert list(table.lines(80, colour=True)) == ["\033[1mTotal\033[0m  482"]
    assert list(Terminal(80, colour=False).lines([table, Cell("Total", BOLD), Cell("")])) == ["Total  482", "Total", ""]


def test_a_paragraph_stays_as_far_in_as_it_begins() -> None:
    lines = list(Terminal(60, colour=False).lines([Cell(f"  {WORDS}, {WORDS}")]))
    assert len(lines) > 1
    assert all(line.startswith("  ") and line[2] != " " for line in lines)
    assert max(map(len, lines)) <= 60
