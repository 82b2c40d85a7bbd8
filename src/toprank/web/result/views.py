"""The answer of the check: the page, its dear parts when they are asked for, and its files."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods
from pydantic_core import to_json

from toprank.errors import Fault, Refused
from toprank.report.document import report, shortened
from toprank.report.typeset import Unprintable, pdf
from toprank.web.asked import AskedDay, asked_day
from toprank.web.check.summary import left_open
from toprank.web.check.views import See, all_page
from toprank.web.known import known
from toprank.web.our_practice import our_practice
from toprank.web.pages import kept, page, private, squeezed
from toprank.web.result.answer import Answer, answer_of
from toprank.web.result.calendar import as_calendar
from toprank.web.result.filed import more_sections, range_text
from toprank.web.result.page import dear_parts, provisional_text, shown
from toprank.web.result.told_by import Told, told_by
from toprank.web.result.words import Words
from toprank.web.routes import address, other
from toprank.words import say

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Asked:
    """A sound question: what was told, the day, the answer and its words, whether the browser keeps what was told."""

    told: Told
    day: AskedDay
    answer: Answer
    words: Words
    kept: bool


def answered(view: Callable[[HttpRequest, Asked], HttpResponse]) -> View:
    """For a view of an answer: nothing told leads to the check, an unsound profile is told back, no cache holds it."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @squeezed
    @wraps(view)
    def of_request(request: HttpRequest, **_: Any) -> HttpResponseBase:
        now, language = known(), request.language  # type: ignore[attr-defined]
        request.read_parameters = ("on",)  # type: ignore[attr-defined]
        day = asked_day(request, now)
        told = told_by(request, day.on, language)
        if told is None:
            return private(See(address("check", language)))
        if told.unsound and told.answers:
            response = all_page(request, told.answers, status=422)
            told.kept_in(response, day.on, language)
            return response
        try:
            if told.faults:
                raise Refused(told.faults)
            answer = answer_of(told.document, day.on, now, language, told.filled_in)
        except Refused as refused:
            return private(refusal(request, told, refused.faults))
        browser = HttpResponse()
        kept_there = told.kept_in(browser, day.on, language)
        response = view(request, Asked(told, day, answer, Words(language, day.on, now.rulebook), kept_there))
        response.cookies.update(browser.cookies)
        return private(response)

    return of_request


def place(day: AskedDay, language: str) -> str:
    """The address of the answer of what the browser keeps, on a day."""
    found = address("check_result", language)
    return f"{found}?on={day.on.isoformat()}" if day.given else found


def visitable(request: HttpRequest, asked: Asked) -> bool:
    """Whether a form was sent whose answer a plain visit shows as well: then Back and Reload send nothing again."""
    sent = request.method == "POST" and "part" not in request.POST
    return sent and asked.kept and asked.told.answers is not None and not asked.day.error


def refusal(request: HttpRequest, told: Told, faults: list[Fault]) -> HttpResponse:
    """What is wrong with a profile, all of it at once; as JSON to who asked for that."""
    language: str = request.language  # type: ignore[attr-defined]
    if request.path_info.endswith(".json"):
        told_back = to_json({"status": 422, "faults": [each.as_json() for each in faults]}, indent=2) + b"\n"
        return HttpResponse(told_back, content_type="application/json; charset=utf-8", status=422)
    return page(request, "result/refused.html", {"faults": [fault_told(each, language) for each in faults]}, 422)


def fault_told(fault: Fault, language: str) -> tuple[str, str]:
    """Where a fault is, and what was found and is allowed there."""
    found = json.dumps(fault.found, ensure_ascii=False)
    told = {"message": fault.message, "found": shortened(found), "allowed": fault.allowed}
    return shortened(fault.pointer), say("web_result", "fault", told, language)


@answered
def result(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The page; with `part` what would help and the chance are worked out as well, alone for a script that asks.

    A form of the check leads to a visit of this page where the browser keeps all of it, and another day or the dear
    parts are then asked for by visits as well; a profile is answered at once.
    """
    if visitable(request, asked):
        return See(place(asked.day, asked.words.language))
    dear = "all" in (request.POST.get("part"), request.GET.get("part"))
    common = {
        "asked": asked.day,
        "written": asked.told.written,
        "filled_sent": asked.told.filled_in_written,
        "kept": asked.kept,
        "left_open": left_open(asked.told.answers, asked.words.language) if asked.told.answers else 0,
        "twin": twin(asked),
    }
    if dear and request.headers.get("HX-Request") == "true":
        told = dear_parts(asked.answer, asked.words, dear=True)
        return page(request, "result/dear_alone.html", {**common, **told, "dear": True, "answer": asked.answer})
    return page(request, "result/result.html", {**common, **shown(asked.answer, asked.words, dear)})


def twin(asked: Asked) -> str:
    """The same answer in the other language: that of what the browser keeps, on the same day."""
    return place(asked.day, other(asked.words.language))


@answered
def result_pdf(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A PDF that can be filed: everything, or the short one where no program can be open and all was not asked for."""
    answer, practice, language = asked.answer, our_practice(), asked.words.language
    full = not answer.closed or "full" in request.POST
    also, doubt = list(more_sections(answer, asked.words, full)), provisional_text(answer, asked.words)
    told = (answer.document, answer.on, answer.known.rulebook, language, practice, None, full, also, True, doubt)
    made = report(*told, range_=range_text(answer, asked.words), cases=answer.cases)
    try:
        return file(pdf(made, practice.fonts), "application/pdf", asked, "pdf")
    except Unprintable as error:
        return page(request, "result/no_pdf.html", {"unprintable": error.text}, 422)


@answered
def result_json(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The assessment as the contract writes it; with unknown answers that of the least favourable case, and `range`."""
    found = asked.answer.assessment
    if asked.answer.range:
        found = found | {"range": asked.answer.range}
    return file(to_json(found, indent=2) + b"\n", "application/json", asked, "json")


@answered
def result_profile(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What was told, to be loaded again."""
    return file(to_json(asked.told.document, indent=2) + b"\n", "application/json", asked, "profile.json")


@answered
def result_calendar(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The days ahead as a calendar file."""
    return file(as_calendar(asked.answer, asked.words), "text/calendar; charset=utf-8", asked, "ics")


@kept("on")
def result_print(request: HttpRequest, **_: Any) -> HttpResponse:
    """What stands at the foot of each printed page: practice, day and rulebook. It says nothing of any person."""
    now = known()
    told = {"practice": our_practice().name, "on": asked_day(request, now).on, "version": now.rulebook.version}
    words = say("web_result", "running", told, request.language)  # type: ignore[attr-defined]
    sheet = f'@page {{ @bottom-left {{ content: "{as_css(words)}"; font-size: 8pt; white-space: nowrap; }} }}'
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


def as_css(text: str) -> str:
    """A text inside a string of a stylesheet: everything but letters and digits as its number."""
    return "".join(each if each.isalnum() and each.isascii() else f"\\{ord(each):x} " for each in text)


def file(content: bytes, type_: str, asked: Asked, ending: str) -> HttpResponse:
    """A file to keep; its name says the day and nothing of the person."""
    response = HttpResponse(content, content_type=type_)
    name = f"toprank-{asked.day.on.isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
