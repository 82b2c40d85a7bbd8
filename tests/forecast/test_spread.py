import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toprank.forecast.pooling import both_ways, centred, pooled
from toprank.forecast.spread import Spread, averaged, crps, interval_score, weighted

numbers = st.lists(st.floats(-1000, 1000), min_size=1, max_size=30)


@given(numbers, st.floats(-1000, 1000))
def test_crps_is_the_mean_distance_less_half_the_scatter(values, happened):
    """The plain form of the score, E|X - y| - E|X - X'| / 2, for the same hundred quantiles; the pinball form of a
    hundred levels differs from it by the width of a level at most."""
    spread = weighted(np.array(values), np.ones(len(values)))
    drawn = spread.quantiles
    plain = np.abs(drawn - happened).mean() - np.abs(drawn[:, None] - drawn[None, :]).mean() / 2
    assert crps(spread, happened) == pytest.approx(plain, abs=1e-6 + np.ptp(drawn) / 100)


def test_crps_of_a_point_is_its_distance():
    assert crps(Spread(np.full(100, 400.0)), 412) == pytest.approx(12)


def test_crps_likes_the_truth_better_than_shifts_of_it():
    draws = np.random.default_rng(1).normal(0, 10, 4000)
    right = Spread(np.quantile(draws, (np.arange(100) + 0.5) / 100))
    mean = [np.mean([crps(right.shifted(by), each) for each in draws[:500]]) for by in (0, 6, -6)]
    assert mean[0] < mean[1]
    assert mean[0] < mean[2]


@pytest.mark.parametrize(("happened", "score"), [(410, 20), (400, 20), (420, 20), (425, 70), (390, 120)])
def test_interval_score(happened, score):
    assert interval_score(400, 420, happened) == score


@given(numbers)
def test_quantiles_ascend_and_are_values(values):
    spread = weighted(np.array(values), np.linspace(1, 2, len(values)))
    assert (np.diff(spread.quantiles) >= 0).all()
    assert set(spread.quantiles) <= set(map(float, values))


def test_a_heavy_value_takes_its_share():
    spread = weighted(np.array([1.0, 2.0]), np.array([1.0, 9.0]))
    assert np.mean(spread.quantiles == 1.0) == pytest.approx(0.1)


def test_the_average_of_two_points_lies_between():
    both = averaged(Spread(np.full(100, 10.0)), Spread(np.full(100, 20.0)))
    assert both.median == 15


def test_nominees_stand_alone():
    errors = {"pnp": (50.0, -60.0), "cec": (2.0, -3.0), "french": (10.0,)}
    assert sorted(pooled("pnp", errors)[0]) == [-60, 50]
    assert not {50.0, -60.0} & set(pooled("cec", errors)[0])


def test_borrowed_errors_come_on_the_scale_of_the_type():
    errors = {"cec": (2.0, -2.0, 2.0, -2.0, 2.0, -2.0, 2.0, -2.0), "french": (40.0, -40.0, 40.0)}
    values, weights = pooled("cec", errors)
    assert np.abs(values).max() < 20
    assert weights[8:].sum() == pytest.approx(4)


def test_errors_both_ways_and_centred():
    values, weights = np.array([1.0, 2.0, 9.0]), np.ones(3)
    assert weighted(*both_ways(values, weights)).median == pytest.approx(0, abs=1.0)
    assert weighted(*centred(values, weights)).median == 0
