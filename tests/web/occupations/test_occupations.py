"""The search for a job and the page of a unit group: what a reader gets, in both languages, whatever is written."""

import re

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.conftest import words_of
from toprank.rulebook.classification import unit_groups
from toprank.web.occupations.views import readable


def shown(client: Client, query: str, language: str = "en") -> str:
    name = {"en": "occupations", "fr": "professions"}[language]
    response = client.get(f"/{language}/{name}/", {"q": query})
    assert response.status_code == 200
    return words_of(response.content.decode())


@pytest.mark.parametrize(
    ("query", "language", "told"),
    [
        (
            "RN",
            "en",
            "31301 Registered nurses and registered psychiatric nurses 11 job titles match, such as Registered nurse",
        ),
        (
            "nurse",
            "en",
            "4 occupations for “nurse” TEER tells the training a job asks for, from 0 (management) to 5.",
        ),
        ("infirmière", "fr", "4 professions pour « infirmière » La FÉER indique"),
        (
            "infirmière",
            "en",
            "31301 Registered nurses and registered psychiatric nurses 122 job titles match, such as Infirmier/",
        ),
        ("31301", "en", "Categories are those of April 30, 2026. 31301 Registered nurses"),
        ("lab tech", "en", "32120 Medical laboratory technologists"),
        ("FÉER 2", "fr", "162 professions pour « FÉER 2 »"),
        ("feer 2", "fr", "162 professions pour « feer 2 »"),
        ("TEER 2", "en", "162 occupations for “TEER 2”"),
    ],
)
def test_a_job_is_found_in_either_language(client: Client, query: str, language: str, told: str) -> None:
    assert told in shown(client, query, language)


def test_a_hit_says_what_matters_about_it(client: Client) -> None:
    page = shown(client, "nurse")
    assert "TEER 1 Healthcare since 2023" in page
    assert page.index("Other jobs with this word in a title") < page.index("Religion workers")
    assert "42204 Religion workers Job title: Christian Science nurse - non-medical TEER 2 In no category" in page
    assert "Senior managers since 2026, Canadian work only" in page
    assert "TEER 5 Outside the three federal programs" in shown(client, "65201")
    assert "FÉER 5 Hors des trois programmes fédéraux" in shown(client, "65201", "fr")
    assert "Agriculture until February 17, 2026" in shown(client, "63201")


def test_nothing_found_offers_what_is_near(client: Client) -> None:
    page = shown(client, "youtuber")
    assert "No job title has “youtuber” Try a shorter word, the French word, or a code. Did you mean" in page
    assert "Did you mean" not in shown(client, "xyzzy")
    assert "Aucune appellation d’emploi ne contient « xyzzy »" in shown(client, "xyzzy", "fr")


def test_no_query_tells_how_to_search(client: Client) -> None:
    assert "How to search" in shown(client, "")
    assert "among 516 occupations and 57,702 job titles" in shown(client, "  \t")


def test_a_query_that_is_too_long_is_told_at_the_field(client: Client) -> None:
    assert "A search takes at most 200 characters. You wrote 201." in shown(client, "x" * 201)


def test_a_script_gets_the_list_alone_and_the_twin(client: Client) -> None:
    asked = {"hx-request": "true"}
    part = client.get("/en/occupations/", {"q": "nurse"}, headers=asked).content.decode()
    assert "<html" not in part
    assert "<title>nurse – Occupations – Gospel Immigration" in part.replace("\n", "")
    assert re.search(r'<p id="said" hx-swap-oob="innerHTML">\s*4 occupations</p>', part)
    assert 'href="/fr/professions/?q=nurse" id="twin"' in part
    assert "<html" in client.get("/en/occupations/", {"q": "nurse"}).content.decode(), "the two are not mistaken"


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=1>',
        "' OR 1=1 --",
        "{{ 7*7 }}",
        "%00\x00\x1b[31m",
        "\u202enurse",
    ],
)
def test_what_is_written_is_never_markup(client: Client, query: str) -> None:
    html = client.get("/en/occupations/", {"q": query}).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "49" not in html.split("</form>")[0]
    assert "\x00" not in html
    assert "\u202e" not in html


def test_bytes_that_are_no_text_are_no_fault(client: Client) -> None:
    for raw in ("%ff%fe", "%ed%a0%80", "&q=a&q=b", "nurse&on=x"):
        assert client.get(f"/en/occupations/?q={raw}").status_code == 200


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=220))
def test_any_text_is_answered(query: str) -> None:
    response = Client().get("/fr/professions/", {"q": query.encode(errors="replace")})
    assert response.status_code == 200


def test_a_query_is_readable() -> None:
    assert readable(" a\x00b\N{NO-BREAK SPACE}\n c ") == "a b c"


def test_a_group_says_what_it_opens(client: Client) -> None:
    page = words_of(client.get("/en/occupations/31301/").content.decode())
    assert "Healthcare and social services occupations Since May 31, 2023; version 3" in page
    assert (
        "TEER 1: one year of it in Canada, in the last three years, and level 7 in English or French (CLB or NCLC)"
        in page
    )
    assert "Not a trade of this program" in page
    assert "3012 in NOC 2016, skill A: Registered nurses and registered psychiatric nurses" in page
    assert "117 in English, 124 in French" in page
    assert "Healthcare, version 1 May 31, 2023 February 26, 2025" in page
    assert "Staff nurse" in page
    assert "Statistics Canada" in page


def test_a_trade_and_a_job_outside_the_programs(client: Client) -> None:
    welder = words_of(client.get("/fr/professions/72106/").content.decode())
    assert "Un métier de ce programme : deux années" in welder
    helper = words_of(client.get("/en/occupations/65201/").content.decode())
    assert "TEER 5: this program asks for TEER 0 to 3" in helper
    assert "No category has ever listed 65201." in helper


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_group_has_a_page(client: Client, language: str) -> None:
    name = {"en": "occupations", "fr": "professions"}[language]
    for code in list(unit_groups())[::17]:
        assert client.get(f"/{language}/{name}/{code}/").status_code == 200


def test_a_code_that_is_none_is_not_found_in_words(client: Client) -> None:
    response = client.get("/en/occupations/31399/")
    page = words_of(response.content.decode())
    assert response.status_code == 404
    assert "31399 is not a code of NOC 2021. Codes that begin alike are below" in page
    assert "31301" in page
    assert client.get("/en/occupations/3130/").status_code == 404
    assert "99999 n’est pas un code" in client.get("/fr/professions/99999/").content.decode()


def test_the_way_to_the_check_takes_the_code_along(client: Client) -> None:
    told = words_of(client.get("/en/occupations/31301/").content.decode())
    assert "Check your score with this job The check then has 31301 chosen for your work." in told


def test_a_group_is_shown_as_it_stood_on_a_day(client: Client) -> None:
    told = words_of(client.get("/en/occupations/31301/?on=2025-06-01").content.decode())
    assert "What it opened on June 1, 2025" in told
    assert "Since May 31, 2023; version 2" in told
    assert "version 3" not in told
    assert "By January 1, 2020 no category had listed 31301." in words_of(
        client.get("/en/occupations/31301/?on=2020-01-01").content.decode()
    )
    wrong = client.get("/fr/professions/31301/?on=demain").content.decode()
    assert "« demain » n’est pas une date." in words_of(wrong)
    assert 'href="#on"' in wrong


def test_a_code_of_the_former_classification_leads_to_those_of_today(client: Client) -> None:
    page = shown(client, "3012")
    assert "3012 is a code of NOC 2016" in page
    assert "There it was “Registered nurses and registered psychiatric nurses”." in page
    assert "31301 Registered nurses and registered psychiatric nurses" in page
    assert "3012 est un code de la CNP 2016" in shown(client, "CNP 3012", "fr")


def test_a_code_that_is_none_is_said_to_be_none(client: Client) -> None:
    page = shown(client, "99999")
    assert "No occupation has the code 99999" in page
    assert "shorter word" not in page
    assert "Aucune profession n’a le code 99999" in shown(client, "99999", "fr")


def test_one_letter_is_not_told_to_be_shorter(client: Client) -> None:
    assert "Write more of the word, the French word, or a code." in shown(client, "ø")
    assert "shorter word" not in shown(client, "a")


@pytest.mark.parametrize(
    ("query", "language", "told"),
    [
        ("weldr", "en", "No title has “weldr” as it is written. Shown are those for “welder”."),
        ("soudeurr", "fr", "Aucune appellation ne contient « soudeurr » tel quel. Voici celles de « soudeur »."),
    ],
)
def test_a_slip_of_the_pen_is_said_to_be_put_right(client: Client, query: str, language: str, told: str) -> None:
    assert told in shown(client, query, language)
    assert "as it is written" not in shown(client, "RN")
    assert "as it is written" not in shown(client, "TEER 2")
