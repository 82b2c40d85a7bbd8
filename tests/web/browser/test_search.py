"""Looking for a job in a real browser: as one types, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.web.browser.conftest import Visiting


def test_the_list_follows_what_is_typed(visitor: Visiting, site: str) -> None:
    reader = visitor(width=360)
    page = reader.page
    reader.go(f"{site}/en/occupations/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("nurse", delay=20)
    expect(page.get_by_role("heading", name="4 occupations for “nurse”")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("4 occupations")
    expect(page).to_have_url(f"{site}/en/occupations/?q=nurse")
    expect(page).to_have_title("nurse – Occupations – Gospel Immigration")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator("#twin")).to_have_attribute("href", "/fr/professions/?q=nurse")
    assert len([each for each in reader.asked if "q=" in each]) == 1, "one question for one word"
    assert reader.barriers() == []
    page.keyboard.type("xyzzyx", delay=20)
    expect(page.get_by_role("status")).to_have_text("No occupation found")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("heading", name="How to search")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("")
    assert reader.complaints == []
    assert reader.frame()["styled"] == []


@pytest.mark.parametrize(("language", "address"), [("en", "/en/occupations/"), ("fr", "/fr/professions/")])
def test_it_works_without_scripts_by_keyboard(visitor: Visiting, site: str, language: str, address: str) -> None:
    reader = visitor(scripts=False, language=language)
    page = reader.page
    reader.go(site + address)
    page.get_by_role("searchbox").focus()
    page.keyboard.type("infirmière")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}{address}?q=infirmi%C3%A8re")
    first = page.locator("#results h3 a").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}{address}31301/")
    assert reader.complaints == []
