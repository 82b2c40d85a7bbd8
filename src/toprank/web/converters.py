"""Parts of addresses that are read and written: a category by its name in the language, a unit group by its code."""

from typing import Final

from django.urls import register_converter

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


class UnitGroup:
    """A code of five digits."""

    regex = "[0-9]{5}"

    def to_python(self, value: str) -> str:
        """The code."""
        return value

    def to_url(self, value: str) -> str:
        """The code."""
        return value


CONVERTERS: Final[dict[str, type[CategorySlug] | type[UnitGroup]]] = {
    "category_en": EnglishCategory,
    "category_fr": FrenchCategory,
    "unit_group": UnitGroup,
}


def register() -> None:
    """Makes the converters known; before any pattern that uses one."""
    assert set(LANGUAGES) == {"en", "fr"}
    for name, converter in CONVERTERS.items():
        register_converter(converter, name)
