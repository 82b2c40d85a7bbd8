"""Search over the occupational classification: words of either language to the unit groups they name."""

from toprank.occupations.search import Hit, find

__all__ = ["Hit", "find"]
