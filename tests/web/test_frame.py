"""The frame around every page: language, twin, headers, faults."""

import gzip
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from toprank.web.middleware.headers import POLICY
from toprank.web.pages import padded, unbroken
from toprank.words import forms


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_says_its_language_and_names_its_twin(client: Client, language: str) -> None:
    response = client.get(f"/{language}/")
    html = response.content.decode()
    other = "fr" if language == "en" else "en"
    assert response.status_code == 200
    assert f'<html lang="{language}-CA">' in html
    assert f'hreflang="{other}-CA" href="/{other}/"' in html
    assert response.headers["Content-Language"] == f"{language}-CA"


@pytest.mark.parametrize(
    ("asked", "home"), [("fr-CA,fr;q=0.9,en;q=0.5", "/fr/"), ("de,en;q=0.5", "/en/"), ("", "/en/")]
)
def test_the_bare_address_follows_the_browser(client: Client, asked: str, home: str) -> None:
    response = client.get("/", headers={"accept-language": asked})
    assert (response.status_code, response.headers["Location"]) == (302, home)


def test_every_answer_carries_the_headers_of_safety(client: Client) -> None:
    for path in ("/en/", "/health", "/fr/nulle-part/"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in POLICY


def test_a_page_that_is_not_there_says_so_in_the_language_and_repeats_nothing(client: Client) -> None:
    response = client.get("/fr/<script>alert(1)</script>/?q=<b>x</b>")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.content.decode()
    assert b"alert(1)" not in response.content


def test_a_page_of_the_record_is_not_sent_twice(client: Client) -> None:
    first = client.get("/en/", headers={"accept-encoding": "gzip"})
    again = client.get("/en/", headers={"accept-encoding": "gzip", "if-none-match": first.headers["ETag"]})
    assert first.headers["Content-Encoding"] == "gzip"
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_about_one_person_is_compressed_with_a_size_that_tells_nothing(client: Client) -> None:
    plain, packed = (client.get("/en/check/all/", headers={"accept-encoding": each}) for each in ("", "gzip"))
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).startswith(b"<!doctype html>")
    assert len(packed.content) < len(plain.content) / 4
    assert all("Accept-Encoding" in response.headers["Vary"] for response in (plain, packed))
    assert len({len(padded(b"the same text")) for _ in range(50)}) > 1


@pytest.mark.parametrize("month", range(1, 13))
def test_no_day_of_any_month_is_broken(month: int) -> None:
    day = forms("en")["day"](date(2026, month, 5))
    assert " 5, 2026" in day
    assert unbroken(f"<p>{day}.</p>") == f"<p>{day.replace(' 5', chr(160) + '5')}.</p>"
    assert unbroken("<p>See section 5, 2026</p>") == "<p>See section 5, 2026</p>"


@pytest.mark.parametrize(
    ("said", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=0, br", False),
        ("GZIP", True),
        ("gzip ; Q = 0.0", False),
        ("x-gzip-x", False),
        ("", False),
    ],
)
def test_a_page_is_compressed_for_who_takes_it(client: Client, said: str, packed: bool) -> None:
    for path in ("/en/", "/en/check/all/"):
        assert ("Content-Encoding" in client.get(path, headers={"accept-encoding": said}).headers) == packed


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_page_to_read_says_that_it_takes_nothing(method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, "/fr/rondes/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_what_a_page_does_not_read_is_not_in_it(client: Client) -> None:
    assert b"planted" not in client.get("/en/?junk=planted").content


def test_too_long_an_address_is_refused(client: Client) -> None:
    assert client.get("/en/?q=" + "x" * 3000).status_code == 414


def test_health_says_how_old_the_record_is(client: Client) -> None:
    assert client.get("/health").json() == {
        "status": "ok", "reasons": [], "remarks": [], "rulebook": "2026.11", "rounds_to": "2026-04-29", "stale": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "title", "card"),
    [
        ("/en/rounds/398/", "Healthcare", "http://testserver/en/card.png"),
        ("/fr/categories/sante/", "Professions de la santé", "http://testserver/fr/carte.png"),
        ("/en/check/", "Check your score", "http://testserver/en/card.png"),
    ],
)
def test_every_page_has_a_card_for_those_who_pass_it_on(client: Client, path: str, title: str, card: str) -> None:
    html = client.get(path).content.decode()
    shown = re.search(r'<meta property="og:title" content="([^"]*)">', html)
    assert shown is not None
    assert title in shown[1]
    assert f"<title>{shown[1]} – " in html.replace("\n", "")
    assert f'<meta property="og:image" content="{card}">' in html
    assert f'<meta property="og:url" content="http://testserver{path}">' in html


def test_a_page_kept_for_one_host_is_not_shown_under_another(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    for host in ("localhost", "127.0.0.1"):
        assert f'content="http://{host}/en/about/"' in client.get("/en/about/", headers={"host": host}).content.decode()


def test_a_host_that_is_not_ours_is_a_request_that_cannot_be_read(client: Client) -> None:
    for path in ("/en/about/", "/en/check/", "/en/nowhere/"):
        response = client.get(path, headers={"host": "elsewhere.example"})
        assert response.status_code == 400
        assert "elsewhere" not in response.content.decode()


def test_browsers_that_look_for_the_mark_find_it(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert "max-age" in response.headers["Cache-Control"]
    assert "mark" in response.headers["Location"]


def test_no_line_ends_between_month_and_day_in_english(client: Client) -> None:
    html = client.get("/en/categories/healthcare/").content.decode()
    assert "February\N{NO-BREAK SPACE}18, 2026" in html
    assert "February 18" not in html
    assert "\N{NO-BREAK SPACE}" not in client.get("/en/categories/healthcare.json").content.decode()


def test_what_somebody_typed_is_not_changed() -> None:
    typed = '<input value="May 5, 2026"><textarea name="x">\nMay 5, 2026</textarea>'
    assert unbroken(f"{typed}<p>May 5, 2026</p>") == f"{typed}<p>May\N{NO-BREAK SPACE}5, 2026</p>"


def test_a_page_repeats_no_control_character_of_its_address(client: Client) -> None:
    response = client.get("/en/rulebook/crs%08/age/")
    assert response.status_code == 404
    assert b"\x08" not in response.content
