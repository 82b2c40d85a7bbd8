"""The HTML page: whole, without script, everything escaped, the same text as the report."""

from html.parser import HTMLParser

import pytest

from tests.report.people import HOSTILE, ON, PEOPLE, read, reported
from toprank.report.page import html

VOID = {"meta", "br"}
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2", "h3", "p"),
    *("ul", "li", "div", "span", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "http-equiv", "class", "id", "scope", "colspan", "role", "tabindex"),
    *("aria-labelledby", "aria-label"),
}


class Page(HTMLParser):
    """Its elements, checked to be closed in order, and its texts."""

    def __init__(self, data: bytes):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: set[str] = set()
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("who", PEOPLE)
def test_only_plain_elements_and_every_text(who: str, language: str) -> None:
    found = reported(who, language, ON, HOSTILE)
    page = Page(html(found))
    assert page.open == []
    assert set(page.tags) <= ALLOWED
    assert page.attributes <= ATTRIBUTES
    assert page.tags.count("h1") == 1
    assert page.tags.count("h2") == len(found["sections"])
    shown = "".join(page.texts)
    assert [
        text for text in read(found) if text not in (found["running"]["page"], "yes", "no") and text not in shown
    ] == []
    assert shown.count(HOSTILE) >= 2  # at the top and at the signature


def test_it_says_its_language_and_lets_nothing_run() -> None:
    data = html(reported("ngozi", "fr"))
    assert b'<html lang="fr-CA">' in data
    assert b"default-src 'none'; style-src 'unsafe-inline'" in data
    assert b"://" not in data


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html(reported("ngozi", "fr")) == html(reported("ngozi", "fr"))
