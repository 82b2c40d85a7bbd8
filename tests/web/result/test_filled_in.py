"""Days that were not told whole are told on the page and in the PDF, each with the day that counts and why."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from tests.web.result.conftest import Ask
from tests.web.result.people import ngozi
from tests.web.result.test_mended import lead
from tests.web.result.test_result import section
from toprank.web.check.reading import FILLED_IN, answers_of, told
from toprank.web.result import views
from toprank.web.result.told_by import of_answers
from toprank.web.routes import address
from toprank.words import say

SENT = re.compile(r'name="filled_in" value="([^"]*)"')


def page(language: str = "en", **changes: str) -> tuple[Client, str]:
    """A browser that answered the check, some answers changed, and what it is shown."""
    answers = answers_of(ngozi())
    form = dict(answers.values)
    for name, items in answers.lists.items():
        for place, item in enumerate(items):
            form |= {f"{name}-{place}-{key}": text for key, text in item.items()}
    client = Client()
    client.post("/en/check/result/", form | changes)
    place = {"en": "/en/check/result/", "fr": "/fr/evaluation/resultat/"}[language]
    return client, client.get(place).content.decode()


OPEN = {"birth_date_d": "", "jobs-0-start_d": "", "education-0-completed_d": ""}


def test_whole_days_say_nothing() -> None:
    _, html = page()
    assert 'id="filled"' not in html
    assert "filled in" not in lead(html)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_day_is_told_with_its_reason(language: str) -> None:
    _, html = page(language, **OPEN)
    said = section(html, "filled")
    for how in ("first", "shortest", "last"):
        assert say("web_result_filled_in", f"by_{how}", {}, language).replace("\N{NO-BREAK SPACE}", " ") in said
    assert {"en": "Your date of birth : March 1, 1994", "fr": "1er mars 1994"}[language] in said
    assert say("web_result", "card_filled_in", {"count": 3}, language).split("[")[0].strip() in lead(html)


def test_the_pdf_that_the_page_asks_for_tells_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "pdf", lambda report, fonts: json.dumps(report["sections"]).encode())
    client, html = page(**OPEN)
    sent = SENT.search(html)
    assert sent is not None
    assert sent[1].split(" ") == ["/birth_date:first", "/education/0/completed:last", "/jobs/0/start:shortest"]
    profile = re.search(r'name="profile" value="([^"]*)"', html)
    assert profile is not None
    answer = client.post(
        address("check_result_pdf", "en"), {"profile": profile[1].replace("&quot;", '"'), "filled_in": sent[1]}
    )
    found = " ".join(answer.content.decode().split())
    assert "Days we filled in" in found
    assert "this day counts the shortest time" in found


def test_a_month_within_which_a_job_began_and_ended_is_told_as_it_counts() -> None:
    answers = answers_of(ngozi())
    answers.lists["jobs"][0] |= {"start_d": "", "start_m": "5", "start_y": "2024", "end_d": "", "end_m": "5",
                                 "end_y": "2024", "end_now": ""}  # fmt: skip
    found = told(answers, None, "en")
    assert found.document["jobs"][0]["start"] == found.document["jobs"][0]["end"] == "2024-05-31"
    assert found.filled_in == {"/jobs/0/start": "shortest", "/jobs/0/end": "shortest"}


def test_every_way_of_filling_in_is_reached_and_has_words() -> None:
    answers = answers_of(ngozi(submitted_at="2026-01-05T10:00:00Z"))
    answers.values |= {"birth_date_d": "", "submitted_at_t": ""}
    answers.lists["jobs"][0]["start_d"] = ""
    for name in ("d", "m", "y"):
        answers.lists["education"][0].pop(f"completed_{name}")
    answers.lists["education"].append({**answers.lists["education"][0], "completed_m": "5", "completed_y": "2015"})
    answers.lists["languages"][0] = {"test": "clb"} | dict.fromkeys(
        ("listening", "reading", "writing", "speaking"), "8"
    )
    found = of_answers(answers, date(2026, 4, 30), "en", keep=False)
    assert sorted(how for _, how in found.filled_in) == sorted(FILLED_IN)


@pytest.mark.parametrize(
    "sent",
    ["/jobs/0/start", "/jobs/9/start:first", "/jobs/0/start:<script>", "/id:first", "/jobs/0/noc:last", "x" * 9_000,
     "/jobs/0/start:later", "/__class__:first", "/jobs/-1/start:first"],
)  # fmt: skip
def test_what_the_page_never_sends_is_not_looked_at(sent: str, ask: Ask) -> None:
    found = ask(ngozi(), filled_in=sent)
    assert found.status_code == 200
    html = found.content.decode()
    assert 'id="filled"' not in html
    assert "<script>" not in SENT.sub("", html).split("<main", 1)[1].split("</main>")[0]


def test_it_is_no_part_of_the_profile_that_is_saved(ask: Ask) -> None:
    found = ask(ngozi(), page="check_result_profile", filled_in="/jobs/0/start:shortest")
    assert json.loads(found.content) == ngozi()
