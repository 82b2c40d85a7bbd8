"""How kinds of rounds look and are called."""

from dataclasses import dataclass
from typing import Final

from toprank.words import named


@dataclass(frozen=True)
class Look:
    """The colour and the shape of a kind: classes of the stylesheet, a method of a drawing."""

    colour: str
    shape: str


LOOKS: Final = {
    "healthcare": Look("health", "square"),
    "cec": Look("cec", "circle"),
    "french": Look("french", "diamond"),
    "pnp": Look("pnp", "triangle"),
}
OTHER: Final = Look("other", "circle")


def look(type_: str) -> Look:
    """The look of a kind."""
    return LOOKS.get(type_, OTHER)


def kind_name(type_: str, language: str) -> str:
    """The name of a kind; its code where it has none."""
    try:
        return named("series", type_, language)
    except KeyError:
        return type_
