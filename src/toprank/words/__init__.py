"""The words of answers: every reason is a code with parameters, its sentence is looked up here by language.

A folder for each language holds one TOML file for each area, `section.code = "sentence with {name:form}"`; a section
may go on in another file, a code stands once. A sentence that counts is a table: `by` names the parameter that is
counted, `one` and `other` are whole sentences, `zero` may be one more. Forms write a value as the language does: those
of `forms`, one of the lists of names (level, language, program), or nothing.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Final

from toprank import toml
from toprank.words import forms as form
from toprank.words.forms import LANGUAGES

__all__ = ["LANGUAGES", "catalogue", "forms", "named", "say", "translated"]

Parameters = Mapping[str, Any]
Sentence = str | Callable[[Parameters], str]
Written = Mapping[str, Callable[[Any], str]]
NO_SECTIONS: Final = ("names", "none", "rulebook", "told")


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


def years(value: int, names: Mapping[str, Mapping[str, str]]) -> str:
    """A number of years in words, as a figure where the language has none for it."""
    return names["years"].get(str(value), f"{value} {names['years']['many']}")


def in_language(write: Callable[[Any, str], str], language: str) -> Callable[[Any], str]:
    """A form in one language."""
    return lambda value: write(value, language)


@cache
def forms(language: str) -> Written:
    """How each form writes a value in a language."""
    names = catalogue(language)["names"]
    values = (
        form.number,
        form.short,
        form.signed,
        form.dollars,
        form.money,
        form.percent,
        form.chance,
        form.age,
        form.hours,
        form.h,
        form.day,
        form.instant,
        form.span,
    )
    written: dict[str, Callable[[Any], str]] = {
        "": str,
        **{each.__name__: in_language(each, language) for each in values},
        "levels": lambda values: ", ".join(map(str, values)) if any(values) else catalogue(language)["none"]["levels"],
        "list": lambda values: ", ".join(map(str, values)),
        "chances": lambda values: ", ".join(form.chance(value, language) for value in values),
        "and": lambda values: form.joined(values, "and", language),
        "or": lambda values: form.joined(values, "or", language),
        "measures": lambda values: "; ".join(names["measure"].get(value, value) for value in values),
        "programs": lambda values: ", ".join(names["short"].get(value.lower(), value) for value in values),
        "years": lambda value: years(value, names),
        "until": lambda value: names["until"].get(value, str(value)),
        "yes_no": lambda value: names["yes_no"]["true" if value else "false"],
    }
    for kind, listed in names.items():
        written.setdefault(kind, listed.__getitem__)
    return written


def compiled(text: str, written: Written) -> Sentence:
    """A sentence without parameters as it is, any other as a function that fills it."""
    parsed = list(Formatter().parse(text))
    pieces = [(literal, name, written[form or ""]) for literal, name, form, _ in parsed if name]
    tail = "".join(literal for literal, name, _, _ in parsed if not name)
    if not pieces:
        return tail
    if len(pieces) == 1:
        return one_gap(*pieces[0], tail)

    def fill(parameters: Parameters) -> str:
        return "".join([literal + write(parameters[name]) for literal, name, write in pieces]) + tail

    return fill


def one_gap(before: str, name: str, write: Callable[[Any], str], after: str) -> Sentence:
    """A sentence with one gap, as most have, as a function that fills it."""
    return lambda parameters: before + write(parameters[name]) + after


def counted(entry: Mapping[str, str], language: str) -> Sentence:
    """A sentence that counts, as a function that chooses among its wordings and fills the one chosen."""
    name, as_hours = entry["by"].removesuffix(":hours"), entry["by"].endswith(":hours")
    wordings = {key: compiled(text, forms(language)) for key, text in entry.items() if key != "by"}

    def fill(parameters: Parameters) -> str:
        amount = form.credited_hours(parameters[name]) if as_hours else parameters[name]
        fitting = "one" if form.is_one(amount, language) else "other"
        chosen = wordings["zero" if amount == 0 and "zero" in wordings else fitting]
        return chosen if isinstance(chosen, str) else chosen(parameters)

    return fill


@cache
def sentence(section: str, code: str, language: str) -> Sentence:
    """The sentence of a code, ready to be filled; KeyError for a code without words."""
    if section in NO_SECTIONS:
        raise KeyError(section)
    entry = catalogue(language)[section][code]
    return compiled(entry, forms(language)) if isinstance(entry, str) else counted(entry, language)


def say(section: str, code: str, parameters: Parameters, language: str = "en") -> str:
    """The sentence of a code with its parameters, in a language; KeyError for a code without words."""
    found = sentence(section, code, language)
    return found if isinstance(found, str) else found(parameters)


def named(kind: str, key: str, language: str) -> str:
    """The name of a thing of a list of names, such as `program` and `fsw`; KeyError where it has none."""
    name: str = catalogue(language)["names"][kind][key]
    return name


def translated(text: str, language: str) -> str:
    """A sentence of the rulebook, which has them in English, in another language; as it stands where there is none."""
    found: str = catalogue(language).get("rulebook", {}).get(text, text)
    return found
