"""The files of an answer: PDF, JSON, calendar."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar

from tests.web.conftest import on_the, words_of
from tests.web.result.conftest import Ask
from tests.web.result.people import couple, example, ngozi, unsure
from toprank.assess import assess_profiles
from toprank.web.result import views

Filed = Callable[[dict[str, object], str], str]

ON = date(2026, 4, 30)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pdf_is_one_and_says_nothing_of_the_person_in_its_name(ask: Ask, language: str) -> None:
    response = ask(ngozi(id="chinwe"), language, "check_result_pdf")
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Disposition"] == 'attachment; filename="toprank-2026-04-30.pdf"'
    assert response.headers["Cache-Control"] == "no-store"


@pytest.fixture
def filed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Filed:
    """The report that a PDF is set from, as text."""
    monkeypatch.setattr(views, "pdf", lambda report, fonts: json.dumps(report["sections"], ensure_ascii=False).encode())
    return lambda profile, language: ask(profile, language, "check_result_pdf").content.decode()


def test_the_pdf_holds_the_score_the_chance_and_what_is_not_known(filed: Filed) -> None:
    said = filed(ngozi(), "en")
    assert "482" in said
    assert "About 6 in 10 that a round reaches you within 180 days." in said
    assert "What would help" in said
    assert "Work, hour by hour" in said
    said = filed(unsure(), "fr")
    assert "Ce que vous ne savez pas encore" in said
    assert "de la façon la moins favorable" in said
    first = json.dumps(json.loads(said)[0], ensure_ascii=False)
    assert "Votre note se situe entre" in first
    assert "votre note du Système de classement global" not in first


def test_the_json_of_unknown_answers_holds_the_range(ask: Ask) -> None:
    told = json.loads(ask(unsure(), "en", "check_result_json").content)
    assert told["range"]["total"]["least"] == told["crs"]["total"] < told["range"]["total"]["most"]
    assert "range" not in json.loads(ask(ngozi(), "en", "check_result_json").content)


def test_what_is_told_of_a_partner_is_not_marked_as_unknown(ask: Ask) -> None:
    partner = {
        "accompanying": True,
        "citizen_or_permanent_resident": False,
        "education": [],
        "languages": [],
        "jobs": [],
    }
    unknown = {"partner": partner, "family_size": 2, "settlement_funds": 40000, "unknown": ["/partner/languages"]}
    html = words_of(ask(ngozi(**unknown), "en").content.decode())
    rows = {name: html.split(name)[1][:90] for name in ("Partner's education", "Partner's language")}
    assert "Not known" not in rows["Partner's education"]
    assert "Not known" in rows["Partner's language"]


def test_the_pdf_says_why_no_chance_is_given(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 22)
    assert "We give no chance today" in filed(ngozi(), "en")


NO_PROGRAM = ngozi(jobs=[], languages=[])


def test_the_pdf_for_the_public_is_no_opinion_and_asks_for_no_signature(filed: Filed, ask: Ask) -> None:
    for profile in (ngozi(), NO_PROGRAM):
        said = filed(profile, "en")
        sections = json.loads(said)
        assert not {"opinion", "signatures"} & {each["code"] for each in sections}
        assert '"signature"' not in said
        assert "registration" not in said
        assert sections[0]["blocks"][0]["text"].startswith("This is a calculation from your own answers. No licensee")
    said = filed(NO_PROGRAM, "fr")
    assert "Aucun titulaire de permis ne l’a vu" in said
    assert "avis écrit" not in said


def test_every_step_the_page_leaves_out_is_in_the_pdf(filed: Filed, ask: Ask) -> None:
    for profile in (NO_PROGRAM, couple()):
        sections = json.loads(filed(profile, "en"))
        advice = next(each for each in sections if each["code"] == "advice")
        assert "not shown" not in json.dumps(advice)


def test_the_pdf_sends_to_no_rounds_that_it_does_not_hold(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    on_the(monkeypatch, 2026, 11, 22)
    assert "rounds below" not in filed(ngozi(), "en")
    assert "rondes ci-dessous" not in filed(ngozi(), "fr")


def test_page_pdf_and_calendar_say_provisional_in_the_same_sentence(
    filed: Filed, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 22)
    html = ask(ngozi()).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    sentence = html.split("<strong>This score is provisional</strong>. ")[1].split("</p>")[0]
    assert sentence in filed(ngozi(), "en")
    events = Calendar.from_ical(ask(ngozi(), "en", "check_result_calendar").content).walk("VEVENT")
    assert events
    assert all(sentence in each["description"] for each in events)


def test_the_assessment_is_that_of_the_contract(ask: Ask) -> None:
    found = json.loads(ask(ngozi(), "en", "check_result_json").content)
    assert found == assess_profiles([ngozi()], [ON])[0]


@pytest.mark.parametrize("profile", [ngozi(), example("gloria"), example("paul"), unsure()])
def test_the_answers_come_back_as_they_were_told(ask: Ask, profile: dict[str, object]) -> None:
    response = ask(profile, "fr", "check_result_profile")
    assert json.loads(response.content) == profile
    assert ask(response.content.decode()).status_code == 200


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_calendar_holds_each_day_ahead(ask: Ask, language: str) -> None:
    response = ask(ngozi(), language, "check_result_calendar")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.content).walk("VEVENT")
    found = assess_profiles([ngozi()], [ON], (), None, language)[0]["changes"]
    assert [each.decoded("dtstart").isoformat() for each in events] == [each["on"] for each in found]
    assert [each["points"] for each in found if each["points"]] == [8, -6]
    assert ask(ngozi(), language, "check_result_calendar").content == response.content


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_name_that_no_font_can_show_is_told_instead_of_a_pdf(ask: Ask, language: str) -> None:
    job = ngozi()["jobs"][0] | {"employer": "<b>北京协和医院"}
    response = ask(ngozi(jobs=[job]), language, "check_result_pdf")
    html = response.content.decode()
    assert response.status_code == 422
    assert "no-store" in response.headers["Cache-Control"]
    assert "北" in words_of(html)
    assert "<b>" not in html
    assert ask(ngozi(jobs=[job]), language).status_code == 200


def test_who_asked_for_json_is_told_as_json_what_is_wrong(ask: Ask) -> None:
    response = ask(ngozi(family_size=0), "fr", "check_result_json")
    assert response.status_code == 422
    assert response.headers["Content-Type"].startswith("application/json")
    assert [fault["pointer"] for fault in json.loads(response.content)["faults"]] == ["/family_size"]
