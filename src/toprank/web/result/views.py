"""The answer of the check: the page, its dear parts when they are asked for, and its files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch
from django.views.decorators.http import require_http_methods
from pydantic_core import to_json

from toprank.errors import Fault, Refused
from toprank.report.document import report, shortened
from toprank.report.practice import practice_of
from toprank.report.typeset import pdf
from toprank.rulebook.tables import covers
from toprank.web.asked import AskedDay, asked_day
from toprank.web.known import known
from toprank.web.pages import page, private
from toprank.web.result.answer import Answer, answer_of
from toprank.web.result.calendar import as_calendar
from toprank.web.result.page import dear_parts, shown
from toprank.web.result.told_by import Told, told_by
from toprank.web.result.words import Words
from toprank.web.routes import address
from toprank.words import say

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Asked:
    """A sound question: what was told, the day, the answer and its words."""

    told: Told
    day: AskedDay
    answer: Answer
    words: Words


def answered(view: Callable[[HttpRequest, Asked], HttpResponse]) -> View:
    """For a view of an answer: nothing told leads to the check, an unsound profile is told back, no cache holds it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def of_request(request: HttpRequest, **_: Any) -> HttpResponse:
        now, language = known(), request.language  # type: ignore[attr-defined]
        request.read_parameters = ("on",)  # type: ignore[attr-defined]
        day = asked_day(request, now)
        told = told_by(request, day.on, language)
        if told is None:
            return private(see_other(first_address(language, "check")))
        if told.unsound:
            response = see_other(f"{first_address(language, 'check_all', 'check')}#errors")
            told.kept_in(response)
            return private(response)
        try:
            if told.faults:
                raise Refused(told.faults)
            covers(now.rulebook, day.on)
            answer = answer_of(told.document, day.on, now, language)
        except Refused as refused:
            return private(refusal(request, told, refused.faults))
        response = view(request, Asked(told, day, answer, Words(language, day.on, now.rulebook)))
        told.kept_in(response)
        return private(response)

    return of_request


def see_other(target: str) -> HttpResponse:
    """Leads on to another page, which is asked for anew."""
    response = HttpResponseRedirect(target)
    response.status_code = 303
    return response


def first_address(language: str, *names: str) -> str:
    """The address of the first of some pages that there is."""
    for name in names[:-1]:
        try:
            return address(name, language)
        except NoReverseMatch:
            continue
    return address(names[-1], language)


def refusal(request: HttpRequest, told: Told, faults: list[Fault]) -> HttpResponse:
    """What is wrong with a profile, all of it at once."""
    language: str = request.language  # type: ignore[attr-defined]
    return page(request, "result/refused.html", {"faults": [fault_told(each, language) for each in faults]}, 422)


def fault_told(fault: Fault, language: str) -> tuple[str, str]:
    """Where a fault is, and what was found and is allowed there."""
    found = json.dumps(fault.found, ensure_ascii=False)
    told = {"message": fault.message, "found": shortened(found), "allowed": fault.allowed}
    return shortened(fault.pointer), say("web_result", "fault", told, language)


@answered
def result(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The page; with `part` what would help and the chance are worked out as well, alone for a script that asks."""
    dear = request.POST.get("part") == "all"
    language = asked.words.language
    common = {
        "asked": asked.day,
        "written": asked.told.written,
        "change": first_address(language, "check_all", "check"),
        "erase": first_address(language, "check_erase", "check"),
    }
    if dear and request.headers.get("HX-Request") == "true":
        told = dear_parts(asked.answer, asked.words, dear=True)
        return page(request, "result/dear_alone.html", {**common, **told, "dear": True, "answer": asked.answer})
    return page(request, "result/result.html", {**common, **shown(asked.answer, asked.words, dear)})


@answered
def result_pdf(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Everything as a PDF that can be filed."""
    answer, practice = asked.answer, practice_of(None)
    made = report(answer.document, answer.on, answer.known.rulebook, answer.language, practice, None, full=True)
    return file(pdf(made, practice.fonts), "application/pdf", asked, "pdf")


@answered
def result_json(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The assessment as the contract writes it."""
    return file(to_json(asked.answer.assessment, indent=2) + b"\n", "application/json", asked, "json")


@answered
def result_profile(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What was told, to be loaded again."""
    return file(to_json(asked.told.document, indent=2) + b"\n", "application/json", asked, "profile.json")


@answered
def result_calendar(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The days ahead as a calendar file."""
    return file(as_calendar(asked.answer, asked.words), "text/calendar; charset=utf-8", asked, "ics")


def file(content: bytes, type_: str, asked: Asked, ending: str) -> HttpResponse:
    """A file to keep; its name says the day and nothing of the person."""
    response = HttpResponse(content, content_type=type_)
    name = f"toprank-{asked.day.on.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
