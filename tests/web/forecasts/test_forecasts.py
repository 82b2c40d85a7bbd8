"""The pages of forecasts as a reader gets them."""

import csv
import io
import json
from dataclasses import replace

import pytest
from django.test import Client

from tests.web.conftest import forget, on_the, words_of
from toprank.forecast.document import ForecastDocument
from toprank.forecast.held import summary
from toprank.rounds.record import embedded
from toprank.web import known as known_
from toprank.web.forecasts.current import coming, current
from toprank.web.forecasts.fan import BESIDE, free_of
from toprank.web.known import known
from toprank.words import forms


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return words_of(response.content.decode())


@pytest.mark.parametrize(("language", "path"), [("en", "/en/forecasts/"), ("fr", "/fr/previsions/")])
def test_ranges_stand_first_with_the_day_they_were_made_and_how_such_ranges_did(
    client: Client, language: str, path: str
) -> None:
    told = text(client, path)
    now = current(known())
    assert {"en": "With what was published by April 30, 2026.", "fr": "Avec ce qui était publié au 30 avril 2026."}[
        language
    ] in told
    lines = summary()["by_type"]["plain"].values()
    held, rounds = (sum(each[key] for each in lines) for key in ("held80", "rounds"))
    assert str(held) in told
    assert str(rounds) in told
    found = [each for each in now.document(language).types if each.cutoff]
    assert found
    picture = "25 %" if language == "fr" else "25%"
    for each in found:
        assert each.cutoff is not None
        range_ = forms(language)["span"]((each.cutoff.low80, each.cutoff.high80))
        assert told.index(range_) < told.index(picture)  # the picture of what came true


def test_the_next_rounds_of_the_home_page_come_in_order_of_their_days(client: Client) -> None:
    found = coming(known(), "fr")
    days = [each.day.said for each in found if each.day]
    assert len(days) == len(found) > 3
    assert days == sorted(days)


def test_kinds_without_a_forecast_are_named_with_the_reason(client: Client) -> None:
    told = text(client, "/en/forecasts/")
    assert "No forecast for 11 kinds" in told
    assert "No round so far: Researchers and Military recruits." in told
    few = "Federal Skilled Worker Program, Education, Physicians and Senior managers"
    assert f"Fewer than three rounds so far: {few}." in told
    told = text(client, "/en/forecasts/?kind=stem")
    assert "STEM: no forecast" in told
    assert "No round of this type for" in told


def test_a_stale_record_is_said_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Our record ends" not in text(client, "/en/forecasts/")
    on_the(monkeypatch, 2026, 11, 26)
    told = text(client, "/en/forecasts/")
    assert told.startswith("Forecasts as of April 30, 2026")
    assert told.index("Our record ends on April 30, 2026") < told.index("The next rounds, as seen on April 30, 2026")
    assert "very unlikely" not in told
    assert "almost certain" not in told
    assert "in 10 within" not in told
    assert "A round within 180 days" not in told
    assert "rules before November 3, 2026" in told
    assert "Nos données s’arrêtent au" in text(client, "/fr/previsions/")


def test_a_kind_is_chosen_by_its_link_and_the_number_invited_by_a_field(client: Client) -> None:
    html = client.get("/en/forecasts/?kind=cec").content.decode()
    assert '<a href="?kind=cec#kind" aria-current="true">' in html
    assert "Canadian Experience Class: the next 6 rounds" in html
    fewer, more = (text(client, f"/en/forecasts/?kind=cec&size={size}") for size in ("1000", "4,000"))
    assert "If 1,000 are invited: about" in fewer
    said = [int(told.split("are invited: about ")[1].split(",")[0]) for told in (fewer, more)]
    assert said[0] > said[1]


@pytest.mark.parametrize("size", ["0", "-5", "abc", "1e3", "²", "99999999", "1.5", "\x00"])
def test_a_number_that_is_none_is_told_at_the_field(client: Client, size: str) -> None:
    response = client.get("/fr/previsions/", {"kind": "french", "size": size})
    html = response.content.decode()
    assert response.status_code == 200
    assert "doit être un nombre entier de 1 à 1" in html
    assert "<title>Erreur" in html
    assert 'aria-invalid="true"' in html


def test_what_is_asked_is_never_markup(client: Client) -> None:
    planted = "<script>alert(1)</script>"
    for path in ("/en/forecasts/", "/fr/previsions/bilan/"):
        response = client.get(path, dict.fromkeys(("kind", "size", "known", "outcome", "since", "page"), planted))
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


def test_the_forecast_as_a_file_is_the_document_of_the_command(client: Client) -> None:
    response = client.get("/fr/previsions.json")
    found = ForecastDocument.model_validate_json(response.content)
    assert found == current(known()).document("fr")
    assert json.loads(response.content)["schema"] == "toprank.forecast/1"


def test_a_record_without_rounds_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = replace(embedded(), rounds=())
    monkeypatch.setattr(known_, "record", lambda: empty)
    forget()
    assert coming(known(), "en") == []
    for path in ("/en/forecasts/", "/fr/previsions/bilan/"):
        assert client.get(path).status_code == 200
    assert "No rounds are loaded yet" in text(client, "/en/forecasts/")
    assert client.get("/en/forecasts.json").status_code == 404


def test_every_forecast_stands_in_the_record_with_what_happened(client: Client) -> None:
    now = current(known())
    lines = list(csv.DictReader(io.StringIO(client.get("/en/forecasts/record.csv").content.decode())))
    assert len(lines) == len(now.rows)
    assert {each["kind"] for each in lines} == {"plain", "conditional"}
    told = text(client, "/en/forecasts/record/")
    by_type = summary()["by_type"]["plain"].values()
    rounds, held = (sum(each[key] for each in by_type) for key in ("rounds", "held80"))
    assert f"Of {rounds} ranges meant for 8 in 10, {held} held." in told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?kind=healthcare", "Of 11 ranges meant for 8 in 10, 10 held. Points were off by 16.5 on average"),
        ("?kind=healthcare&known=conditional", "Of 8 ranges meant for 8 in 10, 8 held."),
        ("?kind=pnp&outcome=missed", "11 forecasts, newest round first"),
        ("?kind=trades&outcome=held&since=2025", "One forecast, newest round first"),
        ("?kind=researchers_canadian_experience", "No forecast fits these choices. Show all of them"),
        ("?kind=cec&outcome=none&since=2025", "No forecast fits these choices. Show all of them"),
        ("?since=2019&page=3", "Forecasts 101 to 150 of"),
        ("?page=999", "of 163, newest round first"),
    ],
)
def test_the_record_is_chosen_from(client: Client, query: str, told: str) -> None:
    assert told in text(client, f"/en/forecasts/record/{query}")


def test_the_record_speaks_french(client: Client) -> None:
    told = text(client, "/fr/previsions/bilan/?kind=pnp")
    assert "Sur 48 fourchettes visant 8 fois sur 10, 37 étaient justes." in told
    assert "manquée" in told


@pytest.mark.parametrize("name", ["kind", "known", "outcome", "since", "page"])
def test_a_choice_that_is_none_is_told_and_not_passed_over(client: Client, name: str) -> None:
    for path, before in (("/en/forecasts/record/", "Error:"), ("/fr/previsions/bilan/", "Erreur")):
        html = client.get(path, {name: "bogus"}).content.decode()
        assert html.split("<title>")[1].startswith(before)
        assert 'role="alert"' in html
        assert "bogus" in html
        assert name == "page" or 'aria-invalid="true"' in html
    told = text(client, "/en/forecasts/record/?page=999")
    assert "There is no page “999” of this list: it has 4. Page 4 is shown." in told


def test_a_kind_that_is_none_and_one_that_was_never_held(client: Client) -> None:
    told = text(client, "/en/forecasts/?kind=bogus")
    assert told.startswith("Error: Forecasts")
    assert "We know no kind called “bogus”. Another is shown." in told
    told = text(client, "/fr/previsions/?kind=skilled_military_recruits")
    assert "aucune ronde de ce type n’est dans nos données" in told


@pytest.mark.parametrize("path", ["/en/forecasts/", "/en/forecasts/record/", "/en/rounds/398/", "/en/rounds/50/"])
def test_what_was_worked_out_afterwards_is_not_called_made_before(client: Client, path: str) -> None:
    told = text(client, path)
    for claim in (
        "made before",
        "never changed",
        "forecast we made",
        "Made on",
        "We said",
        "what we said",
        "Our latest",
    ):
        assert claim not in told
    assert path == "/en/rounds/50/" or "orked out afterwards" in told


def test_how_often_chances_came_true_has_no_decimals(client: Client) -> None:
    told = text(client, "/en/forecasts/record/")
    assert "0 to 1 in 10 8,316 2 in 100" in told


def test_the_last_score_of_a_fan_covers_no_other_mark() -> None:
    assert free_of((100, 100), [(60, 90)]) == BESIDE[0]
    assert free_of((100, 100), [(95, 82)]) == BESIDE[1]
    assert free_of((100, 100), [(95, 82), (90, 115)]) == BESIDE[2]


def test_a_category_out_of_force_is_not_said_to_be_silent(client: Client) -> None:
    said = text(client, "/en/forecasts/")
    assert "No longer in force, so that no round of it can come: Agriculture" in said
    assert "Agriculture" not in said.split("No round for 120 days or more")[1].split(".")[0]
