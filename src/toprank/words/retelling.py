"""Sentences of which only the English is kept, told in another language.

An error is one English sentence where it is raised, with what was found in it. The files of another language hold, by
kind, that sentence with {names} in its gaps beside the translation with the same names; {word} holds a single word.
A gap is told as it stands, or in a form: `told` is a sentence itself, `figure` a number, `quoted` stands in quotation
marks, `either` and `both` list things, `marks` several sentences with names. What no sentence fits stays as it is: a
text that cannot be told is better read in English than not at all.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from string import Formatter
from typing import Any, Final, Literal

from toprank.words import Sentence, catalogue, compiled, forms
from toprank.words.forms import JOINING, SPACE

Kind = Literal["error", "figure", "proof", "usage"]
CODED: Final = ("fault", "allowed", "event")
"""Sections of coded sentences, which errors quote."""

Pattern = tuple[re.Pattern[str], Sentence]


def retold(text: str, language: str, kind: Kind = "error") -> str:
    """An English sentence in a language; as it stands in English, and where no sentence of that language fits it."""
    if language == "en":
        return text
    for pattern, sentence in patterns(language, kind):
        if found := pattern.fullmatch(text):
            return sentence if isinstance(sentence, str) else sentence(found.groupdict())
    return text


@cache
def patterns(language: str, kind: Kind) -> tuple[Pattern, ...]:
    """The sentences of a kind by what they read in English; those that say most by themselves come first."""
    pairs = list(catalogue(language)["told"][kind].items())
    if kind == "proof":
        pairs += catalogue(language)["told"]["error"].items()
    if kind in ("error", "proof"):
        pairs += quoted_sentences(language)
    pairs.sort(key=lambda pair: -len("".join(literals(pair[0]))))
    written = {**forms(language), **own_forms(language, kind)}
    return tuple((pattern_of(english), compiled(text, written)) for english, text in pairs)


def quoted_sentences(language: str) -> list[tuple[str, str]]:
    """What an error may quote: the reasons of the system, and coded sentences by what they read in English."""
    found = list(catalogue(language)["told"]["reason"].items())
    for section in CODED:
        english, other = speaking(catalogue("en")[section]), speaking(catalogue(language)[section])
        found += [(text, other[code]) for code, text in english.items()]
    return found


def speaking(section: Mapping[str, Any]) -> dict[str, str]:
    """The sentences of a section that say something by themselves, without those that count; gaps without forms."""
    texts = {code: text for code, text in section.items() if isinstance(text, str) and any(literals(text))}
    return {code: re.sub(r"\{(\w+):\w+\}", r"{\1}", text) for code, text in texts.items()}


def literals(text: str) -> list[str]:
    """What a sentence says between its gaps."""
    return [literal for literal, _, _, _ in Formatter().parse(text)]


def pattern_of(english: str) -> re.Pattern[str]:
    """What an English sentence looks like when its gaps are filled."""
    found = ""
    for literal, name, _, _ in Formatter().parse(english):
        held = r"[^\s:;]+" if name == "word" else ".*?"
        found += re.escape(literal) + (f"(?P<{name}>{held})" if name else "")
    return re.compile(found, re.DOTALL)


def own_forms(language: str, kind: Kind) -> dict[str, Callable[[Any], str]]:
    """The forms of what stands in a sentence as English text."""
    return {
        "told": partial(retold, language=language, kind=kind),
        "marks": partial(marks, language=language),
        "figure": figure,
        "quoted": quoted,
        "either": lambda text: text.replace(" or ", f" {JOINING[language]['or']} "),
        "spans": spans,
        "both": lambda text: text.replace(" and ", f" {JOINING[language]['and']} "),
    }


def marks(text: str, language: str) -> str:
    """Several sentences, each after the name of what it is about where it has one."""
    found = []
    for each in text.split("; "):
        name, colon, sentence = each.partition(": ")
        told = retold(sentence, language)
        found.append(retold(each, language) if not colon or told == sentence else f"{name}{SPACE}: {told}")
    return "; ".join(found)


def figure(text: str) -> str:
    """A number as French writes it, from how English does: 1 560, 37,5."""
    return text.replace(",", SPACE).replace(".", ",")


def quoted(text: str) -> str:
    """A text in French quotation marks, without those that it had."""
    marked = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return f"«{SPACE}{text[1:-1] if marked else text}{SPACE}»"


def spans(text: str) -> str:
    """Days from and to which things hold, as French writes them: a du 2025-01-01 au 2025-02-01."""
    return text.replace(" from ", " du ").replace(" to now", " à aujourd’hui").replace(" to ", " au ")
