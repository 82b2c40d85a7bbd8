"""The check: its start, its steps, all of it on one page, reading it over, erasing it.

A form is saved, then the browser is sent on (303), so that nothing is sent twice; no address holds a fact of a person.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toprank.web.check import draft
from toprank.web.check.answers import Answers, posted, text_of
from toprank.web.check.buttons import HERE, NAMES, follow, occupation_field
from toprank.web.check.carried import chosen_job
from toprank.web.check.fields import Field, Step, pointless
from toprank.web.check.jobs_found import occupation
from toprank.web.check.pages import at_step, back_words, overview, states
from toprank.web.check.questions import STEPS
from toprank.web.check.reading import told
from toprank.web.check.showing import Page, blocks, shown_field
from toprank.web.check.wrong import FieldError
from toprank.web.known import known
from toprank.web.pages import page, private, squeezed
from toprank.web.routes import address
from toprank.words import named, say

View = Callable[..., HttpResponseBase]


class See(HttpResponseRedirect):
    """Look there, with GET."""

    status_code = 303


def language_of(request: HttpRequest) -> str:
    """The language of the address."""
    found: str = request.language  # type: ignore[attr-defined]
    return found


def finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An answer that no cache may hold; answers that no longer hold are taken out of the browser."""
    if draft.lapsed(request) and not response.cookies:
        draft.erase(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def shown(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponseBase:
    """A page of the check."""
    lapsed = draft.lapsed(request) or request.GET.get("lapsed") == "1"
    return finished(request, page(request, template, {"lapsed": lapsed, **values}, status))


@require_safe
@squeezed
def check(request: HttpRequest) -> HttpResponseBase:
    """Where the check begins: what to have at hand, what is kept; a draft can be gone on with."""
    language, answers = language_of(request), draft.read(request)
    papers = [say("web_check", f"paper_{name}", {}, language) for name in ("test", "eca", "jobs", "partner")]
    following = next((name for name in NAMES if answers is None or name not in answers.seen), "review")
    code = chosen_job(answers, request.GET.get("open", ""))
    values = {
        "begun": answers is not None,
        "chosen": occupation(code, known().rulebook, known().today, language) if code else None,
        "number": NAMES.index("work") + 1,
        "seen": answers is not None and bool(answers.seen),
        "all_seen": following == "review",
        "papers": papers,
        "first": address(f"check_{following}", language),
    }
    return shown(request, "check/start.html", {**values, "load": address("check_load", language)})


def step_view(name: str) -> View:
    """The view of a step."""
    step = STEPS[NAMES.index(name)]

    @require_http_methods(["GET", "HEAD", "POST"])
    @squeezed
    def view(request: HttpRequest) -> HttpResponseBase:
        before = draft.read(request)
        if request.method != "POST":
            return step_page(request, step, before or Answers())
        return saved(request, *sent(request, before, step))

    return view


def sent(request: HttpRequest, before: Answers | None, step: Step | None) -> tuple[Answers, str]:
    """The answers after a form was sent, and the address to go on to; `step` is None on the page of all questions."""
    answers = posted(request.POST, before, [step] if step else STEPS)
    verb, _, what = request.POST.get("do", "next" if step else "result").partition("/")
    where = follow(answers, verb, what, step, language_of(request))
    if verb in (*HERE, "language") or (step and where.startswith(request.path)):
        answers.seen = before.seen if before else []
    return answers, where


def saved(request: HttpRequest, answers: Answers, where: str) -> HttpResponseBase:
    """Keeps the answers in the browser and sends it on; where they do not fit, all of them on one page, saying so."""
    response = See(where if not draft.lapsed(request) else with_lapse(where))
    try:
        draft.write(response, answers)
    except draft.TooLarge:
        return all_page(request, answers, QueryDict(urlsplit(where).query), large=True)
    return finished(request, response)


def with_lapse(where: str) -> str:
    """An address whose page says that earlier answers are gone."""
    parts = urlsplit(where)
    return urlunsplit(parts._replace(query=f"{parts.query}&lapsed=1".lstrip("&")))


def looked(
    answers: Answers, errors: list[FieldError], every: list[FieldError], asked: QueryDict, language: str
) -> Page:
    """How a page looks at the questions: what its address opens, what was searched and just chosen."""
    now = known()
    searched, open_ = asked.get("find", ""), asked.get("open", "")
    return Page(answers, errors, every, language, now.rulebook, now.today, open_, searched, taken_of(asked))


def step_page(request: HttpRequest, step: Step, answers: Answers) -> HttpResponseBase:
    """A step with what was answered; what is missing is told once the step was sent."""
    language, now = language_of(request), known()
    every = told(answers, now.today, language).errors
    seen = step.name in answers.seen
    errors = [each for each in every if each.step == step.name and (seen or not each.gap)]
    searched = request.GET.get("find", "")
    errors = [each for each in errors if each.owner != searched]
    look = looked(answers, errors, every, request.GET, language)
    number = NAMES.index(step.name)
    asked = [each for each in step.questions if not (isinstance(each, Field) and pointless(each, answers.values))]
    values = {
        "blocks": blocks(asked, look, step.name),
        "errors": listed_errors(errors),
        "steps": states(answers, every, step, language),
        "number": number + 1,
        "back": back_words(number, language),
        "here_form": f"{address(f'check_{step.name}', language)}#errors",
        "title_key": f"check.{step.name}_title",
        "lead_key": f"check.{step.name}_lead",
        "taken": len(look.taken),
        "all_seen": len(answers.seen) == len(STEPS),
    }
    return shown(request, "check/step.html", values)


def taken_of(asked: QueryDict) -> frozenset[str]:
    """The inputs for which an occupation was just chosen, as the address says."""
    return frozenset(name for name in asked.get("taken", "").split(".") if occupation_field(name))


def listed_errors(errors: list[FieldError], language: str = "") -> list[dict[str, str]]:
    """Errors as the list on top shows them, each with the address of its field; with a language, in its own step."""
    return [
        {"href": f"{address(f'check_{each.step}', language) if language else ''}#{each.field_id}", "text": each.listed}
        for each in errors
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@squeezed
def check_all(request: HttpRequest) -> HttpResponseBase:
    """All questions on one page."""
    before = draft.read(request)
    if request.method != "POST":
        return all_page(request, before or Answers())
    return saved(request, *sent(request, before, None))


def all_page(
    request: HttpRequest,
    answers: Answers,
    asked: QueryDict | None = None,
    *,
    large: bool = False,
    status: int = 200,
) -> HttpResponseBase:
    """The page of all questions, with what is missing in steps that were left behind; everywhere where it is an error.

    The result shows it, with status 422, for answers that are not sound. `asked` says what is open and was searched.
    """
    language, now, asked = language_of(request), known(), asked or request.GET
    unsound = status != 200
    every = told(answers, now.today, language).errors
    searched = asked.get("find", "")
    errors = [
        each for each in every if (unsound or not each.gap or each.step in answers.seen) and each.owner != searched
    ]
    look = looked(answers, errors, every, asked, language)
    parts = [
        part | {"blocks": blocks(step.questions, look, step.name)} for step, part in overview(answers, errors, language)
    ]
    values = {
        "parts": parts,
        "errors": listed_errors(errors),
        "result": address("check_result", language),
        "large": large,
        "taken": len(look.taken),
    }
    return shown(request, "check/all.html", values, status)


@require_safe
@squeezed
def check_review(request: HttpRequest) -> HttpResponseBase:
    """Everything that was answered, to be read over before the result."""
    language, answers = language_of(request), draft.read(request)
    if answers is None:
        return finished(request, See(address("check", language))) if not draft.lapsed(request) else check(request)
    found = told(answers, known().today, language)
    values = {
        "parts": at_step(answers, language),
        "errors": listed_errors(found.errors, language),
        "unknown": len(found.unknown),
        "beyond": found.beyond,
        "result": address("check_result", language),
        "last": address(f"check_{NAMES[-1]}", language),
        "last_label": named("check_step", NAMES[-1], language),
    }
    return shown(request, "check/review.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@squeezed
def check_erase(request: HttpRequest) -> HttpResponseBase:
    """Takes the answers out of the browser at once; the page asks first where it was only opened."""
    if request.method == "POST":
        response = See(address("check_erase", language_of(request)))
        response.headers["Clear-Site-Data"] = '"storage"'  # where the tab was, which a script keeps there
        draft.erase(response)
        return finished(request, response)
    return shown(request, "check/erase.html", {"begun": draft.read(request) is not None})


@require_POST
def check_found(request: HttpRequest) -> HttpResponse:
    """The occupations for a title while it is typed: a part of a page."""
    name = request.POST.get("field", "")
    found = occupation_field(name)
    language, now = language_of(request), known()
    if found is None:
        return private(HttpResponse(status=400))
    look = Page(Answers(), [], [], language, now.rulebook, now.today)
    inside = {found.name: text_of(request.POST, name)}
    return private(page(request, "check/hits_alone.html", {"f": shown_field(found, inside, name, look)}))
