"""The first page in its states, and the pages that count what they tell."""

import dataclasses
import json
import re
from datetime import date

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from tests.web.conftest import on_the, words_of
from toprank.pool.distribution import Band
from toprank.rounds.record import record
from toprank.rulebook.loader import load
from toprank.web import known as knowing
from toprank.web.public.data import FILES, FORMS, SHOWN
from toprank.web.public.dots import Heap, at_or_above, heaps
from toprank.web.public.home import NEXT
from toprank.web.urls import ROUTES

HOME = {"en": "/en/", "fr": "/fr/"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_page_shows_the_record_as_it_stands(client: Client, language: str) -> None:
    html = client.get(HOME[language]).content.decode()
    known = record()
    shown = re.findall(r'class="score"><span class="visually-hidden">[^<]*</span>(\d+)<', html)
    assert shown == [str(each.cutoff) for each in known.rounds[:-6:-1]]
    assert html.count('<span class="range">') == NEXT
    assert html.count("<li><a href=") >= 10
    told = words_of(html).replace("\N{NO-BREAK SPACE}", " ")
    assert ("234 452 personnes" if language == "fr" else "234,452 people") in told
    assert "notice wait" not in html


def test_an_old_record_is_said_to_be_old_and_nothing_is_foretold(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    html = client.get("/en/").content.decode()
    assert html.count("notice wait") == 2
    assert "Our record ends on April 30, 2026." in words_of(html)
    assert '<span class="range">' not in html


def test_without_rounds_the_lists_give_way_to_one_notice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = dataclasses.replace(record(), rounds=(), distributions=())
    monkeypatch.setattr(knowing, "record", lambda: empty)
    for path in ("/en/", "/fr/", "/en/about/", "/en/data/"):
        assert client.get(path).status_code == 200
    told = words_of(client.get("/en/").content.decode())
    assert "No rounds are loaded yet" in told
    assert "Latest rounds" not in told
    assert "Check your score" in told


def test_the_line_through_a_band_takes_its_share() -> None:
    assert at_or_above(Band(461, 470, 1000), 467) == 400
    assert at_or_above(Band(461, 470, 1000), 471) == 0
    assert at_or_above(Band(461, 470, 1000), 461) == at_or_above(Band(461, 470, 1000), 100) == 1000
    assert at_or_above(Band(461, 470, 1000), None) == 0


def test_the_dots_are_the_pool() -> None:
    pool = record().distributions[-1]
    found = heaps(pool, 467)
    assert sum(heap.band.candidates for heap in found) == pool.total
    assert [heap.reached for heap in found][-2:] == [heap.band.candidates for heap in found][-2:]
    assert Heap(Band(601, 1200, 472), 472).dots == 1


def test_every_file_of_the_site_is_on_the_page_of_data(client: Client) -> None:
    private = re.compile(r"check_|card|own_colour|data_schema")
    files = {
        route.name
        for route in ROUTES
        if route.en.endswith(tuple(FORMS)) and not private.match(route.name)
    }  # fmt: skip
    assert {name for parts in FILES.values() for names in parts.values() for name in names} == files
    for language, path in (("en", "/en/data/"), ("fr", "/fr/donnees/")):
        html = client.get(path).content.decode()
        shown = re.findall(r'<a class="cell" href="([^"]+)"', html)
        assert len(shown) == len(files) + len(SHOWN)
        for each in shown:
            response = client.get(each)
            assert response.status_code == 200, each
            assert "text/html" not in response.headers["Content-Type"], each
            assert each.startswith(f"/{language}/")


@pytest.mark.parametrize("name", SHOWN)
def test_a_schema_is_one(client: Client, name: str) -> None:
    found = json.loads(client.get(f"/en/data/schemas/{name}.json").content)
    Draft202012Validator.check_schema(found)


def test_the_rounds_hold_to_their_schema(client: Client) -> None:
    found = json.loads(client.get("/en/data/schemas/rounds.json").content)
    Draft202012Validator(found).validate(json.loads(client.get("/en/rounds.json").content))


def test_there_is_no_other_schema(client: Client) -> None:
    assert client.get("/en/data/schemas/nothing.json").status_code == 404


def test_the_method_says_how_old_everything_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    known = record()
    told = words_of(client.get("/en/about/").content.decode())
    assert f"{len(known.rounds)} rounds since January 31, 2015, known to April 30, 2026" in told
    assert "516 unit groups" in told
    assert "is reported; we have not seen its text" not in told
    on_the(monkeypatch, 2026, 11, 26)
    assert date(2026, 11, 26) > known.as_of
    told = words_of(client.get("/en/about/").content.decode())
    assert "A change from November 3, 2026 is reported; we have not seen its text" in told
    assert "Our record ends on April 30, 2026." in told


def test_the_method_says_of_each_group_of_tables_to_which_day_it_holds(client: Client) -> None:
    told = words_of(client.get("/en/about/").content.decode())
    assert "Scoring (Comprehensive Ranking System): verified to November 2, 2026" in told
    assert "Language tests: verified to September 30, 2026" in told
    assert "Programs: verified to June 14, 2026" in told
    assert "Categories and their occupations: verified to October 1, 2026" in told
    assert "tables from January 1, 2015 on; rulebook" in told


def test_the_method_claims_one_set_of_rules_for_scores_alone(client: Client) -> None:
    told = words_of(client.get("/en/about/").content.decode())
    assert "works out your score, the pool and the forecasts" not in told
    assert "the published pool are the government’s own figures, and forecasts are counted from those" in told


@pytest.mark.parametrize(("language", "until"), [("en", "a day at most"), ("fr", "un jour au plus")])
def test_the_first_page_says_one_thing_about_where_answers_are(client: Client, language: str, until: str) -> None:
    told = words_of(client.get(HOME[language]).content.decode())
    assert "Nothing is stored" not in told
    assert "Rien n’est conservé" not in told
    assert told.count(until) == 2


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("pools", "pool.json"),
        ("forecast", "forecasts.json"),
        ("categories", "categories.json"),
        ("category", "categories/healthcare.json?on=2025-06-01"),
        ("category", "categories/agriculture.json"),
        ("category", "categories/military.json"),
        ("table", "rulebook/crs/age.json"),
        ("table", "rulebook/programs/funds.json"),
    ],
)
def test_a_file_holds_to_its_schema(client: Client, name: str, file: str) -> None:
    found = json.loads(client.get(f"/en/data/schemas/{name}.json").content)
    Draft202012Validator(found).validate(json.loads(client.get(f"/en/{file}").content))


def test_every_table_holds_to_the_schema_of_tables(client: Client) -> None:
    found = Draft202012Validator(json.loads(client.get("/en/data/schemas/table.json").content))
    for name in load().names():
        found.validate(json.loads(client.get(f"/en/rulebook/{name}.json").content))


@pytest.mark.parametrize(
    ("tried", "meant"),
    [
        ("/en/rulebook/age/", "/en/rulebook/crs/age/"),
        ("/fr/regles/tef-canada/?on=2020-01-01", "/fr/regles/language/tef_canada/?on=2020-01-01"),
    ],
)
def test_a_table_is_found_without_its_folder(client: Client, tried: str, meant: str) -> None:
    response = client.get(tried)
    assert (response.status_code, response.headers["Location"]) == (301, meant)
    assert client.get(meant).status_code == 200
    assert client.get("/en/rulebook/changes/").status_code == 200
    assert client.get("/en/rulebook/nothing/").status_code == 404


def test_a_kind_of_round_has_the_same_name_on_the_first_page_and_among_the_rounds(client: Client) -> None:
    listed = client.get("/en/").content.decode().split('class="round-list"')[1].split("</ul>")[0]
    names = set(re.findall(r'<a href="/en/rounds/[^"]+/">([^<]+)</a>', listed))
    assert names
    rounds = words_of(client.get("/en/rounds/").content.decode())
    assert all(name in rounds for name in names)
