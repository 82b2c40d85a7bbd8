"""Search over the occupational classification: words of either language to the unit groups they name."""

from toprank.occupations.near import near
from toprank.occupations.search import Hit, find
from toprank.occupations.titles import job_titles, parted

__all__ = ["Hit", "find", "job_titles", "near", "parted"]
