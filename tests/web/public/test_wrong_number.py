"""Reporting a wrong number: what is stored, what is said where something is missing, what never comes back."""

import io
import json
import re

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from tests.web.conftest import words_of
from toprank.web.public.models import LONGEST_LINE, LONGEST_REASON, ProblemReport

TOLD = {"page": "/en/rounds/398/", "number": "lowest score 467", "should_be": "468", "reason": "Round 398 as printed."}
pytestmark = pytest.mark.django_db


def sent(client: Client, language: str, told: dict[str, str]):  # type: ignore[no-untyped-def]
    """The answer to the form filled in as a person would."""
    path = {"en": "/en/report/", "fr": "/fr/signaler/"}[language]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(path).content.decode())
    assert token is not None
    return client.post(path, {**told, "csrfmiddlewaretoken": token[1]})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_is_stored_and_thanked_for_by_its_number(client: Client, language: str) -> None:
    response = sent(client, language, TOLD)
    kept = ProblemReport.objects.get()
    assert response.status_code == 303
    assert (kept.page, kept.number, kept.should_be, kept.reason) == tuple(TOLD.values())
    assert kept.language == language
    thanks = client.get(response.headers["Location"])
    assert thanks.status_code == 200
    assert str(kept.pk) in words_of(thanks.content.decode())
    assert TOLD["reason"] not in thanks.content.decode()
    assert thanks.headers["Cache-Control"] == "no-store"


def test_what_is_missing_is_said_at_the_field_and_on_top_and_nothing_is_stored(client: Client) -> None:
    response = sent(client, "fr", {"page": "/fr/", "number": " ", "reason": ""})
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Erreur\N{NO-BREAK SPACE}: " in html
    assert html.count("Dites de quel chiffre il s’agit.") == html.count("Dites comment vous le savez") == 2
    assert "2 réponses sont à revoir" in html
    assert 'href="#number"' in html
    assert 'value="/fr/"' in html
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize(("language", "told"), [("en", "could not be stored"), ("fr", "n’a pas pu être enregistré")])
def test_what_a_database_that_is_away_does_not_take_comes_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, language: str, told: str
) -> None:
    def away(**written: str) -> None:
        raise OperationalError(str(written))

    monkeypatch.setattr(ProblemReport.objects, "create", away)
    response = sent(client, language, TOLD)
    html = response.content.decode()
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")
    assert told in html
    assert TOLD["reason"] in html
    assert TOLD["reason"] not in caplog.text


@pytest.mark.parametrize(
    ("field", "longest"), [("page", LONGEST_LINE), ("number", LONGEST_LINE), ("reason", LONGEST_REASON)]
)
def test_a_text_may_be_long_and_not_longer(client: Client, field: str, longest: int) -> None:
    assert sent(client, "en", {**TOLD, field: "é" * longest}).status_code == 303
    response = sent(client, "en", {**TOLD, field: "é" * (longest + 1)})
    assert response.status_code == 422
    assert f"has {longest + 1:,} characters" in response.content.decode()


def test_signs_that_nobody_sees_are_not_stored_and_markup_is_shown_as_text(client: Client) -> None:
    sent(client, "en", {**TOLD, "number": "a\0b\x1b[31m\u202ec", "reason": "one\r\ntwo\0"})
    kept = ProblemReport.objects.get()
    assert kept.number == "a b [31m c"
    assert kept.reason == "one\ntwo"
    html = sent(client, "en", {**TOLD, "number": "<script>alert(1)</script>", "reason": ""}).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>" not in html


def test_a_form_that_is_not_ours_stores_nothing(client: Client) -> None:
    assert client.post("/en/report/", TOLD).status_code == 403
    assert not ProblemReport.objects.exists()


def test_the_page_that_somebody_comes_from_stands_in_the_form(client: Client) -> None:
    html = client.get("/en/report/?page=/en/rounds/398/%22%3E").content.decode()
    assert 'value="/en/rounds/398/&quot;&gt;"' in html


@pytest.mark.parametrize("number", ["1", "99999999999999999999"])
def test_there_are_no_thanks_for_a_report_that_was_not_made(client: Client, number: str) -> None:
    assert client.get(f"/en/report/{number}/").status_code == 404


def test_the_reports_are_listed_and_dropped_by_a_command() -> None:
    kept = [ProblemReport.objects.create(language="en", **{**TOLD, "should_be": each}) for each in ("468", "")]
    assert listed("--since", str(kept[1].pk)).splitlines()[-1] == "reports: 1"
    lines = [json.loads(line) for line in listed("--json").splitlines()]
    assert [line["should_be"] for line in lines] == ["468", ""]
    assert "(not said)" in listed()
    assert listed("--drop", str(kept[0].pk)) == "removed: 1\n"
    assert [each.pk for each in ProblemReport.objects.all()] == [kept[1].pk]


def listed(*arguments: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("reports", *arguments, stdout=out)
    return out.getvalue()


def test_the_migrations_make_the_tables_of_the_models() -> None:
    call_command("makemigrations", "web", check=True, dry_run=True, verbosity=0)
