"""The site as a server of its own, with a data folder and settings of its own, for tests that ask it from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FRESH, STALE = "2026-04-30", "2026-11-26"
"""The day after the last round of the record; a day on which it is long out of date."""
STARTS_WITHIN = 60.0
ENDS_WITHIN = 20.0
ROOT = Path(__file__).parents[2]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a process of the site whose data are in a folder."""
    found = {
        **os.environ,
        "TOPRANK_DATA": str(folder),
        "TOPRANK_SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
        "TOPRANK_CHECK_RATE": "0",
        **settings,
    }
    found.pop("DJANGO_SETTINGS_MODULE", None)
    return found


@contextmanager
def serving(day: str, folder: Path, **settings: str) -> Iterator[str]:
    """The address of a server that believes it is a day, until who asks is done with it."""
    server, address = started(day, folder, settings)
    try:
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def started(day: str, folder: Path, settings: dict[str, str]) -> tuple[subprocess.Popen[bytes], str]:
    """The server, once it answers."""
    port, log = free_port(), folder / "server.log"
    command = [sys.executable, "-m", "tests.web.served", day, str(port)]
    with log.open("wb") as written:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(folder, **settings), stdout=written, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + STARTS_WITHIN
    while not answers(address):
        if server.poll() is not None or time.monotonic() > until:
            server.kill()
            server.wait()
            raise RuntimeError(f"the server did not start:\n{log.read_text()}")
        time.sleep(0.05)
    return server, address


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answers(address: str) -> bool:
    """Whether the site says that it is well."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False
