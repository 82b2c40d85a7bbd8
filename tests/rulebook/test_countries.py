"""The countries that are accepted, and what is said to who writes something else."""

import pytest

from toprank.profile import allowed_country
from toprank.rulebook.countries import countries, meant_by


def test_the_codes_are_those_of_iso_and_kosovo() -> None:
    assert len(countries()) == 249 + 1
    assert countries() >= {"CA", "GB", "US", "NG", "SS", "BQ", "XK"}
    assert not countries() & {"UK", "EN", "EU", "AN", "SU", "YU", "ZZ", "XX", "AA", "ZR"}
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in countries())


def test_no_other_name_is_a_code_itself() -> None:
    assert not meant_by().keys() & countries()
    assert set(meant_by().values()) <= countries()


@pytest.mark.parametrize(
    ("written", "code"),
    [("UK", "GB"), ("EN", "GB"), ("CA", "CA"), ("CANADA", "CA"), ("USA", "US"), ("INDIA", "IN"), ("EL", "GR")],
)
def test_near_misses_name_the_code_that_is_meant(written: str, code: str) -> None:
    assert allowed_country(written) == f"an ISO 3166-1 two-letter code in capitals, such as CA; {code} may be meant"


def test_nonsense_names_none() -> None:
    assert allowed_country("QQ") == "an ISO 3166-1 two-letter code in capitals, such as CA"
