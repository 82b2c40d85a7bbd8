"""The end of the demonstration: where the site is served, or that it is not."""

import socket

import pytest

from toprank.demonstration import port_of_serving
from toprank.errors import ToprankError


def test_serving_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVE", "0")
    assert port_of_serving() is None


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "8e3"])
def test_a_port_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("SERVE", "1")
    monkeypatch.setenv("PORT", port)
    with pytest.raises(ToprankError, match="Allowed is a number from 1 to 65535"):
        port_of_serving()


def test_a_port_that_is_taken_is_told_before_the_job_with_the_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVE", "1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(ToprankError, match=r"make run PORT=8001.*make run SERVE=0"):
            port_of_serving()
    monkeypatch.setenv("PORT", str(port))
    assert port_of_serving() == port
