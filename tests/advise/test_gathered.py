"""Options that read alike are told as one, on the page and in the report as in the terminal."""

from datetime import date

from tests.web.result.people import ngozi
from toprank.advise import advice_of
from toprank.advise.gathered import gathered
from toprank.assess import Case
from toprank.report.help import Help
from toprank.report.writer import Writer
from toprank.rulebook.loader import load

ON = date(2026, 3, 10)
EVEN = {"test": "ielts_general", "taken": "2025-06-01", "listening": 8, "reading": 7, "writing": 7, "speaking": 7}


def test_abilities_that_do_the_same_stand_on_one_line() -> None:
    advice = advice_of(Case.of(ngozi(languages=[EVEN]), ON, load(), "en"))
    options = advice["options"]
    found = gathered(options, "en")
    several = [each for each in found if each.get("gathered", 1) > 1]
    assert several
    assert sum(each.get("gathered", 1) for each in found) == len(options)
    assert any(" or " in each["steps"][0]["message"] for each in several)
    assert len({each["steps"][0]["message"] for each in found}) == len(found)


def test_the_report_says_them_once() -> None:
    advice = advice_of(Case.of(ngozi(languages=[EVEN]), ON, load(), "en"))
    told = Help(advice, Writer("en", ON, load(), public=True))
    assert len(told.options) == len(gathered(advice["options"], "en")) < len(advice["options"])
