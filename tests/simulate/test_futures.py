import numpy as np
import pytest

from tests.simulate.plain import plain_futures
from toprank.pool.draws import Draws
from toprank.simulate import compiled, walk
from toprank.simulate.course import arrivals, course
from toprank.simulate.schedule import Schedule
from toprank.simulate.standing import of_columns

DAY = 86_400
START = 20_000 * DAY
TYPES = ("pnp", "cec", "french")


def pool(seed, count):
    """A pool with many equal scores and instants, a third of it close to its end."""
    chance = np.random.default_rng(seed)
    submitted = np.sort(START - chance.integers(1, 365 * DAY, count))
    score = chance.integers(300, 340, count).astype(np.int16)
    return of_columns(TYPES, score, chance.integers(1, 8, count), submitted)


def a_course(seed, futures=24, count=1200, rounds=30, most=60, declined=0.2, per_round=0, gap=9):
    standing, draws = pool(seed, count), Draws(seed)
    at = START + np.cumsum(draws.whole(DAY, gap * DAY, (futures, rounds)), axis=1)
    size = draws.whole(0, most, (futures, rounds)).astype(np.int32)
    schedule = Schedule(TYPES, draws.whole(0, len(TYPES), (futures, rounds)).astype(np.int8), at, size)
    laid = course(standing, schedule, declined, draws)
    if not per_round:
        return laid
    like = np.arange(count - 300, count, dtype=np.int32)
    return type(laid)(standing, schedule, laid.keys, laid.declines, arrivals(per_round, like, START, schedule, draws))


def told(found):
    return [list(zip(*each, strict=True)) for each in zip(found.cutoff.tolist(), found.invited.tolist(), strict=True)]


@pytest.mark.parametrize("per_round", [0, 40])
@pytest.mark.parametrize("declined", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("form", [walk, compiled], ids=["numpy", "compiled"])
def test_equal_to_sorting_each_round(form, declined, per_round):
    laid = a_course(seed=5, declined=declined, per_round=per_round)
    assert told(form.walk(laid)) == plain_futures(laid)


@pytest.mark.parametrize("form", [walk, compiled], ids=["numpy", "compiled"])
def test_equal_where_the_pool_runs_dry(form):
    for per_round in (0, 5):
        laid = a_course(seed=9, futures=4, count=400, most=120, per_round=per_round)
        found = form.walk(laid)
        assert told(found) == plain_futures(laid)
        assert (found.invited < laid.schedule.size).any()


@pytest.mark.parametrize("form", [walk, compiled], ids=["numpy", "compiled"])
def test_equal_where_arrivals_expire(form):
    laid = a_course(seed=2, futures=4, count=400, rounds=40, most=20, per_round=15, gap=25)
    assert (laid.arrivals.ends[0] < laid.schedule.at[:, -1]).all()
    assert told(form.walk(laid)) == plain_futures(laid)


def test_arrivals_change_the_answer():
    assert told(walk.walk(a_course(seed=5))) != told(walk.walk(a_course(seed=5, per_round=40)))


def test_more_futures_than_one_go():
    laid = a_course(seed=3, futures=150, count=300, rounds=5)
    np.testing.assert_array_equal(walk.walk(laid).cutoff, compiled.walk(laid).cutoff)
