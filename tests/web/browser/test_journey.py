"""The nurse on her phone: from the first page to her score by the keyboard alone, in both languages, with scripts and
without."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser.foreign import untranslated
from tests.web.browser.keyboard import Keyboard
from tests.web.browser.visit import Visitor
from tests.web.server import FRESH
from toprank.assess import assess_profiles
from toprank.web.routes import address

NGOZI: dict[str, Any] = json.loads((Path(__file__).parents[3] / "examples" / "ngozi.json").read_text())
TYPED = {"en": "RN", "fr": "infirmière"}
JOB = {"en": "registered nurse", "fr": "infirmière autorisée"}
NEXT = 'form#form .actions button[name="do"][value="next"]'

Visiting = Callable[..., Visitor]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_nurse_finds_her_category_and_her_score(visitor: Visiting, site: str, language: str, scripts: bool) -> None:
    nurse = visitor(width=360, scripts=scripts, language=language)
    keys = Keyboard(nurse.page)
    nurse.go(f"{site}/{language}/")
    finds_her_category(nurse, keys, language)
    begins(nurse, keys, language)
    tells_of_herself(keys)
    tells_her_work(nurse, keys, language, scripts)
    keys.pick("partner", "no")
    keys.follow(NEXT)
    for name in ("sibling", "relative", "studied", "nomination", "offer"):
        keys.pick(name, "no")
    keys.follow(NEXT)
    reads_her_score(nurse, keys, language)
    assert keys.unseen == [], "where the focus is must be seen"
    assert nurse.complaints == []
    assert nurse.elsewhere(site) == []


def finds_her_category(nurse: Visitor, keys: Keyboard, language: str) -> None:
    """She types her job on the first page, opens what is found, and from there the category."""
    keys.fill("input#q", TYPED[language])
    keys.enter()
    keys.follow(f'main a[href^="{address("occupations_group", language, code="31301")}"]')
    assert "31301" in nurse.page.inner_text("main")
    healthcare = address("categories_one", language, family="healthcare")
    keys.follow(f'main a[href^="{healthcare}"]')
    told = nurse.page.inner_text("main")
    assert "31301" in told
    assert whole(nurse, language)


def begins(nurse: Visitor, keys: Keyboard, language: str) -> None:
    """She opens the menu and begins the check."""
    nurse.page.evaluate("() => document.activeElement.blur()")
    nurse.go(nurse.page.url)
    keys.reach("details.nav-narrow > summary")
    keys.press("Enter")
    keys.follow(f'details.nav-narrow a[href="{address("check", language)}"]')
    keys.follow(f'main a[href="{address("check_you", language)}"]')


def tells_of_herself(keys: Keyboard) -> None:
    """Birth, savings, test and degree; what she does not know she leaves empty."""
    keys.day("birth_date", NGOZI["birth_date"])
    keys.fill("#family_size", str(NGOZI["family_size"]))
    keys.fill("#settlement_funds", str(NGOZI["settlement_funds"]))
    keys.pick("quebec", "no")
    keys.follow(NEXT)
    result = NGOZI["languages"][0]
    keys.pick("languages_known", "yes")
    keys.choose("#languages-0-test", result["test"])
    keys.day("languages-0-taken", result["taken"])
    for ability in ("listening", "reading", "writing", "speaking"):
        keys.fill(f"#languages-0-{ability}", str(result[ability]))
    keys.follow(NEXT)
    degree = NGOZI["education"][0]
    keys.pick("education_known", "yes")
    keys.choose("#education-0-level", degree["level"])
    keys.choose("#education-0-country", degree["country"])
    keys.day("education-0-completed", degree["completed"])
    keys.pick("education-0-eca", "yes")
    keys.day("education-0-eca_issued", degree["eca_issued"])
    keys.follow(NEXT)


def tells_her_work(nurse: Visitor, keys: Keyboard, language: str, scripts: bool) -> None:
    """Three jobs: the first by its title, which she looks up, the others by code."""
    first, *others = NGOZI["jobs"]
    keys.fill("#jobs-0-title", JOB[language])
    found = '[name="jobs-0-title_noc"][value="31301"]'
    if scripts:
        nurse.page.wait_for_selector(found, state="attached")
    else:
        keys.follow('button[value="find/jobs-0-title"]')
    assert nurse.page.locator(found).count() == 1
    if nurse.page.locator(found).get_attribute("type") == "radio":
        keys.pick("jobs-0-title_noc", first["noc"])
    tells_of_a_job(keys, "jobs-0", first)
    for place, job in enumerate(others, 1):
        keys.follow('button[name="do"][value="add/jobs"]')
        keys.fill(f"#jobs-{place}-title", job["noc"])
        tells_of_a_job(keys, f"jobs-{place}", job)
    keys.follow(NEXT)
    assert address("check_partner", language) in nurse.page.url, nurse.page.inner_text("main")[:1500]


def tells_of_a_job(keys: Keyboard, name: str, job: dict[str, Any]) -> None:
    """Where and when it was, and how many hours a week."""
    keys.choose(f"#{name}-country", job["country"])
    keys.day(f"{name}-start", job["start"])
    if job["end"]:
        keys.day(f"{name}-end", job["end"])
    else:
        keys.reach(f"#{name}-end_now")
        keys.press("Space")
    keys.fill(f"#{name}-hours", str(job["hours_per_week"]).replace(".", ","))


def reads_her_score(nurse: Visitor, keys: Keyboard, language: str) -> None:
    """She reads her answers over and asks for the result, whose score is that of the core."""
    assert whole(nurse, language)
    keys.follow(f'main form[action^="{address("check_result", language)}"] button.button')
    told = {key: value for key, value in NGOZI.items() if key != "submitted_at"}
    expected = assess_profiles([told], [date.fromisoformat(FRESH)])[0]
    shown = nurse.page.inner_text("p.score-big")
    assert shown == str(expected["crs"]["total"])
    assert expected["categories"]["healthcare"]["eligible"]
    assert "31301" in nurse.page.inner_text("main")
    assert whole(nurse, language)


def whole(nurse: Visitor, language: str) -> bool:
    """Whether the page fits her screen, is in her language and, where scripts run, bars nobody as far as axe sees."""
    assert nurse.sideways(360) == []
    assert untranslated(nurse.shown(), language) == []
    assert not nurse.scripts or nurse.barriers() == []
    return True
