"""The search finds what tests/cases/noc.toml says, and is calm about what is no query."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toprank.occupations import Hit, find, meant
from toprank.occupations.search import LONGEST_QUERY
from toprank.rulebook.classification import rows, unit_groups

FILE = tomllib.loads((Path(__file__).parents[1] / "cases" / "noc.toml").read_text(encoding="utf-8"))
CASES, TYPED = FILE["case"], FILE["typed"]


def queries(case: dict[str, Any]) -> list[str]:
    return case["query"] if isinstance(case["query"], list) else [case["query"]]


def codes(hits: list[Hit]) -> list[str]:
    return [hit.unit_group.code for hit in hits]


def asked(key: str) -> list[Any]:
    return [pytest.param(query, case[key], id=query) for case in CASES if key in case for query in queries(case)]


def test_every_case_asks_something_known():
    known = {"query", "leads", "first", "also", "not_found", "never_before", "only", "matched", "source"}
    assert all(case.keys() <= known and len(case.keys() - {"query", "source"}) > 0 for case in CASES)


@pytest.mark.parametrize(("query", "leads"), asked("leads"))
def test_leads(query, leads):
    assert codes(find(query))[:1] == [leads]


@pytest.mark.parametrize(("query", "first"), asked("first"))
def test_first(query, first):
    assert set(codes(find(query))[: len(first)]) == set(first)


@pytest.mark.parametrize(("query", "also"), asked("also"))
def test_also(query, also):
    assert set(also) <= set(codes(find(query)))


@pytest.mark.parametrize(("query", "not_found"), asked("not_found"))
def test_not_found(query, not_found):
    assert not set(not_found) & set(codes(find(query)))


@pytest.mark.parametrize(("query", "pairs"), asked("never_before"))
def test_never_before(query, pairs):
    places = {code: place for place, code in enumerate(codes(find(query, limit=516)))}
    assert all(places[earlier] < places.get(later, 516) for later, earlier in pairs)


@pytest.mark.parametrize(("query", "only"), asked("only"))
def test_only(query, only):
    assert codes(find(query)) == only


@pytest.mark.parametrize(("query", "matched"), asked("matched"))
def test_matched(query, matched):
    assert find(query)[0].matched == matched


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed["words"])
def test_what_is_typed_is_found_and_stays(typed):
    words = typed["words"]
    shown = {words[:letters]: codes(find(words[:letters], 5)) for letters in range(typed["from"], len(words) + 1)}
    assert {written: hits for written, hits in shown.items() if typed["group"] not in hits} == {}


@pytest.mark.parametrize("nothing", ["", " ", "\n\t", "...", "'", "-/-", "🙂", "\x00\x07", "护士", "the of", "l'"])
def test_no_word_finds_nothing(nothing):
    assert find(nothing) == []


def test_emoji_and_control_characters_beside_a_word_do_no_harm():
    assert codes(find("🙂 nurse\x00\n"))[0] == "31301"


@pytest.mark.parametrize("query", ["n" * 10_000, "nurse " * 2_000])
def test_a_query_that_is_too_long_is_refused(query):
    with pytest.raises(ValueError, match=f"at most {LONGEST_QUERY} characters; this one has {len(query)}"):
        find(query)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(limit):
    with pytest.raises(ValueError, match="at least 1 hit"):
        find("nurse", limit)


def test_hits_are_distinct_best_first_and_as_many_as_asked():
    hits = find("operator", limit=25)
    assert len(set(codes(hits))) == 25
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[:3] == find("operator", limit=3)


@pytest.mark.parametrize("language", ["title_en", "title_fr"])
def test_every_group_is_found_first_by_its_own_title(language):
    titles = {getattr(group, language): group.code for group in unit_groups().values()}
    missed = {title: code for title, code in titles.items() if codes(find(title[:LONGEST_QUERY], 1)) != [code]}
    assert missed == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_job_title_finds_its_group(language):
    """Every 97th title: one that stands in several groups may find any of them first, so the first three count."""
    sample = list(rows(f"job_titles_{language}.csv"))[::97]
    missed = [row for row in sample if row["unit_group"] not in codes(find(row["title"], limit=3))]
    assert len(missed) <= len(sample) // 50, missed


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    assert all(hit.score > 0 and hit.matched for hit in find(text))


@pytest.mark.parametrize("words", ["xqzzt blorf", "asdf", "qwerty", "jfkdls", "flurbgrokk", "zzzzz", "ngozi", "the"])
def test_nonsense_finds_nothing(words: str) -> None:
    assert find(words) == []


@pytest.mark.parametrize(
    ("words", "code"), [("nurs", "31301"), ("weldr", "72106"), ("cheff", "62200"), ("plumer", "72300")]
)
def test_a_short_word_may_have_a_slip(words: str, code: str) -> None:
    assert find(words)[0].unit_group.code == code


@pytest.mark.parametrize(
    ("words", "read_as"),
    [
        ("nurze", "nurse"),
        ("infirmière auxilliaire", "infirmiere auxiliaire"),
        ("farmhand", "farm hand"),
        ("physio", ""),
        ("infirm", ""),
        ("millwright", ""),
        ("mill wright", ""),
        ("t.s.", ""),
        ("TEER 2", ""),
        ("31301", ""),
    ],
)
def test_only_a_slip_of_the_pen_is_read_as_something_else(words: str, read_as: str) -> None:
    assert meant(words) == read_as
