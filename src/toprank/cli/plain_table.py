"""Tables of text for the terminal, wrapped to its width: what one answer needs, at a fiftieth of the start of Rich."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Final

BOLD, GREEN, RED, YELLOW = "1", "32", "31", "33"
GAP: Final = 2
NARROWEST_COLUMN: Final = 12
NARROWEST, USUAL, WIDEST = 60, 100, 140


@dataclass(frozen=True)
class Cell:
    """A piece of text with the style in which it is shown."""

    text: str
    style: str = ""


@dataclass
class Table:
    """Rows of cells under one set of columns; `right` are the columns that align to the right.

    Lines of a cell that do not fit its column go on below; a row may have fewer cells than the table has columns.
    """

    right: frozenset[int] = frozenset()
    indent: int = 0
    rows: list[list[Cell]] = field(default_factory=list)

    def add(self, *cells: Cell | str) -> None:
        """One row."""
        self.rows.append([cell if isinstance(cell, Cell) else Cell(cell) for cell in cells])

    def widths(self, most: int) -> list[int]:
        """The width of each column: its longest cell, the widest ones cut until all fit; 0 for one that is empty."""
        count = max((len(row) for row in self.rows), default=0)
        found = [max((len(row[at].text) for row in self.rows if at < len(row)), default=0) for at in range(count)]
        gaps = GAP * (sum(map(bool, found)) - 1)
        while sum(found) + gaps + self.indent > most and max(found) > NARROWEST_COLUMN:
            found[found.index(max(found))] -= 1
        return found

    def lines(self, most: int, colour: bool) -> Iterator[str]:
        """The lines of the table, at most so wide; a column without text takes no room."""
        widths = self.widths(most)
        for row in self.rows:
            pieces = [wrapped(cell.text, width) if width else [] for cell, width in zip(row, widths, strict=False)]
            for line in range(max(map(len, pieces), default=0)):
                shown = [
                    self._piece(at, piece[line] if line < len(piece) else "", widths[at], row[at].style, colour)
                    for at, piece in enumerate(pieces)
                    if widths[at]
                ]
                yield " " * self.indent + (" " * GAP).join(shown).rstrip()

    def _piece(self, at: int, text: str, width: int, style: str, colour: bool) -> str:
        filled = text.rjust(width) if at in self.right else text.ljust(width)
        return filled.replace(text, styled(text, style), 1) if colour and style and text else filled


def styled(text: str, style: str) -> str:
    """Text in a style of the terminal."""
    return f"\033[{style}m{text}\033[0m" if style else text


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, all as far in as its first one; at least one."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return wrap(text, width, subsequent_indent=indent) or [""]


@dataclass(frozen=True)
class Terminal:
    """Standard output: how wide it is, and whether it shows styles."""

    width: int
    colour: bool

    @classmethod
    def here(cls) -> "Terminal":
        """That of this process: COLUMNS, else the terminal's own width; no styles where NO_COLOR asks for none."""
        tty = sys.stdout.isatty()
        written = os.environ.get("COLUMNS", "")
        width = int(written) if written.isdecimal() and len(written) < 6 else own_width() if tty else USUAL
        colour = tty and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(min(max(width, NARROWEST), WIDEST), colour)

    def lines(self, told: Sequence[Cell | Table]) -> Iterator[str]:
        """Every line of what is told, paragraphs wrapped."""
        for each in told:
            if isinstance(each, Table):
                yield from each.lines(self.width, self.colour)
            else:
                for line in wrapped(each.text, self.width):
                    yield styled(line, each.style) if self.colour else line


def own_width() -> int:
    """The width of the terminal, as it says."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return USUAL
