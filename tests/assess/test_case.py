"""A case, whose answers share what they have in common, gives what each command gives alone."""

from datetime import date

import numpy as np
import pytest

from tests.invented.profiles import profiles
from toprank import days
from toprank.advise import advice, advice_of
from toprank.assess import Case, assess_profiles
from toprank.assess.ahead import looks, steps_seen
from toprank.assess.case import last_day
from toprank.assess.stretches import stretches
from toprank.errors import Refused
from toprank.ledger import ledger, ledgers
from toprank.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_of_a_case_are_those_given_alone(language: str) -> None:
    for number, (document, on) in enumerate(profiles(31, 60)):
        if document["birth_date"] > str(on):
            continue
        case = Case.of(document, on, language=language)
        if number % 2:  # in whichever order they are asked for, none disturbs another
            assert case.assessment() == assess_profiles([document], [on], language=language)[0]
        assert ledger(case) == ledgers(document, on, language=language)
        assert case.assessment() == assess_profiles([document], [on], language=language)[0]
        if number % 6 == 0:
            assert advice_of(case) == advice(case.profile, on, language=language)


def test_what_work_foresees_spares_looks_and_hides_nothing() -> None:
    cases = [Case.of(document, on) for document, on in profiles(32, 60) if document["birth_date"] <= str(on)]
    assert sum(len(case.looks) == 1 for case in cases) > len(cases) / 3
    for case in cases:
        first, last = (np.array([days.number(day)], np.int32) for day in (case.on, last_day(case.on)))
        plainly = list(looks(case.facts, *stretches(case.facts, first, last, case.tables), case.tables))
        assert steps_seen(case.looks, case.tables) == steps_seen(plainly, case.tables)
    assert sum(len(steps_seen(case.looks, case.tables)) for case in cases) > len(cases)


def test_a_case_refuses_what_assess_refuses() -> None:
    document = {"id": "ngozi", "birth_date": "1994-03-09", "family_size": 0}
    with pytest.raises(Refused) as told:
        Case.of(document, date(2026, 3, 10))
    faults = assess_profiles([document], [date(2026, 3, 10)])[0]["error"]["faults"]
    assert [fault.as_json() for fault in told.value.faults] == faults
