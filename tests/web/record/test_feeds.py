"""The record to take along: every form holds what the record holds."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.web.conftest import forget, on_the
from toprank.rounds.age import for_everybody
from toprank.rounds.record import record
from toprank.rounds.record_schema import SCHEMAS
from toprank.rounds.rows import COLUMNS
from toprank.web.cells import guarded
from toprank.words import say

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_feed_holds_the_last_rounds(client: Client) -> None:
    response = client.get("/en/rounds.atom")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 50
    assert entries[0].findtext(f"{ATOM}title") == "French: lowest score 400, 4,000 invitations"
    assert entries[0].find(f"{ATOM}link").attrib["href"] == "http://testserver/en/rounds/414/"  # type: ignore[union-attr]
    assert feed.findtext(f"{ATOM}updated") == "2026-04-29T11:02:27+00:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")


def test_marks_of_entries_stay_and_differ_by_language() -> None:
    marks = {}
    for path in ("/en/rounds.atom", "/en/rounds.atom?kind=french", "/fr/rondes.atom"):
        feed = ElementTree.fromstring(Client().get(path).content)
        marks[path] = [each.findtext(f"{ATOM}id") for each in feed.findall(f"{ATOM}entry")]
        assert len(set(marks[path])) == len(marks[path])
    assert marks["/en/rounds.atom"][0] == "urn:uuid:9dfebfda-ae45-54ed-838f-a69a323bc867"
    assert marks["/en/rounds.atom?kind=french"][0] == marks["/en/rounds.atom"][0]
    assert not {*marks["/en/rounds.atom"]} & {*marks["/fr/rondes.atom"]}


def test_a_feed_names_nothing_of_the_address_that_it_does_not_read(client: Client) -> None:
    feed = client.get("/en/rounds.atom?kind=french&planted=planted").content
    assert b"planted" not in feed
    assert b'href="http://testserver/en/rounds.atom?kind=french" rel="self"' in feed


def test_the_calendar_holds_a_day_for_each_round(client: Client) -> None:
    response = client.get("/fr/rondes.ics?kind=healthcare")
    assert response.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [each["dtstart"].dt for each in events] == [each.on for each in record().of_type("healthcare")]
    assert str(events[-1]["summary"]).replace("\N{NO-BREAK SPACE}", " ") == (
        "Santé : note la plus basse de 467, 4 000 invitations"
    )


def test_the_table_is_the_one_that_sync_reads(client: Client) -> None:
    response = client.get("/en/rounds.csv?year=2026")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [row["round_no"] for row in rows] == [str(each.number) for each in record().rounds if each.on.year == 2026]
    assert "attachment" in response.headers["Content-Disposition"]


def test_no_cell_becomes_a_formula() -> None:
    assert [guarded(cell) for cell in ("=1+1", "+1", "-1", "@a", "\tx", "French", "")] == [
        "'=1+1", "'+1", "'-1", "'@a", "'\tx", "French", "",
    ]  # fmt: skip


def test_the_documents_are_those_of_the_commands(client: Client) -> None:
    found = client.get("/en/rounds.json?kind=stem").json()
    assert found["schema"] == "toprank.rounds/1"
    assert [each["round_no"] for each in found["rounds"]] == [each.number for each in record().of_type("stem")]
    one = client.get("/fr/rondes/398.json").json()["rounds"]
    assert [(each["round_no"], each["pool"]["snapshot_date"]) for each in one] == [(398, "2026-02-15")]
    pools = json.loads(client.get("/en/pool.json").content)
    for document, name in ((found, "rounds"), (pools, "pools")):
        Draft202012Validator(SCHEMAS[name]).validate(document)
    assert pools["distributions"][-1]["pool_total"] == 234452


def test_the_bands_of_the_pool_as_a_table(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/fr/bassin.csv").content.decode())))
    last = [
        int(row["candidates"]) for row in rows if (row["snapshot_date"], row["band_level"]) == ("2026-04-26", "main")
    ]
    assert sum(last) == 234452


@pytest.mark.parametrize("path", ["/en/rounds/9999.json", "/fr/rondes/91c.json", "/en/rounds.json/", "/en/none.csv"])
def test_there_is_no_such_file(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    if path.endswith("json"):
        assert response.json()["status"] == 404
        assert response.json()["message"] in (
            "There is no such file at this address.",
            "Aucun fichier ne se trouve à cette adresse.",
        )
    if path.endswith("csv"):
        assert response.content.decode() == "status,message\n404,There is no such file at this address.\n"


@pytest.mark.parametrize("form", ["json", "csv", "atom", "ics"])
def test_what_a_file_cannot_be_filtered_by_is_told_in_its_form(client: Client, form: str) -> None:
    response = client.get(f"/en/rounds.{form}?kind=<i>x</i>&year=soon")
    assert response.status_code == 400
    kinds = {"json": "application/json", "csv": "text/csv", "atom": "text/plain", "ics": "text/plain"}
    assert response.headers["Content-Type"] == f"{kinds[form]}; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    written = response.content.decode()
    told = response.json()["message"] if form == "json" else written
    assert "We know no kind called “<i>x</i>”. There are: general, cec, " in told
    assert "“soon” is not a year. Write it as 2026." in told
    french = client.get(f"/fr/rondes.{form}?kind=x").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Le type « x » n’existe pas. Il y a : general, cec, " in french


def test_a_file_has_no_order_and_no_pages(client: Client) -> None:
    plain, feed = (client.get(f"/en/rounds.atom?kind=french{more}").content for more in ("", "&order=x&page=no"))
    assert feed == plain
    client.get("/en/rounds.ics?kind=stem&order=oldest&page=3")
    assert client.get("/en/rounds.csv?order=lowest&year=2025").content == client.get("/en/rounds.csv?year=2025").content


def test_a_number_that_two_rounds_share_gives_both(client: Client) -> None:
    both = client.get("/en/rounds/91.json").json()["rounds"]
    assert [(each["round_no"], each["round_suffix"]) for each in both] == [(91, "a"), (91, "b")]


@pytest.mark.parametrize("path", ["/en/rounds.json", "/fr/rondes/398.json", "/en/pool.json", "/fr/previsions.json"])
def test_the_public_is_told_how_old_the_record_is_and_not_what_an_operator_does(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for day in ((2026, 5, 2), (2026, 11, 26)):
        on_the(monkeypatch, *day)
        told = client.get(path).json()["record"]
        assert ("30\N{NO-BREAK SPACE}avril 2026" if path.startswith("/fr") else "April 30, 2026") in told["message"]
        assert "toprank" not in told["message"]


def test_a_round_kept_apart_is_told_to_the_public_without_commands() -> None:
    age = {
        "stale": False,
        "kept_apart": [{"round": "415", "message": "Lay a file over the rulebook (--rulebook DIR)."}],
    }
    assert for_everybody(age, "en")["kept_apart"] == [
        {"round": "415", "message": say("record", "kept_apart_public", {"round": "415"}, "en")}
    ]
    assert "--rulebook" in age["kept_apart"][0]["message"]


def test_pages_name_their_feeds(client: Client) -> None:
    html = client.get("/fr/rondes/?kind=french").content.decode()
    for kind, name in (("application/atom+xml", "atom"), ("text/calendar", "ics"), ("application/json", "json")):
        assert f'type="{kind}" title="Rondes d’invitations" href="/fr/rondes.{name}?kind=french"' in html


def test_a_feed_without_entries_is_the_same_bytes_at_any_moment_and_a_feed_of_its_own(client: Client) -> None:
    empty = client.get("/en/rounds.atom?kind=general&year=2026").content.decode()
    assert "<entry>" not in empty
    forget()
    assert client.get("/en/rounds.atom?kind=general&year=2026").content.decode() == empty
    assert "<updated>2026-04-29T" in empty
    marks = {
        re.search("<id>(.*?)</id>", client.get(f"/en/rounds.atom?kind=general{more}").content.decode())[1]  # type: ignore[index]
        for more in ("", "&year=2025", "&year=2026")
    }
    assert len(marks) == 3
