"""From the page of an occupation into the check: its code is a job already."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.web.check.conftest import PATHS, Person
from tests.web.conftest import words_of

JOB = {"en": "/en/check/job/", "fr": "/fr/evaluation/emploi/"}
GROUP = {"en": "/en/occupations/31301/", "fr": "/fr/professions/31301/"}
HITS = {"en": "/en/occupations/?q=nurse", "fr": "/fr/professions/?q=infirmiere"}
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def press(person: Person, code: str, **headers: str) -> str:
    """Presses the button of an occupation; where it leads."""
    response = person.client.post(JOB[person.language], {"noc": code}, **(headers or HERE))
    assert response.status_code == 303
    assert response.headers["Cache-Control"] == "no-store"
    return str(response.headers["Location"])


@pytest.mark.parametrize("pages", [GROUP, HITS])
def test_the_button_of_an_occupation_sends_its_code(person: Person, pages: dict[str, str]) -> None:
    html = person.client.get(pages[person.language]).content.decode()
    assert f'method="post" action="{JOB[person.language]}"' in html
    button = re.search(r'<button [^>]*name="noc" value="31301"[^>]*>', html)
    assert button
    assert "csrf" not in html


def test_the_check_begins_with_the_occupation_in_its_step_of_work(person: Person) -> None:
    where = press(person, "31301")
    assert where == PATHS[person.language]["check"] + "?open=jobs-0"
    assert "31301" not in where
    start = words_of(person.see("check", "?open=jobs-0"))
    title = {"en": "31301 Registered nurses and registered psychiatric nurses", "fr": "31301 Infirmiers autorisés"}
    assert title[person.language] in start
    assert ("Start" if person.language == "en" else "Commencer") in start
    work = person.see("work")
    assert 'id="jobs-0-title" name="jobs-0-title" value="31301"' in work
    assert title[person.language] in words_of(work)
    assert 'id="errors"' not in work
    assert person.saved()["jobs"][0]["noc"] == "31301"


def test_who_has_begun_goes_on_in_the_step_of_work_and_loses_nothing(ngozi: Person) -> None:
    ngozi.send("you", "next", {"family_size": "3"})
    ngozi.send("work", "skip", {"jobs-0-title": "33102", "jobs-0-country": "CA"})
    assert press(ngozi, "31301") == "/en/check/work/?open=jobs-1#jobs-1"
    told = ngozi.saved()
    assert (told["family_size"], [job["noc"] for job in told["jobs"]]) == (3, ["33102", "31301"])
    assert 'id="errors"' not in ngozi.see("work", "?open=jobs-1")
    assert press(ngozi, "33102") == "/en/check/work/?open=jobs-0#jobs-0"
    assert len(ngozi.saved()["jobs"]) == 2


def test_a_page_of_another_site_changes_no_answers(ngozi: Person) -> None:
    press(ngozi, "33102")
    for headers in (
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://elsewhere.example/testserver"},
        {"HTTP_USER_AGENT": "says nothing"},
    ):
        assert press(ngozi, "31301", **headers) == "/en/check/"
    assert [job["noc"] for job in ngozi.saved()["jobs"]] == ["33102"]
    assert press(ngozi, "31301", HTTP_ORIGIN="http://testserver") == "/en/check/?open=jobs-1"


@pytest.mark.parametrize("code", ["", "99999", "31301 ", "<b>", "3130١", "1" * 5000])
def test_what_is_no_code_begins_an_empty_check(ngozi: Person, code: str) -> None:
    assert press(ngozi, code) == "/en/check/"
    assert not ngozi.client.cookies


def test_the_address_alone_leads_to_the_check(person: Person) -> None:
    response = person.client.get(JOB[person.language] + "?noc=31301")
    assert (response.status_code, response.headers["Location"]) == (303, PATHS[person.language]["check"])


def test_a_full_list_of_jobs_stays_as_it_is(ngozi: Person) -> None:
    press(ngozi, "33102")
    job = {"country": "CA", "hours": "30", "start_m": "1", "start_y": "2020", "end_now": "yes"}
    jobs = {f"jobs-{n}-{name}": text for n in range(40) for name, text in (job | {"title": "65201"}).items()}
    ngozi.post("all", jobs | {"do": "go/you"})
    assert len(ngozi.saved()["jobs"]) == 40
    assert press(ngozi, "31301") == "/en/check/work/"
    assert len(ngozi.saved()["jobs"]) == 40


@pytest.mark.parametrize(
    "odd", ["jobs-9", "jobs-", "jobs", "offer-0", "jobs-٣", "jobs-99999999999999999999", "jobs-00001", "<b>"]
)
def test_an_odd_place_in_the_address_names_no_job(ngozi: Person, client: Client, odd: str) -> None:
    press(ngozi, "31301")
    html = ngozi.client.get("/en/check/", {"open": odd}).content.decode()
    assert "31301" not in unescape(html)
    assert client.get("/en/check/", {"open": odd}).status_code == 200


@pytest.mark.parametrize("header", ["HTTP_ORIGIN", "HTTP_REFERER"])
@pytest.mark.parametrize("sender", ["http://[", "http://[::1", "https://elsewhere.example/", ""])
def test_a_sender_that_is_not_this_site_chooses_no_job(client: Client, header: str, sender: str) -> None:
    response = client.post(JOB["en"], {"noc": "31301"}, **{header: sender})
    assert response.status_code == 303
    assert "check_1" not in response.cookies
