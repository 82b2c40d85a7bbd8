"""The steps one after the other, as Ngozi goes through them."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from tests.web.check.conftest import PATHS, STEPS, Person
from tests.web.conftest import words_of
from toprank.assess.batch import profile_of

EXAMPLES = Path(__file__).parents[3] / "examples"
NGOZI = json.loads((EXAMPLES / "ngozi.json").read_text())


def day(name: str, on: str) -> dict[str, str]:
    """A day as it is typed."""
    year, month, day_ = on.split("-")
    return {f"{name}_d": str(int(day_)), f"{name}_m": str(int(month)), f"{name}_y": year}


def go(person: Person, step: str, typed: dict[str, str], do: str = "next", query: str = "") -> str:
    """Sends a step and tells where it leads."""
    response = person.send(step, do, typed, query)
    assert response.status_code == 303
    assert response.headers["Cache-Control"] == "no-store"
    return str(response.headers["Location"])


def test_ngozi_typed_step_by_step_is_her_profile(person: Person) -> None:
    at = PATHS[person.language]
    you = day("birth_date", "1994-03-09") | {"family_size": "1", "settlement_funds": "9 000 $", "quebec": "no"}
    you |= {"submitted": "yes", "submitted_at_t": "14:03:22"} | day("submitted_at", "2026-01-12")
    assert go(person, "you", you) == at["languages"]
    result = {"languages_known": "yes", "languages-0-test": "ielts_general", "languages-0-listening": "8,0",
              "languages-0-reading": "7.0", "languages-0-writing": "6,5",
              "languages-0-speaking": "7"} | day("languages-0-taken", "2025-06-01")  # fmt: skip
    assert go(person, "languages", result) == at["education"]
    degree = {"education_known": "yes", "education-0-level": "bachelor", "education-0-country": "NG",
              "education-0-eca": "yes"}  # fmt: skip
    degree |= day("education-0-completed", "2016-07-01") | day("education-0-eca_issued", "2024-02-01")
    assert go(person, "education", degree) == at["work"]
    first = {"jobs-0-title": "31301", "jobs-0-country": "NG", "jobs-0-hours": "40"}
    first |= day("jobs-0-start", "2018-05-01") | day("jobs-0-end", "2022-08-31")
    assert go(person, "work", first, "add/jobs") == f"{at['work']}?open=jobs-1#jobs-1"
    second = {"jobs-1-title": "33102", "jobs-1-country": "CA", "jobs-1-hours": "37,5"}
    second |= day("jobs-1-start", "2023-01-09") | day("jobs-1-end", "2024-05-31")
    go(person, "work", second, "add/jobs", "?open=jobs-1")
    third = {"jobs-2-title": "31301", "jobs-2-country": "CA", "jobs-2-hours": "37.5", "jobs-2-end_now": "yes"}
    assert go(person, "work", third | day("jobs-2-start", "2024-06-17"), query="?open=jobs-2") == at["partner"]
    assert go(person, "partner", {"partner": "no"}) == at["canada"]
    ties = dict.fromkeys(("sibling", "relative", "studied", "partner_studied", "nomination", "offer"), "no")
    assert go(person, "canada", ties) == at["review"]
    assert profile_of(person.saved()) == profile_of(NGOZI | {"id": "me"})
    read = words_of(person.see("review"))
    sent = {"csrfmiddlewaretoken": person.token()}
    result = person.client.post(
        person.at["check"] + ("result/" if person.language == "en" else "resultat/"), sent, follow=True
    )
    assert result.status_code == 200
    for told in ("31301", "33102", "9 mars 1994" if person.language == "fr" else "March 9, 1994"):
        assert told in read.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_empty_and_leads_on(person: Person, step: str) -> None:
    html = person.see(step)
    assert 'id="errors"' not in html
    assert f"{STEPS.index(step) + 1}" in words_of(html)
    following = (*STEPS, "review")[STEPS.index(step) + 1]
    assert go(person, step, {}) == PATHS[person.language][following]


def test_a_wrong_answer_is_told_kept_and_does_not_hold_anybody(ngozi: Person) -> None:
    wrong = {"jobs-0-title": "31301", "jobs-0-country": "CA", "jobs-0-hours": "240", "jobs-0-end_now": "yes"}
    wrong |= day("jobs-0-start", "2024-06-17")
    assert go(ngozi, "work", wrong) == "/en/check/work/#errors"
    html = ngozi.see("work")
    assert "<title>Error: Your work" in html
    assert '<li><a href="#jobs-0-hours">Job 1: hours a week cannot be more than 168. You wrote 240.</a></li>' in html
    field = re.search(r"<input [^>]*id=\"jobs-0-hours\"[^>]*>", html)
    assert field
    for said in ('value="240"', 'aria-describedby="jobs-0-hours-e jobs-0-hours-h"', 'aria-invalid="true"'):
        assert said in field[0]
    assert go(ngozi, "work", {}, "skip") == "/en/check/partner/"
    assert "1 to correct" in words_of(ngozi.see("partner"))
    review = ngozi.see("review")
    assert '<a href="/en/check/work/#jobs-0-hours">' in review
    assert go(ngozi, "work", {"jobs-0-hours": "24"}) == "/en/check/partner/"


def test_gaps_do_not_hold_and_are_told_later(person: Person) -> None:
    assert (
        go(person, "languages", {"languages_known": "yes", "languages-0-test": "pte_core"})
        == (PATHS[person.language]["education"])
    )
    html = person.see("languages")
    assert html.count("aria-invalid") == 5
    assert 'href="#languages-0-taken_d"' in html


def test_the_way_back_saves_what_was_typed(ngozi: Person) -> None:
    assert go(ngozi, "languages", {"languages_known": "unknown"}, "back") == "/en/check/you/"
    assert go(ngozi, "you", {"family_size": "3"}, "go/canada") == "/en/check/canada/"
    assert ngozi.saved() == {
        "schema": "toprank.profile/1", "id": "me", "family_size": 3, "unknown": ["/languages"],
    }  # fmt: skip


def test_a_title_is_found_shown_and_can_be_chosen_anew(person: Person) -> None:
    page = person.at["work"]
    title = "soudeur" if person.language == "fr" else "welder"
    found = go(person, "work", {"jobs-0-title": title}, "find/jobs-0-title")
    assert found.endswith("#jobs-0-title-at")
    html = person.see("work", found[len(page) :].partition("#")[0])
    assert 'name="jobs-0-title_noc" value="72106"' in html
    again = go(person, "work", {}, "another/jobs-0-title", "?open=jobs-0")
    html = person.see("work", again[len(page) :].partition("#")[0])
    assert '<input type="radio" name="jobs-0-title_noc" value="72106">' in html
    assert 'id="errors"' not in html
    go(person, "work", {"jobs-0-title_noc": "94219"}, "find/jobs-0-title", "?find=jobs-0-title")
    assert person.saved()["jobs"][0]["noc"] == "94219"


def test_a_title_without_a_clear_occupation_asks_which(ngozi: Person) -> None:
    assert go(ngozi, "work", {"jobs-0-title": "nurse"}) == "/en/check/work/#errors"
    html = ngozi.see("work")
    assert "Choose the occupation that fits “nurse” best" in html
    assert html.count('name="jobs-0-title_noc"') > 2


def test_an_occupation_is_never_chosen_silently(ngozi: Person) -> None:
    where = go(ngozi, "work", {"jobs-0-title": "registered nurse"})
    assert where == "/en/check/work/?open=jobs-0&taken=jobs-0-title#jobs-0-title-at"
    assert "Look whether it is the right one" in ngozi.see("work", "?open=jobs-0&taken=jobs-0-title")
    assert go(ngozi, "work", {}) == "/en/check/partner/"


def test_while_typing_the_occupations_come_as_a_part_of_a_page(person: Person) -> None:
    path = "/en/check/found/" if person.language == "en" else "/fr/evaluation/trouvees/"
    sent = {"csrfmiddlewaretoken": person.token(), "field": "jobs-3-title", "jobs-3-title": "soudeur"}
    html = person.client.post(path, sent).content.decode()
    assert 'name="jobs-3-title_noc" value="72106"' in html
    assert "<html" not in html
    assert person.client.post(path, {**sent, "field": "jobs-3-hours"}).status_code == 400


def test_things_of_lists_are_added_opened_and_removed(ngozi: Person) -> None:
    ngozi.load((EXAMPLES / "ngozi.json").read_text())
    assert go(ngozi, "work", {}, "change/jobs-1") == "/en/check/work/?open=jobs-1#jobs-1"
    html = ngozi.see("work", "?open=jobs-1")
    assert 'id="jobs-1-hours"' in html
    assert 'id="jobs-0-hours"' not in html
    assert go(ngozi, "work", {}, "remove/jobs-0") == "/en/check/work/#jobs"
    assert [each["noc"] for each in ngozi.saved()["jobs"]] == ["33102", "31301"]


def test_one_page_holds_everything_and_says_how_far_it_is(person: Person) -> None:
    person.load((EXAMPLES / "ngozi.json").read_text())
    html = person.see("all")
    sent = person.fields(html)
    assert sent["jobs-1-title"] == "33102"
    state = "rempli" if person.language == "fr" else "filled in"
    assert words_of(html).count(state) >= 3
    response = person.client.post(person.at["all"], sent | {"jobs-2-hours": "240", "do": "result"})
    assert response.headers["Location"] == person.at["all"] + "#errors"
    assert ("1 à corriger" if person.language == "fr" else "1 to correct") in words_of(person.see("all"))


def test_a_form_without_its_token_is_refused(ngozi: Person) -> None:
    assert ngozi.client.post("/en/check/you/", {"birth_date_y": "1994"}).status_code == 403


def read_over(person: Person, sent: dict[str, str]) -> str:
    """The words of the review after answers were given on one page."""
    person.send("all", "go/review", sent)
    return words_of(person.see("review")).replace("\N{NO-BREAK SPACE}", " ")


def test_the_review_says_what_was_counted_without_being_told(ngozi: Person) -> None:
    job = {"jobs-0-title": "31301", "jobs-0-country": "CA", "jobs-0-end_now": "yes"}
    job |= {"jobs-0-start_m": "1", "jobs-0-start_y": "2026"}
    read = read_over(ngozi, job | {"nomination": "yes", "birth_date_m": "5", "birth_date_y": "1990"})
    assert "Counted as paid, allowed to work, employee, not a student at the time and with temporary resident" in read
    assert "since January 31, 2026 (you gave no day: this one counts the shortest time)" in read
    assert "May 1, 1990 (you gave no day: this one counts)" in read
    assert "Hours a week Not answered: counted as not known" in read
    assert "Province or territory Not answered Day" in read
    card = words_of(ngozi.see("work"))
    assert "Counted as paid" in card


def test_work_abroad_says_nothing_of_permits(ngozi: Person) -> None:
    read = read_over(ngozi, {"jobs-0-title": "31301", "jobs-0-country": "NG", "jobs-0-student": "full_time"})
    assert "Counted as paid and employee" in read


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"_y": "2016"}, "2016, month and day missing"),
        ({"_m": "5", "_d": "3"}, "May 3, year missing"),
        ({"_m": "5", "_y": "1990"}, "May 1990, day missing"),
    ],
)
def test_a_day_filled_in_partly_is_read_over_in_words(ngozi: Person, typed: dict[str, str], shown: str) -> None:
    issued = {f"nomination_issued{piece}": text for piece, text in typed.items()}
    assert shown in read_over(ngozi, {"nomination": "yes", **issued})


PARTNER_STUDIED: Final = {
    "en": ("Did your partner study in Canada for two years or more?", "Only if you have a partner."),
    "fr": (
        "La personne conjointe a-t-elle étudié au Canada pendant deux ans ou plus?",
        "Seulement si vous avez une personne conjointe.",
    ),
}


@pytest.mark.parametrize(
    ("partner", "asked", "hinted"),
    [("no", False, False), ("yes", True, False), ("unknown", True, True), ("", True, True)],
)
def test_a_partner_who_is_none_is_not_asked_about(person: Person, partner: str, asked: bool, hinted: bool) -> None:
    question, hint = PARTNER_STUDIED[person.language]
    person.send("partner", "next", {"partner": partner, "partner_coming": ""})
    read = words_of(person.see("canada"))
    assert (question in read, hint in read) == (asked, hinted)
    person.send("canada", "next", {})
    assert (question in words_of(person.see("review"))) == asked
    whole = words_of(person.see("all"))
    assert question in whole
    assert (hint in whole) == (partner != "yes")


def test_what_is_not_asked_changes_no_profile_and_nothing_told_is_lost(person: Person) -> None:
    sound = {"schema": "toprank.profile/1", "id": "me", "birth_date": "1990-05-01"}
    for ties in ({}, {"adaptability": {"partner_studied_in_canada": True}}):
        person.load(json.dumps(sound | ties))
        before = person.saved()
        asked = PARTNER_STUDIED[person.language][0] in words_of(person.see("canada"))
        assert asked == bool(ties)
        person.send("canada", "next", {})
        assert person.saved() == before
        assert before.get("adaptability", {}) == ties.get("adaptability", {})


def test_another_language_keeps_what_was_just_typed(person: Person) -> None:
    other = "fr" if person.language == "en" else "en"
    assert go(person, "you", {"settlement_funds": "4321"}, "language") == PATHS[other]["you"]
    assert 'value="4321"' in person.client.get(PATHS[other]["you"]).content.decode()
    assert go(person, "all", {"settlement_funds": "99"}, "language") == PATHS[other]["all"]


def test_a_partner_is_asked_about_as_a_partner_and_what_is_not_known_is_read_over(person: Person) -> None:
    sent = {"partner": "yes", "partner_jobs_known": "yes", "partner_jobs-0-country": "CA", "partner_coming": "unknown"}
    assert go(person, "partner", sent) == person.at["canada"]
    html = person.see("partner", "?open=partner_jobs-0")
    asked = words_of(html)
    english = person.language == "en"
    for said in ("My partner still works there", "Was your partner paid?") if english else (
        "Cette personne y travaille encore", "Cette personne travaillait-elle à son compte?"
    ):  # fmt: skip
        assert said in asked
    assert ("Were you" if english else "Receviez-vous") not in asked
    assert go(person, "canada", {"offer": "yes", "offer_lmia": "unknown"}) == person.at["review"]
    read = words_of(person.see("review")).replace("\N{NO-BREAK SPACE}", " ")
    for said in READ_OVER[person.language]:
        assert said in read


READ_OVER = {
    "en": (
        "Canada; first and last day not known",
        "How many months the job lasts Not answered: counted as not known",
        "(LMIA)? I do not know",
        "come with you? I do not know",
        "People in your family Not answered: counted as 2",
        "Savings, in Canadian dollars Not answered: counted as 0",
    ),
    "fr": (
        "Canada; premier et dernier jours inconnus",
        "Durée de l’emploi, en mois Sans réponse : compte comme inconnu",
        "(EIMT)? Je ne sais pas",
        "avec vous? Je ne sais pas",
        "Sans réponse : compte pour 2",
    ),
}
