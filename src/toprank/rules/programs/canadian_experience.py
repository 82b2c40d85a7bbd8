"""The Canadian experience class (IRPR 87.1): a year of skilled work in Canada within three years, and a language."""

import numpy as np

from toprank.facts import Smalls
from toprank.features.candidates import Candidates
from toprank.rulebook.tables import Tables
from toprank.rules.programs.common import Requirements, in_one_language, outside_quebec


def language_level(candidates: Candidates, tables: Tables) -> Smalls:
    """The level asked: that of the unit group with the most work; of equal amounts the higher (87.1(2)(e))."""
    higher = tables.work.cec_level.max()
    lower = tables.work.cec_level[tables.work.skilled].min()
    level: Smalls = np.where(candidates.cec_higher >= candidates.cec_lower, higher, lower).astype(np.int16)
    return level


def requirements(candidates: Candidates, tables: Tables) -> Requirements:
    """The requirements of the class."""
    return {
        "outside_quebec": outside_quebec(candidates),
        "canadian_work": candidates.cec_work >= tables.programs.cec_work,
        "language": in_one_language(candidates, language_level(candidates, tables)[:, None]),
    }
