"""What a round asks for: its kind, its target, its size and its instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal, get_args

from toprank.errors import ToprankError
from toprank.rulebook.loader import Rulebook
from toprank.rules.outcome import PROGRAMS

Kind = Literal["general", "program", "category"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MOST: Final = 2**31 - 1


@dataclass(frozen=True)
class Question:
    """A round to be held. `target` is a program or a family of categories, `version` the key of the one in force."""

    kind: Kind
    target: str | None
    version: str | None
    size: int
    at: datetime

    @property
    def on(self) -> date:
        """The UTC day whose rules hold."""
        return self.at.date()


def question(kind: str, target: str | None, size: int, at: datetime, rulebook: Rulebook) -> Question:
    """The round that was asked for. ToprankError where there can be no such round."""
    if kind not in KINDS:
        raise ToprankError(f"no kind of round is called {kind!r}: there are {', '.join(KINDS)}.")
    if not 0 <= size <= MOST:
        raise ToprankError(f"a round of {size:,} is not possible: the size is 0 to {MOST:,}.")
    at = at.astimezone(UTC)
    if at.date() < rulebook.first_day:
        raise ToprankError(f"{at.date()} is not covered: the first day is {rulebook.first_day}.")
    return Question(kind, *targeted(kind, target, at.date(), rulebook), size, at)


def targeted(kind: str, target: str | None, on: date, rulebook: Rulebook) -> tuple[str | None, str | None]:
    """The target and the version of the category, as a certificate names them."""
    if kind == "general":
        if target is not None:
            raise ToprankError(f"a general round has no target; found {target!r}. Leave --target out.")
        return None, None
    if target is None:
        raise ToprankError(f"a {kind} round needs --target: a {kind}.")
    if kind == "category":
        return category_of(target, on, rulebook)
    if target not in PROGRAMS:
        raise ToprankError(f"no program is called {target!r}: there are {', '.join(PROGRAMS)}.")
    return target, None


def category_of(target: str, on: date, rulebook: Rulebook) -> tuple[str, str]:
    """The family and the version of a category in force on a day, asked for by either name."""
    versions = [each for each in rulebook.categories() if target in (each.family, each.key)]
    if not versions:
        known = ", ".join(dict.fromkeys(each.family for each in rulebook.categories()))
        raise ToprankError(f"no category is called {target!r}: there are {known}, and their versions such as stem-v2.")
    for version in versions:
        if version.holds(on):
            return version.family, version.key
    spans = ", ".join(f"{each.key} from {each.start} to {each.until or 'now'}" for each in versions)
    raise ToprankError(f"the category {target} is not in force on {on}: {spans}.")


def ties_are_ordered(on: date, rulebook: Rulebook) -> bool:
    """Whether equal scores are ordered by submission: not before the Instructions of 2017-1."""
    return bool(rulebook.known("crs/ties", on).value("order") != "none")
