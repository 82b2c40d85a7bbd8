"""The page of the answer: its numbers are those of the core, and each state of a person leads with what matters."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.web.conftest import on_the, words_of
from tests.web.result.conftest import Ask
from tests.web.result.people import aide, couple, example, french_speaker, ngozi, nominee, unsure
from toprank.assess import assess_profiles
from toprank.incomplete import range_of
from toprank.words import catalogue, forms, named, say
from toprank.words.forms import signed

ON = date(2026, 4, 30)
ROW = re.compile(
    r'<tr role="row"( class="\w+")?><th [^>]*>(.*?)</th>.*?<td role="cell" class="n points"[^>]*>(.*?)</td>'
)


def read(html: str) -> list[tuple[str, str]]:
    """The rows of the score: name and points, as they stand on the page."""
    table = html[html.index("score-table") : html.index("</table>", html.index("score-table"))]
    rows = ROW.findall(table)
    return [
        (unescape(re.sub(r'<span class="under">.*', "", name)), unescape(points.split(" <span")[0]))
        for _, name, points in rows
    ]


def section(html: str, name: str) -> str:
    """The words of a part of the page."""
    start = html.index(f'<section id="{name}"')
    return words_of(html[start : html.index("</section>", start)])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("who", ["ngozi", "gloria", "paul"])
def test_the_numbers_are_those_of_the_assessment(ask: Ask, who: str, language: str) -> None:
    html = ask(example(who), language).content.decode()
    found = assess_profiles([example(who)], [ON], (), None, language)[0]
    number = forms(language)["number"]
    rows, crs = read(html), found["crs"]
    shown = [points for _, points in rows]
    told = []
    for part in ("core", "spouse", "transferability", "additional"):
        lines = [each for each in crs["lines"] if each["part"] == part and (each["maximum"] or each["points"])]
        if lines:
            told += [number(crs[part]), *(signed(each["points"], language) if each["points"] < 0 else
                                          number(each["points"]) for each in lines)]  # fmt: skip
    assert shown == [*told, number(crs["total"])]
    assert f'<p class="score-big">{number(crs["total"])}</p>' in html
    for change in found["changes"]:
        assert change["on"] in html
    for key, each in found["programs"].items():
        fold = re.search(
            rf'<details class="fold" id="{key}"( open)?><summary><span>(.*?)</span> <span class="tag (\w+)">', html
        )
        assert fold is not None
        assert unescape(fold[2]) == named("program", key, language)
        assert (fold[3] == "yes") == each["eligible"]


def test_an_answer_is_for_the_person_alone(ask: Ask) -> None:
    response = ask(ngozi(id="chinwe"))
    assert response.headers["Cache-Control"] == "no-store"
    assert "chinwe" not in repr(dict(response.headers))
    assert "1994" not in repr(dict(response.headers))
    html = response.content.decode()
    addresses = " ".join(re.findall(r'(?:href|action|formaction|hx-post)="([^"]*)"', html))
    assert "chinwe" not in addresses
    assert "1994" not in addresses
    assert "482" not in addresses
    assert "chinwe" not in re.search(r"<title>(.*?)</title>", html)[1]  # type: ignore[index]


def test_without_a_program_that_is_said_first(ask: Ask) -> None:
    html = ask(aide()).content.decode()
    card = html[html.index('id="answer"') : html.index("</ul>", html.index('id="answer"'))]
    said = words_of(card)
    assert "You qualify for no program on this day" in said
    assert "Canadian Experience Class, on July 14, 2026" in said
    assert "ranks only people who qualify for a program" in said
    assert "hours missing" in section(html, "programs")


def test_who_can_be_invited_by_no_round_sees_the_latest_of_all(ask: Ask) -> None:
    html = ask({"id": "a", "birth_date": "1990-01-01"}).content.decode()
    said = section(html, "compare")
    assert "No round could invite you as things stand" in said
    assert "French" in said
    assert "Healthcare" in said
    assert "You told of no work" in section(html, "hours")


def test_hours_missing_and_the_day_they_are_there(ask: Ask) -> None:
    said = section(ask(aide()).content.decode(), "programs")
    assert "322 hours missing" in said
    assert "If you go on working you get there on July 14, 2026" in said


def test_a_couple(ask: Ask) -> None:
    html = ask(couple(), part="all").content.decode()
    names = [name for name, _ in read(html)]
    assert "Your partner" in names
    assert "Partner's education" in names
    assert "of 460" in words_of(html)
    assert "of 500" not in words_of(html)
    assert "misrepresentation" in section(html, "advice")
    assert "Your partner: " in section(html, "hours")


def test_a_person_whose_french_comes_first(ask: Ask) -> None:
    html = ask(french_speaker(), "fr").content.decode()
    assert "Vous êtes dans 2 catégories" in words_of(html)
    assert "Français" in words_of(html)
    assert "français 9" in words_of(html)


def test_a_nominee_stands_among_nominees(ask: Ask) -> None:
    html = ask(nominee()).content.decode()
    assert "Provincial nominees: the last round we know, April 27, 2026, ended at 795" in words_of(html)
    compared = section(html, "compare")
    assert "Provincial nominees" in compared
    assert "Healthcare" not in compared


def test_what_is_not_known_gives_a_range_and_counts_the_least(ask: Ask) -> None:
    html = ask(unsure()).content.decode()
    found = range_of(unsure(), ON)["total"]
    said = section(html, "unknown")
    assert f"between {found['least']} and {found['most']}" in said
    assert "Language result 1, writing" in said
    assert "Settlement funds" in said
    assert f'<p class="score-big span">{found["least"]} to {found["most"]}</p>' in html
    assert f"You, at the least: {found['least']}" in words_of(html)


def test_a_provisional_answer_says_so_above_everything(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 22)
    html = ask(ngozi(), "fr").content.decode()
    assert html.index("Cette note est provisoire") < html.index("<h1>")
    assert "vérifié au" in words_of(html)
    assert "provisoire</span>" in html
    assert "nous n’estimons pas vos chances aujourd’hui." in words_of(html)
    chance = section(html, "chance")
    assert "Deux raisons." in chance
    assert "29 avril 2026, 207 jours plus tôt" in chance
    assert "La dernière ronde que nous connaissons est celle du 29 avril 2026." in section(html, "compare")
    assert 'form="visit" formaction="/fr/evaluation/resultat/#advice" name="part"' in html, (
        "what would help may still be asked for"
    )


def test_a_chance_is_given_while_the_record_is_fresh(ask: Ask) -> None:
    before = ask(ngozi()).content.decode()
    assert "dots" not in section(before, "chance")
    html = ask(ngozi(), part="all").content.decode()
    said = section(html, "chance")
    assert "About 6 in 10 that a round reaches you within 180 days." in said
    assert '<div class="dots">' in html
    assert 'aria-label="6 of 10"' in html
    assert "came true" in said
    assert "%" not in said
    assert "+600" in section(html, "advice")


def test_a_script_gets_the_dear_parts_alone(ask: Ask) -> None:
    client = Client(headers={"HX-Request": "true"})
    response = client.post("/en/check/result/", {"profile": json.dumps(ngozi()), "part": "all", "again": "yes"})
    html = response.content.decode()
    assert html.startswith('<div id="dear"')
    assert "<html" not in html
    assert "+600" in html
    assert 'hx-swap-oob="innerHTML"' in html
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies.get("check_1")


@pytest.mark.parametrize(("on", "said"), [("2026-03-10", "March 10, 2026"), ("2016-03-10", "March 10, 2016")])
def test_another_day(ask: Ask, on: str, said: str) -> None:
    html = ask(ngozi(), on=on).content.decode()
    assert f"Your result on {said}" in words_of(html)


@pytest.mark.parametrize("on", ["10/3", "2014-12-31", "<b>", "1\x00\x1b", "9" * 5000])
def test_a_day_that_is_none_is_told_at_the_field(ask: Ask, on: str) -> None:
    response = ask(ngozi(), on=on)
    assert response.status_code == 200
    assert 'id="on-error"' in response.content.decode()
    assert b"<b>" not in response.content


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("{", "cannot be read"),
        ("[]", "look"),
        ('{"id": "a", "birth_date": "2030-01-01"}', "birth"),
        ('{"id": "a", "birth_date": "1990-01-01", "jobs": [{"noc": "99999"}]}', "99999"),
        ('{"id": "a", "birth_date": "1990-01-01", "unknown": "x"}', "look"),
        ('{"id": "a\\u0000<script>", "birth_date": 5}', "look"),
        ("[" * 100_000, "look"),
        ('{"id": "\\ud800"}', "look"),
    ],
)
def test_an_unsound_profile_is_told_back_with_every_fault(ask: Ask, sent: str, said: str) -> None:
    response = ask(sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert b"<script>" not in response.content
    assert "Error:" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_told_leads_to_the_check(client: Client) -> None:
    response = client.get("/fr/evaluation/resultat/")
    assert (response.status_code, response.headers["Location"]) == (303, "/fr/evaluation/")


def test_a_form_without_our_token_is_refused(client: Client) -> None:
    assert client.post("/en/check/result/", {"profile": "{}"}).status_code == 403


def test_the_foot_of_printed_pages_says_day_and_rulebook_and_nothing_of_a_person(client: Client) -> None:
    response = client.get("/en/check/result.css?on=2026-03-10")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    sheet = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), response.content.decode())
    assert "Result on March 10, 2026, by rulebook 2026.11" in sheet


def test_the_other_language_shows_the_same_day(ask: Ask) -> None:
    assert 'href="/fr/evaluation/resultat/?on=2026-03-10"' in ask(ngozi(), on="2026-03-10").content.decode()


def test_answers_that_no_browser_keeps_are_answered_all_the_same(ask: Ask) -> None:
    jobs = [
        {"noc": f"{31301 if place % 2 else 33102}", "start": f"20{10 + place % 15}-0{1 + place % 9}-1{place % 10}",
         "end": f"2025-12-{10 + place % 20}", "hours_per_week": 10.25 + place, "country": "CA",
         "employer": f"{place * 7919} {place * 104729} {place * 1299709} {place * 15485863}" * 3}
        for place in range(120)
    ]  # fmt: skip
    response = ask(ngozi(jobs=jobs))
    assert response.status_code == 200
    assert "too large to be kept in this browser" in response.content.decode()
    assert "check_1" not in response.cookies


@pytest.mark.parametrize("language", ["en", "fr"])
def test_years_that_stand_under_each_other_are_all_figures(ask: Ask, language: str) -> None:
    html = ask(ngozi(), language).content.decode()
    caption = say("web_result", "measures_caption", {}, language)
    table = words_of(html[html.index(caption) : html.index("</table>", html.index(caption))])
    assert len(re.findall(r"[,:]\s\d+\s(?:years?|ans?)\b", table)) > 2
    spelled = [each for number, each in catalogue(language)["names"]["years"].items() if number.isdecimal()]
    assert not [each for each in spelled if each in table]
