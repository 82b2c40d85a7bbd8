"""The pages of categories: what a reader gets on a day, in both languages, and the list as a file."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from tests.web.conftest import on_the, words_of
from toprank.rulebook.loader import load
from toprank.web.categories.chart import FEWEST
from toprank.words import LANGUAGES, catalogue


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return words_of(response.content.decode())


def test_the_categories_in_force_are_told_with_their_rule_and_last_round(client: Client) -> None:
    page = shown(client, "/en/categories/")
    assert "10 categories in force on April 30, 2026" in page
    assert "37 occupations. 12 months of work in one of them, in the last three years, in Canada or abroad." in page
    assert "Last round known: February 20, 2026, lowest score 467." in page
    assert "Agriculture and agri-food occupations In force from May 31, 2023 to February 17, 2026." in page


def test_the_nurse_sees_the_category_in_french(client: Client) -> None:
    page = shown(client, "/fr/categories/sante/")
    assert "En vigueur depuis le 18 février 2026" in page
    assert "Infirmiers autorisés/ infirmières autorisées et infirmiers psychiatriques" in page
    assert "1 560 heures" in page
    assert "14 depuis le 28 juin 2023" in page


def test_a_category_is_shown_as_it_stood_on_a_day(client: Client) -> None:
    page = shown(client, "/en/categories/healthcare/?on=2025-06-01")
    assert "6 months of work in one of them without a break" in page
    assert "780 hours" in page
    assert "since February 27, 2025 · version 2 · shown as of June 1, 2025" in page
    assert "All 7 rounds known to June 1, 2025" in page
    assert "February 20, 2026" not in page, "what came later is not known on that day"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/en/categories/agriculture/", "No longer in force since February 18, 2026"),
        ("/en/categories/transport/?on=2025-12-01", "It came back on February 18, 2026 with version 2."),
        (
            "/en/categories/physicians/?on=2025-01-01",
            "This category did not exist on January 1, 2025; it began on December 8, 2025.",
        ),
        ("/en/categories/military/", "No round of this category has been held, as far as our record goes"),
        ("/en/categories/french-language/", "This category has no list of occupations."),
        ("/fr/categories/medecins/?on=2020-02-30", "« 2020-02-30 » n’est pas une date."),
        ("/fr/categories/?on=2019-01-01", "Aucune catégorie n’était en vigueur le 1er janvier 2019."),
    ],
)
def test_every_state_has_its_sentence(client: Client, address: str, told: str) -> None:
    assert told in shown(client, address)


def test_rounds_that_we_cannot_know_are_said_to_be_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Rounds held since then are missing here." not in shown(client, "/en/categories/healthcare/")
    on_the(monkeypatch, 2026, 11, 26)
    assert "Rounds held since then are missing here." in shown(client, "/en/categories/healthcare/")
    assert "are missing here." not in shown(client, "/en/categories/healthcare/?on=2025-06-01")


def test_versions_are_compared(client: Client) -> None:
    page = shown(client, "/en/categories/healthcare/")
    assert "8 added, 6 removed" in page
    assert "Added: Pharmacists (31120)," in page
    assert "Removed: Kinesiologists" in page
    assert "12 months in three years, breaks allowed Nothing: the same list" in page


def test_the_chart_has_its_numbers_in_words_and_in_the_table(client: Client) -> None:
    html = client.get("/en/categories/healthcare/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert html.count('role="img" aria-label="14 rounds from June 28, 2023 to February 20, 2026.') == 2
    assert "was least at 422 on February 14, 2024, most at 510 on May 2, 2025, and last 467" in html
    assert len(re.findall(r'<td role="cell" class="n score">', html)) == 14
    assert "<svg" not in client.get("/en/categories/physicians/").content.decode().split('id="rounds"')[1], FEWEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_category_has_its_page_on_the_day_of_each_version(client: Client, language: str) -> None:
    for version in load().categories():
        slug = catalogue(language)["names"]["slug"][version.family]
        page = shown(client, f"/{language}/categories/{slug}/?on={version.start}")
        assert version.name[language] in page


def test_the_list_is_a_table_for_spreadsheets(client: Client) -> None:
    response = client.get("/en/categories/healthcare.csv?on=2026-03-10")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(rows) == 37
    assert response.headers["Content-Disposition"] == 'attachment; filename="healthcare-2026-03-10.csv"'
    pharmacists = next(row for row in rows if row["noc"] == "31120")
    assert pharmacists["title_fr"] == "Pharmaciens/pharmaciennes"
    assert (pharmacists["listed_since"], pharmacists["version"]) == ("2025-02-27", "healthcare-v3")
    assert client.get("/fr/categories/sante.csv?on=2020-01-01").content.decode().count("\n") == 1


def test_the_document_is_that_of_the_command(client: Client) -> None:
    found = json.loads(client.get("/fr/categories/sante.json?on=2026-03-10").content)
    assert found["category"]["key"] == "healthcare-v3"
    assert {"noc": "31301"}.items() <= found["category"]["occupations"][15].items()
    assert [each["key"] for each in found["history"]] == ["healthcare-v1", "healthcare-v2", "healthcare-v3"]
    assert len(json.loads(client.get("/en/categories.json").content)["categories"]) == 10


def test_a_file_for_no_day_says_why_in_its_form(client: Client) -> None:
    told = "<b>soon</b> is not a day. Write it as 2026-02-18."
    response = client.get("/en/categories/healthcare.json?on=<b>soon</b>")
    assert response.status_code == 400
    assert response.json() == {"status": 400, "message": told}
    response = client.get("/en/categories/healthcare.csv?on=<b>soon</b>")
    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/csv")
    assert list(csv.reader(io.StringIO(response.content.decode()))) == [["status", "message"], ["400", told]]
    assert "400,'=1+1 is not" in client.get("/en/categories/healthcare.csv?on=%3D1%2B1").content.decode()


@pytest.mark.parametrize("name", ["nothing", "healthcare-v3", "%00", "..%2f", "x" * 300])
def test_a_category_that_is_none_is_not_found(client: Client, name: str) -> None:
    for address in (f"/en/categories/{name}/", f"/en/categories/{name}.csv", f"/en/categories/{name}.json"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("on", ["", " ", "\x00", "9999-12-31", "0001-01-01", "2026-13-01", "' OR 1=1 --", "é" * 150])
def test_a_day_that_is_none_is_told_at_the_field(client: Client, on: str) -> None:
    response = client.get("/en/categories/healthcare/", {"on": on})
    assert response.status_code == 200
    html = response.content.decode()
    assert ("aria-invalid" in html) == ('href="#on"' in html) == ("<title>Error:" in html) == bool(on.strip("\x00 "))


def test_nothing_asked_is_written_as_markup(client: Client) -> None:
    html = client.get("/en/categories/healthcare/", {"on": '"><script>alert(1)</script>'}).content.decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_remark_names_its_version(client: Client) -> None:
    page = shown(client, "/en/categories/stem/")
    assert "Version 2: No round was seen after April 11, 2024" in page
    assert "Version 3: No round was seen to October 1, 2026" in page


@pytest.mark.parametrize("slug", ["agriculture", "metiers", "stim", "transport"])
def test_an_apostrophe_is_escaped_once(client: Client, slug: str) -> None:
    html = client.get(f"/fr/categories/{slug}/").content.decode()
    assert "&amp;#x27;" not in html
    assert "&#x27;" in html.split('id="versions"')[1]


@pytest.mark.parametrize("day", ["9999-12-31", "1850-01-01", "2101-01-01"])
def test_a_day_far_away_is_a_day_outside_what_we_hold(client: Client, day: str) -> None:
    for page in (shown(client, f"/en/categories/?on={day}"), shown(client, f"/en/categories/stem/?on={day}")):
        assert f"{day} is outside what we hold: January 1, 2015 to December 31, 2100." in page
        assert "is not a day" not in page


def test_the_state_of_a_retired_category_stands_apart_from_its_version(client: Client) -> None:
    assert "No longer in force since February 18, 2026 Shown is version 2, in force from February 27, 2025 to" in shown(
        client, "/en/categories/agriculture/"
    )


@pytest.mark.parametrize(
    ("tried", "meant"),
    [
        ("/en/categories/french/", "/en/categories/french-language/"),
        ("/en/categories/sante/?on=2025-06-01", "/en/categories/healthcare/?on=2025-06-01"),
        ("/fr/categories/healthcare/", "/fr/categories/sante/"),
        ("/fr/categories/senior_managers_canadian_experience/", "/fr/categories/cadres-superieurs/"),
    ],
)
def test_another_name_of_a_category_leads_to_it(client: Client, tried: str, meant: str) -> None:
    response = client.get(tried)
    assert (response.status_code, response.headers["Location"]) == (301, meant)
    assert client.get(meant).status_code == 200


def test_the_texts_that_were_read_are_linked(client: Client) -> None:
    html = client.get("/en/categories/stem/").content.decode().split('id="versions"')[1]
    address = "https://www.canada.ca/en/immigration-refugees-citizenship/services/immigrate-canada/express-entry/"
    assert f'<a href="{address}rounds-invitations/category-based-selection.html" rel="external noreferrer">' in html


@pytest.mark.parametrize(("path", "told"), [
    ("/en/categories/stem/?on=2025-06-01", "As of June 1, 2025 · rulebook 2026.11"),
    ("/fr/categories/stim/?on=2025-06-01", "État au 1er juin 2025, règles 2026.11"),
])  # fmt: skip
def test_each_sheet_of_paper_names_the_day_and_the_rulebook(client: Client, path: str, told: str) -> None:
    html = client.get(path).content.decode()
    assert told in words_of(html.split('class="on-paper"')[1].split("</p>")[0])


@pytest.mark.parametrize("path", ["/en/categories/stem/", "/fr/categories/stim/"])
def test_days_in_sentences_are_written_in_words(client: Client, path: str) -> None:
    html = client.get(path).content.decode().split('id="versions"')[1].split("</section>")[0]
    sentences = re.sub(r'<ul lang="en">.*?</ul>', "", html, flags=re.DOTALL)  # titles stand as they were published
    assert not re.search(r"\d{4}-\d{2}-\d{2}", words_of(sentences))
