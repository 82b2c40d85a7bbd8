"""A pool carried forward: nobody is lost or counted twice, bands are met, and each way out works by its rule."""

from datetime import UTC, date, datetime
from functools import cache

import numpy as np

from toprank import days
from toprank.pool.carry import REASONS, Carried, band_of, morning
from toprank.pool.crowd import Course, crowd_of
from toprank.pool.distribution import largest_remainder, last_published, published
from toprank.pool.shares import fit
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load

START = date(2025, 10, 13)
SIZE = 6_000


@cache
def begun(seed: int = 5) -> tuple[Carried, list[str]]:
    """A pool carried over three distributions, fifty of its best invited after each one, and every id that ever was."""
    begins = last_published(START)
    crowd = crowd_of(list(synthetic_pool(SIZE, seed, START, load())))
    carried, ever = Carried(crowd, begins, seed, load(), fit(), Course()), [str(each) for each in crowd.ids.to_pylist()]
    later = [each for each in published() if each.as_of > START][:3]
    for last, following in zip([begins, *later], [*later, None], strict=True):
        if last is not begins:
            carried.settle(last)
        carried.come(last.finest, following.as_of if following else date(2025, 12, 1))
        scored, present = carried.scored(datetime.combine(last.as_of, datetime.max.time(), UTC))
        best = np.argsort(np.where(present, scored.total, 0), kind="stable")[-50:]
        ever += [str(each) for each in carried.crowd.ids.to_pylist()]
        carried.invited(best, last.as_of)
    return carried, ever


def test_nobody_is_lost_and_nobody_is_there_twice() -> None:
    carried, ever = begun()
    people = carried.people
    assert people["at_first"] + people["arrived"] == people["now"] + sum(people[reason] for reason in REASONS)
    ids = carried.crowd.ids.to_pylist()
    assert len(ids) == len(set(ids)) == len(carried.crowd.facts) == people["now"]
    assert set(ids) <= set(ever)
    assert len(set(ever)) <= people["at_first"] + people["arrived"]


def test_every_way_out_was_taken() -> None:
    left = begun()[0].left
    assert all(left[reason] > 0 for reason in ("withdrawn", "expired", "accepted", "lapsed"))
    assert left["accepted"] > 0.7 * 200


def test_a_settled_pool_holds_every_published_band() -> None:
    begins = last_published(START)
    crowd = crowd_of(list(synthetic_pool(SIZE, 6, START, load())))
    carried = Carried(crowd, begins, 6, load(), fit(), Course())
    following = next(each for each in published() if each.as_of > START)
    carried.come(begins.finest, following.as_of)
    carried.settle(following)
    scored, present = carried.scored(morning(following.as_of))
    held = np.bincount(band_of(following.finest, scored.total[present]), minlength=len(following.finest))
    total = round(carried.scale * following.total)
    wanted = np.array(largest_remainder(total, [each.candidates for each in following.finest]))
    assert np.abs(held - wanted).max() <= 3, "a birthday may fall between the eve and the morning"


def test_who_declines_is_away_and_then_back_with_the_same_instant() -> None:
    begins = last_published(START)
    crowd = crowd_of(list(synthetic_pool(500, 7, START, load())))
    carried = Carried(crowd, begins, 7, load(), fit(), Course(accepted=0, declined=1, answer_days=10))
    carried.invited(np.arange(100), START)
    assert len(carried.crowd) == 500
    assert (carried.crowd.back[:100] > days.number(START)).all()
    assert not carried.scored(datetime(2025, 10, 13, 23, tzinfo=UTC))[1][:100].any()
    assert carried.scored(datetime(2025, 10, 24, tzinfo=UTC))[1][:100].mean() > 0.9
    assert np.array_equal(carried.crowd.facts.declared.submitted, crowd.facts.declared.submitted)


def test_same_seed_same_course() -> None:
    one, other = begun(8)[0], None
    begun.cache_clear()
    other = begun(8)[0]
    assert one.people == other.people
    assert one.crowd.ids.equals(other.crowd.ids)
    assert np.array_equal(one.crowd.facts.declared.born, other.crowd.facts.declared.born)


def test_nominations_are_issued_to_those_already_there() -> None:
    carried = begun()[0]
    declared = carried.crowd.facts.declared
    nominated = declared.nomination_issued < days.NEVER
    assert nominated.any()
    assert declared.nomination_express_entry[nominated].all()
    recent = declared.nomination_issued[nominated] > days.number(START)
    assert recent.any()
    assert (declared.submitted[nominated] // 86_400 <= declared.nomination_issued[nominated])[recent].all()
