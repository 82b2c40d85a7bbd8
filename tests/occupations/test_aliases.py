"""The alias file names groups that exist, says where each row comes from, and adds only what the titles lack."""

import pytest

from toprank.occupations import aliases, find
from toprank.rulebook.classification import unit_groups


@pytest.mark.parametrize("alias", dict.fromkeys(aliases.aliases().values()), ids=lambda alias: alias.words[0])
def test_every_alias_leads_to_its_groups(alias):
    named = alias.first + alias.also
    assert set(named) <= set(unit_groups())
    assert len(set(named)) == len(named)
    assert alias.source
    for word in alias.words:
        hits = find(word)
        assert tuple(hit.unit_group.code for hit in hits[: len(named)]) == named
        assert all(hit.matched for hit in hits)


def test_short_forms_are_single_words_that_mean_something():
    assert all(means and find(means[0]) for means in aliases.short_forms().values())


def test_two_rows_may_not_claim_the_same_word(monkeypatch):
    row = {"words": ["RN"], "first": ["31301"], "source": "invented"}
    monkeypatch.setattr(aliases, "_file", lambda: {"alias": [row, {**row, "words": ["R.N."]}]})
    with pytest.raises(ValueError, match=r"has 'R\.N\.' twice"):
        aliases.aliases.__wrapped__()
