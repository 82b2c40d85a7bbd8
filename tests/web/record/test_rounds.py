"""The page of all rounds: its answer, charts, filter, table; and the page of one round."""

import re

import pytest
from django.test import Client

from tests.web.conftest import on_the, words_of
from toprank.rounds.record import record


def html_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def first_days(html: str) -> list[str]:
    table = html[html.index('id="rounds"') :]
    return re.findall(r'<th role="rowheader".*?datetime="([0-9-]+)"', table)


def test_the_page_opens_with_the_last_round(client: Client) -> None:
    words = words_of(html_of(client, "/en/rounds/"))
    assert (
        "The last round we know was held on April 29, 2026 (French): 4,000 invitations, lowest score 400 . "
        "Our record holds 415 rounds since January 31, 2015." in words
    )
    assert "Our record ends on" not in words


def test_in_french_it_says_the_same(client: Client) -> None:
    words = words_of(html_of(client, "/fr/rondes/")).replace("\N{NO-BREAK SPACE}", " ")
    assert "La dernière ronde que nous connaissons a eu lieu le 29 avril 2026 (Français) :" in words
    assert "Catégorie de l’expérience canadienne" in words


def test_an_old_record_says_that_rounds_are_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    assert "Our record ends on April 30, 2026" in words_of(html_of(client, "/en/rounds/"))
    assert "Nos données s’arrêtent au" in words_of(html_of(client, "/fr/rondes/"))


def test_four_panels_stand_on_tables_of_their_own(client: Client) -> None:
    html = html_of(client, "/en/rounds/")
    assert re.findall(r"<h3>(.*?)</h3>", html) == [
        "Healthcare", "Canadian Experience Class", "French", "Provincial Nominee Program",
    ]  # fmt: skip
    charts = html[: html.index('id="find"')]
    held = [each for each in record().rounds if each.on.isoformat() >= "2023-05-31"]
    for kind, shape, marks in (
        ("healthcare", "health", "rect"),
        ("cec", "cec", "circle"),
        ("french", "french", "poly"),
    ):
        rounds = [each for each in held if each.type == kind]
        assert len(re.findall(rf'<{marks}[a-z]* class="f-{shape}', charts)) == 2 * len(rounds)
    assert charts.count('<th scope="row">') == sum(each.type in ("healthcare", "cec", "french", "pnp") for each in held)


def test_days_of_changes_have_a_letter_and_a_sentence(client: Client) -> None:
    words = words_of(html_of(client, "/en/rounds/"))
    assert "C March 25, 2025: points for job offers ended." in words
    assert "the categories were announced on May 31, 2023" in words


def test_a_filter_shows_what_fits_and_nothing_else(client: Client) -> None:
    html = html_of(client, "/en/rounds/?kind=healthcare&year=2025&order=lowest")
    table = html[html.index('id="rounds"') :]
    scores = [int(each) for each in re.findall(r'class="n score">([0-9]+)<', table)]
    fitting = [each for each in record().of_type("healthcare") if each.on.year == 2025]
    assert scores == sorted(each.cutoff for each in fitting)
    assert '<option value="healthcare" selected>' in html
    assert (
        'aria-sort="ascending"><a class="sort" href="?kind=healthcare&amp;year=2025&amp;order=highest#rounds"' in html
    )


def test_the_table_has_pages_of_fifty(client: Client) -> None:
    first, last = html_of(client, "/en/rounds/"), html_of(client, "/en/rounds/?page=9")
    assert len(first_days(first)) == 50
    assert (len(first_days(last)), first_days(last)[-1]) == (15, "2015-01-31")
    assert 'href="?page=2#rounds" rel="next"' in first
    assert 'rel="next"' not in last
    for page in ("0", "10", "-1", "x", "1e3", "٣", "99999999999"):
        html = html_of(client, f"/en/rounds/?page={page}")
        assert "<title>Error:" in html
        assert 'role="alert"' in html
    assert "There is no page 999 of this table: it has 9. The last page is shown." in html_of(
        client, "/en/rounds/?page=999"
    )


def test_a_feed_without_a_filter_names_itself_plainly(client: Client) -> None:
    feed = client.get("/en/rounds.atom").content.decode()
    assert 'rounds.atom"' in feed
    assert "rounds.atom?" not in feed
    assert "rounds.atom?kind=french" in client.get("/en/rounds.atom?kind=french").content.decode()


def test_a_round_before_all_forecasts_says_that_there_is_none(client: Client) -> None:
    html = html_of(client, "/en/rounds/50/")
    assert "There is none: forecasts are worked out for the rounds since January 1, 2019." in words_of(html)
    assert "/en/forecasts/record/?kind=" not in html
    assert "/en/forecasts/record/?kind=healthcare&amp;since=2025" in html_of(
        client, f"/en/rounds/{record().of_type('healthcare')[-1].id}/"
    )


def test_the_window_of_a_chart_is_told(client: Client) -> None:
    kind = record().of_type("pnp")
    html = html_of(client, f"/en/rounds/{kind[-1].id}/")
    assert f"Shown are the 30 rounds of this kind nearest to this one, of {len(kind)}." in html
    assert "nearest to this one" not in html_of(client, f"/en/rounds/{record().of_type('stem')[0].id}/")


def test_counts_of_one_agree_with_their_verb(client: Client) -> None:
    assert all("were larger" not in html_of(client, f"/en/rounds/{each.id}/") for each in record().of_type("stem"))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "/en/rounds/?kind=healthcare&year=2022",
            "No healthcare round in 2022. Category rounds began on June 28, 2023.",
        ),
        (
            "/en/rounds/?kind=general&year=2026",
            "No general round in 2026. The first of this kind was held on January 31",
        ),
        ("/en/rounds/?year=2012", "No round in 2012. Our record goes from January 31, 2015 to April 29, 2026."),
        ("/en/rounds/?kind=skilled_military_recruits", "No round for skilled military recruits has been held yet."),
        ("/fr/rondes/?kind=healthcare&year=2022", "Aucune ronde axée sur la santé en 2022."),
    ],
)
def test_nothing_fits(client: Client, path: str, sentence: str) -> None:
    html = html_of(client, path)
    assert sentence in words_of(html)
    assert 'id="rounds"' not in html
    assert f'<a href="{path.split("?")[0]}">' in html


def test_what_is_none_of_ours_is_told_at_the_field_and_above(client: Client) -> None:
    html = html_of(client, "/en/rounds/?kind=<script>&year=twenty&order=%00up")
    assert "<script>" not in html
    assert "\0" not in html
    assert html.count("We know no kind called “&lt;script&gt;”. All kinds are shown.") == 2
    assert '<a href="#year">“twenty” is not a year.' in html
    assert html.count('aria-invalid="true"') == 3
    assert "<title>Error: Rounds" in html


def test_a_round_says_what_was_published(client: Client) -> None:
    html = html_of(client, "/en/rounds/398/")
    words = words_of(html)
    assert "On February 20, 2026, 4,000 candidates were invited; the lowest score among them was 467" in words
    assert 'href="/en/categories/healthcare/?on=2026-02-20"' in html
    assert "Healthcare and social services occupations, version 3" in words
    assert "It ended 9 points lower than the round of this kind before it, on December 11, 2025." in words
    assert "December 9, 2025 at 18:22:06 UTC" in words
    assert "Candidates by score on February 15, 2026" in words
    assert html.count('class="chosen-ring"') == 2
    assert 'href="/en/forecasts/record/?kind=healthcare&amp;since=2025"' in html


def test_a_round_stands_among_those_of_its_kind(client: Client) -> None:
    own = record().find("398")[0]
    others = [each for each in record().of_type("healthcare") if each is not own]
    lower, higher = (sum(sign * each.cutoff < sign * own.cutoff for each in others) for sign in (1, -1))
    assert f"{lower} ended at a lower score" in words_of(html_of(client, "/en/rounds/398/"))
    assert f"{higher} at a higher one" in words_of(html_of(client, "/en/rounds/398/"))


def test_two_rounds_share_a_number(client: Client) -> None:
    both = html_of(client, "/en/rounds/91/")
    assert 'href="/en/rounds/91a/"' in both
    assert 'href="/en/rounds/91b/"' in both
    assert "deux rondes d’un même jour portent le numéro 91" in words_of(html_of(client, "/fr/rondes/91b/"))


def test_an_early_round_says_what_is_missing(client: Client) -> None:
    words = words_of(html_of(client, "/fr/rondes/1/"))
    assert "Non publié" in words
    assert "Aucune répartition du bassin n’a été publiée avec cette ronde." in words
    assert "C’est la première ronde de ce type" in words


@pytest.mark.parametrize("number", ["0", "9999", "398x", "0398", "91c", "%00", "..", "<b>"])
def test_a_round_that_is_not_there(client: Client, number: str) -> None:
    html_of(client, f"/en/rounds/{number}/", 404)


@pytest.mark.parametrize("id_", [each.id for each in record().rounds[::23]] + ["226"])
def test_every_round_has_its_page(client: Client, id_: str) -> None:
    html_of(client, f"/en/rounds/{id_}/")
    html_of(client, f"/fr/rondes/{id_}/")
