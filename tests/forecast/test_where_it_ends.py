"""Until which day the record speaks, and when no chance is given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from toprank.forecast.where_it_ends import where_it_ends, withheld
from toprank.rounds.record import embedded
from toprank.rounds.settings import record_settings
from toprank.rulebook.loader import load

LAST = embedded().rounds[-1].on


@pytest.mark.parametrize(
    ("on", "reasons"),
    [
        (date(2026, 4, 30), []),
        (LAST + timedelta(days=record_settings().silent_after_days), []),
        (LAST + timedelta(days=record_settings().silent_after_days + 1), ["no_round_known"]),
        (date(2026, 11, 22), ["rule_unknown", "no_round_known"]),
        (date(2015, 1, 1), ["no_round_known"]),
    ],
)
def test_no_chance_without_the_rule_or_a_round_of_late(on: date, reasons: list[str]) -> None:
    assert withheld(embedded(), on, load()) == reasons


def test_the_record_speaks_until_it_was_read_and_not_long_after_its_newest_round() -> None:
    known = replace(embedded(), synced_at=None)
    assert where_it_ends(known, date(2026, 4, 20)) == date(2026, 4, 20)
    assert where_it_ends(known, date(2026, 11, 26)) == known.as_of
