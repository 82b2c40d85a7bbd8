"""An answer is let go as it was sent: nothing of it waits in memory until the collector comes by."""

import gc
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from tests.web.result.people import ngozi

SECRET = "a" * 32


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Only what the tests collect is collected."""
    gc.disable()
    yield
    gc.enable()


def asked(part: str) -> dict[str, Any]:
    """What a server is told of a form that asks for an answer."""
    form = urlencode({"profile": json.dumps(ngozi()), "csrfmiddlewaretoken": SECRET, "part": part})
    kind = "application/x-www-form-urlencoded"  # a file that is sent up is held together with its request by Django
    environ: dict[str, Any] = RequestFactory().post("/en/check/result/", form, content_type=kind).environ
    return environ | {"HTTP_COOKIE": f"csrftoken={SECRET}"}


def status(handler: WSGIHandler, environ: dict[str, Any]) -> str:
    """The status of an answer; nothing else of it is held."""
    found: list[str] = []
    handler(environ, lambda status, _: found.append(status)).close()
    return found[0]


@pytest.mark.django_db  # a server looks after the connections that other tests have opened
@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("part", ["", "all"])
def test_nothing_of_an_answer_waits_for_the_collector(part: str) -> None:
    handler, first, second = WSGIHandler(), asked(part), asked(part)
    assert status(handler, first) == "200 OK"  # what is kept for everybody is made
    gc.collect()
    assert status(handler, second) == "200 OK"
    assert gc.collect() == 0
