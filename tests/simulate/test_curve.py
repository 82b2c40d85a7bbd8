import numpy as np
import pyarrow as pa
import pytest

from toprank.errors import ToprankError
from toprank.pool.score import Scored
from toprank.pool.select import select
from toprank.simulate.curve import curve, sizes_of


def crowd(seed, count=400):
    chance = np.random.default_rng(seed)
    total = chance.integers(300, 340, count).astype(np.int16)
    submitted = chance.integers(0, 50, count)
    ids = pa.array([f"c{number:03}" for number in chance.permutation(count)])
    everyone = np.ones(count, np.bool_)
    scored = Scored(ids, total, submitted, everyone.astype(np.int64), everyone, np.zeros(count, np.int32), ("fsw",))
    return scored, chance.random(count) < 0.7


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_each_point_is_the_round_of_that_size(seed, ordered):
    scored, eligible = crowd(seed)
    found = curve(scored, eligible, [0, 1, 2, 17, 100, 250, 900], ordered)
    for point in found.points:
        held = select(scored.total, scored.submitted, scored.ids, eligible, point.size, ordered)
        assert (point.invited, point.cutoff, point.tie_break) == (len(held.rows), held.cutoff, held.tie_break)
        assert (point.above_cutoff, point.tied) == (held.above_cutoff, held.tied)


def test_the_turns_are_every_change_of_the_cutoff():
    scored, eligible = crowd(7)
    every = curve(scored, eligible, range(1, 281), ordered=True)
    changed = [every.points[0]] + [
        b for a, b in zip(every.points, every.points[1:], strict=False) if a.cutoff != b.cutoff
    ]
    assert curve(scored, eligible, [1, 280], ordered=True).turns() == [(each.size, each.cutoff) for each in changed]


def test_nobody_eligible():
    scored, eligible = crowd(1)
    found = curve(scored, eligible & False, [5], ordered=True)
    assert found.points[0].cutoff is None
    assert found.turns() == []


@pytest.mark.parametrize("text", ["", "a", "5..1", "1..9:0", "-5", "1..", "1.5", "1..2..3", "٣", "1:2:3"])
def test_other_sizes_are_refused(text):
    with pytest.raises(ToprankError, match="allowed are whole numbers"):
        sizes_of(text)


@pytest.mark.parametrize("text", ["2147483648", "1..99999999999", "5,0..10:9999999999", "1" * 5000])
def test_a_size_too_large_is_named_with_the_largest(text):
    with pytest.raises(ToprankError, match=r"too large; a size is at most 2,147,483,647\."):
        sizes_of(text)
    assert sizes_of("2147483647") == [2147483647]


def test_a_round_of_nobody_is_a_size_too():
    assert sizes_of("0..2000:500") == [0, 500, 1000, 1500, 2000]
    scored, eligible = crowd(1)
    (nobody,) = curve(scored, eligible, [0], True).points
    assert (nobody.invited, nobody.cutoff, nobody.tie_break, nobody.tied) == (0, None, None, 0)


def test_too_many_sizes_are_refused():
    with pytest.raises(ToprankError, match="at most 10,000"):
        sizes_of("1..20000:1")


def test_sizes():
    assert sizes_of("500..10000") == list(range(500, 10_001, 500))
    assert sizes_of("3") == [3]
    assert sizes_of("1..5") == [1, 2, 3, 4, 5]
