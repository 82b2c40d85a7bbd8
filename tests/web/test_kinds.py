"""A kind of round has one name, on whichever page it stands."""

import pytest
from django.test import Client

from tests.web.conftest import words_of
from toprank.web.kinds import kind_name, short_name
from toprank.words import catalogue

PAGES = {
    "en": ("/en/", "/en/rounds/", "/en/forecasts/", "/en/forecasts/record/"),
    "fr": ("/fr/", "/fr/rondes/", "/fr/previsions/", "/fr/previsions/bilan/"),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["cec", "pnp", "french", "healthcare"])
def test_the_pages_of_rounds_and_of_forecasts_say_the_same(client: Client, language: str, kind: str) -> None:
    for page in PAGES[language]:
        assert kind_name(kind, language) in words_of(client.get(page).content.decode()), page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_program_is_called_in_full_a_category_shortly(language: str) -> None:
    names = catalogue(language)["names"]
    for kind, whole in names["program"].items():
        assert (kind_name(kind, language), short_name(kind, language)) == (whole, names["series"][kind])
    assert kind_name("stem", language) == short_name("stem", language) == names["series"]["stem"]
    assert kind_name("a-kind-of-tomorrow", language) == "a-kind-of-tomorrow"
