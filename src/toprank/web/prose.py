"""Sentences of the rulebook and the record as a page shows them: days as the language writes them."""

import re
from datetime import date
from typing import Final

from toprank.words import forms

ISO_DAY: Final = re.compile(r"(?<![\w/.-])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![\w/-])")


def with_days(text: str, language: str) -> str:
    """A text with every day such as 2015-01-30 in words; what is no day stays as it is."""
    return ISO_DAY.sub(lambda found: in_words(found, language), text)


def in_words(found: re.Match[str], language: str) -> str:
    """A day that was found, in words."""
    try:
        return str(forms(language)["day"](date(*(int(part) for part in found.groups()))))
    except ValueError:
        return found[0]
