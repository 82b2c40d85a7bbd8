"""The words of answers: every reason is a code with parameters, its sentence is looked up here by language.

A folder for each language holds one TOML file for each area, `section.code = "sentence with {name:form}"`; a section
may go on in another file, a code stands once. Forms write a value as the language does:
number, money, hours, day, one of the lists of names in the file (level, band, language, class), or nothing.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Final

from toprank import toml
from toprank.rulebook.tables import CREDIT_PER_HOUR

Parameters = Mapping[str, Any]
NON_BREAKING: Final = "\N{NO-BREAK SPACE}"


@cache
def catalogue(language: str) -> dict[str, Any]:
    """All words of a language: its files laid together, section by section."""
    found: dict[str, Any] = {}
    for file in sorted(files(__package__).joinpath(language).iterdir(), key=lambda each: each.name):
        laid_together(found, toml.document(file.read_bytes()))
    return found


def laid_together(found: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Adds the words of a file; ValueError where a code stands twice."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(found.setdefault(key, {}), dict):
            laid_together(found[key], value)
        elif key in found:
            raise ValueError(f"the words for {key!r} stand twice")
        else:
            found[key] = value


def number(value: float, language: str) -> str:
    """A number with its thousands apart."""
    written = f"{value:,}"
    return written.replace(",", NON_BREAKING).replace(".", ",") if language == "fr" else written


def hours(credit: int, language: str) -> str:
    """Credited hours with one decimal, cut and never rounded up; whole hours without one."""
    tenths = credit * 10 // CREDIT_PER_HOUR
    return number(tenths // 10 if tenths % 10 == 0 else tenths / 10, language)


def money(value: int, language: str) -> str:
    """An amount of Canadian dollars."""
    return f"{number(value, language)} CAD"


def years(value: int, names: Mapping[str, Mapping[str, str]]) -> str:
    """A number of years in words, as a figure where the language has none for it."""
    return names["years"].get(str(value), f"{value} {names['years']['many']}")


def forms(language: str) -> dict[str, Callable[[Any], str]]:
    """How each form writes a value in a language."""
    names = catalogue(language)["names"]
    written: dict[str, Callable[[Any], str]] = {
        "": str,
        "number": lambda value: number(value, language),
        "money": lambda value: money(value, language),
        "hours": lambda value: hours(value, language),
        "levels": lambda values: ", ".join(map(str, values)) if any(values) else catalogue(language)["none"]["levels"],
        "list": lambda values: ", ".join(map(str, values)),
        "measures": lambda values: "; ".join(names["measure"].get(value, value) for value in values),
        "years": lambda value: years(value, names),
    }
    for form, named in names.items():
        written.setdefault(form, named.__getitem__)
    return written


def compiled(text: str, written: Mapping[str, Callable[[Any], str]]) -> str | Callable[[Parameters], str]:
    """A sentence without parameters as it is, any other as a function that fills it."""
    parsed = list(Formatter().parse(text))
    pieces = [(literal, name, written[form or ""]) for literal, name, form, _ in parsed if name]
    tail = "".join(literal for literal, name, _, _ in parsed if not name)
    if not pieces:
        return tail

    def fill(parameters: Parameters) -> str:
        return "".join([literal + write(parameters[name]) for literal, name, write in pieces]) + tail

    return fill


@cache
def sentences(language: str) -> dict[tuple[str, str], str | Callable[[Parameters], str]]:
    """Every sentence of a language by section and code, ready to be filled."""
    written = forms(language)
    sections = ((section, told) for section, told in catalogue(language).items() if section not in ("names", "none"))
    return {(section, code): compiled(text, written) for section, told in sections for code, text in told.items()}


def say(section: str, code: str, parameters: Parameters, language: str = "en") -> str:
    """The sentence of a code with its parameters, in a language; KeyError for a code without words."""
    found = sentences(language)[section, code]
    return found if isinstance(found, str) else found(parameters)
