"""What would change an answer: changed profiles through the same rules, in one batch.

situation   a profile as it stands on a day
language, education, work, standing, couple     the steps that it leaves room for
options     steps, alone or together, and what the changed profile comes to
order       the order of options, the best combinations
document    the advice as it is printed
"""

from toprank.advise.document import Chance, advice, advice_of

__all__ = ["Chance", "advice", "advice_of"]
