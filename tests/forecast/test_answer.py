from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from toprank.forecast import answer, stock
from toprank.forecast.backtest import rows, targets
from toprank.forecast.breaks import breaks
from toprank.forecast.ledger import ledger
from toprank.forecast.scores import all_scored, crps_against, paired
from toprank.forecast.told import document

LAST = date(2026, 4, 30)


def test_the_question_of_the_brief_is_answered_near_what_happened(record, rulebook):
    """French, 4,000 on 2026-04-29, made two weeks before; it was 400."""
    found = answer.conditional(ledger(record, date(2026, 4, 15), rulebook), "french", 4000, date(2026, 4, 29))
    low, high = found.band(0.1, 0.9)
    assert low <= 400 <= high
    assert abs(found.said - 400) <= 5
    assert low <= found.said <= high


def test_more_invited_is_lower(record, rulebook):
    known = ledger(record, LAST, rulebook)
    for type_ in ("cec", "french", "healthcare"):
        said = [
            answer.conditional(known, type_, size, date(2026, 5, 13)).said for size in (500, 1000, 2000, 4000, 8000)
        ]
        assert said == sorted(said, reverse=True)


def test_a_larger_round_never_goes_higher_and_no_lower_than_the_pool_holds(record, rulebook):
    """Up to sizes that no type ever saw; the pool of 2026-04-26 holds 233,980 without nominees."""
    known = ledger(record, LAST, rulebook)
    sizes = np.unique(np.geomspace(1, 1_000_000, 300).round())
    above = np.cumsum(known.pool.density[::-1])[::-1]
    for type_, state in known.states.items():
        for day in (20_586, 20_700):
            told = stock.said_of(state, known.pool, day, sizes)
            assert (np.diff(told) <= 1e-9).all(), type_
            inside = sizes < above[0] * 0.9
            assert (np.interp(told[inside], np.arange(1201), above) >= sizes[inside] * 0.24).all(), type_


@pytest.mark.parametrize(
    ("size", "told", "notes"),
    [(8500, True, []), (8501, True, ["size_outside"]), (17_001, True, ["size_far_outside"]), (34_000, True,
     ["size_far_outside"]), (34_001, False, [])],
)  # fmt: skip
def test_sizes_outside_those_seen_are_told_as_such(record, rulebook, size, told, notes):
    """French, of which none of the last twenty rounds invited more than 8,500."""
    found = document(record, LAST, rulebook, ["french"], asked=(size, date(2026, 5, 13))).types[0].given[0]
    assert [note.code for note in found.notes] == notes
    assert (found.cutoff is not None) == told
    assert (found.abstained is None) == told


def test_a_range_is_wider_far_outside_the_sizes_seen(record, rulebook):
    known = ledger(record, LAST, rulebook)
    inside, outside = (answer.conditional(known, "french", size, date(2026, 5, 13)).cutoff for size in (17_000, 17_001))
    assert outside.at(0.9) - outside.at(0.1) > 1.5 * (inside.at(0.9) - inside.at(0.1))


def test_a_day_far_after_the_last_round_has_a_range_and_no_point(record, rulebook):
    """French was last held on 2026-04-29: the 120th day after it is 2026-08-27."""
    known = ledger(record, LAST, rulebook)
    near, far = (answer.conditional(known, "french", 4000, date(2026, 8, day)) for day in (26, 27))
    assert (near.abstained, far.abstained) == (None, answer.FAR_AHEAD)
    assert far.said is None
    assert far.cutoff.at(0.9) - far.cutoff.at(0.1) > near.cutoff.at(0.9) - near.cutoff.at(0.1)
    given = document(record, LAST, rulebook, ["french"], asked=(4000, date(2026, 12, 1))).types[0].given[0]
    assert "216 days after the last round" in given.abstained.message
    assert given.cutoff.said is None


def test_rows_of_rounds_after_a_long_silence_abstain_too(record, rulebook):
    found = [rows(each)[0] for each in targets(record, rulebook, date(2019, 1, 1), LAST)]
    long_after = [row for row in found if row.made_on and (row.day_said - row.made_on).days >= 120]
    assert len(long_after) > 10
    assert all(row.said is None and row.abstained for row in long_after)


def test_bands_hold_one_another(record, rulebook):
    for found in targets(record, rulebook, date(2025, 11, 1), LAST):
        for row in rows(found):
            if row.low80 is not None:
                assert 0 <= row.low80 <= row.low50 <= row.high50 <= row.high80 <= 1200


@pytest.mark.parametrize(
    ("type_", "made_on", "why"),
    [
        ("education", LAST, answer.FEW_ROUNDS),
        ("stem", LAST, answer.SILENT),
        ("healthcare", date(2026, 6, 19), None),
        ("healthcare", date(2026, 6, 20), answer.SILENT),  # the 120th day after 2026-02-20
        ("trades", date(2023, 12, 19), answer.FEW_ROUNDS),
    ],
)
def test_when_no_point_is_given(record, rulebook, type_, made_on, why):
    found = answer.plain(ledger(record, made_on, rulebook), type_)
    assert found.abstained == why
    assert (found.said is None) == (why is not None)
    assert found.cutoff is not None


def test_a_type_that_was_never_held(record, rulebook):
    found = document(record, LAST, rulebook, ["researchers_canadian_experience"]).types[0]
    assert found.abstained.code == answer.NO_ROUND
    assert found.cutoff is None
    assert found.given == []


def test_a_change_of_the_rules_widens_and_is_told(record, rulebook):
    """Healthcare had one round since its occupations changed on 2026-02-18."""
    told = document(record, LAST, rulebook, ["healthcare", "cec"])
    assert [note.code for note in told.types[0].notes if note.code.startswith("after_")] == ["after_occupations"]
    assert not [note for note in told.types[1].notes if note.code.startswith("after_")]
    known, without = ledger(record, LAST, rulebook), ledger(record, LAST, rulebook)
    without.__dict__["breaks"] = ()
    wide, narrow = (answer.plain(each, "healthcare").cutoff for each in (known, without))
    assert wide.at(0.9) - wide.at(0.1) > narrow.at(0.9) - narrow.at(0.1)


def test_a_break_is_known_when_it_was_announced(rulebook):
    codes = {each.code for each in breaks(rulebook, date(2023, 6, 1))}
    assert "category_rounds" in codes
    assert "category_rounds" not in {each.code for each in breaks(rulebook, date(2023, 5, 30))}
    assert not [each for each in breaks(rulebook, date(2025, 2, 26)) if each.code == "occupations"]


def test_from_2026_11_03_on_it_says_which_rules_it_rests_on(record, rulebook):
    codes = {day: [note.code for note in document(record, day, rulebook, ["cec"]).notes] for day in
             (date(2026, 11, 2), date(2026, 11, 3))}  # fmt: skip
    assert "rests_on_earlier_rules" not in codes[date(2026, 11, 2)]
    assert "rests_on_earlier_rules" in codes[date(2026, 11, 3)]


def test_with_rounds_since_a_reported_change_it_says_so(record, rulebook):
    """Invented rounds of one type on and after 2026-11-03; that the ranking changed that day is reported, not known."""
    first = (date(2026, 11, 3) - record.rounds[-1].on).days
    for held in (1, 2, 3):
        longer = later(record, [("cec", first + 7 * place, 3000, 500) for place in range(held)])
        found = document(longer, longer.rounds[-1].on, rulebook, ["cec"])
        note = next(each for each in found.notes if each.code.startswith("rests_on"))
        assert note.code == "rests_on_both_rules"
        assert f"since that day: {held};" in note.message
        assert [each.code for each in found.types[0].notes if each.code.startswith("after_")] == (
            ["after_reported_ranking"] if held < 3 else []
        )


def test_two_rounds_of_a_type_on_a_day_count_twice(record, rulebook):
    longer = later(record, [("french", 14, 2000, 410), ("french", 14, 2000, 405)])
    scores = all_scored(targets(longer, rulebook, date(2026, 5, 1), date(2026, 6, 1)))
    assert {each.round for each in scores} == {"415", "416"}
    assert len(crps_against(scores, "plain", "last")) == 2


def test_a_range_that_leans_to_one_side_is_explained(record, rulebook):
    for type_ in ("cec", "french"):
        found = document(record, LAST, rulebook, [type_]).types[0]
        sides = [(each.cutoff.said - each.cutoff.low80, each.cutoff.high80 - each.cutoff.said) for each in found.given]
        lean = any(max(pair) >= 2 * min(pair) and max(pair) > 4 for pair in sides)
        assert lean == ("leans_one_way" in [note.code for note in found.notes])


def test_rounds_after_those_counted_are_told(record, rulebook):
    longer = later(record, [("cec", 14, 3000, 505)])
    notes = document(longer, longer.rounds[-1].on, rulebook, ["cec", "pnp"]).types
    told = next(each.message for note in notes for each in note.notes if each.code == "rounds_since_counted")
    assert "since: 1." in told
    assert "backtest --since 2026-05-13 --target cec" in told


# Rounds that nobody has seen yet


def later(record, rounds):
    """The record with rounds of (type, days after 2026-04-29, size, cut-off) added, without any pool."""
    base = record.rounds[-1]
    added = [
        replace(base, number=415 + place, suffix="", on=base.on + timedelta(days=after), kind="category", target=type_,
                size=size, cutoff=cutoff, snapshot=None)
        for place, (type_, after, size, cutoff) in enumerate(rounds)
    ]  # fmt: skip
    return replace(record, rounds=(*record.rounds, *sorted(added, key=lambda each: each.on)))


NEW_TYPE = [
    ("new_category", after, 500 * place + 500, 450 - 10 * place) for place, after in enumerate((3, 30, 60, 90, 118))
]


def test_a_new_type_is_forecast_from_its_fourth_round_on(record, rulebook):
    found = [rows(each) for each in targets(later(record, NEW_TYPE), rulebook, date(2026, 5, 1), date(2027, 1, 1))]
    assert [pair[1].abstained for pair in found] == [answer.NO_ROUND, answer.FEW_ROUNDS, answer.FEW_ROUNDS, None, None]
    assert found[0][0].said is None
    assert found[0][0].naive is None
    for given, plain in found[3:]:
        assert given.low80 <= given.said <= given.high80
        assert plain.low80 <= plain.said <= plain.high80


@pytest.mark.parametrize(
    "rounds",
    [
        [("french", 400, 1, 600)],  # a gap of over a year
        [("cec", 14, 50_000, 0)],  # the whole pool, down to 0
        [("cec", 14, 1, 1200)],
        [("french", 14, 2000, 410), ("french", 14, 2000, 405)],  # two on one day
        [("pnp", 14, 300, 700), ("pnp", 28, 300, 700), ("pnp", 240, 300, 700)],
    ],
)
def test_odd_rounds_do_no_harm(record, rulebook, rounds):
    longer = later(record, rounds)
    end = longer.rounds[-1].on
    found = list(targets(longer, rulebook, date(2026, 5, 1), end))
    assert len(found) == len(rounds)
    for each in found:
        assert each.former.on < each.round.on
        for row in rows(each):
            assert row.made_on < each.round.on
            assert row.said is not None or row.abstained
    after = document(longer, end, rulebook)
    for each in after.types:
        assert each.cutoff is None or np.isfinite(each.cutoff.low80)


def test_without_any_pool_the_exponential_form_is_left(record, rulebook):
    bare = replace(record, distributions=(), incomplete=())
    found = [rows(each) for each in targets(bare, rulebook, date(2026, 4, 1), LAST)]
    assert all(pair[0].said is not None for pair in found if pair[0].target != "trades")


def test_a_short_record_is_enough(record, rulebook):
    """From the first rounds of all on."""
    for day in (date(2015, 1, 31), date(2015, 2, 7), date(2015, 2, 27), date(2015, 6, 1)):
        found = document(record, day, rulebook)
        assert found.types[0].type == "general"


def test_paired_differences_have_one_range_whoever_asks():
    draws = np.random.default_rng(5).normal(-1, 3, 80).tolist()
    mean, low, high = paired(draws)
    assert low < mean < high
    assert paired(draws) == (mean, low, high)
    assert paired([-1.0] * 12) == (-1.0, -1.0, -1.0)
