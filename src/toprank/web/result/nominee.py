"""While a nomination stands an invitation comes only in the nominee class (IRPA 10.1(1.1))."""

from toprank.assess import concerning
from toprank.web.result.answer import Answer


def nominated(answer: Answer) -> bool:
    """Whether a nomination through Express Entry is in force on the day."""
    return concerning.nominated(answer.assessment)
