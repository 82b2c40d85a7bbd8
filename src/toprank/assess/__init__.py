"""One candidate, or a batch, assessed on a day with every reason."""

from toprank.assess.batch import assess_profiles

__all__ = ["assess_profiles"]
