"""The practice's own colour and the card of the first page."""

import re
import struct
from pathlib import Path

import pytest
from django.test import Client

from tests.web.conftest import forget

SHEET = re.compile(r'<link rel="stylesheet" href="(/en/colour-[0-9a-f]{12}\.css)">')


def test_without_a_colour_of_its_own_a_practice_has_no_sheet(client: Client) -> None:
    assert not SHEET.search(client.get("/en/").content.decode())
    assert client.get("/en/colour-0123456789ab.css").status_code == 404


def test_the_colour_of_a_practice_stands_in_a_sheet_of_its_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = []
    for written in ("#1942b3", "#65155e"):
        monkeypatch.setenv("TOPRANK_PRACTICE_COLOUR", written)
        forget()
        found = SHEET.search(client.get("/en/").content.decode())
        assert found is not None
        response = client.get(found[1])
        assert f"--accent:{written};" in response.content.decode()
        assert response.headers["Content-Type"].startswith("text/css")
        assert "immutable" in response.headers["Cache-Control"]
        addresses.append(found[1])
    assert addresses[0] != addresses[1]
    assert client.get(addresses[0]).status_code == 404, "what was kept for an earlier colour is not taken for this one"


@pytest.mark.parametrize(("language", "file"), [("en", "card.png"), ("fr", "carte.png")])
def test_the_first_page_names_a_card_that_is_there(client: Client, language: str, file: str) -> None:
    html = client.get(f"/{language}/").content.decode()
    assert f'<meta property="og:image" content="http://testserver/{language}/{file}">' in html
    response = client.get(f"/{language}/{file}")
    assert response.headers["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)


def test_a_practice_file_that_changes_counts_from_the_next_start(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written = tmp_path / "practice.toml"
    written.write_text('name = "Alpha Law"')
    monkeypatch.setenv("TOPRANK_PRACTICE", str(written))
    forget()
    assert "Alpha Law" in client.get("/en/").content.decode()
    for later in ('name = "Beta Law"', "name = "):
        written.write_text(later)
        for page in ("/en/", "/en/check/you/", "/fr/", "/en/nowhere/"):
            html = client.get(page).content.decode()
            assert "Alpha Law" in html
            assert "Beta Law" not in html
