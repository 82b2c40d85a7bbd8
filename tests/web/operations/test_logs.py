"""The log names what went wrong and where, never what was sent."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from toprank.web.logs import WithoutData
from toprank.web.operations import views


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What the log would hold, filled while the test runs."""
    written: list[str] = []

    class Writes(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    handler = Writes()
    handler.setFormatter(WithoutData())
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def test_a_fault_is_logged_by_type_and_place(client: Client, monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    def fails(*_: object) -> None:
        raise ValueError("planted in the text")

    client.raise_request_exception = False
    monkeypatch.setattr(views, "examined", fails)
    response = client.get("/health?planted=1", headers={"cookie": "planted=2", "user-agent": "planted"})
    assert response.status_code == 500
    assert "The fault is ours" in response.content.decode()
    (line,) = lines
    assert "planted" not in line
    assert "builtins.ValueError at" in line
    assert "test_logs.py" in line
    assert "status 500" in line


def test_a_fault_within_the_page_of_a_fault_is_answered_bare(monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(views, "fault_page", fails)
    response = views.server_fault(RequestFactory().get("/en/?q=planted"))
    assert response.status_code == 500
    assert "La page n’a pas pu être produite" in response.content.decode()
    assert "planted" not in lines[0]


def test_parameters_of_others_are_not_written() -> None:
    said = WithoutData().format(logging.LogRecord("django.x", 40, "p", 1, "Bad field %s", ("planted",), None))
    assert said.endswith("Bad field …")
    ours = WithoutData().format(
        logging.LogRecord("gunicorn.error", 40, "p", 1, "Worker %s was sent SIGKILL", (7,), None)
    )
    assert ours.endswith("Worker 7 was sent SIGKILL")
    request = "Invalid request from ip=192.0.2.1: planted"
    assert (
        WithoutData()
        .format(logging.LogRecord("gunicorn.error", 30, "p", 1, request, None, None))
        .endswith("Invalid request from")
    )
