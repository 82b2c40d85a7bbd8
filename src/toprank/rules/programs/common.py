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
    return waived | funds_held(candidates, tables)


def funds_held(candidates: Candidates, tables: Tables) -> Truths:
    """Who has the settlement funds of their family; everyone before the first table."""
    if tables.programs.funds is None:
        return np.ones(len(candidates), np.bool_)
    declared = candidates.declared
    found: Truths = declared.funds >= tables.programs.funds.needed(
        declared.family_size, declared.submitted, candidates.on
    )
    return found


def every(requirements: Requirements) -> Truths:
    """Who meets all of them."""
    return reduce(np.logical_and, requirements.values())
