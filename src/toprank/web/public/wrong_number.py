"""The form for a wrong number: what is asked, what was written, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from toprank.report.text import plain
from toprank.web.public.models import LONGEST_LINE, LONGEST_REASON
from toprank.words import say


@dataclass(frozen=True)
class Asked:
    """A field: its name, the longest text in it, whether it must be filled in and may have several lines."""

    name: str
    longest: int
    needed: bool = True
    lines: bool = False


FIELDS: Final = (
    Asked("page", LONGEST_LINE),
    Asked("number", LONGEST_LINE),
    Asked("should_be", LONGEST_LINE, needed=False),
    Asked("reason", LONGEST_REASON, lines=True),
)


@dataclass(frozen=True)
class Field:
    """A field as the page shows it; `error` is empty where nothing is wrong."""

    name: str
    written: str
    error: str
    longest: int
    needed: bool
    lines: bool

    @property
    def label(self) -> str:
        """The key of its name in words."""
        return f"report.{self.name}"

    @property
    def hint(self) -> str:
        """The key of what is said beneath it."""
        return f"report.{self.name}_hint"


def empty(page: str) -> list[Field]:
    """The fields of a new form, with the page that the reader came from."""
    return [
        Field(each.name, cleaned(page, each) if each.name == "page" else "", "", each.longest, each.needed, each.lines)
        for each in FIELDS
    ]


def read(posted: Mapping[str, str], language: str) -> list[Field]:
    """What was sent, each field with what is wrong with it."""
    return [of_field(each, cleaned(posted.get(each.name, ""), each), language) for each in FIELDS]


def of_field(asked: Asked, written: str, language: str) -> Field:
    """A field as it was filled in; far too long a text is not sent back whole."""
    error = ""
    if asked.needed and not written:
        error = say("web_report", f"{asked.name}_missing", {}, language)
    elif len(written) > asked.longest:
        label = say("web_report", asked.name, {}, language)
        told = {"label": label, "found": len(written), "longest": asked.longest}
        error = say("web_report", "too_long", told, language)
    return Field(asked.name, written[: asked.longest], error, asked.longest, asked.needed, asked.lines)


def cleaned(text: str, asked: Asked) -> str:
    """A text without signs that nobody sees, in composed form; in one line where the field has one."""
    return "\n".join(plain(line) for line in text.strip().splitlines()) if asked.lines else plain(text)
