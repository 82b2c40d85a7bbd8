"""The terminal on which sheets are printed: Rich, whose paragraphs keep together what a no-break space holds together.

Rich breaks a line at any white space, so that French would stand as « 231 » and, a line further down, « 362 ».
"""

from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text


class Paper(Console):
    """Standard output without colours of its own for numbers and words."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def print(self, *objects: Any, soft_wrap: bool | None = None, **how: Any) -> None:
        """Prints as Rich does, paragraphs wrapped beforehand at plain spaces alone."""
        if not soft_wrap:
            objects = tuple(self.wrapped(each) for each in objects)
        super().print(*objects, soft_wrap=soft_wrap, **how)

    def wrapped(self, found: Any) -> Any:
        """A paragraph in lines that fit; what is no paragraph, or has more than one style, as it is."""
        if isinstance(found, Text) and not found.spans:
            return Text(in_lines(found.plain, self.width), style=found.style)
        if isinstance(found, Padding) and isinstance(found.renderable, Text) and not found.renderable.spans:
            inner = found.renderable
            lines = in_lines(inner.plain, self.width - found.left - found.right)
            return Padding(Text(lines, style=inner.style), (found.top, found.right, found.bottom, found.left))
        return in_lines(found, self.width) if isinstance(found, str) and "[" not in found else found


def in_lines(text: str, width: int) -> str:
    """A text whose lines are at most so wide, as far in as they were; a word that is longer stays whole."""
    found: list[str] = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        pieces = wrap(line, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
        found += pieces or [""]
    return "\n".join(found)
