from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from toprank.forecast import answer
from toprank.forecast.backtest import rows, targets
from toprank.forecast.breaks import breaks
from toprank.forecast.ledger import ledger
from toprank.forecast.scores import paired
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
    assert all(pair[0].said is not None for pair in found)


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
