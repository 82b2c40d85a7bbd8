"""Words of titles and queries come to the same, however they are written."""

import doctest

import pytest

from toprank.occupations import index, search, words


@pytest.mark.parametrize("module", [words, search])
def test_examples_of_the_docstrings(module):
    tried = doctest.testmod(module)
    assert tried.attempted > 0
    assert tried.failed == 0


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Infirmière", ("infirmiere",)),
        ("Manœuvre d’usine", ("manoeuvre", "usine")),
        ("R.N.", ("rn",)),
        ("r.n", ("rn",)),
        ("Speech-language pathologist", ("speech", "language", "pathologist")),
        ("Cook's helper", ("cook", "helper")),
        ("Lawyers (except notaries)", ("lawyers",)),
        ("Vérificateurs/vérificatrices et comptables", ("verificateurs", "comptables")),
        ("Carmen/women", ("carmen",)),
        ("Boy/girl", ("boy", "girl")),
        ("Infirmière aux.", ("infirmiere", "auxiliaire")),
        ("inf. aux", ("inf", "auxiliaire")),
        ("Préposé aux", ("prepose",)),
        ("Infirmière aux soins", ("infirmiere", "soins")),
    ],
)
def test_key(written, folded):
    assert words.key(written) == folded


def test_feminine_words_count_as_their_masculine_unless_english_has_them():
    known = index.index()
    assert known.token("infirmieres") == known.token("infirmier")
    assert known.token("directrice") == known.token("directeur")
    assert known.token("marine") != known.token("marin")
    assert known.masculine["administrative"] == "administratif"
