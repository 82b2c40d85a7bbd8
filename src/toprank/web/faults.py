"""The page of a fault: a heading, one sentence, the way home and the search; never what was sent.

Who asked for a file gets the fault in its form: JSON as JSON, CSV as CSV, anything else that is no page as plain text.
"""

import csv
import io
import json
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from toprank.web.cells import guarded
from toprank.words import LANGUAGES, say

CODES: Final = (400, 403, 404, 405, 411, 413, 414, 415, 429, 500)
FORMS: Final = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/plain; charset=utf-8",
    "atom": "text/plain; charset=utf-8",
}


def fault_page(request: HttpRequest, status: int, told: str = "") -> HttpResponse:
    """The answer of a status, in the language of the address and the form asked for; never kept by any cache.

    `told` says what is wrong where that is known; a file says it, a page has the sentence of its status.
    """
    form = request.path_info.rpartition(".")[2]
    if form in FORMS:
        response = HttpResponse(fault_file(request, form, status, told), content_type=FORMS[form], status=status)
    else:
        page = render_to_string("fault.html", {"status": status, "code": f"fault_{status}"}, request)
        response = HttpResponse(page, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def fault_file(request: HttpRequest, form: str, status: int, told: str) -> str:
    """A fault as JSON, as a table of one row, or as a line."""
    language = getattr(request, "language", LANGUAGES[0])
    message = told or say("web_fault", f"file_{status}", {}, language)
    if form == "json":
        return json.dumps({"status": status, "message": message}, ensure_ascii=False)
    if form == "csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([("status", "message"), (status, guarded(message))])
        return text.getvalue()
    return f"{message}\n"
