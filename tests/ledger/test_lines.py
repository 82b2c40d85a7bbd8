"""The ledger adds up: to what was worked, and to what features say, for thousands of invented lives."""

from collections import Counter

import numpy as np
import pytest

from tests.invented.profiles import profiles
from toprank.assess.batch import profile_of
from toprank.days import Calendar
from toprank.facts import facts_of
from toprank.features.candidates import candidates
from toprank.features.measures import measures
from toprank.ledger.lines import ledger_of, most, totals
from toprank.ledger.reasons import CUT, LEFT_OUT, left_out
from toprank.rulebook.loader import load
from toprank.rulebook.tables import tables

COLUMNS = {
    "crs_canadian": "canadian_work",
    "crs_foreign": "foreign_work",
    "cec": "cec_work",
    "fsw_continuous": "primary_work",
    "fsw_points": "skilled_work",
    "fst": "trade_work",
    "partner_canadian": "partner_canadian_work",
}


@pytest.mark.parametrize("seed", range(4))
def test_lines_add_up_to_what_features_say(seed: int) -> None:
    cut: Counter[str] = Counter()
    for document, on in profiles(seed, 500):
        profile = profile_of({**document, "birth_date": min(document["birth_date"], str(on))}, on)
        facts, of_day, calendar = facts_of([profile]), tables(load(), on), Calendar.of_day(on)
        columns = candidates(facts, calendar, of_day)
        expected = {name: int(getattr(columns, column)[0]) for name, column in COLUMNS.items()}
        for place, category in enumerate(of_day.categories):
            if category.version.type == "occupation":
                expected[category.version.key] = int(columns.category_work[0, place])
        seen, known = {}, totals(columns, of_day)
        for name, measure in measures(facts, calendar, of_day):
            assert known.get(name, most(measure)) == most(measure), (name, document)
            found = ledger_of(name, measure, of_day, known)
            seen[name] = sum(line.credited for line in found.lines)
            assert found.total == seen[name] == (found.lines[-1].running if found.lines else 0), (name, document)
            for line in found.lines:
                assert line.worked == line.credited + sum(line.cut.values()), (name, line, document)
                assert min(line.credited, line.worked, *line.cut.values(), 0) == 0, (name, line, document)
                cut.update(line.cut.keys())
        assert seen == expected, document
    assert set(cut) == {*LEFT_OUT, *CUT}


def test_a_reason_for_every_job_left_out_and_none_for_the_counted() -> None:
    for document, on in profiles(9, 400):
        profile = profile_of({**document, "birth_date": min(document["birth_date"], str(on))}, on)
        of_day = tables(load(), on)
        for name, measure in measures(facts_of([profile]), Calendar.of_day(on), of_day):
            reasons = [applies for _, applies in left_out(name, measure, of_day)]
            out = np.logical_or.reduce(reasons) if reasons else np.zeros(len(measure.counted), np.bool_)
            assert (out == ~measure.counted).all(), (name, document)
