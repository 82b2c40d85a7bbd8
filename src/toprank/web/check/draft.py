"""The draft of the check: a person's answers, kept in their own browser and nowhere else.

Compact JSON, compressed, signed, in two session cookies at most: together they fit into one header of a request as
web servers take it (8 KiB). They end with the browser, and after a day at the latest.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from toprank.web.check.answers import Answers
from toprank.web.check.fields import lists_of, pieces_of
from toprank.web.check.questions import STEPS

NAMES: Final = ("check_1", "check_2")
LONGEST_COOKIE: Final = 3800
MOST: Final = LONGEST_COOKIE * len(NAMES)
"""Characters that a draft may have as it is kept."""
MOST_BYTES: Final = 200_000
"""Bytes of a draft before it was compressed."""
OLDEST: Final = timedelta(days=1)
SIGNER: Final = signing.TimestampSigner(salt="toprank.check.draft.2")
USUAL: Final = json.dumps(
    [
        [name for step in STEPS for name in pieces_of(step)],
        ["unknown", "no", "full_time", "secondary", "bachelor", "master", "ielts_general", "celpip_general"],
        *(dict.fromkeys(each.pieces, "yes") for step in STEPS for each in lists_of(step)),
        [step.name for step in STEPS],
    ],
    separators=(",", ":"),
).encode()
"""What drafts are made of, known to both sides of the compression: where it changes, so does the salt."""


class TooLarge(Exception):
    """The draft does not fit into the browser's cookies."""


def read(request: HttpRequest) -> Answers | None:
    """The answers that the browser sent; None where there are none, or none that hold."""
    written = "".join(request.COOKIES.get(name, "") for name in NAMES)
    if not written or len(written) > MOST:
        return None
    try:
        return unpacked(SIGNER.unsign(written, max_age=OLDEST))
    except (signing.BadSignature, ValueError, zlib.error, Error):
        return None


def lapsed(request: HttpRequest) -> bool:
    """Whether the browser sent answers that no longer hold: too old, or not as we wrote them."""
    return any(request.COOKIES.get(name) for name in NAMES) and read(request) is None


def write(response: HttpResponseBase, answers: Answers) -> None:
    """Puts the answers into the browser; raises TooLarge, and leaves the answer as it is, where they do not fit."""
    text = json.dumps(answers.packed(), ensure_ascii=False, separators=(",", ":")).encode()
    written = SIGNER.sign(packed(text)) if len(text) <= MOST_BYTES else ""
    if not written or len(written) > MOST:
        raise TooLarge
    parts = [written[start : start + LONGEST_COOKIE] for start in range(0, len(written), LONGEST_COOKIE)]
    for name, part in zip(NAMES, parts, strict=False):
        response.set_cookie(name, part, secure=bool(settings.TLS), httponly=True, samesite="Lax")
    for name in NAMES[len(parts) :]:
        response.delete_cookie(name, samesite="Lax")


def erase(response: HttpResponseBase) -> None:
    """Takes the answers out of the browser."""
    for name in NAMES:
        response.delete_cookie(name, samesite="Lax")


def packed(text: bytes) -> str:
    """A text as short as it can be written with letters and digits."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=USUAL)
    return urlsafe_b64encode(packer.compress(text) + packer.flush()).decode().rstrip("=")


def unpacked(text: str) -> Answers:
    """The answers from their text as `packed` gave it; ValueError, Error or zlib.error for anything else."""
    unpacker = zlib.decompressobj(-15, zdict=USUAL)
    found = unpacker.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)), MOST_BYTES)
    return Answers.unpacked(json.loads(found))
