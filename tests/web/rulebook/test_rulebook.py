"""The pages of the rulebook as a reader gets them."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from tests.web.conftest import on_the, words_of
from toprank.rulebook.loader import load
from toprank.rulebook.shown import as_document


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return words_of(response.content.decode())


@pytest.mark.parametrize("path", ["/en/rulebook/", "/fr/regles/"])
def test_every_table_is_listed_in_both_languages_and_opens(client: Client, path: str) -> None:
    html, book = client.get(path).content.decode(), load()
    told = words_of(html)
    for name in book.names():
        title = book.table(name).title
        assert title["en"] in told
        assert title["fr"] in told
        assert f'href="{path}{name}/"' in html
        assert client.get(f"{path}{name}/").status_code == 200


def test_a_table_shows_its_rows_where_they_come_from_and_every_version(client: Client) -> None:
    told = text(client, "/en/rulebook/crs/arranged_employment/?on=2025-03-24")
    assert "In force from November 19, 2016 to March 24, 2025." in told
    assert "senior manager 200" in told
    assert "Last checked" in told
    assert "from November 3, 2026 text not seen" in told
    assert "The table on March 24, 2025" in told
    told = text(client, "/fr/regles/crs/arranged_employment/?on=2025-03-24")
    assert "cadres supérieurs 200" in told
    assert "Instructions ministérielles" in told


def test_a_version_nobody_read_is_said_plainly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    told = text(client, "/en/rulebook/crs/arranged_employment/")
    assert "We have not seen the text of this version" in told
    assert "A change from November 3, 2026 is reported" in told
    assert "rest on the version before, from March 25, 2025" in told
    assert "for 6 of them a change is reported" in text(client, "/en/rulebook/")
    assert client.get("/en/rulebook/crs/arranged_employment.json").json()["unseen"]


def test_a_table_that_was_not_yet(client: Client) -> None:
    told = text(client, "/en/rulebook/programs/funds/?on=2016-01-01")
    assert "This table did not exist on January 1, 2016" in told
    assert "Its first version began on June 9, 2022." in told
    response = client.get("/en/rulebook/programs/funds.csv?on=2016-01-01")
    assert response.status_code == 404
    assert response.content.decode() == 'status,message\n404,"This table has no version on January 1, 2016."\n'


def test_a_file_of_a_table_for_no_day_says_why_in_its_form(client: Client) -> None:
    response = client.get("/fr/regles/programs/funds.json?on=demain")
    assert (response.status_code, response.json()["status"]) == (400, 400)
    assert "« demain » n’est pas une date." in response.json()["message"].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("name", ["crs/none", "../secret", "crs", "crs/age/x", "%00", "rulebook.toml"])
def test_no_such_table(client: Client, name: str) -> None:
    for path in (f"/en/rulebook/{name}/", f"/en/rulebook/{name}.json", f"/fr/regles/{name}.csv"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "1999-01-01", "<b>x</b>", "2026-11-26T00:00", "\x00x"])
def test_a_day_that_is_none_is_told_at_the_field(client: Client, day: str) -> None:
    for path in ("/en/rulebook/", "/en/rulebook/crs/age/"):
        response = client.get(path, {"on": day})
        assert response.status_code == 200
        assert b'aria-invalid="true"' in response.content
        assert b"<b>x" not in response.content
    response = client.get("/fr/regles/changements/", {"from": day, "to": day})
    assert response.status_code == 200
    assert response.content.count(b'aria-invalid="true"') == 2


def test_the_files_of_a_table_are_those_of_the_command(client: Client) -> None:
    book = load()
    on = date(2026, 3, 10)
    version = book.in_force("language/tef_canada", on)
    found = client.get(f"/fr/regles/language/tef_canada.json?on={on}").json()
    assert found == as_document(version, book, on)
    rows = list(csv.reader(io.StringIO(client.get(f"/en/rulebook/language/tef_canada.csv?on={on}").content.decode())))
    assert rows == [list(version.columns), *([str(cell) for cell in row] for row in version.rows)]


def test_what_changed_between_two_days(client: Client) -> None:
    told = text(client, "/en/rulebook/changes/?from=2025-03-24&to=2025-03-25")
    assert "Between March 24, 2025 and March 25, 2025 one table or category changed." in told
    assert "0 was 200" in told
    assert "0 was 50" in told
    told = text(client, "/fr/regles/changements/?from=2025-02-26&to=2025-02-27")
    assert "Agroalimentaire" in told or "agriculture" in told
    assert "Professions ajoutées" in told


def test_changes_of_two_days_in_the_wrong_order_and_of_one(client: Client) -> None:
    told = text(client, "/en/rulebook/changes/?from=2025-03-25&to=2025-03-24")
    assert "They were exchanged." in told
    assert "0 was 200" in told
    assert "nothing can have changed" in text(client, "/en/rulebook/changes/?from=2025-03-24&to=2025-03-24")
    assert "Nothing changed between" in text(client, "/en/rulebook/changes/?from=2025-03-26&to=2025-03-28")


def test_a_category_that_ended_and_one_that_began(client: Client) -> None:
    told = text(client, "/en/rulebook/changes/?from=2026-02-01&to=2026-03-01")
    assert "No longer in force; it held to February 17, 2026." in told
    assert "New on February 18, 2026, with" in told


def test_conditions_that_changed_are_told_beside_a_list_that_did_not(client: Client) -> None:
    told = text(client, "/en/rulebook/changes/?from=2026-02-17&to=2026-02-18")
    start = told.index("Healthcare")
    healthcare = told[start : told.index("The category on", start)]
    assert "the list of occupations is the same, the conditions are not." in healthcare
    now = healthcare.index("Conditions now")
    before = healthcare.index("Conditions before")
    assert "At least 12 months of full-time work" in healthcare[now:before]
    assert "The work need not be continuous" in healthcare[now:before]
    assert "At least 6 months of full-time work" in healthcare[before:]
    assert "The work is continuous" in healthcare[before:]
    told = text(client, "/fr/regles/changements/?from=2026-02-17&to=2026-02-18")
    assert "Conditions maintenant" in told
    assert "la liste des professions est la même, mais pas les conditions." in told


def test_a_category_that_came_back_is_not_called_new(client: Client) -> None:
    told = text(client, "/en/rulebook/changes/?from=2026-02-17&to=2026-02-18")
    assert (
        "Back on February 18, 2026, with version 2, after it had ended on February 26, 2025. "
        "Occupations added since the version before: 2; removed: 8; now 4." in told
    )
    assert "New on February 18, 2026, with" in told  # researchers


def test_codes_added_and_removed_stand_with_their_titles(client: Client) -> None:
    assert "63201 Butchers - retail and wholesale Removed 63200 Cooks" in text(
        client, "/en/rulebook/changes/?from=2026-02-17&to=2026-02-18"
    )


def test_the_summary_of_a_change_of_the_score_is_no_table_that_changed(client: Client) -> None:
    told = text(client, "/en/rulebook/changes/?from=2025-03-24&to=2025-03-25")
    assert "From March 25, 2025: A job offer earns nothing." in told
    assert "Strong French" not in told
    assert "March 25, 2025 (one change)" in told


@pytest.mark.parametrize("query", ["from=2014-01-01&to=2030-01-01", "from=junk&to=2020-01-01", "from=x&to=y"])
def test_days_that_are_none_are_told_at_the_top_and_nothing_is_compared(client: Client, query: str) -> None:
    for path, error in (("/en/rulebook/changes/", "Error:"), ("/fr/regles/changements/", "Erreur")):
        html = client.get(f"{path}?{query}").content.decode()
        assert html.split("<title>")[1].startswith(error)
        assert 'role="alert"' in html
        assert 'href="#from"' in html
        assert "Between " not in html
        assert "Entre le " not in html


def test_each_part_of_the_rulebook_says_to_which_day_it_was_verified(client: Client) -> None:
    told = text(client, "/en/rulebook/")
    assert (
        "Verified: the score to November 2, 2026, language tests to September 30, 2026, programs to June 14, 2026, "
        "categories to October 1, 2026." in told
    )
    assert "Score rules verified to November 2, 2026; programs to June 14, 2026" in told


def test_a_first_day_that_nobody_found_is_not_said_to_be_the_first_we_cover(client: Client) -> None:
    told = text(client, "/en/rulebook/language/tcf_canada/")
    assert "The first day on which this test was accepted is not known. It lies after April 2017" in told
    assert "In force on the first day we cover" not in told
    assert "all the time we cover" not in told
    assert "not known, between April 2017 and August 2020" in text(client, "/en/rulebook/")


def test_sentences_hold_neither_raw_names_nor_raw_days(client: Client) -> None:
    told = text(client, "/en/rulebook/crs/arranged_employment/?on=2025-03-24")
    assert "senior_manager" not in told
    assert "Technical amendments of January 30, 2015 and May 30, 2015 fall" in text(
        client, "/en/rulebook/crs/regimes/?on=2016-01-01"
    )


def test_hidden_words_keep_the_space_before_a_colon_in_french(client: Client) -> None:
    html = client.get("/fr/regles/changements/?from=2025-03-24&to=2025-03-25").content.decode()
    assert '<span class="visually-hidden">\N{NO-BREAK SPACE}: Emploi' in html
