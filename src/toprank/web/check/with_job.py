"""The way from the page of an occupation into the check: its code becomes a job of the draft.

Pages of occupations are the same for everybody and kept, so that their button can hold no token against forgery. That
no other site's button writes over somebody's answers is seen from what the browser says of the page that sent it.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from toprank.rulebook.classification import unit_groups
from toprank.web.check import draft
from toprank.web.check.answers import Answers
from toprank.web.check.carried import with_job
from toprank.web.check.questions import JOBS
from toprank.web.check.views import See, finished, language_of, saved
from toprank.web.routes import address


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_job(request: HttpRequest) -> HttpResponseBase:
    """The start of the check with an occupation chosen for a job; its step of work for who has begun already."""
    language, code = language_of(request), request.POST.get("noc", "")
    if code not in unit_groups() or not from_here(request):
        return finished(request, See(address("check", language)))
    answers = draft.read(request) or Answers()
    number = with_job(answers, code)
    if number is None:
        return finished(request, See(address("check_work", language)))
    place = f"{JOBS.name}-{number}"
    if answers.seen:
        return saved(request, answers, f"{address('check_work', language)}?open={place}#{place}")
    return saved(request, answers, f"{address('check', language)}?open={place}")


def from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form, as the browser says; no where it does not say."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(sender).netloc == request.get_host()
    except ValueError:
        return False
