"""Every page in a real browser: whole, without a complaint, readable by all, in one language, from one host."""

import gzip
import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.web.browser.addresses import EXAMPLES, QUERIES, Address, addresses, has_parts
from tests.web.browser.alike import contrast_of_each_look
from tests.web.browser.foreign import untranslated
from tests.web.browser.visit import Visitor
from toprank.web.urls import ROUTES
from toprank.words import LANGUAGES, forms

HEAVIEST = 60 * 1024
"""Bytes of a page, its stylesheet and its scripts, compressed."""


MONTHS = [
    re.sub(r"[\d,\s]", "", forms(language)["day"](date(2026, month, 2)))
    for language in LANGUAGES
    for month in range(1, 13)
]


def test_every_page_with_parts_in_its_address_has_examples() -> None:
    names = {route.name for route in ROUTES}
    assert {route.name for route in ROUTES if has_parts(route)} <= set(EXAMPLES)
    assert set(EXAMPLES) | set(QUERIES) <= names, "an example for a page that is no longer there"


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_a_page_is_whole(looking: Visitor, site: str, address: Address) -> None:
    """On a day on which nothing is stale: in English wide and dark, in French narrow and light."""
    if not is_page(looking, site + address.path):
        return
    wide = address.language == "en"
    frame, status = looked_at(looking, site, address, wide)
    assert len(frame["headings"]) == 1
    assert frame["headings"][0]
    assert re.fullmatch(r".{3,} – Gospel Immigration", frame["title"])
    nothing("has a style or a script of its own", [*frame["styled"], *frame["handlers"]])
    assert weight(looking) < HEAVIEST
    nothing("asks elsewhere", looking.elsewhere(site))
    if status == 200:
        leads_back(looking, site, address, frame)


@pytest.mark.parametrize("address", [each for each in addresses() if "?" not in each.path], ids=str)
def test_a_page_is_whole_when_the_record_is_old(looking: Visitor, site: str, stale_site: str, address: Address) -> None:
    """On a day on which the record is long out of date: in English narrow and dark, in French wide and light.

    A page of the same elements and texts as on the other day was looked at there.
    """
    path = address.path
    if is_page(looking, stale_site + path) and skeleton(looking, site + path) != skeleton(looking, stale_site + path):
        looked_at(looking, stale_site, address, address.language == "fr")


def skeleton(visitor: Visitor, address: str) -> str:
    """A page without its figures and dates: what may differ between two days without looking different."""
    html = visitor.page.request.get(address).text()
    return re.sub(r"\d+|" + "|".join(MONTHS), "0", re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL))


def is_page(visitor: Visitor, address: str) -> bool:
    """Whether an address is a page to look at: not a file, nothing that sends on, nothing that is only posted to."""
    response = visitor.page.request.get(address, max_redirects=0)
    assert response.status in (200, 301, 302, 303, 404, 405), f"{address}: {response.status}"
    if response.status == 405:
        assert response.headers["allow"] == "POST"
    return response.status in (200, 404) and "text/html" in response.headers["content-type"]


def looked_at(visitor: Visitor, site: str, address: Address, wide: bool = False) -> tuple[dict[str, Any], int | None]:
    """What holds for every page in every state: it fits, nothing bars anybody, one language, no complaint."""
    dark = address.language == "en"
    visitor.page.emulate_media(color_scheme="dark" if dark else "light")
    visitor.page.set_viewport_size({"width": 1280 if wide else 320, "height": 900})
    status = visitor.go(site + address.path)
    frame = visitor.frame()
    assert frame["lang"] == f"{address.language}-CA"
    nothing("is in the other language", untranslated(visitor.shown(), address.language))
    contrast_of_each_look(visitor.page)
    nothing("bars somebody", visitor.barriers())
    for width in (320, 360):
        nothing(f"is too wide at {width}", visitor.sideways(width))
    nothing("was complained of", visitor.complaints)
    return frame, status


def nothing(what: str, found: Iterable[str]) -> None:
    """Fails with everything that was found."""
    listed = list(dict.fromkeys(found))
    assert not listed, "\n  ".join([f"what {what}:", *listed[:20]])


def weight(visitor: Visitor) -> int:
    """Bytes of the page with its sheets and scripts, compressed."""
    html = visitor.page.content()
    linked = re.findall(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"', html)
    files = [visitor.page.request.get(urljoin(visitor.page.url, each)).body() for each in linked]
    return sum(len(gzip.compress(each)) for each in (html.encode(), *files))


def leads_back(visitor: Visitor, site: str, address: Address, frame: dict[str, Any]) -> None:
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
