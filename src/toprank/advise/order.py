"""The order of options, and the best combinations."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

from toprank.advise.answers import Answer
from toprank.advise.effort import Efforts, units
from toprank.advise.options import Option, options
from toprank.advise.situation import Situation
from toprank.advise.step import Step

Steps = tuple[Step, ...]

OWN: Final = ("candidate", "partner")
PER_SLOT: Final = 5
WIDEST: Final = 30
PAIRS_CARRIED_ON: Final = 16
TOLD: Final = 8


def in_own_hands(option: Option) -> bool:
    """Whether candidate and partner decide, and nobody else."""
    return all(step.in_hands_of in OWN for step in option.steps)


def order(option: Option, known: Efforts) -> tuple[Any, ...]:
    """The place of an option; the lowest comes first.

    What opens a program where none is open; what lies in one's own hands; what opens a category or an
    earlier class of invitation; points for each unit of effort; points; the least effort; the code.
    """
    first_program = not option.now.programs and bool(option.answer.programs)
    taken = units(option.steps, known)
    return (
        not first_program,
        not in_own_hands(option),
        not option.leads,
        -Fraction(option.gain, taken),
        -option.gain,
        taken,
        tuple(step.name for step in option.steps),
    )


def ordered(found: Iterable[Option], known: Efforts) -> list[Option]:
    """Options in their order."""
    return sorted(found, key=lambda option: order(option, known))


def building_blocks(singles: Sequence[Option], known: Efforts) -> list[Step]:
    """The steps worth trying together: of each slot those with most points and most for their effort."""
    slots: dict[str, list[Option]] = {}
    for option in singles:
        step = option.steps[0]
        needed = step.slot != "funds" or not option.now.programs
        if in_own_hands(option) and needed and step.code not in ("ability", "principal"):
            slots.setdefault(step.slot, []).append(option)
    chosen: list[Option] = []
    for held in slots.values():
        by_effort = ordered(held, known)[: PER_SLOT // 2]
        by_points = sorted(held, key=lambda option: (-option.gain, units(option.steps, known)))
        chosen += list(dict.fromkeys([*by_effort, *by_points]))[:PER_SLOT]
    return [option.steps[0] for option in ordered(chosen, known)[:WIDEST]]


def best_together(
    situation: Situation, singles: Sequence[Option], now: Answer, known: Efforts
) -> tuple[list[Option], int]:
    """The best combinations of two and of three steps in one's own hands, and how many were looked at.

    All pairs of the building blocks are looked at, and the best pairs with every third block.
    """
    blocks = building_blocks(singles, known)
    lesser = {option.steps: option for option in singles}
    pairs = options(situation, (pair for pair in combinations(blocks, 2) if apart(pair)), now)
    lesser |= {option.steps: option for option in pairs}
    triples = options(situation, grown(pairs, blocks, lesser, known), now)
    told = [*best_of(pairs, lesser, known), *best_of(triples, lesser, known)]
    return ordered(told, known), len(pairs) + len(triples)


def grown(
    pairs: Sequence[Option], blocks: Sequence[Step], lesser: Mapping[Steps, Option], known: Efforts
) -> list[Steps]:
    """Three steps together: the pairs that come first and those with most points, each with every third block."""
    better = ordered((each for each in pairs if more(each, lesser)), known)
    by_points = sorted(better, key=lambda option: -option.gain)
    carried = dict.fromkeys([*better[:PAIRS_CARRIED_ON], *by_points[:PAIRS_CARRIED_ON]])
    place = {step: at for at, step in enumerate(blocks)}
    places = {
        tuple(sorted(place[each] for each in (*pair.steps, step)))
        for pair in carried
        for step in blocks
        if apart((*pair.steps, step))
    }
    return [tuple(blocks[at] for at in each) for each in sorted(places)]


def best_of(found: Sequence[Option], lesser: Mapping[Steps, Option], known: Efforts) -> list[Option]:
    """The combinations that are told: those that give more than every part, the first in order and the one with most
    points; of those that change the same things the first in order.
    """
    better = ordered((each for each in found if more(each, lesser)), known)
    first: dict[frozenset[str], Option] = {}
    for option in better:
        first.setdefault(frozenset(step.slot for step in option.steps), option)
    most = sorted(better, key=lambda option: -option.gain)[:1]
    return list(dict.fromkeys([*list(first.values())[:TOLD], *most]))


def apart(steps: Sequence[Step]) -> bool:
    """Whether all steps change different things."""
    return len({step.slot for step in steps}) == len(steps)


def more(option: Option, lesser: Mapping[Steps, Option]) -> bool:
    """Whether a combination gives more points than every part of it and opens all that they do, or opens more."""
    parts = [
        lesser[part]
        for count in range(1, len(option.steps))
        for part in combinations(option.steps, count)
        if part in lesser
    ]
    if not option.gains or any(option.gain < part.gain for part in parts):
        return False
    return all(
        option.opened >= part.opened and (option.gain > part.gain or option.opened > part.opened) for part in parts
    )
