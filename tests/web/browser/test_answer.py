"""The answer of the check in a real browser: what the browser keeps is answered whole, in both languages and states."""

import json

import pytest

from tests.web.browser.addresses import Address
from tests.web.browser.test_every_page import looked_at
from tests.web.browser.visit import Visitor
from tests.web.result.people import aide, couple, example, nominee, unsure
from toprank.web.routes import address
from toprank.words import LANGUAGES

PEOPLE = {"ngozi": example("ngozi"), "aide": aide(), "couple": couple(), "nominee": nominee(), "unsure": unsure()}


def loaded(visitor: Visitor, site: str, profile: object, language: str) -> None:
    """Loads a profile into the check, as a person would."""
    visitor.go(site + address("check_load", language))
    visitor.page.fill("textarea", json.dumps(profile))
    visitor.page.click("main form button:not([form])")
    visitor.page.wait_for_url(lambda found: address("check_review", language) in found, timeout=10_000)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_an_answer_is_whole(looking: Visitor, site: str, who: str, language: str) -> None:
    loaded(looking, site, PEOPLE[who], language)
    looked_at(looking, site, Address("check_result", language, address("check_result", language)), language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_whole_when_the_record_is_old(looking: Visitor, stale_site: str, language: str) -> None:
    loaded(looking, stale_site, PEOPLE["ngozi"], language)
    looked_at(
        looking, stale_site, Address("check_result", language, address("check_result", language)), language == "en"
    )


def test_with_scripts_what_would_help_comes_by_itself(looking: Visitor, site: str) -> None:
    loaded(looking, site, PEOPLE["ngozi"], "en")
    looking.go(site + address("check_result", "en"))
    looking.page.wait_for_selector(".advice li")
    assert "About 6 in 10" in looking.page.inner_text("#chance")
    assert looking.page.inner_text("#said") == "What would help and your chance are worked out."
    assert looking.barriers() == []
    assert looking.complaints == []


def test_back_after_another_day_sends_nothing_again(looking: Visitor, site: str) -> None:
    """A page that was answered to a form is not shown again without asking; one that was visited is."""
    loaded(looking, site, PEOPLE["ngozi"], "en")
    looking.go(site + address("check_result", "en"))
    looking.page.fill("#on", "2026-03-10")
    looking.page.click("#visit button")
    looking.page.wait_for_url("**/?on=2026-03-10", timeout=10_000)
    looking.go(site + address("rounds", "en"))
    looking.page.go_back()
    assert "March 10, 2026" in looking.page.inner_text("h1").replace("\N{NO-BREAK SPACE}", " ")
    assert looking.page.evaluate("() => performance.getEntriesByType('navigation')[0].type") == "back_forward"


def test_a_server_sets_the_files_of_an_answer_and_the_card_of_the_first_page(looking: Visitor, site: str) -> None:
    """Typst sets them with threads, which a forked process has only if none were started before."""
    loaded(looking, site, PEOPLE["ngozi"], "en")
    begins = {"check_result_pdf": b"%PDF", "check_result_calendar": b"BEGIN:VCALENDAR", "card": b"\x89PNG"}
    for name, beginning in begins.items():
        response = looking.page.request.get(site + address(name, "en"), timeout=15_000)
        assert response.status == 200, name
        assert response.body().startswith(beginning), name
