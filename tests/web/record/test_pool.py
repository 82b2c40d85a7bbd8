"""The page of the pool: a day's distribution, its bands over time, the synthetic pool beside it."""

import json
from pathlib import Path

import pytest
from django.test import Client

from tests.web.conftest import on_the, words_of
from toprank.pool.store import write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load
from toprank.web.record import synthetic


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, empty."""
    monkeypatch.setattr("toprank.web.record.pool_views.data_folder", lambda: tmp_path)
    return tmp_path


def words(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return words_of(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_the_last_distribution_and_the_lines_of_the_last_rounds(client: Client) -> None:
    found = words(client, "/en/pool/")
    assert "On April 26, 2026, 234,452 candidates were in the pool; 14,332 of them had 501 or more." in found
    assert (
        "Lowest scores: French 400 (April 29, 2026), Healthcare 467 (February 20, 2026), "
        "Canadian experience 514 (April 28, 2026) and Provincial nominees 795 (April 27, 2026)." in found
    )
    assert "451 to 500 73,659 87,991 491 to 500 13,209 27,541" in found
    assert "ynthetic" not in found


def test_lines_are_dated_no_later_than_the_record(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    found = words(client, "/en/pool/")
    assert "the lowest scores of the last rounds by April 30, 2026." in found
    assert "Our record ends on April 30, 2026" in found


def test_a_day_chosen(client: Client) -> None:
    found = words(client, "/fr/bassin/?on=2019-05-01")
    assert "Le 12 avril 2019, 103 840 personnes étaient dans le bassin; 273 d’entre elles avaient 601 points" in found
    assert "le chiffre de 601 à 1 200 manque dans la copie" in found
    assert "Date suivante : 14 février 2020" in found


def test_before_the_first_distribution(client: Client) -> None:
    assert (
        "No distribution of the pool was published for March 1, 2015 or before. The first we hold is of July 6, 2015."
        in words(client, "/en/pool/?on=2015-03-01")
    )


def test_a_day_that_is_none(client: Client) -> None:
    html = client.get("/en/pool/?on=<b>x").content.decode()
    assert "&lt;b&gt;x is not a day. Write it as 2026-02-18." in html
    assert "<b>x" not in html


def test_the_bands_over_time_stand_on_a_table(client: Client) -> None:
    html = client.get("/en/pool/").content.decode()
    assert html.count('<figure class="chart"><h3>') == 8
    assert '<th scope="row" class="nowrap">2026-04-26</th><td class="n">234,452</td><td class="n">472</td>' in html


def test_a_synthetic_pool_is_counted_once_and_says_what_it_is(client: Client, data: Path) -> None:
    on, book = load().verified_to.replace(month=4, day=26), load()
    write_pool(data / "pool", synthetic_pool(400, 1, on, book), on, {"kind": "synthetic", "size": 400, "seed": 1})
    found = words(client, "/en/pool/")
    assert "Nobody in it exists." in found
    assert "Synthetic: 400 invented profiles, 400 of them eligible for a program" in found
    kept = json.loads((data / synthetic.KEPT).read_text())
    assert f"Healthcare {kept['counts']['eligible']['healthcare-v3']} " in found
    kept["counts"]["eligible"]["healthcare-v3"] = 399
    (data / synthetic.KEPT).write_text(json.dumps(kept))
    assert "Santé 399 " in words(client, "/fr/bassin/")


def test_a_pool_of_people_is_not_shown(client: Client, data: Path) -> None:
    on, book = load().verified_to.replace(month=4, day=26), load()
    write_pool(data / "pool", synthetic_pool(20, 1, on, book), on, {"kind": "imported"})
    assert "ynthetic" not in words(client, "/en/pool/")
