"""The hours ledger: what each job earns for each measure, what is cut and why, and the days ahead.

    measures (features) -> lines.py    every hour of every job: credited, or cut for one reason
    rules               -> ahead.py    the day each threshold is reached if the jobs still held go on
                           document.py both together, as `toprank ledger` prints them

No rule stands here: which jobs count and what they earn is asked of features/measures.py, and whether a threshold is
reached of the rules themselves.
"""

from toprank.ledger.document import ledger, ledgers

__all__ = ["ledger", "ledgers"]
