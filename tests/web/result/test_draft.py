"""The answer of what the browser keeps, and of a whole form; what is sent is kept there, what is erased stays away."""

import base64
import json
import random

from django.test import Client

from tests.web.conftest import words_of
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


def form_of(html: str, name: str) -> str:
    """A form of a page, with its fields."""
    start = html.index(f'<form id="{name}"')
    return html[start : html.index("</form>", start)]


def test_another_day_and_what_would_help_are_visits_where_the_browser_keeps_the_answers() -> None:
    """Nothing is sent twice then: Back and Reload ask nothing."""
    client = Client()
    client.post("/en/check/result/", {"profile": json.dumps(ngozi())})
    html = client.get("/en/check/result/?on=2026-03-10").content.decode()
    visit = form_of(html, "visit")
    assert 'method="get" action="/en/check/result/"' in visit
    assert 'type="date" id="on" name="on" class="w6" value="2026-03-10"' in visit
    assert "Ngozi" not in visit
    assert "profile" not in visit
    again = form_of(html, "again")
    assert '<input type="hidden" name="on" value="2026-03-10">' in again, "files are of the day that is shown"
    assert html.count('form="visit"') == 2
    helped = client.get("/en/check/result/?on=2026-03-10&part=all").content.decode()
    assert '<ol class="advice"' in helped
    assert "March 10, 2026" in words_of(helped).replace("\N{NO-BREAK SPACE}", " ")
    assert client.get("/en/check/result/?part=x&on=x").status_code == 200


def test_what_the_browser_cannot_keep_is_sent_again_and_the_page_goes_on_saying_so() -> None:
    client = Client()
    large = ngozi()
    job = large["jobs"][0]
    rng = random.Random(1)
    large["jobs"] = [{**job, "employer": base64.b64encode(rng.randbytes(200)).decode()} for _ in range(40)]
    sent = client.post("/en/check/result/", {"profile": json.dumps(large)})
    told = sent.content.decode()
    assert "check_1" not in sent.cookies
    assert "your browser asks whether to send them again" in words_of(told)
    assert 'id="visit"' not in told
    again = form_of(told, "again")
    assert '<input type="hidden" name="again" value="large">' in again
    assert 'name="on"' in again
    assert told.count('form="again" formaction="/en/check/result/#') == 2
    other = client.post("/en/check/result/", {"profile": json.dumps(large), "again": "large", "on": "2026-03-10"})
    assert "your browser asks whether to send them again" in words_of(other.content.decode())
    assert 'id="visit"' not in other.content.decode()
