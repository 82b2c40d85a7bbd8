"""Words of the answer: its own texts, and those of the core with their days written out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import NoReverseMatch

from toprank.report.writer import Writer
from toprank.rulebook.countries import names
from toprank.rulebook.loader import Rulebook
from toprank.web.prose import with_days
from toprank.web.routes import address
from toprank.words import forms, named, say


class Words:
    """The words of one answer, in its language."""

    def __init__(self, language: str, on: date, rulebook: Rulebook) -> None:
        self.language = language
        self.on = on
        self.forms = forms(language)
        self.number, self.day, self.signed = self.forms["number"], self.forms["day"], self.forms["signed"]
        self.hours, self.h = self.forms["hours"], self.forms["h"]
        self.writer = Writer(language, on, rulebook)
        self.category = self.writer.category
        self.as_of = f"?on={on.isoformat()}"

    def say(self, code: str, /, **told: Any) -> str:
        """A text of the page."""
        return say("web_result", code, told, self.language)

    def of(self, section: str, code: str, **told: Any) -> str:
        """A text of another section."""
        return say(section, code, told, self.language)

    def named(self, kind: str, key: str) -> str:
        """The name of a thing."""
        return named(kind, key, self.language)

    def both(self, names: Iterable[str]) -> str:
        """Names one after the other, the last after "and"."""
        return self.forms["and"](list(names))

    def told(self, message: str) -> str:
        """A sentence of the core in which days stand as in every other sentence of the site."""
        return with_days(message, self.language)

    def country(self, code: str) -> str:
        """The name of a country."""
        return names(self.language)[code]

    def capital(self, text: str) -> str:
        """A text with a capital at its beginning."""
        return text[:1].upper() + text[1:]

    def opened(self, key: str) -> str:
        """A program or category by its key, family or version."""
        return self.writer.open_to(key)

    def page(self, name: str, /, **parameters: Any) -> str:
        """The address of a page, as of the day of the answer."""
        try:
            found = address(name, self.language, **parameters)
        except NoReverseMatch:
            found = address(name.split("_")[0], self.language)
        return found + self.as_of
