"""What a question of the check is: what it asks of the profile, and how its answer is kept.

A question is a field, a part of the profile that a yes opens, or a list of things of one kind. Names are those of the
answers and of the form; keys are steps of a JSON Pointer within the object that holds the field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Literal

Kind = Literal["day", "end", "instant", "whole", "decimal", "choice", "country", "occupation", "former", "text", "term"]
PIECES: Final[dict[str, tuple[str, ...]]] = {
    "day": ("_d", "_m", "_y"),
    "end": ("_d", "_m", "_y", "_now"),
    "instant": ("_d", "_m", "_y", "_t"),
    "occupation": ("", "_noc", "_for"),
    "term": ("", "_endless"),
}
"""What is added to the name of a field for each of its inputs; nothing for one that has a single input."""
YES, NO, UNKNOWN = "yes", "no", "unknown"
TRUTH: Final = (YES, NO)
MOST_OF: Final = {"languages": 20, "education": 20, "jobs": 40}
LONGEST: Final = 400
"""Characters of one answer that are kept; no answer that holds is longer than 300."""


@dataclass(frozen=True)
class Field:
    """A question with one answer.

    `absent` is what the contract takes where the field is not written; `least` stands in the profile while the answer
    is not known; where `open`, an answer that was left empty is one not known. `unless_day` says which day of a month
    counts where the day was left empty; `always` that the contract wants the key where there is nothing to say;
    `asks` is the code of other words for the same question; `unless_no` the question whose no leaves nothing to ask.
    """

    name: str
    key: str
    kind: Kind
    options: tuple[str, ...] = ()
    unknown: bool = False
    required: bool = False
    preset: str = ""
    absent: Any = None
    least: Any = None
    unless_day: Literal["first", "last", ""] = ""
    code: str = ""
    folded: bool = False
    always: bool = False
    open: bool = False
    asks: str = ""
    unless_no: str = ""

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The names of its inputs."""
        return tuple(self.name + each for each in PIECES.get(self.kind, ("",)))

    @property
    def said(self) -> str:
        """The code of its words."""
        return self.code or self.name

    @property
    def asked_as(self) -> str:
        """The code of the words in which it is asked."""
        return self.asks or self.said


@dataclass(frozen=True)
class Listed:
    """A list of things of one kind; `asked` is the question whose yes opens it, if there is one."""

    name: str
    key: str
    item: str
    fields: tuple[Field, ...]
    asked: Field | None = None

    @property
    def most(self) -> int:
        """How many of them the form holds."""
        return MOST_OF[self.key]

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The names of all inputs of one of them."""
        return tuple(piece for field in self.fields for piece in field.pieces)

    @cached_property
    def presets(self) -> dict[str, str]:
        """What is chosen beforehand in one of them."""
        return {field.name: field.preset for field in self.fields if field.preset}


@dataclass(frozen=True)
class Part:
    """An object of the profile that a yes opens."""

    asked: Field
    questions: tuple["Field | Listed", ...]
    folded: bool = False

    @property
    def name(self) -> str:
        """The name of its question."""
        return self.asked.name

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its questions with one answer."""
        return tuple(each for each in self.questions if isinstance(each, Field))


Question = Field | Listed | Part


@dataclass(frozen=True)
class Step:
    """One page of the check."""

    name: str
    questions: tuple[Question, ...]


def truth(name: str, key: str, unknown: bool = True, **more: Any) -> Field:
    """A question that is answered by yes or no."""
    more.setdefault("absent", False)
    more.setdefault("least", False)
    return Field(name, key, "choice", TRUTH, unknown, **more)


def asked(name: str, key: str, unknown: bool = True, **more: Any) -> Field:
    """The question that opens a part or a list."""
    return Field(name, key, "choice", TRUTH, unknown, **more)


def singles(questions: tuple[Question, ...]) -> Iterator[Field]:
    """Every field that is answered once, those that open a part or a list among them."""
    for question in questions:
        if isinstance(question, Field):
            yield question
        elif isinstance(question, Part):
            yield question.asked
            yield from singles(question.questions)
        elif question.asked:
            yield question.asked


def lists(questions: tuple[Question, ...]) -> Iterator[Listed]:
    """Every list."""
    for question in questions:
        if isinstance(question, Listed):
            yield question
        elif isinstance(question, Part):
            yield from lists(question.questions)


def pointless(field: Field, values: Mapping[str, str]) -> bool:
    """Whether another answer leaves nothing to ask here, and nothing was said that would be lost."""
    return bool(field.unless_no) and values.get(field.unless_no) == NO and values.get(field.name, "") in ("", NO)


@cache
def pieces_of(step: Step) -> tuple[str, ...]:
    """The names of all inputs of a step outside its lists."""
    return tuple(piece for field in singles(step.questions) for piece in field.pieces)


@cache
def lists_of(step: Step) -> tuple[Listed, ...]:
    """The lists of a step."""
    return tuple(lists(step.questions))
