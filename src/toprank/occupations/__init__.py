"""Search over the occupational classification: words of either language to the unit groups they name."""

from toprank.occupations.near import near
from toprank.occupations.search import Hit, code_in, find, meant
from toprank.occupations.titles import job_titles, parted

__all__ = ["Hit", "code_in", "find", "job_titles", "meant", "near", "parted"]
