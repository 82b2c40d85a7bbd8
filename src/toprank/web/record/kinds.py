"""The kinds of rounds as the pages show them: name and place in lists."""

from typing import Final, NamedTuple

from toprank.web.kinds import kind_name
from toprank.web.known import Known
from toprank.words import catalogue

MAIN: Final = ("healthcare", "cec", "french", "pnp")
"""The four kinds with a colour and a shape of their own."""
FIRST: Final = ("general", "cec", "pnp", "fsw", "fst", "french", "healthcare")
"""The order of kinds in a list to choose from; further categories follow in the order of the rulebook."""


class Kind(NamedTuple):
    """A kind of round: its key in addresses and its name."""

    key: str
    name: str


def kinds(known: Known, language: str) -> list[Kind]:
    """Every kind of which a round was held or may be held."""
    held = {each.type for each in known.record.rounds}
    families = dict.fromkeys(each.family for each in known.rulebook.categories())
    keys = dict.fromkeys((*FIRST, *families, *sorted(held)))
    return [Kind(key, kind_name(key, language)) for key in keys if key in held or key in families]


def no_round(key: str, language: str) -> str:
    """The beginning of a sentence that says that no round of a kind was held."""
    found = catalogue(language)["names"]["no_round"]
    return str(found.get(key) or found["of_kind"].replace("NAME", kind_name(key, language)))
