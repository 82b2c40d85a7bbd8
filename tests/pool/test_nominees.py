"""Who is nominated: points spread as the shares say, down to the thin end; nobody twice, nobody more than there are."""

import numpy as np
import pytest

from toprank.pool.draws import Draws
from toprank.pool.nominees import STEPS, passed_on
from toprank.pool.shares import fit, fits


@pytest.mark.parametrize("name", fits())
def test_each_spread_rises_from_nothing_to_all(name: str) -> None:
    points, part = np.array(fit(name).nominees.knots).T
    assert (part[0], part[-1]) == (0, 1)
    assert (np.diff(points) > 0).all()
    assert (np.diff(part) > 0).all()
    assert fit(name).nominees.weights.sum() == pytest.approx(1, abs=1e-6)


def test_the_weakest_of_three_hundred_has_about_145_points_of_its_own() -> None:
    """The published cut-offs of such rounds are 745 give or take 45 (28 rounds from 2025-03-25 to 2026-04-29)."""
    spread, core = fit().nominees, np.repeat(np.arange(40, 600), 50)
    weakest = [int(core[spread.chosen(Draws(1, each), core, 300)].min()) for each in range(60)]
    assert 125 < np.median(weakest) < 170
    assert 15 < np.std(weakest) < 60


def test_hundreds_are_those_published() -> None:
    core = np.repeat(np.arange(0, 600), 100)
    chosen = core[fit().nominees.chosen(Draws(2), core, 8_000)]
    shares = [100 * np.mean((chosen > low) & (chosen <= low + 100)) for low in (200, 300, 400)]
    assert shares == pytest.approx([3.8, 47.3, 46.7], abs=2)


def test_nobody_twice_and_no_more_than_there_are() -> None:
    core = Draws(3).whole(300, 500, 900)
    chosen = fit().nominees.chosen(Draws(4), core, 400)
    assert len(chosen) == len(set(chosen.tolist())) == 400
    assert fit().nominees.chosen(Draws(4), core, 2_000).tolist() == list(range(900))
    assert len(fit().nominees.chosen(Draws(4), core[:0], 5)) == 0


def test_what_a_step_lacks_is_taken_above_and_then_below() -> None:
    wanted, held = np.zeros(STEPS, np.int64), np.zeros(STEPS, np.int64)
    wanted[[10, 20]] = 3
    held[[9, 11, 20, 30]] = 2
    taken = passed_on(wanted, held)
    assert {int(step): int(taken[step]) for step in np.flatnonzero(taken)} == {11: 2, 20: 2, 30: 2}
    held[[11, 30]] = 0
    taken = passed_on(wanted, held)
    assert {int(step): int(taken[step]) for step in np.flatnonzero(taken)} == {9: 2, 20: 2}
