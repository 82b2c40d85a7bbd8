"""The countries that are accepted, and what is said to who writes something else."""

from datetime import date

import pytest

from toprank.assess.batch import assess_profiles
from toprank.rulebook.countries import countries, meant_by


def test_the_codes_are_those_of_iso_and_kosovo() -> None:
    assert len(countries()) == 249 + 1
    assert countries() >= {"CA", "GB", "US", "NG", "SS", "BQ", "XK"}
    assert not countries() & {"UK", "EN", "EU", "AN", "SU", "YU", "ZZ", "XX", "AA", "ZR"}
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in countries())


def test_no_other_name_is_a_code_itself() -> None:
    assert not meant_by().keys() & countries()
    assert set(meant_by().values()) <= countries()


FORM = "an ISO 3166-1 two-letter code in capitals, such as CA"


def allowed(written: str) -> str:
    """What is said to be allowed to who writes something as a country."""
    credential = {"level": "master", "country": written, "completed": "2016-07-01"}
    profile = {"id": "ngozi", "birth_date": "1994-03-09", "education": [credential]}
    (fault,) = assess_profiles([profile], [date(2026, 3, 10)])[0]["error"]["faults"]
    said: str = fault["allowed"]
    return said


@pytest.mark.parametrize(
    ("written", "code"),
    [("UK", "GB"), ("EN", "GB"), ("ca", "CA"), ("CANADA", "CA"), ("USA", "US"), ("INDIA", "IN"), ("EL", "GR")],
)
def test_near_misses_name_the_code_that_is_meant(written: str, code: str) -> None:
    assert allowed(written) == f"{FORM}; {code} may be meant"


def test_nonsense_names_none() -> None:
    assert allowed("QQ") == FORM
