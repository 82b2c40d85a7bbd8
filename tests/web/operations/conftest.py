"""The site as a server of its own, on a port that is free, with data of its own."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import urllib3

START: tuple[str, ...] = (sys.executable, "-m", "toprank", "serve")
BEFORE = "from toprank.cli.main import main; from toprank.web.operations.readiness import readiness; "
COLD: tuple[str, ...] = (sys.executable, "-c", f"{BEFORE}readiness.warm = True; main()", "serve")
"""A server that reads nothing before its first request, for tests of how it listens and ends."""


@dataclass
class Served:
    """A server that runs, and where."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str, **headers: str) -> urllib3.BaseHTTPResponse:
        """An answer, redirections not followed."""
        return urllib3.request(
            "GET", f"http://127.0.0.1:{self.port}{path}", headers=headers, redirect=False, retries=False
        )

    def ended(self, sign: signal.Signals) -> tuple[int, str]:
        """Its exit code and what it wrote, after a signal to the whole group, as a terminal sends it."""
        os.killpg(self.process.pid, sign)
        _, said = self.process.communicate(timeout=30)
        return self.process.returncode, said


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def started(data: Path, *arguments: str, start: tuple[str, ...] = START, **settings: str) -> Served:
    """A server that listens."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment |= {"TOPRANK_DATA": str(data), "TOPRANK_CHECK_RATE": "0"} | settings
    process = subprocess.Popen(
        [*start, "--port", str(port), "--workers", "1", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert str(port) in line, process.communicate()[1]
    return Served(process, port)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for tests that leave it as it was."""
    found = started(tmp_path_factory.mktemp("data"))
    yield found
    found.ended(signal.SIGTERM)
