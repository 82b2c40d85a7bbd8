"""A synthetic pool meets the published bands, and its people could be real: live, eligible, and legal profiles."""

from dataclasses import fields
from datetime import date
from functools import cache
from itertools import islice

import numpy as np
import pytest

from toprank import days
from toprank.errors import ToprankError
from toprank.facts import Facts, Table, facts_of
from toprank.pool.calibration import calibration
from toprank.pool.distribution import Band, distribution, largest_remainder, last_published, published
from toprank.pool.documents import documents_of
from toprank.pool.draws import Draws
from toprank.pool.joined import joined
from toprank.pool.shares import fit
from toprank.pool.synth import (
    PART,
    TAIL_SCALE,
    filled,
    goals_of,
    makers_of_arrivals,
    shared_over_parts,
    synthetic_pool,
    trial,
)
from toprank.profile import Profile
from toprank.rulebook.classification import unit_groups
from toprank.rulebook.loader import load
from toprank.rulebook.tables import tables
from toprank.rules.outcome import Outcome, outcome_on

SPRING = date(2026, 4, 26)
DAYS = (date(2015, 7, 6), date(2020, 2, 14), date(2022, 1, 17), date(2023, 8, 1), date(2025, 1, 7), SPRING)


@cache
def pool(size: int, seed: int = 1, on: date = SPRING) -> tuple[list[str], Facts]:
    parts = list(synthetic_pool(size, seed, on, load()))
    return [id_ for ids, _ in parts for id_ in ids], joined([facts for _, facts in parts])


@cache
def answers(size: int, seed: int = 1, on: date = SPRING) -> Outcome:
    return outcome_on(pool(size, seed, on)[1], on, tables(load(), on))


def held(scores: np.ndarray, bands: list[Band]) -> list[int]:
    return [int(((scores >= band.low) & (scores <= band.high)).sum()) for band in bands]


def same(one: Facts, other: Facts) -> bool:
    def columns(facts: Facts) -> list[np.ndarray]:
        parts = [getattr(facts, each.name) for each in fields(facts)]
        return [getattr(part, each.name) for part in parts for each in fields(part)]

    pairs = zip(columns(one), columns(other), strict=True)
    return all(mine.dtype == theirs.dtype and np.array_equal(mine, theirs) for mine, theirs in pairs)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_band_holds_its_share_to_the_candidate(on: date) -> None:
    bands = distribution(on)
    expected = largest_remainder(20_000, [band.candidates for band in bands])
    assert held(answers(20_000, on=on).score.total, bands) == expected


def test_main_bands_are_met_within_two_percent_of_their_share() -> None:
    last = last_published(SPRING)
    found = np.array(held(answers(20_000).score.total, list(last.main)))
    share = np.array([band.candidates for band in last.main]) * 20_000 / last.total
    assert (np.abs(found - share) <= np.maximum(0.02 * share, 1)).all()


def test_at_the_published_total_every_band_is_met_exactly() -> None:
    """A pool of the size of July 2015, the smallest one published, in one part."""
    last = last_published(date(2015, 7, 6))
    found = held(answers(last.total, on=last.as_of).score.total, list(last.main + last.sub))
    assert found == [band.candidates for band in last.main + last.sub]


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_everyone_is_live_and_eligible(on: date) -> None:
    outcome, submitted = answers(20_000, on=on), pool(20_000, on=on)[1].declared.submitted
    end_of_day = (days.number(on) + 1) * 86_400
    assert outcome.federal.all()
    assert (submitted < end_of_day).all()
    assert (submitted > end_of_day - 365 * 86_400).all()
    assert (submitted >= days.number(date(2015, 1, 1)) * 86_400).all()


def test_same_seed_same_pool_and_another_seed_another_one() -> None:
    again = next(iter(synthetic_pool(3_000, 7, SPRING, load())))
    assert pool(3_000, 7)[0] == again[0]
    assert same(pool(3_000, 7)[1], again[1])
    assert not same(pool(3_000, 7)[1], pool(3_000, 8)[1])
    assert not set(pool(3_000, 7)[0]) & set(pool(3_000, 8)[0])


def test_facts_are_legal_profiles_and_come_back_the_same() -> None:
    ids, facts = pool(20_000)
    rows = np.random.default_rng(3).choice(20_000, 500, replace=False)
    nominees = np.flatnonzero(answers(20_000).score.total > 600)[:20]
    chosen = np.concatenate([rows, nominees])
    documents = documents_of([ids[row] for row in chosen], facts.take(chosen))
    profiles = [Profile.model_validate(document, context={"on": SPRING}) for document in documents]
    assert [profile.id for profile in profiles] == [ids[row] for row in chosen]
    assert same(facts_of(profiles), facts.take(chosen))


def test_unit_groups_are_in_the_classification_and_jobs_in_order() -> None:
    facts = pool(20_000)[1]
    for jobs in (facts.jobs, facts.partner_jobs):
        assert ((jobs.unit_group >= 0) & (jobs.unit_group < len(unit_groups()))).all()
        assert (jobs.start < jobs.stop).all()
        within = jobs.owner[1:] == jobs.owner[:-1]
        assert (np.diff(jobs.start)[within] >= 0).all()
        assert (jobs.start <= days.number(SPRING)).all()
    assert (np.diff(facts.jobs.offsets) <= 6).all()
    grown_up = facts.jobs.start - facts.declared.born[facts.jobs.owner] > 15 * 365
    assert grown_up.all()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_published_figures_are_met_within_their_tolerances(seed: int) -> None:
    """All of them but the cut-offs of single small rounds and nominees, which chance decides in a pool of this size."""
    figures = calibration([pool(20_000, seed)[1]], SPRING, load())
    assert {each.group for each in figures} >= {"bands", "tail", "programs", "categories", "profiles", "rare facts"}
    assert [each for each in figures if not each.met and each.group != "rounds"] == []


def test_a_figure_out_of_its_tolerance_is_not_met() -> None:
    """A pool of 2025 is no pool of 2026: its bands differ."""
    figures = calibration([pool(20_000, on=date(2025, 1, 7))[1]], SPRING, load())
    assert not all(each.met for each in figures if each.group == "bands")


def test_shares_look_like_the_published_ones() -> None:
    outcome, facts = answers(20_000), pool(20_000)[1]
    families = [each.version.family for each in tables(load(), SPRING).categories]
    shares = dict(zip(families, outcome.categories.mean(axis=0), strict=True))
    assert 0.05 < shares["stem"] < 0.1
    assert 0.02 < shares["education"] < 0.05
    assert 0 < shares["physicians_canadian_experience"] < 0.003
    assert 0 < shares["skilled_military_recruits"] < 0.002
    assert 0.25 < facts.declared.partner_accompanying.mean() < 0.4
    assert 0.06 < facts.declared.sibling.mean() < 0.08
    assert 2.2 < np.diff(facts.jobs.offsets).mean() < 3


def test_rare_facts_are_there() -> None:
    facts = pool(20_000)[1]
    old = facts.jobs.start < days.number(date(2022, 11, 16))
    assert 0.2 < (facts.jobs.former[old] >= 0).mean() < 0.4
    assert (facts.jobs.former[~old] == -1).all()
    assert facts.declared.military_serving.any()
    assert (facts.declared.offer_fst_paragraph >= 0).any()


def test_those_who_come_thin_out_above_500_with_the_scale_of_the_tail() -> None:
    by = makers_of_arrivals(load(), SPRING, 14, fit())
    bands = last_published(SPRING).finest
    goals = goals_of(bands, [1_000 * (band.high == 600) for band in bands], thinning=True)
    facts = filled(Draws(1, 9), goals, trial(Draws(1, 8), goals, by), by)
    scores = outcome_on(facts, SPRING, tables(load(), SPRING)).score.total
    assert abs(scores.mean() - 500 - TAIL_SCALE) < 2
    assert ((days.number(SPRING) + 1) * 86_400 - facts.declared.submitted).max() <= 14 * 86_400


def test_submissions_are_recent_and_nearly_unique() -> None:
    submitted = pool(20_000)[1].declared.submitted
    age = ((days.number(SPRING) + 1) * 86_400 - submitted) / 86_400
    assert 120 < np.median(age) < 165
    assert len(np.unique(submitted)) > 0.99 * len(submitted)


def test_a_healthcare_round_cuts_near_the_published_ones() -> None:
    """Rounds of 3,500 to 4,000 between December 2025 and April 2026 cut at 467 to 475; here one of the same share."""
    outcome = answers(20_000)
    families = [each.version.family for each in tables(load(), SPRING).categories]
    eligible = outcome.categories[:, families.index("healthcare")] & ~outcome.eligible["pnp"]
    size = round(3_500 * 20_000 / last_published(SPRING).total)
    assert 455 <= np.sort(outcome.score.total[eligible])[-size] <= 485


@pytest.mark.parametrize("size", [1, 10])
def test_small_pools(size: int) -> None:
    ids, facts = pool(size)
    assert len(ids) == len(facts) == len(set(ids)) == size


def test_parts_add_up_to_the_counts_and_are_made_one_at_a_time() -> None:
    counts = largest_remainder(3 * PART + 5, [1, 20, 300, 7])
    shares = list(shared_over_parts(counts, 3 * PART + 5))
    assert [sum(share) for share in shares] == [PART, PART, PART, 5]
    assert [sum(column) for column in zip(*shares, strict=True)] == counts
    first, second = islice(synthetic_pool(10_000_000, 1, SPRING, load()), 2)
    assert len(first[0]) == len(first[1]) == PART
    assert first[0][-1] < second[0][0]


def test_joined_facts_keep_their_owners() -> None:
    facts = pool(3_000, 7)[1]
    assert same(joined([facts.part(0, 1_000), facts.part(1_000, 3_000)]), facts)
    assert isinstance(facts.jobs, Table)


@pytest.mark.parametrize(("size", "seed"), [(-5, 1), (10, -1), (10, 2**63)])
def test_a_wrong_size_or_seed_is_refused(size: int, seed: int) -> None:
    with pytest.raises(ToprankError, match=r"0 candidates or more|A seed is"):
        synthetic_pool(size, seed, SPRING, load())


def test_a_pool_may_be_empty() -> None:
    assert list(synthetic_pool(0, 1, SPRING, load())) == []


def test_no_distribution_before_the_first_one() -> None:
    with pytest.raises(ToprankError, match="first is of 2015-07-06"):
        distribution(date(2015, 7, 5))
    with pytest.raises(ToprankError, match="2015-07-06"):
        synthetic_pool(10, 1, date(2015, 2, 1), load())


def test_the_last_complete_distribution_holds() -> None:
    assert last_published(date(2026, 4, 29)).as_of == SPRING
    assert last_published(date(2020, 2, 1)).as_of == date(2019, 4, 12), "that of 2020-01-29 is partial"
    assert sum(band.candidates for band in distribution(SPRING)) == 234_452
    assert Band(461, 470, 15_973) in distribution(SPRING)


def test_bands_do_not_overlap_on_any_day() -> None:
    for each in published():
        finest = each.finest
        assert sum(band.candidates for band in finest) == each.total
        assert [band.high for band in finest[1:]] == [band.low - 1 for band in finest[:-1]]
