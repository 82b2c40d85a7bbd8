"""A forecast reads what was published by its day, and nothing else: hide or change the future and it stays the same."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from toprank.forecast.backtest import rows, targets
from toprank.forecast.futures import futures
from toprank.forecast.ledger import ledger
from toprank.forecast.told import document

HIDDEN_AFTER = date(2025, 10, 20)


def forecasts(record, rulebook, since):
    """Every row but what happened, which is no forecast."""
    found = targets(record, rulebook, since, HIDDEN_AFTER)
    return [replace(row, happened=0) for each in found for row in rows(each)]


def test_hiding_everything_after_a_day_changes_no_earlier_forecast(record, rulebook):
    known = record.known_on(HIDDEN_AFTER)
    assert len(known.rounds) < len(record.rounds)
    assert len(known.distributions) < len(record.distributions)
    all_known = forecasts(record, rulebook, date(2025, 3, 1))
    assert len(all_known) > 60
    assert forecasts(known, rulebook, date(2025, 3, 1)) == all_known


def test_another_future_changes_no_earlier_forecast(record, rulebook):
    """What the hidden rounds and pools say may be anything."""
    moved = [
        each if each.on <= HIDDEN_AFTER else replace(each, cutoff=each.cutoff // 2, size=each.size * 3)
        for each in record.rounds
    ]
    known_from = record.first_published()
    pools = [
        each
        if known_from[each.as_of] <= HIDDEN_AFTER
        else replace(each, main=tuple(replace(band, candidates=7) for band in each.main), sub=())
        for each in record.distributions
    ]
    other = replace(record, rounds=tuple(moved), distributions=tuple(pools))
    since = date(2025, 8, 1)
    assert forecasts(other, rulebook, since) == forecasts(record, rulebook, since)


def test_a_pool_is_not_known_before_the_round_it_was_published_with(record):
    """The pool of 2026-04-26 came with the round of 2026-04-27."""
    assert record.known_on(date(2026, 4, 26)).distributions[-1].as_of == date(2026, 4, 12)
    assert record.known_on(date(2026, 4, 27)).distributions[-1].as_of == date(2026, 4, 26)


@pytest.mark.parametrize("made_on", [date(2025, 10, 20), date(2025, 7, 4)])
def test_documents_and_futures_of_a_day_do_not_know_the_next(record, rulebook, made_on):
    known = record.known_on(made_on)
    assert document(record, made_on, rulebook) == document(known, made_on, rulebook)
    one, other = (futures(ledger(each, made_on, rulebook), 90) for each in (record, known))
    assert one.types == other.types
    assert np.array_equal(one.day, other.day)
    assert np.array_equal(one.by_stock, other.by_stock)
    assert np.array_equal(one.by_steps, other.by_steps)
