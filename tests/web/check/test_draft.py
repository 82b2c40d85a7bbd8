"""The draft lives in the browser alone: signed, small enough, gone when told."""

import json
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from string import ascii_letters

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from tests.web.check.conftest import Person
from tests.web.conftest import words_of
from toprank.web.check import draft
from toprank.web.check.answers import Answers
from toprank.web.check.reading import answers_of

NGOZI = (Path(__file__).parents[3] / "examples" / "ngozi.json").read_text()


def through(answers: Answers) -> tuple[Answers | None, SimpleCookie]:
    """The answers after they were in a browser, and the cookies they were in."""
    response = HttpResponse()
    draft.write(response, answers)
    request = RequestFactory().get("/en/check/")
    request.COOKIES = {name: each.value for name, each in response.cookies.items() if each.value}
    return draft.read(request), response.cookies


def ten_jobs() -> Answers:
    """Ten jobs, each with a long text about the employer that no compression shortens."""
    letters = Random(2026)
    jobs = [
        {"noc": f"3130{number % 2 + 1}", "start": f"20{10 + number}-0{number % 9 + 1}-1{number % 9}",
         "end": f"20{11 + number}-0{number % 8 + 1}-2{number % 8}", "hours_per_week": 30 + number / 2,
         "country": "NG" if number < 5 else "CA", "noc2016": "3012", "employer_country": "US",
         "employer": "".join(letters.choices(ascii_letters, k=300))}
        for number in range(10)
    ]  # fmt: skip
    return answers_of(json.loads(NGOZI) | {"jobs": jobs})


def test_ten_jobs_with_long_texts_come_back_as_they_were() -> None:
    answers = ten_jobs()
    found, cookies = through(answers)
    assert found == answers
    assert all(len(f"{name}={each.value}") <= 3840 for name, each in cookies.items())


def test_the_cookies_are_closed_to_scripts_and_end_with_the_browser() -> None:
    _, cookies = through(answers_of(json.loads(NGOZI)))
    first = cookies[draft.NAMES[0]]
    assert (first["httponly"], first["samesite"], first["max-age"], first["expires"]) == (True, "Lax", "", "")


def test_wrong_answers_are_kept_as_typed() -> None:
    answers = Answers({"birth_date_d": "31", "birth_date_m": "2", "family_size": "l’été œ 家"}, {}, ["you"])
    assert through(answers)[0] == answers


def test_what_does_not_fit_is_told_with_everything_still_on_the_page(person: Person) -> None:
    many = [chr(0x4E00 + 7919 * place % 20000) for place in range(3000)]
    texts = {f"jobs-{number}-employer": "".join(many[300 * number : 300 * number + 300]) for number in range(10)}
    titles = {f"jobs-{number}-title": "31301" for number in range(10)}
    response = person.post("work", {**texts, **titles, "do": "next"})
    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="large"' in html
    assert all(text in html for text in texts.values())
    assert draft.NAMES[0] not in person.client.cookies
    saved = person.client.post(person.at["save"], person.fields(html))
    assert len(saved.json()["jobs"]) == 10


@pytest.mark.parametrize("spoilt", ["x", "", "a.b.c", "é", "\x00", "." * 5000])
def test_a_draft_that_was_tampered_with_is_none(person: Person, spoilt: str) -> None:
    person.load(NGOZI)
    person.client.cookies[draft.NAMES[0]] = person.client.cookies[draft.NAMES[0]].value[:-1] + "-" + spoilt
    html = person.see("you")
    told = "Votre session a expiré" if person.language == "fr" else "Your session expired"
    assert told in html
    assert 'value="1994"' not in html
    assert told not in person.see("you")


def test_a_draft_ends_after_a_day(ngozi: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    ngozi.load(NGOZI)
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=1, seconds=2).total_seconds())
    assert "Your session expired" in ngozi.see("check")


def test_who_sends_a_step_too_late_is_told_that_the_others_are_gone(ngozi: Person) -> None:
    ngozi.load(NGOZI)
    fields = ngozi.fields(ngozi.see("canada"))
    ngozi.client.cookies[draft.NAMES[0]] = "spoilt"
    where = ngozi.client.post(ngozi.at["canada"], fields | {"do": "next"}).headers["Location"]
    assert where == "/en/check/review/?lapsed=1"
    assert "Your session expired" in ngozi.see("review", "?lapsed=1")


def test_answers_are_erased_at_once(person: Person) -> None:
    person.load(NGOZI)
    assert "1994" in words_of(person.see("review"))
    response = person.post("erase", {})
    assert response.status_code == 303
    gone = "Vos réponses sont effacées" if person.language == "fr" else "Your answers are gone"
    assert f"<h1>{gone}</h1>" in person.see("erase")
    assert person.client.get(person.at["review"]).headers["Location"] == person.at["check"]
    assert person.client.get(person.at["save"]).headers["Location"] == person.at["check"]


def test_no_address_holds_a_fact(ngozi: Person) -> None:
    response = ngozi.post(
        "work", {"jobs-0-title": "registered nurse", "jobs-0-country": "NG", "do": "find/jobs-0-title"}
    )
    assert (
        response.headers["Location"]
        == "/en/check/work/?find=jobs-0-title&open=jobs-0&taken=jobs-0-title#jobs-0-title-at"
    )
