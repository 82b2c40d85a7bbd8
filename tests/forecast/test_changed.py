"""Chances before and after changes, in futures that all share."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from toprank.advise import advice
from toprank.assess import Case
from toprank.assess.batch import profile_of
from toprank.forecast.chance import chances_of
from toprank.forecast.changed import Changed, drawn
from toprank.forecast.person import YEAR, changed_later, person, person_on
from toprank.forecast.reach import came_down, reached
from toprank.forecast.settings import CHANCE_DAYS, HORIZONS, PATHS
from toprank.forecast.told import document
from toprank.rulebook.tables import tables

DAY = date(2026, 4, 30)
NGOZI = json.loads(Path("examples/ngozi.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def both(record, rulebook):
    return drawn(record, DAY, rulebook)


@pytest.fixture(scope="module")
def ngozi(both, rulebook):
    return Changed(both, Case(profile_of(NGOZI, DAY), DAY, rulebook))


def test_the_chances_before_are_those_of_the_forecast(both, ngozi, record, rulebook):
    found = document(record, DAY, rulebook, person=person(NGOZI, DAY, rulebook)).person
    assert ngozi.chance(ngozi.profile, DAY) == {str(each.days): each.chance for each in found.chances}


@pytest.mark.parametrize("day", [DAY, date(2026, 3, 10), date(2024, 6, 3), date(2019, 5, 6)])
def test_a_person_is_the_same_by_the_tables_and_by_an_assessment(rulebook, day):
    for name in ("ngozi.json", "paul.json"):
        facts = json.loads(Path("examples", name).read_text("utf-8"))
        one = person(facts, day, rulebook)
        other = person_on(profile_of(facts, day), day, tables(rulebook, day), rulebook)
        assert (one.total, one.in_pool, one.expires) == (other.total, other.in_pool, other.expires)
        assert np.array_equal(one.score, other.score)
        assert one.open.keys() == other.open.keys()
        assert all(np.array_equal(one.open[each], other.open[each]) for each in one.open)


def test_what_only_adds_points_or_types_never_lowers_a_chance(both, ngozi):
    """Every score to 1,200 in steps, and every type opened one after another."""
    before, types = ngozi.before, ngozi.before.types
    last = chances_of(both.known, both.ahead, before, HORIZONS)
    for points in range(0, 300, 15):
        found = chances_of(both.known, both.ahead, replace(before, score=before.score + points), HORIZONS, types)
        assert all(now.all >= then.all for now, then in zip(found, last, strict=True))
        last = found
    now = chances_of(both.known, both.ahead, before, HORIZONS)
    for type_ in both.ahead.types:
        wider = replace(before, open=before.open | {type_: np.ones(YEAR, bool)})
        found = chances_of(both.known, both.ahead, wider, HORIZONS, types)
        assert all(more.all >= less.all for more, less in zip(found, now, strict=True))


def test_options_that_only_add_are_never_told_less(ngozi):
    found = advice(ngozi.profile, DAY, chance=ngozi.chance)
    only_more = [
        each
        for each in found["options"]
        if each["chance"]["after"]
        and not each["by_itself"]
        and all(points > 0 for points in each["factors"].values())
        and not each["programs"]["closed"] + each["categories"]["closed"]
        and "pnp" not in each["programs"]["opened"]
    ]
    assert len(only_more) > 5
    for each in only_more:
        assert all(each["chance"]["after"][days_] >= told for days_, told in each["chance"]["before"].items())
    assert any(each["chance"]["after"]["90"] > each["chance"]["before"]["90"] + 0.2 for each in only_more)


def test_until_an_option_counts_nothing_is_changed(ngozi):
    """A change that counts after 100 days leaves the chances of 30 and 90 days as they are."""
    better = ngozi.profile.model_copy(update={"sibling_in_canada": True})
    before, later = ngozi.chance(ngozi.profile, DAY), ngozi.chance(better, DAY + timedelta(days=100))
    assert {days_: later[days_] for days_ in ("30", "90")} == {days_: before[days_] for days_ in ("30", "90")}
    assert before["180"] < later["180"] < ngozi.chance(better, DAY)["180"]
    assert ngozi.chance(better, DAY + timedelta(days=364)) is not None
    assert ngozi.chance(better, DAY + timedelta(days=365)) is None


def test_a_profile_that_leaves_the_pool_leaves_it_changed_or_not(both, ngozi, rulebook):
    """Ngozi's is a year old on 2027-01-12; changed on a later day it would be out of the pool, unless new."""
    end = (date(2027, 1, 12) - DAY).days
    late = changed_later(ngozi.before, ngozi.person(ngozi.profile, DAY + timedelta(days=end + 30)))
    assert late.open["healthcare"][: end - 1].all()
    assert not late.open["healthcare"][end:].any()
    told = ngozi.chance(ngozi.profile, DAY + timedelta(days=end + 30))
    assert told == ngozi.chance(ngozi.profile, DAY)
    new = ngozi.profile.model_copy(update={"submitted_at": None})
    assert ngozi.chance(new, DAY + timedelta(days=end + 30))["365"] > told["365"]


def test_a_profile_of_more_than_a_year_ago_is_not_in_the_pool(rulebook):
    old = NGOZI | {"submitted_at": "2025-04-30T10:00:00Z"}
    assert not person(old, DAY, rulebook).in_pool
    assert person(old, DAY - timedelta(days=1), rulebook).in_pool


def test_the_futures_and_the_past_against_plain_loops(both, ngozi):
    """Every future, every window: what a reader would count by hand."""
    known, ahead, who = both.known, both.ahead, ngozi.before
    start = (DAY - date(1970, 1, 1)).days
    names = tuple(name for name in who.types if name in ahead.types)
    for horizon in HORIZONS:
        by_hand = [set(), set()]
        rows = zip(ahead.future, ahead.type, ahead.day - start, ahead.by_stock, ahead.by_steps, strict=True)
        for future, type_, offset, *cutoffs in rows:
            if ahead.types[type_] in names and offset <= horizon and who.open[ahead.types[type_]][offset]:
                for place, cutoff in enumerate(cutoffs):
                    if cutoff <= who.score[offset]:
                        by_hand[place].add(future)
        assert reached(ahead, who).shares(names, horizon) == [len(each) / PATHS for each in by_hand]
        rounds = {name: [(step.day, step.cutoff) for step in known.rounds[name]] for name in names}
        first = max(each[0][0] for each in rounds.values())
        hits = []
        for origin in range(start - horizon, first - 1, -CHANCE_DAYS):
            hits.append(False)
            for name, each in rounds.items():
                before = [cutoff for day, cutoff in each if day <= origin][-1]
                for day, cutoff in each:
                    into = day - origin
                    if 0 < into <= horizon and who.open[name][into]:
                        hits[-1] |= cutoff - before <= who.score[into] - each[-1][1]
        assert came_down(known, who, names, horizon).tolist() == hits[::-1]
