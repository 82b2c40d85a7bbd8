"""A card for those who pass a page on: its title on paper, with the mark and the name of the practice, as PNG."""

import json
from functools import cache
from importlib.resources import files
from typing import Final

from toprank.errors import Missing

try:
    import typst
except ModuleNotFoundError:
    raise Missing("a card needs one more package: pip install 'toprank[report]'.") from None

WIDTH: Final = 1200
HEIGHT: Final = 630
"""Pixels, as those who show such cards ask for."""


@cache
def card(title: str, sentence: str, practice: str, accent: str) -> bytes:
    """The picture; the same bytes for the same words. Signs that the embedded fonts do not have stay empty."""
    told = {"title": title, "sentence": sentence, "practice": practice, "accent": accent}
    picture = typst.compile(
        files(__package__).joinpath("card.typ").read_bytes(),
        sys_inputs={"card": json.dumps(told, ensure_ascii=False)},
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        format="png",
        ppi=72.0,
    )
    return picture if isinstance(picture, bytes) else picture[0]
