"""Two sides against rounds that are held one by one, and changes of lists against overlays of the rulebook."""

from datetime import date

import numpy as np
import pytest

from tests.simulate.conftest import AT
from toprank.errors import ToprankError
from toprank.pool.score import score_pool
from toprank.pool.select import select
from toprank.rounds.hold import hold, may_be_invited
from toprank.rounds.question import question
from toprank.rulebook.loader import HOME, load
from toprank.simulate.compare import COUNTS, TRAITS, compared, groups, people_rows, scores_moved, totals
from toprank.simulate.documents import standing_out
from toprank.simulate.people import people
from toprank.simulate.sides import Changes, side_a, side_b, with_list

NURSES = "31301"


def sides(rulebook, kind="category", target="healthcare", size=60, **changes):
    a = side_a(kind, target, size, AT, rulebook)
    return a, side_b(a, Changes(**changes))


def names(of, which):
    return {str(each) for each in of.people.ids.take(np.flatnonzero(which)).to_pylist()}


def held_names(held):
    return {str(each) for each in held.scored.ids.take(held.selection.rows).to_pylist()}


def compare(pool, a, b, threads=1):
    return compared(people(pool, a, b, threads), a, b)


@pytest.mark.parametrize(
    ("kind", "target"), [("general", None), ("program", "cec"), ("program", "pnp"), ("category", "healthcare")]
)
def test_each_side_is_the_round_of_its_size(pool, rulebook, kind, target):
    a = side_a(kind, target, 30, AT, rulebook)
    b = side_b(a, Changes(size=90))
    found = compare(pool, a, b)
    assert names(found, found.invited_a) == held_names(hold(pool, question(kind, target, 30, AT, rulebook), rulebook))
    assert names(found, found.invited_b) == held_names(hold(pool, question(kind, target, 90, AT, rulebook), rulebook))
    assert not found.lose.any()


def test_rules_of_another_day_are_put_to_the_same_people(pool, rulebook):
    """The side B of an earlier day is not a round on that day: ages, and who is live, are those of the instant."""
    a, b = sides(rulebook, size=200, day=date(2025, 2, 26))
    found = compare(pool, a, b)
    assert b.category.key == "healthcare-v1"
    assert not a.has_law_of(b)
    assert scores_moved(found.people)["rise"] == 0 or scores_moved(found.people)["fall"] == 0
    same = people(pool, a, side_b(a, Changes(day=a.day)))
    np.testing.assert_array_equal(same.a.total, found.people.a.total)
    np.testing.assert_array_equal(same.traits.age, found.people.traits.age)


def test_a_list_without_an_occupation_is_the_overlay_without_it(pool, rulebook, tmp_path):
    """Dropping in memory gives what a folder of the user's own gives."""
    folder = tmp_path / "mine" / "categories"
    folder.mkdir(parents=True)
    rows = (HOME / "categories" / "occupations.csv").read_text().splitlines()
    (folder / "occupations.csv").write_text("\n".join(row for row in rows if row != f"healthcare-v3,{NURSES}") + "\n")
    text = (HOME / "categories" / "healthcare.toml").read_text()
    head, _, last = text.rpartition("occupations = 37")
    (folder / "healthcare.toml").write_text(f"{head}occupations = 36{last}")
    a, dropped = sides(rulebook, size=150, drop=(NURSES,))
    laid_over = side_b(a, Changes(rulebook=load((tmp_path / "mine",))))
    of_list, of_folder = compare(pool, a, dropped), compare(pool, a, laid_over)
    np.testing.assert_array_equal(of_list.people.b.eligible, of_folder.people.b.eligible)
    np.testing.assert_array_equal(of_list.invited_b, of_folder.invited_b)
    assert of_list.lose.any()
    assert totals(of_list)["lose"] == totals(of_list)["lose_no_longer_eligible"] > 0
    nurses = next(group for group in groups(of_list, "occupation") if group.key == NURSES)
    assert dict(zip(COUNTS, nurses.counts, strict=True))["lose"] == totals(of_list)["lose"]


def test_another_version_under_the_rules_of_the_day(pool, rulebook):
    a, b = sides(rulebook, size=100, version="healthcare-v2")
    found = compare(pool, a, b)
    scored = score_pool(pool, AT, rulebook, asked=("healthcare-v2",))
    eligible = scored.eligible("healthcare-v2") & ~scored.eligible("pnp")
    chosen = select(scored.total, scored.submitted, scored.ids, eligible, 100, ordered=True)
    assert names(found, found.invited_b) == {str(each) for each in scored.ids.take(chosen.rows).to_pylist()}


def test_threads_change_nothing(pool, rulebook):
    a, b = sides(rulebook, size=100, day=date(2025, 4, 29))
    one, two = compare(pool, a, b), compare(pool, a, b, threads=2)
    np.testing.assert_array_equal(one.invited_b, two.invited_b)
    assert one.people.ids.equals(two.people.ids)


@pytest.mark.parametrize("trait", TRAITS)
def test_the_groups_of_a_trait_add_up(pool, rulebook, trait):
    a, b = sides(rulebook, size=150, drop=(NURSES,))
    found = compare(pool, a, b)
    told = totals(found)
    sums = np.array([group.counts for group in groups(found, trait)]).sum(axis=0)
    expected = [told[key] for key in ("eligible_a", "eligible_b", "invited_a", "invited_b", "gain", "lose")]
    assert sums.tolist() == expected
    assert told["invited_in_both"] + told["gain"] == told["invited_b"]
    assert told["invited_in_both"] + told["lose"] == told["invited_a"]


def test_people_rows_are_those_who_gain_or_lose(pool, rulebook):
    a, b = sides(rulebook, size=150, drop=(NURSES,))
    found = compare(pool, a, b)
    rows = people_rows(found)
    assert (rows["invited_a"] != rows["invited_b"]).all()
    assert len(rows["id"]) == int(found.gain.sum() + found.lose.sum())


def test_nominees_are_left_out_as_in_rounds(pool, rulebook):
    a, b = sides(rulebook, "program", "cec")
    everybody = people(pool, a, b)
    scored = score_pool(pool, AT, rulebook)
    assert int(everybody.a.eligible.sum()) == int(may_be_invited(scored, a.question).sum())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"drop": ("99999",)}, "no unit group of NOC 2021"),
        ({"drop": ("21231",)}, "not on the list of healthcare-v3"),
        ({"add": (NURSES,)}, "on the list of healthcare-v3 already"),
        ({"version": "stem-v2"}, "is of stem"),
        ({"version": "healthcare-v9"}, "no category version"),
        ({"day": date(2020, 1, 1)}, "not in force on 2020-01-01"),
        ({"day": date(2010, 1, 1), "version": "healthcare-v2"}, "not covered"),
        ({"size": -1}, "not possible"),
    ],
)
def test_changes_that_cannot_be_are_refused(rulebook, changes, told):
    with pytest.raises(ToprankError, match=told):
        sides(rulebook, **changes)


def test_a_list_needs_a_category(rulebook):
    with pytest.raises(ToprankError, match="need --kind category"):
        sides(rulebook, "general", None, drop=(NURSES,))
    with pytest.raises(ToprankError, match="has no list"):
        sides(rulebook, target="french", add=(NURSES,))


def test_the_key_of_a_changed_list_says_how(rulebook):
    changed = with_list(rulebook.category("healthcare-v2"), ["31303"], ["21231", "21231"])
    assert changed.key == "healthcare-v2 -31303 +21231"
    assert changed.occupations == len(changed.unit_groups) == 37


def test_those_who_lose_are_shown_among_those_who_gain():
    found = [{"key": str(n), "gain": 100 - n, "lose": 0} for n in range(20)] + [
        {"key": "midwives", "gain": 0, "lose": 8}
    ]
    shown = [group["key"] for group in standing_out(found, 6)]
    assert shown == ["0", "1", "2", "3", "4", "midwives"]
    assert standing_out(found[:3], 6) == found[:3]
