"""Somebody with a keyboard and nothing else: every step is a key, and it is looked where the focus goes."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

MOST_STOPS = 250
"""Presses of Tab to a place on a page before it counts as out of reach."""
MOST_CHOICES = 300
LOOKS = 10

AT = """
(wanted) => {
  const found = document.activeElement;
  return {there: found.matches(wanted), body: found === document.body, name: found.name ?? '', value: found.value ?? '',
          checked: found.checked ?? false};
}
"""
FIRST_LETTER = """
(value) => [...document.activeElement.options].find((each) => each.value === value).text.slice(0, 1)
"""
SEEN = """
() => {
  const found = document.activeElement, drawn = getComputedStyle(found), box = found.getBoundingClientRect();
  return drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) >= 2 && box.bottom > 0
    && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}
"""


class Keyboard:
    """The keys of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def at(self, wanted: str) -> dict[str, Any]:
        """What has the focus, and whether it is what a selector names."""
        found: dict[str, Any] = self.page.evaluate(AT, wanted)
        return found

    def press(self, key: str) -> None:
        """Presses a key."""
        self.page.keyboard.press(key)

    def reach(self, wanted: str) -> None:
        """Goes on with Tab to what a selector names; the place must be seen when it is reached."""
        for _ in range(MOST_STOPS):
            self.press("Tab")
            if self.at(wanted)["there"]:
                break
        else:
            raise AssertionError(f"{wanted} cannot be reached by Tab on {self.page.url}")
        if not self.seen():
            self.unseen.append(f"{wanted} on {self.page.url}")

    def seen(self) -> bool:
        """Whether the focus stands on the screen with its ring, once the browser has scrolled to it."""
        for _ in range(LOOKS):
            if self.page.evaluate(SEEN):
                return True
            time.sleep(0.05)
        return False

    def fill(self, wanted: str, text: str) -> None:
        """Types into a field."""
        self.reach(wanted)
        self.page.keyboard.type(text)

    def choose(self, wanted: str, value: str) -> None:
        """Chooses from a list: its first letter where a key has it, then the arrows."""
        self.reach(wanted)
        letter = self.page.evaluate(FIRST_LETTER, value)
        if letter.isascii() and letter.isalpha():
            self.page.keyboard.type(letter)
        self.turn(wanted, lambda found: bool(found["value"] == value))

    def pick(self, name: str, value: str) -> None:
        """Chooses one of some buttons of a question; the first is marked by the space bar, others by arrows."""
        wanted = f'input[name="{name}"]'
        self.reach(wanted)
        if self.at(wanted)["value"] == value:
            self.press("Space")
        else:
            self.turn(wanted, lambda found: bool(found["value"] == value and found["checked"]))
        assert self.page.evaluate("() => document.activeElement.checked"), f"{name} is not {value}"

    def turn(self, wanted: str, done: Callable[[dict[str, Any]], bool]) -> None:
        """Presses the arrow down until something holds."""
        for _ in range(MOST_CHOICES):
            if done(self.at(wanted)):
                return
            self.press("ArrowDown")
        raise AssertionError(f"{wanted} has no such choice on {self.page.url}")

    def follow(self, wanted: str) -> None:
        """Goes to a link or a button and presses it, and waits for the page that it leads to."""
        self.reach(wanted)
        self.enter()

    def enter(self) -> None:
        """Presses Enter, which leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def day(self, name: str, on: str) -> None:
        """Types a day: its number, its month from the list, its year."""
        year, month, day = on.split("-")
        self.fill(f"#{name}_d", str(int(day)))
        self.choose(f"#{name}_m", str(int(month)))
        self.fill(f"#{name}_y", year)
