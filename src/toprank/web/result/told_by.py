"""Whose answer is asked for: a profile or a whole form that was sent, else the draft in the browser's cookies."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from toprank.errors import Fault
from toprank.reading import fault_of_line, first_sentence, parsed
from toprank.web.check import draft
from toprank.web.check.answers import Answers, posted
from toprank.web.check.files import Unusable, of_document
from toprank.web.check.reading import FILLED_IN, told
from toprank.web.result.filled_in import FilledIn, value_at

Json = dict[str, Any]
LONGEST: Final = 200 * 1024
"""Bytes of a profile that is sent."""
NOT_KEPT: Final = "large"
"""What a page says of a profile that it sends again where the browser does not keep it."""
OURS: Final = frozenset(("csrfmiddlewaretoken", "profile", "on", "part", "again", "do", "filled_in", "full"))
"""Fields of our own forms that tell nothing of a person."""


FILLED: Final = re.compile(r"((?:/[a-z_0-9]{1,40}){1,5}):([a-z]{1,12})(?: |$)")
LONGEST_FILLED: Final = 8_000


@dataclass(frozen=True)
class Told:
    """What was told: a document, sound or not, with `unknown` in it where answers are; or what is wrong with it.

    `answers` are those of a form or a draft, which the check can show with their errors; `keep` says whether the
    browser is to keep what was sent, `held` whether it does where it is not to; `filled_in` the days that were not told
    whole, and how each was filled in.
    """

    document: Any
    faults: list[Fault]
    answers: Answers | None = None
    unsound: bool = False
    keep: bool = False
    held: bool = True
    filled_in: tuple[FilledIn, ...] = ()

    @property
    def filled_in_written(self) -> str:
        """The days that were filled in as they are sent again from the page, beside the document."""
        return " ".join(f"{pointer}:{how}" for pointer, how in self.filled_in)

    @property
    def written(self) -> str:
        """The document as it is sent again from the page."""
        return json.dumps(self.document, ensure_ascii=False, separators=(",", ":"))

    def kept_in(self, response: HttpResponseBase, on: date, language: str) -> bool:
        """Puts what was sent into the browser; whether all of it fits there and into the form."""
        if not self.keep:
            return self.held
        try:
            draft.write(response, self.answers or of_document(self.document, on, language))
        except (draft.TooLarge, Unusable):
            return False
        return True


def told_by(request: HttpRequest, on: date, language: str) -> Told | None:
    """What a request tells of a person; None where it tells nothing."""
    sent = request.FILES.get("profile") or request.POST.get("profile")
    if sent:
        text = sent.read(LONGEST + 1) if isinstance(sent, UploadedFile) else str(sent).encode(errors="replace")
        again = request.POST.get("again")
        found = of_text(text, language, keep=again is None, held=again != NOT_KEPT)
        return replace(found, filled_in=tuple(days_of(request.POST.get("filled_in", ""), found.document)))
    if not OURS.issuperset(request.POST):
        return of_answers(posted(request.POST, draft.read(request)), on, language, keep=True)
    answers = draft.read(request)
    return None if answers is None else of_answers(answers, on, language, keep=False)


def of_answers(answers: Answers, on: date, language: str, keep: bool) -> Told:
    """The profile that answers tell."""
    found = told(answers, on, language)
    filled_in = tuple(found.filled_in.items())
    return Told(found.intake, [], answers, bool(found.errors), keep, filled_in=filled_in)


def days_of(sent: str, document: Any) -> Iterator[FilledIn]:
    """The days that were filled in, as the page sent them: those that the document has, each once."""
    listed = {str(found[1]): str(found[2]) for found in FILLED.finditer(sent[:LONGEST_FILLED])}
    for pointer, how in listed.items():
        if how in FILLED_IN and value_at(document, pointer) is not None:
            yield pointer, how


def of_text(sent: bytes, language: str, keep: bool, held: bool) -> Told:
    """The profile in a text that was sent."""
    try:
        if len(sent) > LONGEST:
            raise ValueError("it is too long")
        document = parsed(sent.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return Told(None, [fault_of_line("line_not_utf8", {"byte": error.start}, language)])
    except (ValueError, RecursionError) as error:
        return Told(None, [fault_of_line("line_not_json", {"said": first_sentence(error)}, language)])
    if isinstance(document, dict):
        document.pop("on", None)
    return Told(document, [], keep=keep, held=held)
