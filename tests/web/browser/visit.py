"""Somebody at a page: what their browser complained of, what it asked for, what the page shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
AXE = Axe()

SHOWN = """
() => {
  const own = document.documentElement.lang.slice(0, 2);
  const foreign = (node) => {
    const told = node.closest('[lang]');
    return told !== document.documentElement && told.lang.slice(0, 2) !== own;
  };
  const found = [document.title, document.querySelector('meta[name=description]')?.content ?? ''];
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!['SCRIPT', 'STYLE'].includes(parent.tagName) && !foreign(parent)) found.push(texts.currentNode.data);
  }
  for (const element of document.body.querySelectorAll('[aria-label],[title],[alt],[placeholder],[data-label]')) {
    if (foreign(element)) continue;
    for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'data-label'])
      if (element.hasAttribute(name)) found.push(element.getAttribute(name));
  }
  return found.map((text) => text.replace(/[ \\n\\t]+/g, ' ').trim()).filter((text) => text !== '');
}
"""
"""Every text of the page that is in its own language: of elements, and of what readers are told beside them."""

FRAME = """
() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll('h1')].map((found) => found.textContent.trim()),
  styled: [...document.querySelectorAll('[style]')].map((found) => found.outerHTML.slice(0, 200)),
  handlers: [...document.querySelectorAll('*')].filter((found) =>
    found.getAttributeNames().some((name) => name.startsWith('on'))).map((found) => found.outerHTML.slice(0, 200)),
  twin: document.querySelector('a.lang')?.getAttribute('href'),
  alternates: Object.fromEntries([...document.querySelectorAll('link[rel=alternate][hreflang]')].map(
    (found) => [found.hreflang, found.getAttribute('href')])),
  links: [...document.querySelectorAll('a[href]')].map((found) => found.getAttribute('href')),
})
"""

SIDEWAYS = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((found) =>
    found.getBoundingClientRect().right > width + 0.5 && !found.closest('.scroll, .visually-hidden, .skip'));
  return ['the page is wider than the screen', ...wide.slice(0, 5).map((found) => found.outerHTML.slice(0, 160))];
}
"""


@dataclass
class Visitor:
    """A page of a browser with everything that went wrong on it."""

    page: Page
    scripts: bool = True
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for event, heard in self.heard().items():
            self.page.on(event, heard)  # type: ignore[call-overload]

    def leave(self) -> None:
        """Hears no more of the page, which another may look at, and leaves nothing in the browser."""
        for event, heard in self.heard().items():
            self.page.remove_listener(event, heard)
        self.page.context.clear_cookies()

    def heard(self) -> dict[str, Callable[[Any], None]]:
        """What is heard of the page, by event."""
        return {"console": self.said, "pageerror": self.broke, "request": self.requested, "requestfailed": self.failed}

    def broke(self, error: Error) -> None:
        """Keeps what a script did not catch."""
        self.complaints.append(str(error))

    def said(self, message: ConsoleMessage) -> None:
        """Keeps errors and warnings, but that a page asked for is not there."""
        if message.type in ("error", "warning") and message.location["url"] != self.page.url:
            self.complaints.append(f"{message.type}: {message.text}")

    def requested(self, request: Request) -> None:
        """Keeps what was asked for."""
        self.asked.append(request.url)

    def failed(self, request: Request) -> None:
        """Keeps what did not come, but what the browser itself gave up for the next page."""
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def go(self, address: str) -> int | None:
        """Opens an address and gives its status."""
        response = self.page.goto(address, wait_until="load")
        return response.status if response else None

    def elsewhere(self, site: str) -> list[str]:
        """Requests to another host than the site's."""
        return [each for each in self.asked if urlsplit(each).netloc != urlsplit(site).netloc]

    def shown(self) -> list[str]:
        """The texts of the page."""
        found: list[str] = self.page.evaluate(SHOWN)
        return found

    def frame(self) -> dict[str, Any]:
        """Its title, headings, links and what must not be in it."""
        found: dict[str, Any] = self.page.evaluate(FRAME)
        return found

    def sideways(self, width: int) -> list[str]:
        """What is too wide for a screen; nothing where the page fits."""
        self.page.set_viewport_size({"width": width, "height": 740})
        found: list[str] = self.page.evaluate(SIDEWAYS)
        return found

    def barriers(self) -> list[str]:
        """What axe finds against the standards, with the elements."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.axe_script)
        found = self.page.evaluate("options => axe.run(options)", RULES)
        return [
            f"{each['id']}: {each['help']}: {node['html'][:200]} {node.get('failureSummary', '')}"
            for each in found["violations"]
            for node in each["nodes"]
        ]
