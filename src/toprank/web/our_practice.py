"""Whose site it is."""

from functools import cache

from toprank.report.practice import Practice, practice_of


@cache
def our_practice() -> Practice:
    """The practice of the settings, read when the server starts.

    A file that is edited later counts from the next start: else some pages would have its old name and some the new
    one, and none could be shown while the file is half written. ToprankError for a fault in it.
    """
    return practice_of(None)
