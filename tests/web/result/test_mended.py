"""What a reader of the answer could be misled by: assumed facts, rounds that never concern them, words that say more
than is known."""

import re
from datetime import date
from typing import Any

import pytest

from tests.web.conftest import on_the, words_of
from tests.web.result.conftest import Ask
from tests.web.result.people import aide, couple, ngozi, nominee
from tests.web.result.test_result import section
from toprank.advise import advice
from toprank.advise.gathered import gathered
from toprank.assess.batch import profile_of
from toprank.incomplete import range_of
from toprank.report.answers import Json
from toprank.web.result.help import SHOWN, upwards


def lead(html: str) -> str:
    """The words of the answer on top."""
    start = html.index('id="answer"')
    return words_of(html[start : html.index("</ul>", start)])


def fold(html: str, key: str) -> str:
    """The words of a program or a category."""
    start = html.index(f'<details class="fold" id="{key}"')
    return words_of(html[start : html.index("</details>", start)])


def lost(**more: Any) -> Json:
    """Much is not known: a partner, language, money, Quebec, an offer."""
    unknown = ["/partner", "/languages", "/settlement_funds", "/intends_to_live_in_quebec", "/offer"]
    return ngozi(unknown=unknown, **more)


def test_what_is_not_known_is_never_told_as_the_persons_own(ask: Ask) -> None:
    html = ask(lost(), part="all").content.decode()
    said = lead(html)
    assert "It depends on answers you do not know: in some cases you qualify for" in said
    assert "You qualify for no program" not in said
    for program in ("fsw", "cec"):
        assert "Depends on what you do not know" in fold(html, program)
    assert "Not known; counted here as: English no result" in fold(html, "cec")
    assert "Not known; counted here as: 0 CAD" in fold(html, "fsw")
    assert "You have: 0 CAD" not in words_of(html)
    assert "Not known; counted as: no valid result" in section(html, "score")
    advice = section(html, "advice")
    assert "principal applicant" not in advice
    assert "Settlement funds of" not in advice
    assert "Take the English test" not in advice
    assert "Steps about what you do not know yet are left out" in advice
    assert "depends on what you do not know" in section(html, "compare")


def test_with_a_partner_assumed_the_family_is_of_two() -> None:
    document = ngozi(settlement_funds=17_000, jobs=[{"noc": "31301", "start": "2018-01-01", "end": "2023-12-31",
                                                   "hours_per_week": 40, "country": "NG"}])  # fmt: skip
    alone = range_of({**document, "unknown": ["/sibling_in_canada"]}, date(2026, 4, 30))
    assert alone["programs"]["fsw"] == "all"
    found = range_of({**document, "unknown": ["/partner"]}, date(2026, 4, 30))
    assert found["programs"]["fsw"] == "some", "the money is not enough for two"


def test_an_answer_that_moves_no_points_says_which_programs_it_decides(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    said = section(ask(lost()).content.decode(), "unknown")
    assert "It moves no points, but it decides: Federal Skilled Worker Program, Canadian Experience Class" in said
    assert "What an offer brings in points under the rules of this day is not known." in said
    assert "Knowing it narrows the range by up to" in said
    assert "on average" not in said


def test_after_the_last_verification_each_part_says_to_which_day_it_was_read(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the(monkeypatch, 2026, 11, 26)
    html = ask(ngozi()).content.decode()
    assert "It uses the CRS as verified to November 2, 2026." in words_of(html)
    assert "Rules verified to" not in words_of(html)
    assert "Score rules verified to November 2, 2026; programs to June 14, 2026" in words_of(html)
    assert "read to June 14, 2026 only" in section(html, "programs")
    assert "The tables as known to November 2, 2026, carried forward to November 26, 2026" in section(html, "score")
    assert "Job offer" in section(html, "score"), "the factor in doubt is shown"


def test_requirements_lead_to_their_tables_and_sources(ask: Ask) -> None:
    html = ask(ngozi()).content.decode()
    start = html.index('id="fsw"')
    part = html[start : html.index("</details>", start)]
    assert re.search(r'href="/en/rulebook/programs/funds/\?on=2026-04-30"', part)
    assert "Act, section 10.3(1)" in fold(html, "category-healthcare")


def test_a_nominee_is_told_that_categories_leave_them_out(ask: Ask) -> None:
    html = ask(nominee(), part="all").content.decode()
    assert "an invitation comes only as a nominee (IRPA 10.1(1.1))" in lead(html)
    assert "category" not in lead(html)
    assert "You are in it" not in section(html, "categories")
    assert "It leaves nominees out." in section(html, "categories")
    assert "Opens:" not in section(html, "advice")


def test_without_a_program_a_nomination_opens_nothing(ask: Ask) -> None:
    html = ask(aide(), part="all").content.decode()
    advice = section(html, "advice")
    assert "By itself it opens nothing: a nomination needs one of the federal programs first." in advice
    assert not re.search(r"Express Entry\. [0-9,]+ points", advice)


def test_without_a_program_the_category_and_its_distance_are_said_all_the_same(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = lead(ask(aide()).content.decode())
    assert "Healthcare: 322 h missing; you get there on July 14, 2026 if you go on working" in said
    assert "Healthcare: the last round we know, February 20, 2026, ended at 467" in said
    on_the(monkeypatch, 2026, 11, 26)
    said = lead(ask(ngozi()).content.decode())
    assert "Rounds after April 29, 2026 are missing in our record, and we give no chance today." in said
    assert "the last round we know, February 20, 2026, ended at 467. You have" in said


def test_the_level_of_the_canadian_class_is_open_without_work_in_canada(ask: Ask) -> None:
    jobs = [{"noc": "31301", "start": "2018-01-01", "end": "2023-12-31", "hours_per_week": 40, "country": "NG"}]
    weak = [{"test": "ielts_general", "taken": "2025-08-01", "listening": 5, "reading": 4, "writing": 5, "speaking": 5}]
    said = fold(ask(ngozi(jobs=jobs, languages=weak)).content.decode(), "cec")
    assert "level 5 or 7 in every ability of one language, by the occupation of the work" in said
    assert "1,560 hours missing" in said


def test_what_is_missing_is_said_in_its_unit(ask: Ask) -> None:
    said = fold(ask(ngozi(settlement_funds=9_000)).content.decode(), "fsw")
    assert "6,263 CAD missing" in said


def test_what_closes_soon_stands_on_top(ask: Ask) -> None:
    person = couple()
    person["languages"][0]["taken"] = "2024-06-10"
    html = ask(person).content.decode()
    assert "On June 10, 2026" in lead(html)
    assert "Take the test again before then." in lead(html)
    assert "Take the test again in time for a new result before June 10, 2026." in section(html, "ahead")


def test_whom_no_round_can_invite_sees_no_signs_and_no_lines(ask: Ask) -> None:
    html = ask(ngozi(intends_to_live_in_quebec=True)).content.decode()
    assert "each federal program is for people who intend to live outside Quebec" in lead(html)
    assert "Lines:" not in section(html, "score")
    table = section(html, "compare")
    table = table[table.index("The last round of each kind") :]
    assert "You" not in table
    assert "below" not in table


def test_the_levels_of_one_test_are_advised_from_the_lowest_up() -> None:
    def test_(level: int, language: str = "french") -> Json:
        return {"steps": [{"code": "language", "parameters": {"language": language, "level": level}}]}

    other: Json = {"steps": [{"code": "funds", "parameters": {}}]}
    assert upwards([test_(9), other, test_(10), test_(7)]) == [test_(7), other, test_(9), test_(10)]


def test_nothing_is_had_is_said_once(ask: Ask) -> None:
    said = section(ask(ngozi()).content.decode(), "programs")
    assert "Needed: a trade of the list. You have none." in said
    assert "You have: no." not in said


def test_the_steps_shown_are_those_that_advice_puts_first(ask: Ask) -> None:
    shown = section(ask(ngozi(), part="all").content.decode(), "advice")
    on = date(2026, 4, 30)
    own = [each for each in advice(profile_of(ngozi(), on), on)["options"] if each["in_hands_of"] == ["candidate"]]
    first = gathered(own, "en")[:SHOWN]
    for option in first:
        for step in option["steps"]:
            assert step["message"] in shown
    left_out = [each["steps"][0]["message"] for each in gathered(own, "en")[SHOWN:]]
    assert left_out
    assert not any(message in shown for message in left_out)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("person", [ngozi, aide, couple, nominee])
def test_days_are_written_as_people_write_them(ask: Ask, person: Any, language: str) -> None:
    said = words_of(ask(person(), language=language, part="all").content.decode())
    assert re.findall(r"\d{4}-\d{2}-\d{2}", said) == []


@pytest.mark.parametrize(("language", "said"), [("en", "count at least two"), ("fr", "comptez-en au moins deux")])
def test_a_family_of_one_with_a_partner_is_pointed_out(ask: Ask, language: str, said: str) -> None:
    alone, both = (words_of(ask(couple() | {"family_size": size}, language).content.decode()) for size in (1, 2))
    assert said in alone
    assert said not in both


def test_what_changes_by_itself_is_told_as_resting_on_unknown_answers(ask: Ask) -> None:
    said = "What you do not know is counted here as in the least favourable case"
    assert said in section(ask(lost()).content.decode(), "ahead")
    assert said not in section(ask(ngozi()).content.decode(), "ahead")
