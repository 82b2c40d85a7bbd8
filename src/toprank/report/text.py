"""Texts that people hand in for a report: one line, no signs that nobody sees, not endless."""

from typing import Final
from unicodedata import category, normalize

from toprank.errors import ToprankError

LONGEST: Final = 300
JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
"""Written in names of several scripts, unseen but not without meaning."""
UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def one_line(text: str, where: str) -> str:
    """The text in composed form without spaces around it; ToprankError for one that cannot stand in a report."""
    found = normalize("NFC", text.strip())
    if len(found) > LONGEST:
        raise ToprankError(f"{where} has {len(found)} characters. Allowed are at most {LONGEST}.")
    unseen = next((sign for sign in found if category(sign) in UNSEEN and sign not in JOINERS), None)
    if unseen is not None:
        raise ToprankError(
            f"{where} holds the character U+{ord(unseen):04X}, which cannot be shown. Allowed is one line of text."
        )
    return found


def plain(text: str) -> str:
    """A text of the profile as it can be shown: what nobody sees becomes a space, spaces are single."""
    seen = (" " if category(sign) in UNSEEN and sign not in JOINERS else sign for sign in normalize("NFC", text))
    return " ".join("".join(seen).split())
