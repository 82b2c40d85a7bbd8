"""What a person wrote, as typed: wrong answers too, so that nothing is lost on the way back and by an error."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from toprank.web.check.fields import LONGEST, Listed, Step, lists_of, pieces_of
from toprank.web.check.questions import STEPS

Item = dict[str, str]
NUMBERED: Final = re.compile(r"([a-z_]+)-(\d{1,3})-([a-z0-9_]+)")


@dataclass
class Answers:
    """The answers by the names of their inputs, things of lists in their order, and the steps that were left behind."""

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Item]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def items(self, listed: Listed) -> list[Item]:
        """The things of a list."""
        return self.lists.get(listed.name, [])

    def saw(self, *names: str) -> None:
        """Remembers that steps were left behind: from then on what is missing in them is told."""
        self.seen = [step.name for step in STEPS if step.name in {*self.seen, *names}]

    def packed(self) -> list[Any]:
        """The answers as JSON holds them, without what is empty."""
        full = {name: [kept(item) for item in items] for name, items in self.lists.items() if items}
        return [kept(self.values), full, self.seen]

    @classmethod
    def unpacked(cls, found: Any) -> Self:
        """The answers from what `packed` gave; ValueError for anything else."""
        try:
            values, lists, seen = found
            return cls(texts(values), {str(name): [texts(item) for item in lists[name]] for name in lists}, list(seen))
        except (TypeError, AttributeError, KeyError) as error:
            raise ValueError("not answers") from error


def kept(values: Mapping[str, str]) -> Item:
    """Answers that say something."""
    return {name: text for name, text in values.items() if text}


def texts(found: Any) -> Item:
    """Names with texts."""
    return {str(name): str(text) for name, text in found.items()}


def clean(text: str) -> str:
    """A text as it can be shown on one line, cut at LONGEST: what cannot be printed becomes a space."""
    shown = "".join(each if each.isprintable() else " " for each in text[: 2 * LONGEST])
    return shown.strip()[:LONGEST]


def posted(sent: Mapping[str, Any], before: Answers | None = None, steps: Iterable[Step] = STEPS) -> Answers:
    """The answers after a form of some steps was sent: all of those steps is new, the rest stays as before.

    `sent` is the POST of a request; names that no question has are not looked at, of a repeated one the last counts.
    """
    before = before or Answers()
    values, lists = dict(before.values), dict(before.lists)
    things = sorted(filter(None, map(NUMBERED.fullmatch, sent)), key=lambda found: int(found[2]))
    for step in steps:
        for name in pieces_of(step):
            values[name] = text_of(sent, name)
        for listed in lists_of(step):
            lists[listed.name] = things_of(sent, listed, [each for each in things if each[1] == listed.name])
    found = Answers(kept(values), lists, list(before.seen))
    found.saw(*(step.name for step in steps))
    return found


def things_of(sent: Mapping[str, Any], listed: Listed, things: Iterable[re.Match[str]]) -> list[Item]:
    """The things of a list that were sent, in the order of their numbers."""
    names, items = set(listed.pieces), dict[int, Item]()
    for found in things:
        if found[3] in names:
            items.setdefault(int(found[2]), {})[found[3]] = text_of(sent, found[0])
    return [kept(item) for item in items.values()][: listed.most]


def text_of(sent: Mapping[str, Any], name: str) -> str:
    """What was sent under a name."""
    found = sent.get(name, "")
    return clean(found) if isinstance(found, str) else ""
