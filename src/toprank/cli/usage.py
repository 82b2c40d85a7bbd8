"""In what language a command was asked, and what Typer says of its wrong use, in that language."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from typing import Any

import typer
from typer.core import TyperGroup

from toprank.words.forms import LANGUAGES


def language_asked(arguments: Sequence[str]) -> str:
    """The language of --lang, else of the setting TOPRANK_LANG; English where neither names one that there is."""
    asked = os.environ.get("TOPRANK_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else "en"


def commands_in(language: str) -> type[TyperGroup]:
    """The group of all commands, which says in a language how one was used wrongly."""
    if language == "en":
        return TyperGroup

    class Commands(TyperGroup):
        def make_context(self, *given: Any, **named: Any) -> Any:
            with usage_told(language):
                return super().make_context(*given, **named)

        def invoke(self, ctx: Any) -> Any:
            with usage_told(language):
                return super().invoke(ctx)

    return Commands


@contextmanager
def usage_told(language: str) -> Iterator[None]:
    """Says a wrong use of a command in a language and ends with its exit code; help asked for passes."""
    try:
        yield
    except typer.TyperException as error:
        from toprank.words.retelling import retold  # words are only read where they are needed

        said = StringIO()
        error.show(said)  # type: ignore[attr-defined]
        for line in said.getvalue().splitlines():
            print(retold(line, language, "usage"), file=sys.stderr)
        raise typer.Exit(error.exit_code) from None
