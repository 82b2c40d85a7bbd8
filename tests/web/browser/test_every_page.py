"""Every page in a real browser: whole, without a complaint, readable by all, in one language, from one host."""

import gzip
import re
from urllib.parse import urljoin

import pytest

from tests.web.browser.addresses import EXAMPLES, QUERIES, Address, addresses, has_parts
from tests.web.browser.foreign import untranslated
from tests.web.browser.visit import Visitor
from toprank.web.urls import ROUTES

HEAVIEST = 60 * 1024
"""Bytes of a page, its stylesheet and its scripts, compressed."""


def test_every_page_with_parts_in_its_address_has_examples() -> None:
    names = {route.name for route in ROUTES}
    assert {route.name for route in ROUTES if has_parts(route)} <= set(EXAMPLES)
    assert set(EXAMPLES) | set(QUERIES) <= names, "an example for a page that is no longer there"


def is_page(visitor: Visitor, address: str) -> bool:
    """Whether an address is a page to look at: not a file, nothing that sends on, nothing that is only posted to."""
    response = visitor.page.request.get(address, max_redirects=0)
    assert response.status in (200, 301, 302, 303, 404, 405), f"{address}: {response.status}"
    if response.status == 405:
        assert response.headers["allow"] == "POST"
    if response.status == 200 and "text/html" not in response.headers["content-type"]:
        assert len(gzip.compress(response.body())) < 4 * HEAVIEST
    return response.status in (200, 404) and "text/html" in response.headers["content-type"]


def weight(visitor: Visitor) -> int:
    """Bytes of the page with its sheets and scripts, compressed."""
    html = visitor.page.content()
    linked = re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', html)
    files = [visitor.page.request.get(urljoin(visitor.page.url, each)).body() for each in linked]
    return sum(len(gzip.compress(each)) for each in (html.encode(), *files))


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_a_page_is_whole(looking: Visitor, site: str, address: Address) -> None:
    """Looked at wide and narrow, light and dark, on a day on which nothing is stale."""
    if is_page(looking, site + address.path):
        looked_at(looking, site, address)


@pytest.mark.parametrize("address", [each for each in addresses() if "?" not in each.path], ids=str)
def test_a_page_is_whole_when_the_record_is_old(looking: Visitor, stale_site: str, address: Address) -> None:
    if is_page(looking, stale_site + address.path):
        looking.page.emulate_media(color_scheme="dark" if address.language == "en" else "light")
        looking.go(stale_site + address.path)
        assert looking.sideways(320) == []
        assert looking.barriers() == []
        assert untranslated(looking.shown(), address.language) == []
        assert looking.complaints == []


def looked_at(visitor: Visitor, site: str, address: Address) -> None:
    """Everything that holds for every page."""
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    visitor.page.emulate_media(color_scheme="dark")
    status = visitor.go(site + address.path).status
    frame = visitor.frame()
    assert frame["lang"] == f"{address.language}-CA"
    assert len(frame["headings"]) == 1
    assert frame["headings"][0]
    assert re.fullmatch(r".{3,} – Gospel Immigration", frame["title"])
    assert frame["styled"] == frame["handlers"] == []
    assert untranslated(visitor.shown(), address.language) == []
    assert visitor.barriers() == [], "wide and dark"
    visitor.page.emulate_media(color_scheme="light")
    assert visitor.sideways(320) == [], "320"
    assert visitor.sideways(360) == [], "360"
    assert visitor.barriers() == [], "narrow and light"
    assert weight(visitor) < HEAVIEST
    assert visitor.elsewhere(site) == []
    assert visitor.complaints == []
    if status == 200:
        leads_back(visitor, site, address, frame)


def leads_back(visitor: Visitor, site: str, address: Address, frame: dict[str, str]) -> None:
    """The page in the other language is there, says so, and leads back to this one."""
    other = "fr" if address.language == "en" else "en"
    twin = visitor.page.request.get(site + frame["twin"])
    html = twin.text()
    assert twin.status == 200
    assert f'<html lang="{other}-CA">' in html
    assert frame["twin"].startswith(f"/{other}/")
    back = re.search(r'<a class="lang" href="([^"]*)"', html)
    assert back is not None
    assert back[1].replace("&amp;", "&") == address.path
