"""A pool carried to a day, for its own sake: the published rounds on the way are held, or left out."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from toprank import days
from toprank.errors import ToprankError
from toprank.facts import Facts
from toprank.pool.carry import Carried, morning
from toprank.pool.crowd import Course, crowd_of
from toprank.pool.distribution import last_published
from toprank.pool.invited_before import published as rounds_published
from toprank.pool.shares import fit
from toprank.rulebook.loader import Rulebook
from toprank.simulate.portrait import Portrait
from toprank.simulate.replay import forward, next_day


def carried_to(
    parts: Sequence[tuple[Sequence[str], Facts]],
    on: date,
    until: date,
    seed: int,
    rulebook: Rulebook,
    rounds: bool = True,
    threads: int = 1,
) -> Carried:
    """A pool of a day as it stands at the end of a later one; who is away with an invitation is left out.

    ToprankError where the later day is not later, or the pool is empty.
    """
    if until <= on:
        raise ToprankError(f"a pool of {on} can be carried to a later day only; {until} was asked.")
    if not parts:
        raise ToprankError("an empty pool cannot be carried forward.")
    begins, evening = last_published(on), date.fromordinal(until.toordinal() + 1)
    carried = Carried(crowd_of(parts), begins, seed, rulebook, fit(), Course())
    carried.on = on
    carried.come(begins.finest, min(next_day(begins, evening), evening), threads)
    held = [each for each in rounds_published() if rounds and on < each.day <= until]
    for _ in forward(carried, held, evening, Portrait(), threads):
        pass
    if carried.on < evening:
        carried.pass_until(evening, threads)
    here = carried.crowd.facts.declared.submitted < int(morning(evening).timestamp())
    back = carried.crowd.back <= days.number(until)
    carried.leave([("away", np.flatnonzero(~back)), ("not_come", np.flatnonzero(~here))])
    return carried
