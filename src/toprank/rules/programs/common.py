"""What the programs share: where to live, the four abilities in one language, settlement funds."""

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from toprank.facts import Truths
from toprank.features.candidates import Candidates
from toprank.rulebook.tables import Tables

Requirements = dict[str, Truths]
"""Whether each candidate meets each requirement of a program, by the code of the requirement."""


def outside_quebec(candidates: Candidates) -> Truths:
    """Who intends to live outside Quebec (IRPR 75(1), 87.1(1), 87.2(2))."""
    return ~candidates.declared.quebec


def in_one_language(candidates: Candidates, needed: NDArray[np.integer]) -> Truths:
    """Who reaches the needed level of every ability in English, or in French."""
    english = np.logical_and.reduce((candidates.english >= needed).T)
    found: Truths = english | np.logical_and.reduce((candidates.french >= needed).T)
    return found


def enough_funds(candidates: Candidates, waived: Truths, tables: Tables) -> Truths:
    """Who has the settlement funds of their family, or needs none; before the first table funds are taken as met."""
    if tables.programs.funds is None:
        return np.ones(len(candidates), np.bool_)
    needed = tables.programs.funds.needed(candidates.declared.family_size, candidates.declared.submitted)
    return waived | (candidates.declared.funds >= needed)


def every(requirements: Requirements) -> Truths:
    """Who meets all of them."""
    return reduce(np.logical_and, requirements.values())
