"""The views of the form for a wrong number."""

import logging
from typing import Any, Final

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from toprank.web.pages import page, private
from toprank.web.public.models import ProblemReport
from toprank.web.public.wrong_number import Field, empty, read
from toprank.web.routes import address

log: Final = logging.getLogger("toprank.web.report")
LARGEST_NUMBER = 2**31


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, **_: Any) -> HttpResponse:
    """The form; what is sent is stored and answered with its number, or shown again with what is wrong.

    Where the database does not answer, what was written comes back to be sent later.
    """
    request.read_parameters = ("page",)  # type: ignore[attr-defined]
    if request.method != "POST":
        return form(request, empty(request.GET.get("page", "")))
    language: str = request.language  # type: ignore[attr-defined]
    fields = read(request.POST.dict(), language)
    if any(each.error for each in fields):
        return form(request, fields, status=422)
    try:
        kept = ProblemReport.objects.create(language=language, **{each.name: each.written for each in fields})
    except Error as error:
        log.error("a report was not stored: %s", type(error).__name__)
        return form(request, fields, status=503)
    return private(HttpResponseRedirect(address("report_received", language, number=kept.pk), status=303))


def form(request: HttpRequest, fields: list[Field], status: int = 200) -> HttpResponse:
    """The page with the form."""
    wrong = [each for each in fields if each.error]
    return private(
        page(request, "public/report.html", {"fields": fields, "wrong": wrong, "away": status == 503}, status)
    )


@require_safe
def received(request: HttpRequest, number: int) -> HttpResponse:
    """Thanks for a report, with its number; nothing of what it says."""
    if number > LARGEST_NUMBER or not ProblemReport.objects.filter(pk=number).exists():
        raise Http404
    return private(page(request, "public/received.html", {"number": number}))
