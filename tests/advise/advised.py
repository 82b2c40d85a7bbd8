"""A thousand invented people and the advice they are given: worked out once, read by all tests of this folder."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from tests.invented.profiles import profiles
from toprank.advise import advice
from toprank.assess.batch import profile_of
from toprank.errors import Refused
from toprank.profile import Profile

Json = dict[str, Any]
SEEDS = tuple(range(501, 511))
EACH = 100


class Advised(NamedTuple):
    """Somebody, the day of the advice, and the advice, which no test may change."""

    document: Json
    profile: Profile
    on: date
    advice: Json


@cache
def advised(seed: int) -> tuple[Advised, ...]:
    """A hundred of them, without those whose profile is refused: who was not born on that day."""
    found = []
    for document, on in profiles(seed, EACH):
        try:
            profile = profile_of(document, on)
        except Refused:
            continue
        found.append(Advised(document, profile, on, advice(profile, on)))
    return tuple(found)
