"""Parts of addresses that are read and written: a category by its name in the language, a unit group by its code.

Beside them what people try: a category by another of its names, a table without its folder.
"""

from typing import Final

from django.urls import register_converter

from toprank.web.known import known
from toprank.words import LANGUAGES, catalogue


class CategorySlug:
    """A family of categories: `healthcare` in English addresses, `sante` in French ones."""

    regex = "[a-z]+(?:-[a-z]+)*"
    language: str

    def to_python(self, value: str) -> str:
        """The family; ValueError for a name that none has, which is then not found."""
        for family, slug in catalogue(self.language)["names"]["slug"].items():
            if slug == value:
                return str(family)
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        """The name in the address; ValueError for no family."""
        slugs: dict[str, str] = catalogue(self.language)["names"]["slug"]
        if value not in slugs:
            raise ValueError(value)
        return slugs[value]


class EnglishCategory(CategorySlug):
    """A category in an English address."""

    language = "en"


class FrenchCategory(CategorySlug):
    """A category in a French address."""

    language = "fr"


class PlausibleCategory:
    """A family of categories by a name that people try: that of the rulebook, or the one in the other language."""

    regex = "[a-z]+(?:[-_][a-z]+)*"

    def to_python(self, value: str) -> str:
        """The family; ValueError for a name that none has."""
        for language in LANGUAGES:
            for family, slug in catalogue(language)["names"]["slug"].items():
                if value.replace("_", "-") in (slug, family.replace("_", "-")):
                    return str(family)
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        """The name."""
        return value


class ShortTable:
    """A table of the rulebook by its own name, without that of its folder: age, tef-canada."""

    regex = "[a-z]+(?:[-_][a-z]+)*"

    def to_python(self, value: str) -> str:
        """The whole name; ValueError where no table has it, or more than one."""
        found = [name for name in known().rulebook.names() if name.split("/")[1] == value.replace("-", "_")]
        if len(found) != 1:
            raise ValueError(value)
        return found[0]

    def to_url(self, value: str) -> str:
        """The name."""
        return value


class UnitGroup:
    """A code of five digits."""

    regex = "[0-9]{5}"

    def to_python(self, value: str) -> str:
        """The code."""
        return value

    def to_url(self, value: str) -> str:
        """The code."""
        return value


CONVERTERS: Final[dict[str, type[CategorySlug] | type[PlausibleCategory] | type[ShortTable] | type[UnitGroup]]] = {
    "category_en": EnglishCategory,
    "category_fr": FrenchCategory,
    "plausible_category": PlausibleCategory,
    "short_table": ShortTable,
    "unit_group": UnitGroup,
}


def register() -> None:
    """Makes the converters known; before any pattern that uses one."""
    assert set(LANGUAGES) == {"en", "fr"}
    for name, converter in CONVERTERS.items():
        register_converter(converter, name)
