"""Raw scores of language tests for levels: a legal score of the test that stands for the level, by chance."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import Days
from toprank.facts import TESTS, Smalls
from toprank.pool.draws import Draws
from toprank.profile import LAST_DATE, steps
from toprank.rulebook.tables import ABILITIES, TOP_LEVEL, Scale

ENGLISH_TESTS: Final = {"ielts_general": 0.56, "celpip_general": 0.28, "pte_core": 0.12, "clb": 0.04}
FRENCH_TESTS: Final = {"tef_canada": 0.57, "tcf_canada": 0.39, "nclc": 0.04}
ALWAYS: Final = {"pte_core": "ielts_general", "celpip_general": "ielts_general"}
"""Which test is taken instead on a day before a test had a scale."""


@dataclass(frozen=True)
class Sheet:
    """The legal scores of one scale: by ability and level the lowest one and how many there are, in tenths."""

    scale: Scale
    step: int
    lowest: NDArray[np.int64]
    count: NDArray[np.int64]

    def rows(self, test: Smalls, taken: Days) -> NDArray[np.intp]:
        """The results that are read on this scale."""
        on_scale = (taken >= self.scale.start) & (taken < self.scale.stop)
        return np.flatnonzero((test == TESTS.index(self.scale.test)) & on_scale)

    def scores(self, draws: Draws, levels: NDArray[np.int64]) -> Smalls:
        """A score for each level, shape (results, 4)."""
        ability = np.arange(len(ABILITIES))
        further = (draws.uniform(levels.shape) * self.count[ability, levels]).astype(np.int64)
        return (self.lowest[ability, levels] + further * self.step).astype(np.int16)


def sheet(scale: Scale) -> Sheet:
    """The legal scores of a scale. A level that no score stands for takes the scores of the next one above."""
    ((step, most),) = steps(scale.test, days.day(min(scale.stop - 1, days.number(LAST_DATE))))
    lowest, count = np.zeros((len(ABILITIES), TOP_LEVEL + 1), np.int64), np.zeros((len(ABILITIES), TOP_LEVEL + 1), int)
    for place, ability in enumerate(ABILITIES):
        legal = np.arange(0, round(most[ability] * 10) + 1, round(step * 10))
        reached = scale.levels[place, legal]
        for level in range(TOP_LEVEL + 1):
            stands = reached == reached[reached >= level].min()
            lowest[place, level], count[place, level] = legal[stands][0], stands.sum()
    return Sheet(scale, round(step * 10), lowest, count)


def tests_of(draws: Draws, tests: dict[str, float], taken: Days, sheets: tuple[Sheet, ...]) -> Smalls:
    """Which test each person took, among those that had a scale on the day."""
    names = list(tests)
    test = np.array([TESTS.index(name) for name in names], np.int16)[draws.one_of(list(tests.values()), len(taken))]
    for name, instead in ALWAYS.items():
        first = min(each.scale.start for each in sheets if each.scale.test == name)
        test[(test == TESTS.index(name)) & (taken < first)] = TESTS.index(instead)
    return test


def raw_scores(
    draws: Draws, test: Smalls, taken: Days, levels: NDArray[np.int64], sheets: tuple[Sheet, ...]
) -> NDArray[np.int16]:
    """Legal raw scores, in tenths, that reach the levels, shape (results, 4)."""
    found = np.zeros((len(test), len(ABILITIES)), np.int16)
    for each in sheets:
        rows = each.rows(test, taken)
        found[rows] = each.scores(draws, levels[rows])
    return found
