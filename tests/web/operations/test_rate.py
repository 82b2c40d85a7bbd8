"""The rate of dear requests: a bucket of tokens for each client."""

import os

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import resolve
from pytest_django.fixtures import Settings

from toprank.web.middleware import rate
from toprank.web.middleware.rate import Buckets, client_of, cost_of


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buckets that nobody has taken from."""
    monkeypatch.setattr(rate, "buckets", Buckets())


def test_a_full_bucket_holds_a_minute_and_fills_again() -> None:
    buckets = Buckets()
    assert [buckets.wait("a", 1, 60, 1000.0) for _ in range(60)] == [0.0] * 60
    assert buckets.wait("a", 1, 60, 1000.0) == pytest.approx(1.0)
    assert buckets.wait("b", 1, 60, 1000.0) == 0.0
    assert buckets.wait("a", 1, 60, 1001.0) == 0.0
    assert buckets.wait("a", 1, 60, 1001.5) == pytest.approx(0.5)


def test_who_asks_for_too_many_is_told_when_to_come_again(client: Client, settings: Settings) -> None:
    settings.CHECK_RATE = 3
    path = "/fr/evaluation/"
    answers = [client.post(path).status_code for _ in range(16)]
    assert answers[:15] == [answers[0]] * 15  # a form costs a fifth of an answer
    assert answers[15] == 429
    response = client.post(path)
    assert 1 <= int(response.headers["Retry-After"]) <= 5
    assert response.headers["Cache-Control"] == "no-store"
    assert "Trop de demandes à la fois" in response.content.decode()
    assert client.post(path, REMOTE_ADDR="192.0.2.7").status_code != 429
    assert client.get("/fr/").status_code == 200


def test_no_limit_where_none_is_set(client: Client, settings: Settings) -> None:
    settings.CHECK_RATE = 0
    assert 429 not in {client.post("/en/check/").status_code for _ in range(300)}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "client"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.5, 198.51.100.1", "203.0.113.5"),
        (2, "198.51.100.1", "192.0.2.1"),
        (1, "", ""),
        (1, "<script>", ""),
        (1, "2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_whose_bucket_it_is(settings: Settings, proxies: int, forwarded: str, client: str) -> None:
    settings.PROXIES = proxies
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_of(request) == client


def test_answers_cost_most_reading_costs_nothing() -> None:
    costs = {}
    for method, path in (("GET", "/en/"), ("GET", "/en/report/"), ("POST", "/en/report/"), ("POST", "/en/check/")):
        request = HttpRequest()
        request.method, request.resolver_match = method, resolve(path)
        costs[method, path] = cost_of(request)
    assert costs == {
        ("GET", "/en/"): 0.0, ("GET", "/en/report/"): 0.0, ("POST", "/en/report/"): 10.0, ("POST", "/en/check/"): 0.2,
    }  # fmt: skip


def test_a_bucket_is_shared_by_processes_that_fork() -> None:
    buckets = Buckets()
    child = os.fork()
    if child == 0:
        buckets.wait("a", 30, 60, 1000.0)
        os._exit(0)
    os.waitpid(child, 0)
    assert buckets.wait("a", 30, 60, 1000.0) == 0.0
    assert buckets.wait("a", 1, 60, 1000.0) == pytest.approx(1.0)
