"""A profile as a file: saved from the answers, loaded into them."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from toprank.errors import Refused
from toprank.incomplete.intake import intake_of
from toprank.reading import parsed
from toprank.web.check import draft
from toprank.web.check.answers import Answers, posted
from toprank.web.check.fields import MOST_OF
from toprank.web.check.reading import ID, answers_of, judged, told
from toprank.web.check.views import See, finished, language_of, saved, shown
from toprank.web.known import known
from toprank.web.pages import squeezed
from toprank.web.routes import address
from toprank.words import say

SAVED_AS = "toprank-profile.json"


@require_http_methods(["GET", "HEAD", "POST"])
def check_save(request: HttpRequest) -> HttpResponseBase:
    """The profile of the contract as a file, with its list of what is not known: of a form, else of the draft."""
    language = language_of(request)
    sent = set(request.POST) - {"csrfmiddlewaretoken", "do"}
    answers = posted(request.POST) if sent else draft.read(request)
    if answers is None:
        return finished(request, See(address("check", language)))
    found = told(answers, known().today, language)
    text = json.dumps(found.intake, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{SAVED_AS}"'
    return finished(request, response)


class Unusable(Exception):
    """A file that cannot be loaded, with what is wrong with it in sentences."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__("; ".join(sentences))


@require_http_methods(["GET", "HEAD", "POST"])
@squeezed
def check_load(request: HttpRequest) -> HttpResponseBase:
    """A profile of a file or pasted becomes the answers."""
    language = language_of(request)
    begun = draft.read(request) is not None
    if request.method != "POST":
        return shown(request, "check/load.html", {"begun": begun})
    try:
        answers = loaded(sent_text(request, language), known().today, language)
    except Unusable as wrong:
        errors = [{"href": "#file", "text": sentence} for sentence in wrong.sentences[:12]]
        return shown(request, "check/load.html", {"begun": begun, "errors": errors}, 422)
    return saved(request, answers, address("check_review", language))


def sent_text(request: HttpRequest, language: str) -> str:
    """The text of the file, else what was pasted; Unusable for none."""
    file = request.FILES.get("file")
    try:
        text = file.read().decode("utf-8-sig") if isinstance(file, UploadedFile) else str(request.POST.get("text", ""))
    except UnicodeDecodeError:
        raise Unusable([say("web_check", "load_not_text", {}, language)]) from None
    if not text.strip():
        raise Unusable([say("web_check", "load_nothing", {}, language)])
    return text


def loaded(text: str, on: date, language: str) -> Answers:
    """The answers that tell the profile of a text; Unusable where it is none, or holds what the form cannot show."""
    try:
        document = parsed(text)
    except (ValueError, RecursionError):
        raise Unusable([say("web_check", "load_not_json", {}, language)]) from None
    if not isinstance(document, dict):
        raise Unusable([say("web_check", "load_not_profile", {}, language)])
    return of_document(document, on, language)


def of_document(document: Mapping[str, Any], on: date, language: str) -> Answers:
    """The same of a profile that was read already."""
    profile: dict[str, Any] = {key: value for key, value in document.items() if key not in ("on", "id")} | {"id": ID}
    try:
        intake = intake_of(profile, language)
    except Refused as refused:
        raise Unusable([as_sentence(fault, language) for fault in refused.faults]) from None
    too_many = [most for key, most in MOST_OF.items() for each in lists_at(profile, key) if len(each) > most]
    if too_many:
        raise Unusable([say("web_check", "load_too_many", {"most": too_many[0]}, language)])
    answers = answers_of(profile)
    check_shown(intake.document, answers, on, language)
    return answers


def lists_at(profile: Mapping[str, Any], key: str) -> list[list[Any]]:
    """The lists of a name, of the person and the partner."""
    inside = (profile, profile.get("partner"))
    return [each[key] for each in inside if isinstance(each, Mapping) and isinstance(each.get(key), list)]


def check_shown(document: Any, answers: Answers, on: date, language: str) -> None:
    """Unusable where the answers do not tell all of a profile: a fault that no field shows, or another meaning."""
    found = told(answers, on, language)
    unknown = tuple(found.unknown)
    meant, all_faults = judged(document, on, language)
    faults = [each for each in all_faults if not each.pointer.startswith(unknown or ("\0",))]
    hidden = [each for each in faults if each.pointer not in {other.pointer for other in found.faults}]
    if hidden:
        raise Unusable([as_sentence(each, language) for each in hidden])
    if not faults and not unknown and meant != found.profile:
        raise Unusable([say("web_check", "load_not_shown", {}, language)])


def shortened(pointer: str) -> str:
    """A place in a file, short."""
    return pointer[:120]


def as_sentence(fault: Any, language: str) -> str:
    """A fault of a file: where it stands, what is wrong, what to do."""
    if fault.message == say("fault", "extra_forbidden", {}, language):
        *inside, name = shortened(fault.pointer).strip("/").split("/")
        within = {"name": name, "inside": ", ".join(inside)}
        return say("web_check", "load_unknown_inside" if inside else "load_unknown", within, language)
    told_of = {"pointer": shortened(fault.pointer), "message": fault.message, "allowed": fault.allowed[:200]}
    return say("web_check", "load_fault", told_of, language)
