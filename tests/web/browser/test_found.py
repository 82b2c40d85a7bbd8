"""Job titles looked up while one goes on: what comes late moves nothing from under the hands."""

from playwright.sync_api import Route, expect

from tests.web.browser.conftest import Visiting
from toprank.web.routes import address

MOVED_AT_MOST = 2.0
TOP = "() => document.activeElement.getBoundingClientRect().top"


def test_a_list_that_comes_late_leaves_the_focus_where_it_stands(visitor: Visiting, site: str) -> None:
    nurse = visitor(width=360)
    page = nurse.page
    asked: list[Route] = []
    page.route(f"**{address('check_found', 'en')}", lambda route: asked.append(route))
    nurse.go(site + address("check_work", "en"))
    page.evaluate(
        "() => { document.documentElement.style.overflowAnchor = 'none'; }"
    )  # as in browsers that have no anchors
    page.locator("#jobs-0-title").focus()
    page.keyboard.type("nurse")
    page.locator("#jobs-0-hours").focus()
    while not asked:
        page.wait_for_timeout(20)
    stood = page.evaluate(TOP)
    assert page.locator("#jobs-0-title-hits").inner_text() == ""
    asked[0].continue_()
    expect(page.locator("#jobs-0-title-hits")).not_to_be_empty()
    assert page.evaluate("() => document.activeElement.id") == "jobs-0-hours"
    assert abs(page.evaluate(TOP) - stood) <= MOVED_AT_MOST
    assert nurse.complaints == []
