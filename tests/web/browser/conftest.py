"""A real server, a real browser: both are started once for the tests of this folder, and ended with them."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.web.browser.visit import Visitor
from tests.web.server import FRESH, STALE, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a day on which nothing is stale."""
    with serving(FRESH, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def stale_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a day on which the record is long out of date."""
    with serving(STALE, tmp_path_factory.mktemp("stale")) as address:
        yield address


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
        return Visitor(context.new_page(), scripts)

    yield come
    for context in contexts:
        context.close()
