"""How kinds of rounds are called."""

from toprank.words import named


def kind_name(type_: str, language: str) -> str:
    """The name of a kind; its code where it has none."""
    try:
        return named("series", type_, language)
    except KeyError:
        return type_
