"""The answer of what the browser keeps, and of a whole form; what is sent is kept there, what is erased stays away."""

import json

from django.test import Client

from tests.web.result.people import example, ngozi
from toprank.web.check.reading import answers_of


def test_the_draft_is_answered_by_a_plain_visit_in_both_languages() -> None:
    client = Client()
    sent = client.post("/en/check/result/", {"profile": json.dumps(ngozi())})
    assert sent.cookies["check_1"]["httponly"]
    assert '<p class="score-big">482</p>' in client.get("/en/check/result/").content.decode()
    assert '<p class="score-big">482</p>' in client.post("/fr/evaluation/resultat/", {}, follow=True).content.decode()


def test_what_is_sent_again_from_the_page_is_not_put_into_the_browser() -> None:
    sent = Client().post("/en/check/result/", {"profile": json.dumps(ngozi()), "again": "yes"})
    assert "check_1" not in sent.cookies


def test_a_whole_form_is_answered_at_once() -> None:
    answers = answers_of(example("gloria"))
    form = dict(answers.values)
    for name, items in answers.lists.items():
        for place, item in enumerate(items):
            form |= {f"{name}-{place}-{key}": text for key, text in item.items()}
    client = Client()
    sent = client.post("/en/check/result/", form)
    assert (sent.status_code, sent.headers["Location"]) == (303, "/en/check/result/"), (
        "so that Back sends nothing again"
    )
    assert sent.headers["Cache-Control"] == "no-store"
    assert '<p class="score-big">504</p>' in client.get("/en/check/result/").content.decode()


def test_unsound_answers_lead_back_to_the_check_and_are_kept() -> None:
    client = Client()
    answers = answers_of(ngozi())
    form = answers.values | {"jobs-0-hours": "240"}
    response = client.post("/en/check/result/", form | {"birth_day": "99"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "240" in html
    assert 'role="alert"' in html
    assert "check_1" in response.cookies
    assert response.headers["Cache-Control"] == "no-store"


def test_a_form_for_another_day_leads_to_that_day() -> None:
    client = Client()
    client.post("/en/check/result/", {"profile": json.dumps(ngozi())})
    sent = client.post("/en/check/result/", {"on": "2026-03-10"})
    assert sent.headers["Location"] == "/en/check/result/?on=2026-03-10"
    assert client.post("/en/check/result/", {"on": "10/3"}).status_code == 200, "what is wrong is told at the field"
    assert client.post("/en/check/result/", {"part": "all"}).status_code == 200
