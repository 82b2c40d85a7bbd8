"""How kinds of rounds are called, the same on every page: a program by its whole name, a category by its short one.

A category keeps its short name through all its versions, each of which has a whole name of its own.
"""

from toprank.web.known import known
from toprank.words import catalogue


def kind_name(key: str, language: str) -> str:
    """The name of a kind where there is room for it."""
    return str(catalogue(language)["names"]["program"].get(key) or short_name(key, language))


def short_name(key: str, language: str) -> str:
    """The shortest name of a kind, for a label in a drawing; of one that is new the name of its last version."""
    found = catalogue(language)["names"]["series"].get(key)
    if found is None:
        versions = reversed(known().rulebook.categories())
        found = next((each.name[language] for each in versions if each.family == key), key)
    return str(found)
