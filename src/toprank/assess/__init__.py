"""One candidate, or a batch, assessed on a day with every reason."""

from toprank.assess.batch import assess_profiles
from toprank.assess.case import Case

__all__ = ["Case", "assess_profiles"]
