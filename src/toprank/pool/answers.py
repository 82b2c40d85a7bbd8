"""How those who hold an open invitation answer it: most apply, some decline, the others let it run out.

The answer to an invitation depends on the seed and on its place among the events of the pool, so it is the same
however often the pool is carried forward before it falls due.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from toprank.days import Rows
from toprank.facts import Instants, Truths
from toprank.pool.crowd import Course
from toprank.pool.draws import Draws
from toprank.pool.events import INVITED
from toprank.pool.standing import DAY_SECONDS, last_of_each
from toprank.pool.store import Pool

ANSWER, WAITED = range(30, 32)
COURSE: Final = Course()


@dataclass(frozen=True)
class Answers:
    """Answers given within some days: the places of the invitations among the events, and the second of each."""

    place: Rows
    at: Instants
    declines: Truths


def answers(pool: Pool, seed: int, start: int, end: int) -> Answers:
    """The answers after the second `start` and before `end` to the invitations that are open at `start`.

    What would have been answered before and was not, as the pool was carried with another seed, is answered at once.
    """
    events = pool.events
    last = last_of_each(events, start)
    open_ = last[(events.kind[last] == INVITED) & (events.until[last] > start + 1)]
    answer = Draws(seed, ANSWER).uniform(len(events))[open_]
    share = Draws(seed, WAITED).uniform(len(events))[open_]
    longest = np.minimum(events.until[open_] - events.at[open_] - 1, COURSE.answer_days * DAY_SECONDS)
    at = np.maximum(events.at[open_] + 1 + np.floor(share * longest).astype(np.int64), start + 1)
    given = (answer < COURSE.accepted + COURSE.declined) & (at < end)
    return Answers(open_[given], at[given], answer[given] >= COURSE.accepted)
