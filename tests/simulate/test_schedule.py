"""Schedules are made of what the record holds; quantiles are counted by hand."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import numpy as np
import pytest

from tests.simulate.conftest import AT
from toprank.errors import ToprankError
from toprank.pool.draws import Draws
from toprank.pool.score import DAY_SECONDS, live_at, score_pool
from toprank.pool.standing import ends_of
from toprank.rounds.record import record
from toprank.simulate.course import Futures
from toprank.simulate.futures import Asked, laid
from toprank.simulate.quantiles import spans
from toprank.simulate.schedule import clusters, drawn


def recent(since=date(2025, 4, 29)):
    return [each for each in record().known_on(AT.date()).rounds if each.on >= since]


def test_clusters_hold_every_round_once():
    found = clusters(recent())
    assert [each for cluster in found for each in cluster.rounds] == recent()
    starts = [cluster.rounds[0].on for cluster in found]
    assert [(b - a).days for a, b in pairwise(starts)] == [cluster.gap for cluster in found[:-1]]
    assert Counter(cluster.gap for cluster in found).most_common(1)[0][0] == 14
    assert all((cluster.rounds[-1].on - cluster.rounds[0].on).days <= 7 for cluster in found)


def test_too_little_record_is_told():
    with pytest.raises(ToprankError, match="at least 4 are needed"):
        clusters(recent(date(2026, 4, 1)))


def test_a_schedule_is_made_of_rounds_of_the_record():
    plan = drawn(clusters(recent()), AT, 50, 30, Draws(1))
    seen = {(each.type, each.size) for each in recent()}
    drawn_pairs = {(plan.types[type_], int(size)) for type_, size in zip(plan.type_.flat, plan.size.flat, strict=True)}
    assert drawn_pairs <= seen
    assert len(drawn_pairs) > len(seen) / 2
    assert (np.diff(plan.at, axis=1) > 0).all()
    first = datetime.fromtimestamp(int(plan.at.min()), UTC)
    assert first.date() == date(2026, 5, 11)  # a fortnight after the cluster of 27 April


def test_a_start_long_after_the_record_keeps_the_rhythm():
    late = datetime(2026, 11, 26, 12, tzinfo=UTC)
    plan = drawn(clusters(recent()), late, 5, 3, Draws(1))
    days = int(plan.at.min()) // DAY_SECONDS - (date(2026, 4, 27) - date(1970, 1, 1)).days
    assert int(plan.at.min()) > late.timestamp()
    assert days % 14 == 0


def test_sizes_and_types_come_about_as_often_as_in_the_record():
    plan = drawn(clusters(recent()), AT, 400, 30, Draws(2))
    share = np.bincount(plan.type_.ravel(), minlength=len(plan.types)) / plan.type_.size
    held = Counter(each.type for each in recent())
    for place, type_ in enumerate(plan.types):
        assert share[place] == pytest.approx(held[type_] / len(recent()), abs=0.06)


def test_same_seed_same_course_another_seed_another(pool, rulebook):
    scored = score_pool(pool, AT, rulebook)

    def schedule(seed):
        return laid(scored, Asked(AT, 5, 10, seed), record(), rulebook).course

    np.testing.assert_array_equal(schedule(1).schedule.at, schedule(1).schedule.at)
    np.testing.assert_array_equal(schedule(1).keys, schedule(1).keys)
    assert not np.array_equal(schedule(1).keys, schedule(2).keys)


def test_types_not_in_force_are_left_out(pool, rulebook):
    scored = score_pool(pool, AT, rulebook)
    found = laid(scored, Asked(AT, 2, 5, 1, since=date(2024, 1, 1)), record(), rulebook)
    assert "agriculture" in found.left_out
    assert "agriculture" not in found.course.schedule.types


def test_arrivals_come_evenly_and_as_many_as_asked(pool, rulebook):
    scored = score_pool(pool, AT, rulebook)
    come = laid(scored, Asked(AT, 40, 30, 1, arrivals=100), record(), rulebook).course.arrivals
    assert len(set(np.diff(come.submitted))) == 1
    assert come.arrived[:, -1].mean() == pytest.approx(3000, rel=0.02)
    assert (come.submitted > AT.timestamp()).all()


def test_quantiles_by_hand(pool, rulebook):
    scored = score_pool(pool, AT, rulebook)
    of = laid(scored, Asked(AT, 10, 8, 1), record(), rulebook).course
    cutoff = np.arange(80, dtype=np.int16).reshape(10, 8)
    invited = np.ones((10, 8), np.int32)
    invited[0, 0] = 0
    found = spans(of, Futures(cutoff, invited), AT, 366, (10, 50, 90))
    assert sum(each.rounds for each in found) == 80
    assert sum(each.nobody for each in found) == 1
    for each in found:
        here = of.schedule.type_ == of.schedule.types.index(each.type_)
        values = sorted(cutoff[here & (invited > 0)].tolist())
        assert each.cutoffs == tuple(values[max(-(-len(values) * level // 100) - 1, 0)] for level in (10, 50, 90))
        assert (each.start, each.reached) == (date(2026, 4, 30), 10)


def test_a_life_ends_when_the_pool_says_so():
    """Every hour and a second around leap days: live until the instant before, and no longer."""
    start = int(datetime(2024, 2, 26, tzinfo=UTC).timestamp())
    submitted = start + 3601 * np.arange(24 * 6)
    for each, end in zip(submitted, ends_of(submitted), strict=True):
        assert live_at(np.array([each]), int(end) - 1)[0]
        assert not live_at(np.array([each]), int(end))[0]
