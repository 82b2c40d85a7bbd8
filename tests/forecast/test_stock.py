import numpy as np
import pytest

from toprank.forecast.carried import STEP, CarriedStock
from toprank.forecast.history import Step
from toprank.forecast.settings import RESTART_DAYS
from toprank.forecast.stock import START, said, state_after

SCORES = np.arange(1201.0)


def made_rounds(sizes, gaps, scale=22.0, weekly=3000.0, loss=1 / 26):
    """The rounds of an invented type whose stock grows and leaves day by day: written apart from the model."""
    flow = weekly * np.exp(-(SCORES - 450) / scale) / np.exp(-(SCORES - 450) / scale)[450:].sum()
    stock, day, found = flow / loss, 20_000, []
    for size, gap in zip(sizes, gaps, strict=True):
        for _ in range(gap):
            stock = stock * np.exp(-loss / 7) + flow / 7
        day += gap
        above = np.cumsum(stock[::-1])[::-1]
        cutoff = int(np.flatnonzero(above >= size)[-1])
        stock[cutoff:] = 0.0
        found.append(Step(day, size, cutoff, None))
    return tuple(found)


def test_it_learns_a_type_that_is_as_it_pictures_it():
    draws = np.random.default_rng(3)
    rounds = made_rounds(draws.choice([1000, 2000, 4000, 6000], 40), draws.choice([14, 21, 28], 40))
    errors = np.abs(state_after(rounds).errors)
    assert errors[20:].mean() < 2
    assert np.abs(np.diff([each.cutoff for each in rounds])).mean() > 8


def test_more_are_invited_lower_down_and_waiting_raises():
    state = state_after(made_rounds([2000] * 12, [14] * 12))
    day = state.last.day
    by_size = [said(state, None, day + 14, size) for size in (250, 500, 1000, 2000, 4000, 8000)]
    assert by_size == sorted(by_size, reverse=True)
    assert said(state, None, day + 42, 2000) > said(state, None, day + 14, 2000)


def test_the_fall_flattens_below_the_lowest_cutoff():
    state = state_after(made_rounds([2000] * 12, [14] * 12))
    day, lowest = state.last.day, state.last.cutoff
    half, usual, double = (said(state, None, day + 14, size) for size in (1000, 2000, 4000))
    assert usual == pytest.approx(lowest, abs=2)
    assert half - usual > 2 * (usual - double) > 0


def test_nothing_before_the_first_round():
    assert said(START, None, 20_000, 1000) is None
    assert state_after(made_rounds([1000], [14])).errors == ()


def test_after_a_long_silence_the_stock_is_full_again():
    before = made_rounds([2000] * 5, [14] * 5)
    later = Step(before[-1].day + RESTART_DAYS + 1, 2000, 480, None)
    alone = state_after((later,))
    after = state_after((*before, later))
    assert said(after, None, later.day + 14, 1500) == pytest.approx(said(alone, None, later.day + 14, 1500))
    assert len(after.errors) == 5


def test_a_size_beyond_the_whole_stock_gives_the_lowest_score():
    state = state_after(made_rounds([2000] * 5, [14] * 5))
    assert -1 <= said(state, None, state.last.day + 14, 1e30) <= 0


def test_carried_along_futures_it_says_the_same():
    """One future without noise is the model itself, on a grid of four points."""
    rounds = made_rounds([1500, 3000, 2000, 2500, 4000, 1000], [14, 28, 14, 21, 14, 14])
    state, futures = state_after(rounds), 5
    carried = CarriedStock(state, None, futures)
    rows, day = np.arange(futures), state.last.day
    for gap, size in ((14, 2000), (14, 3000), (28, 1000)):
        day += gap
        expected = said(state, None, day, size)
        told = carried.hold(rows, np.full(futures, day), np.full(futures, float(size)), np.zeros(futures))
        assert np.ptp(told) < 1e-9
        assert told[0] == pytest.approx(expected, abs=STEP)
        rounds = (*rounds, Step(day, size, round(told[0]), None))
        state = state_after(rounds)
