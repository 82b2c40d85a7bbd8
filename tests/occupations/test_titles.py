"""Job titles by group, hits in two, words near a query."""

from toprank.occupations import find, job_titles, near, parted
from toprank.occupations.titles import how_many
from toprank.rulebook.classification import rows, unit_groups


def test_titles_are_those_of_the_classification():
    english = [row["title"] for row in rows("job_titles_en.csv") if row["unit_group"] == "72106"]
    french = [row["title"] for row in rows("job_titles_fr.csv") if row["unit_group"] == "72106"]
    assert job_titles("72106").english == tuple(english)
    assert job_titles("72106").french == tuple(french)
    assert how_many() == sum(1 for name in ("en", "fr") for _ in rows(f"job_titles_{name}.csv"))


def test_what_is_likely_meant_stands_apart():
    hits = find("nurse", 100)
    likely, other = parted(hits)
    assert [*likely, *other] == hits
    assert "42204" in {hit.unit_group.code for hit in other}
    assert parted(find("RN"))[0][0].unit_group.code == "31301"
    assert parted([]) == ([], [])


def test_a_level_finds_all_its_groups_in_order():
    found = [hit.unit_group.code for hit in find("FÉER 0", 500)]
    assert found == [code for code, group in unit_groups().items() if group.teer == 0]
    assert find("TEER 6") == [] or all(hit.score < 1 for hit in find("TEER 6"))


def test_near_words_find_something():
    assert near("njurse")[0] == "nurse"
    assert near("infrimierre")[0] == "infirmière"
    for query in ("", "xyzzy", "12", "q", "é" * 200, "a b c d e f g"):
        assert all(find(word) for word in near(query))


def test_a_hit_counts_its_job_titles_that_match():
    first = find("welder")[0]
    matching = [title for title in job_titles("72106").english if "weld" in title.lower()]
    assert first.unit_group.code == "72106"
    assert 1 < first.jobs <= len(matching)
    assert find("31301")[0].jobs == 0
