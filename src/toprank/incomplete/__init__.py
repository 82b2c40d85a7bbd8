"""An intake with unknown facts: the least and the most favourable answer, and which unknown matters most.

intake.py    the document with its list of unknown fields, taken apart
choices.py   what a grid is made of
offers.py    the values that are tried for an offer of employment
grids.py     the values that are tried for each field, as docs/reference/range.md states them
bounds.py    every combination assessed in one batch by the same rules, and what the unknowns do to the answer
cases.py     what of an answer rests on what is not known
document.py  all of it, as `toprank range` prints it
"""

from toprank.incomplete.cases import Cases
from toprank.incomplete.document import range_of

__all__ = ["Cases", "range_of"]
