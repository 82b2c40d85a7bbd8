"""A real server, a real browser: both are started once for the tests of this folder, and ended with them."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.browser.visit import Visitor

FRESH, STALE = "2026-04-30", "2026-11-26"
"""The day after the last round of the record; a day on which it is long out of date."""
STARTS_WITHIN = 60.0
ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as response:
            return response.status == 200
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


def started(day: str, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """The server on a day with a data folder of its own, once it answers."""
    port = free_port()
    settings = {
        **os.environ,
        "TOPRANK_DATA": str(folder),
        "TOPRANK_SECRET_KEY": "only-for-tests-" + "0123456789abcdef" * 4,
        "TOPRANK_CHECK_RATE": "0",
    }
    settings.pop("DJANGO_SETTINGS_MODULE", None)
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.web.browser.served", day, str(port)],
            cwd=ROOT, env=settings, stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + STARTS_WITHIN
    while not answers(address):
        if server.poll() is not None or time.monotonic() > until:
            server.kill()
            server.wait()
            raise RuntimeError(f"the server did not start:\n{log.read_text()}")
        time.sleep(0.05)
    return server, address


def served(day: str, folder: Path) -> Iterator[str]:
    """The address of a server that runs until the tests are done with it."""
    server, address = started(day, folder)
    yield address
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a day on which nothing is stale."""
    yield from served(FRESH, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def stale_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a day on which the record is long out of date."""
    yield from served(STALE, tmp_path_factory.mktemp("stale"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it. It ends with this folder: its event loop must not run beside Django's tests."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("these tests need Chromium (on Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="package")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all pages that are only looked at."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def looking(window: Page) -> Iterator[Visitor]:
    """Somebody who looks at one page after another."""
    visitor = Visitor(window)
    yield visitor
    visitor.leave()


Visiting = Callable[..., Visitor]


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visiting]:
    """People with a browser of their own: `visitor(width=360, scheme="dark", scripts=False, language="fr")`."""
    contexts: list[BrowserContext] = []

    def come(width: int = 360, scheme: str = "light", scripts: bool = True, language: str = "en") -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, color_scheme=scheme, java_script_enabled=scripts,  # type: ignore[arg-type]
            locale=f"{language}-CA", reduced_motion="reduce",
        )  # fmt: skip
        contexts.append(context)
        return Visitor(context.new_page())

    yield come
    for context in contexts:
        context.close()
