"""The frame around every page: language, twin, headers, faults."""

import pytest
from django.test import Client

from toprank.web.middleware.headers import POLICY


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


def test_what_a_page_does_not_read_is_not_in_it(client: Client) -> None:
    assert b"planted" not in client.get("/en/?junk=planted").content


def test_too_long_an_address_is_refused(client: Client) -> None:
    assert client.get("/en/?q=" + "x" * 3000).status_code == 414


def test_health_says_how_old_the_record_is(client: Client) -> None:
    assert client.get("/health").json() == {
        "status": "ok", "reasons": [], "remarks": [], "rulebook": "2026.11", "rounds_to": "2026-04-29", "stale": False,
    }  # fmt: skip
