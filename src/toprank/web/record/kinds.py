"""The kinds of rounds as the pages show them: name and place in lists."""

from typing import Final, NamedTuple

from toprank.rulebook.loader import Rulebook
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


def kind_name(key: str, language: str, rulebook: Rulebook) -> str:
    """The name of a kind: of the program, the short name of a category, else that of its last version."""
    names = catalogue(language)["names"]
    found = names["program"].get(key) or names["series"].get(key)
    if found is None:
        found = next((each.name[language] for each in reversed(rulebook.categories()) if each.family == key), key)
    return str(found)


def short_name(key: str, language: str, rulebook: Rulebook) -> str:
    """The shortest name of a kind, for a label in a drawing."""
    return str(catalogue(language)["names"]["series"].get(key) or kind_name(key, language, rulebook))


def kinds(known: Known, language: str) -> list[Kind]:
    """Every kind of which a round was held or may be held."""
    held = {each.type for each in known.record.rounds}
    families = dict.fromkeys(each.family for each in known.rulebook.categories())
    keys = dict.fromkeys((*FIRST, *families, *sorted(held)))
    return [Kind(key, kind_name(key, language, known.rulebook)) for key in keys if key in held or key in families]


def no_round(key: str, language: str, rulebook: Rulebook) -> str:
    """The beginning of a sentence that says that no round of a kind was held."""
    found = catalogue(language)["names"]["no_round"]
    return str(found.get(key) or found["of_kind"].replace("NAME", kind_name(key, language, rulebook)))
