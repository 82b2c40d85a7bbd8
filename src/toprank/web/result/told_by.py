"""Whose answer is asked for: a profile that was sent, or the draft in the browser's cookies."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from toprank.errors import Fault
from toprank.reading import fault_of_line, first_sentence, parsed

Json = dict[str, Any]
LONGEST: Final = 200 * 1024
"""Bytes of a profile that is sent."""


@dataclass(frozen=True)
class Told:
    """What was told: a document, sound or not, with `unknown` in it where answers are; or what is wrong with it."""

    document: Any
    faults: list[Fault]

    @property
    def written(self) -> str:
        """The document as it is sent again from the page."""
        return json.dumps(self.document, ensure_ascii=False, separators=(",", ":"))


def told_by(request: HttpRequest, on: date, language: str) -> Told | None:
    """What a request tells of a person; None where it tells nothing."""
    sent = request.FILES.get("profile") or request.POST.get("profile")
    if sent:
        return of_text(sent.read(LONGEST + 1) if isinstance(sent, UploadedFile) else str(sent).encode(), language)
    return None


def of_text(sent: bytes, language: str) -> Told:
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
    return Told(document, [])
