"""What tests of pages share: a day that stays, a client for each language, a page as text."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client

from toprank.rounds import store
from toprank.web.known import keeper
from toprank.web.operations import health
from toprank.web.operations.readiness import readiness
from toprank.web.our_practice import our_practice
from toprank.web.pages import shelf

NOW = datetime(2026, 4, 30, 9, 0, tzinfo=UTC)
"""The day after the last round of the record: nothing is stale, nothing is provisional."""


@pytest.fixture(autouse=True)
def a_day_that_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The site believes it is NOW; a test may move it with `on_the`."""
    monkeypatch.setattr(store, "now", lambda: NOW)
    monkeypatch.setattr(readiness, "warm", True)
    monkeypatch.setattr(health, "database_answers", lambda: True)  # no database stands behind these tests
    forget()
    yield
    forget()


def forget() -> None:
    """Nothing that was kept for another day is shown."""
    keeper.forget()
    our_practice.cache_clear()
    shelf.pages.clear()
    shelf.size = 0


def on_the(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    """From now on the site believes that it is this day."""
    monkeypatch.setattr(store, "now", lambda: datetime(year, month, day, 9, 0, tzinfo=UTC))
    forget()


@pytest.fixture
def client() -> Client:
    """A browser without scripts that checks for forgery as a real one is checked."""
    return Client(enforce_csrf_checks=True)


def words_of(html: str) -> str:
    """The text that a page shows, white space made single."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()
