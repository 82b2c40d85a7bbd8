"""The shapes that the templates show: what a row, a fold and a requirement hold, ready to be written."""

from dataclasses import dataclass, field
from typing import Any

YES, NEAR, NO = "yes", "near", "no"


@dataclass(frozen=True)
class Tag:
    """A state in words; `kind` is yes, near or no."""

    kind: str
    words: str


@dataclass(frozen=True)
class Need:
    """A requirement: whether it is met, by its icon and in words; what it is, what there is and needed; its source."""

    kind: str
    state: str
    words: str
    have: str
    source: str = ""


@dataclass(frozen=True)
class Fold:
    """A part with a name and a state that opens to show what it rests on."""

    id: str
    title: str
    tag: Tag
    open: bool
    text: str = ""
    needs: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)
    link: str = ""
    link_words: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)


Shown = dict[str, Any]
"""What a template is given for a part of the page."""
