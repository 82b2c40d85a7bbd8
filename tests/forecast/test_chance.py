import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from toprank.errors import Refused
from toprank.forecast.ahead import rounds_ahead
from toprank.forecast.chance import chance_of, chances, chances_of, if_held
from toprank.forecast.chance_backtest import Asked, brier, reliability
from toprank.forecast.futures import futures, stopping
from toprank.forecast.ledger import ledger
from toprank.forecast.person import person
from toprank.forecast.reach import reached
from toprank.forecast.settings import HORIZONS, PATHS
from toprank.forecast.told import document

DAY = date(2026, 4, 30)


@pytest.fixture(scope="module")
def known(record, rulebook):
    return ledger(record, DAY, rulebook)


@pytest.fixture(scope="module")
def ahead(known):
    return futures(known, 365)


@pytest.fixture(scope="module")
def ngozi(rulebook):
    return person(json.loads(Path("examples/ngozi.json").read_text()), DAY, rulebook)


def test_rounds_of_futures_lie_ahead_inside_the_horizon(ahead):
    start = (DAY - date(1970, 1, 1)).days
    assert ahead.day.min() > start
    assert set(np.unique(ahead.future)) <= set(range(PATHS))
    assert ((ahead.by_stock >= 0) & (ahead.by_stock <= 1200)).all()
    assert "general" not in ahead.types  # silent for over a year


def test_futures_are_the_same_each_time(known, ahead):
    again = futures(known, 365)
    assert np.array_equal(ahead.by_stock, again.by_stock)
    assert np.array_equal(ahead.day, again.day)


def test_nominees_are_invited_about_every_fortnight(ahead):
    eight_weeks = (DAY - date(1970, 1, 1)).days + 56
    held = np.sum((ahead.type == ahead.types.index("pnp")) & (ahead.day <= eight_weeks)) / PATHS
    assert 3 <= held <= 5


def test_types_stop_about_as_often_as_they_did(known, ahead):
    """In the last month of a year rounds of a type are held in fewer futures than in the second."""
    day = ahead.day - (DAY - date(1970, 1, 1)).days
    of_type = ahead.type == ahead.types.index("cec")
    early, late = (len(np.unique(ahead.future[of_type & (day > start) & (day <= start + 56)])) for start in (56, 309))
    gone = 1 - late / early
    assert gone == pytest.approx(1 - np.exp(-253 * stopping(known, "cec")), abs=0.1)


@pytest.mark.parametrize("type_", ["pnp", "cec", "french", "healthcare"])
def test_a_higher_score_and_a_longer_wait_never_lower_the_chance(known, ahead, type_):
    for horizon in HORIZONS:
        told = chances(known, ahead, type_, horizon)
        by_score = [told.of(score) for score in range(told.last - 80, told.last + 81, 10)]
        assert by_score == sorted(by_score)
        assert 0 <= by_score[0] <= by_score[-1] <= 1
    futures_alone = [np.mean(ahead.least(type_, horizon)[0] <= 500) for horizon in HORIZONS]
    assert futures_alone == sorted(futures_alone)


def test_a_person_with_points_to_spare_is_nearly_sure_and_one_without_is_not(known, ahead, ngozi):
    """Ngozi with 1200 and with 0 points."""
    rich, poor = (replace(ngozi, score=np.full_like(ngozi.score, score)) for score in (1200, 0))
    sure, never = (chance_of(known, reached(ahead, each), each, 180) for each in (rich, poor))
    assert sure.all > 0.9
    assert never.all < 0.1
    assert sure.all >= max(sure.by_type.values())


def test_a_longer_wait_is_never_told_less(known, ahead, ngozi):
    for score in range(440, 541, 20):
        found = chances_of(known, ahead, replace(ngozi, score=np.full_like(ngozi.score, score)), HORIZONS)
        assert [each.all for each in found] == sorted(each.all for each in found)
        assert all(each.all >= max(each.by_type.values()) for each in found)


def test_no_chance_is_counted_after_the_profile_expires(ngozi):
    """Submitted 2026-01-12: it leaves the pool on 2027-01-12."""
    assert ngozi.expires == date(2027, 1, 12)
    days_left = (ngozi.expires - DAY).days
    for open_ in ngozi.open.values():
        assert not open_[days_left:].any()
    assert ngozi.open["healthcare"][: days_left - 1].any()


def test_a_score_above_every_recent_cutoff_has_the_chance_that_a_round_is_held(record, rulebook, ngozi, ahead):
    """No CEC cut-off of the last twenty rounds is above 600; for 400 the rule says nothing."""
    known = ledger(record, DAY, rulebook)
    cec = document(record, DAY, rulebook, ["cec"]).types[0]
    for horizon in (30, 90, 180):
        told = chances_of(known, ahead, replace(ngozi, score=np.full_like(ngozi.score, 600)), (horizon,))[0]
        assert told.by_type["cec"] >= cec.day.within[str(horizon)] - 0.001
        assert told.all >= told.by_type["cec"]
    assert if_held(known, replace(ngozi, score=np.full_like(ngozi.score, 400)), "cec", 90) == 0
    falls = np.where(np.arange(366) < 20, 600, 400)
    twenty = if_held(known, replace(ngozi, score=falls), "cec", 90)
    assert twenty < if_held(known, replace(ngozi, score=np.full_like(falls, 600)), "cec", 90)


def submitted(instant, rulebook):
    """Ngozi, submitted at another instant."""
    return person(json.loads(Path("examples/ngozi.json").read_text()) | {"submitted_at": instant}, DAY, rulebook)


@pytest.mark.parametrize("instant", ["2024-06-12T10:00:00Z", "2025-04-30T10:00:00Z"])
def test_a_profile_that_left_the_pool_has_no_chance(record, rulebook, instant):
    found = submitted(instant, rulebook)
    assert (found.in_pool, found.types) == (False, ())
    told = document(record, DAY, rulebook, ["cec"], person=found).person
    assert told.expires is not None
    assert [each.chance for each in told.chances] == [0, 0, 0, 0]
    assert [note.code for note in told.notes] == ["expired", "chance_is_no_promise"]


def test_no_chance_is_counted_before_the_profile_enters_the_pool(record, rulebook):
    found = submitted("2026-06-12T10:00:00Z", rulebook)
    told = document(record, DAY, rulebook, ["cec"], person=found).person
    assert not told.in_pool
    assert told.chances[0].chance == 0 < told.chances[1].chance
    assert found.open["healthcare"].tolist().index(True) == 43
    assert [note.code for note in told.notes][:2] == ["enters", "expires"]
    undated = document(record, DAY, rulebook, ["cec"], person=submitted(None, rulebook)).person
    assert undated.notes[0].code == "not_in_pool"


def test_a_profile_of_the_last_day_of_its_year_is_in_the_pool(rulebook):
    assert submitted("2025-05-01T10:00:00Z", rulebook).in_pool


def test_the_score_moves_as_it_will(rulebook):
    """A birthday costs points on its day and from then on."""
    born = json.loads(Path("examples/ngozi.json").read_text()) | {"birth_date": "1994-06-09"}
    found = person(born, DAY, rulebook)
    birthday = (date(2026, 6, 9) - DAY).days
    assert found.score[birthday - 1] == found.total
    assert found.score[birthday] < found.total


def test_a_nominee_is_reached_by_rounds_for_nominees_and_general_ones_alone(rulebook):
    nominated = json.loads(Path("examples/ngozi.json").read_text())
    nominated["nomination"] = {"province": "ON", "issued": "2026-01-05", "express_entry": True}
    assert set(person(nominated, DAY, rulebook).types) <= {"pnp", "general"}
    assert "pnp" in person(nominated, DAY, rulebook).types


def test_a_profile_with_a_fault_is_refused(rulebook):
    with pytest.raises(Refused, match="birth_date"):
        person({"schema": "toprank.profile/1", "id": "x"}, DAY, rulebook)


def test_reliability_counts_by_tenths():
    told, true = np.array([0.05, 0.05, 0.95, 1.0]), np.array([0.0, 1.0, 1.0, 1.0])
    found = reliability([Asked(DAY, "cec", 30, told, true, {})])
    assert [(each.low, each.forecasts, each.came_true) for each in found] == [(0.0, 2, 0.5), (0.9, 2, 1.0)]
    assert brier([told], [true]) == pytest.approx((0.0025 + 0.9025 + 0.0025) / 4)


def test_later_rounds_come_later_and_spread_wider(ahead):
    for type_ in ("pnp", "cec", "french"):
        found = rounds_ahead(ahead, type_, 6)
        assert [each.place for each in found] == [1, 2, 3, 4, 5, 6]
        assert sorted(each.day.median for each in found) == [each.day.median for each in found]
        assert sorted((each.held for each in found), reverse=True) == [each.held for each in found]
    first, last = (rounds_ahead(ahead, "french", 6)[place].cutoff for place in (0, 5))
    assert last.at(0.9) - last.at(0.1) > first.at(0.9) - first.at(0.1)
    assert rounds_ahead(ahead, "stem", 6) == []
