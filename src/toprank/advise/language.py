"""Steps in the official languages: an ability raised, a whole test taken again, the other language, the first one."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from toprank.advise.change import Change, Path
from toprank.advise.situation import TEST_OF, Situation
from toprank.advise.step import Changes, Made, Step, always, counted_from
from toprank.facts import LANGUAGES
from toprank.profile import LANGUAGE_OF, Result
from toprank.rulebook.tables import ABILITIES, TOP_LEVEL

RETESTS: Final = (7, 8, 9, 10)
FIRST_TESTS: Final = (5, 6, 7, 8, 9, 10)
PARTNER_TESTS: Final = (5, 7, 9, 10)
HIGH: Final = (9, 10)
HEIGHTS: Final = (("level_to_6", 1, 6), ("level_7_or_8", 7, 8), ("level_9_or_10", 9, TOP_LEVEL))
"""Efforts of one level in one ability, with the levels they are for."""


def own_steps(situation: Situation) -> Iterator[Step]:
    """Steps of the candidate in both languages, and the choice of the first one."""
    for language in LANGUAGES:
        levels = situation.levels(language)
        if levels is None:
            yield from (taken(situation, language, level) for level in FIRST_TESTS)
        else:
            yield from abilities(situation, language, levels)
            yield from retests(situation, language, levels)
    yield from first_language(situation)


def partner_steps(situation: Situation) -> Iterator[Step]:
    """A partner's result in either language, each ability at least so high."""
    for language in LANGUAGES:
        held = situation.levels(language, partner=True)
        for level in PARTNER_TESTS:
            reached = tuple(max(each, level) for each in held or (0, 0, 0, 0))
            if reached == held:
                continue
            yield Step(
                code="partner_retest" if held else "partner_language",
                parameters={"language": language, "level": level},
                made=result(("partner", "languages"), language, reached, situation.on),
                on=situation.on,
                slot="partner_language",
                takes=raised(held, reached),
                ladder=f"partner_{language}",
                rung=level,
                in_hands_of="partner",
            )


def raised(held: Sequence[int] | None, reached: Sequence[int]) -> dict[str, int]:
    """Levels gained, the four abilities together, by how high they are; from nothing where there is no result."""
    gained = [
        level
        for before, after in zip(held or (0, 0, 0, 0), reached, strict=True)
        for level in range(before + 1, after + 1)
    ]
    found = {effort: sum(lowest <= level <= highest for level in gained) for effort, lowest, highest in HEIGHTS}
    return {effort: count for effort, count in found.items() if count}


def result(path: Path, language: str, levels: Sequence[int], on: date) -> Made:
    """A result with these levels, taken so that it holds on the day looked at."""

    def made(looked_at: date) -> Changes:
        scores = {ability: float(level) for ability, level in zip(ABILITIES, levels, strict=True)}
        told: dict[str, Any] = {"test": TEST_OF[language], "taken": counted_from(on, looked_at), **scores}
        return (Change(path, Result.model_construct(**told), added=True),)

    return made


def taken(situation: Situation, language: str, level: int) -> Step:
    """A language in which no result holds, at one level in all abilities."""
    levels = (level,) * len(ABILITIES)
    test = TEST_OF[language]
    held_before = any(each.taken <= situation.on for each in of_language(situation, language))
    return Step(
        code="language_again" if held_before else "language",
        parameters={"language": language, "level": level},
        made=result(("languages",), language, levels, situation.on),
        on=situation.on,
        slot=language,
        takes=raised(None, levels),
        ladder=test,
        rung=level,
    )


def of_language(situation: Situation, language: str) -> list[Result]:
    """Every declared result in a language, valid or not."""
    return [each for each in situation.profile.languages if LANGUAGE_OF[each.test] == language]


def abilities(situation: Situation, language: str, levels: Sequence[int]) -> Iterator[Step]:
    """Each ability one level up, and up to the high levels."""
    for place, ability in enumerate(ABILITIES):
        held = levels[place]
        for level in sorted({held + 1, *HIGH}):
            if not held < level <= TOP_LEVEL:
                continue
            reached = [*levels[:place], level, *levels[place + 1 :]]
            yield Step(
                code="ability",
                parameters={"language": language, "ability": ability, "level": level, "held": held},
                made=result(("languages",), language, reached, situation.on),
                on=situation.on,
                slot=language,
                takes=raised(levels, reached),
                ladder=f"{language}_{ability}",
                rung=level,
            )


def retests(situation: Situation, language: str, levels: Sequence[int]) -> Iterator[Step]:
    """The whole test taken again with at least one level in all abilities, where that raises more than one."""
    for level in RETESTS:
        reached = tuple(max(each, level) for each in levels)
        if sum(each < level for each in levels) < 2:
            continue
        yield Step(
            code="retest",
            parameters={"language": language, "level": level},
            made=result(("languages",), language, reached, situation.on),
            on=situation.on,
            slot=language,
            takes=raised(levels, reached),
            ladder=f"{language}_all",
            rung=level,
        )


def first_language(situation: Situation) -> Iterator[Step]:
    """The other language declared as the first one, where both have results and one is declared."""
    declared = situation.profile.first_language
    for language in LANGUAGES:
        if declared and declared != language and situation.levels(language) is not None:
            change = Change(("first_language",), language)
            yield Step(
                code="first_language",
                parameters={"language": language},
                made=always(change),
                on=situation.on,
                slot="first_language",
                takes={"declaration": 1},
            )
