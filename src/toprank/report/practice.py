"""The practice that a report comes from: a TOML file, single values from the environment, a default.

TOPRANK_PRACTICE=practice.toml     # or --practice FILE
TOPRANK_PRACTICE_NAME, _REGISTRATION, _ADVISER, _CONTACT, _FONTS, _COLOUR, _COLOUR_DARK    # each wins over the file
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from toprank.errors import Missing, ToprankError
from toprank.report.colour import DARK, LEAST, LIGHT, colour, weakest
from toprank.report.text import one_line

SETTING: Final = "TOPRANK_PRACTICE"
LOOKS: Final = ("fonts", "colour", "colour_dark")
"""The fields that say how things look, and nothing of who signs."""
GROUNDS: Final = {"colour": LIGHT, "colour_dark": DARK}
"""What text in a colour of the practice must be told from."""


@dataclass(frozen=True)
class Practice:
    """Who signs. `registration` is the number in the College's register; `fonts` a folder of more fonts for the PDF.

    `colour` is that of links and buttons on the site, #rrggbb, `colour_dark` the one on a dark ground, which is made
    from it where none is given.
    """

    name: str = "Gospel Immigration"
    registration: str = ""
    adviser: str = ""
    contact: str = ""
    fonts: str = ""
    colour: str = ""
    colour_dark: str = ""


def practice_of(file: Path | None, environment: Mapping[str, str] = os.environ) -> Practice:
    """The practice of a file, else of the setting TOPRANK_PRACTICE, with single settings of the environment over it."""
    chosen = file or (Path(environment[SETTING]) if environment.get(SETTING) else None)
    found = Practice() if chosen is None else from_file(chosen)
    for name in names():
        setting = f"{SETTING}_{name.upper()}"
        if environment.get(setting):
            found = replace(found, **{name: allowed(name, one_line(environment[setting], setting), setting)})
    return found


def names() -> list[str]:
    """The fields of a practice."""
    return [field.name for field in fields(Practice)]


def from_file(path: Path) -> Practice:
    """The practice in a TOML file; ToprankError naming the file, what was found and what is allowed."""
    try:
        told = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise Missing(f"{path} is not there.") from None
    except OSError as error:
        raise ToprankError(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise ToprankError(f"{path} cannot be understood as TOML: {str(error).rstrip('.')}.") from None
    return Practice(**{key: checked(key, value, path) for key, value in told.items()})


def checked(key: str, value: Any, path: Path) -> str:
    """One value of the file; a folder of fonts is found beside it."""
    if key not in names():
        raise ToprankError(f"{path}: {key} is not a setting of a practice. Allowed are {', '.join(names())}.")
    if not isinstance(value, str):
        raise ToprankError(f"{path}: {key} is not text. Allowed is text in quotes.")
    text = allowed(key, one_line(value, f"{path}: {key}"), f"{path}: {key}")
    return str(path.parent / text) if key == "fonts" and text else text


def allowed(name: str, text: str, where: str) -> str:
    """A value, which for a colour must be one that can be read; ToprankError with the contrast for any other."""
    if name not in GROUNDS or not text:
        return text
    try:
        found = weakest(colour(text), GROUNDS[name])
    except ValueError:
        raise ToprankError(f"{where} is {text!r}. Allowed is a colour such as #0b5d57.") from None
    if found < LEAST:
        raise ToprankError(
            f"{where} is {text}, whose contrast with its ground is {found:.1f}. "
            f"Allowed is a colour with {LEAST} or more."
        )
    return text
