"""Pages: written from a template, and those that are the same for everybody kept until what is known changes.

A page of the record depends on its address, the day and what is known, on nothing of the reader: it is written once,
compressed once, and answered with an ETag.
"""

import gzip
import hashlib
import re
import secrets
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.template import Engine
from django.template.context import make_context
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from toprank.web.known import known
from toprank.words.forms import LANGUAGES, SPACE

View = Callable[..., HttpResponse]
MOST_BYTES: Final = 48 * 2**20
"""Bytes of all kept pages of a process together."""
FRESH: Final = "public, max-age=60, must-revalidate"
SMALLEST_COMPRESSED: Final = 600
TYPED: Final = (re.compile(r"(<textarea\b.*?</textarea>)", re.DOTALL), re.compile(r'(value="[^"]*")'))
"""What is typed into a field."""
DAY: Final = re.compile(r" (?=[0-9]{1,2}, [12][0-9]{3}\b)(?<=(?:ary|rch|ril|May|une|uly|ust|ber) )")
"""The space between a month and its day; a pattern that names the months is seven times slower."""
QUICK: Final = 3
"""The level of compression for what one person asks once: a fifth of the time of level 6, a tenth more bytes."""
AS_GZIP: Final = 31
"""Tells zlib to write the head and the foot of a gzip file."""
NAMED: Final = b"\x08"
"""The flag in the head of a gzip file that a name follows it."""
GZIP: Final = re.compile(r"(?<![\w-])gzip(?![\w-])(?!\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
MOST_PADDING: Final = 100
CONTROL: Final = bytes({*range(32), 127} - set(b"\t\n\r"))


def page(request: HttpRequest, template: str, told: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page from a template; what it shows beside `told` is in toprank.web.context."""
    written = rendered(template, told, request)
    if getattr(request, "language", LANGUAGES[0]) == LANGUAGES[0]:
        written = unbroken(written)
    return HttpResponse(legible(written), status=status)


def rendered(template: str, told: dict[str, Any], request: HttpRequest) -> str:
    """A template filled. What it was given is let go at once: the frames of a context and the context hold each other,
    and would keep a whole answer until the collector comes by."""
    context = make_context(told, request)
    try:
        return Engine.get_default().get_template(template).render(context)
    finally:
        context.dicts.clear()


def unbroken(written: str) -> str:
    """A page in English whose days do not end a line between month and day; what somebody typed stays as it was.

    In commands, documents and files the space stays a plain one, which is why it does not come from the words.
    """
    parts = [written]
    for typed in TYPED:  # what was split off stands at the odd places
        parts = [piece for place, part in enumerate(parts) for piece in ([part] if place % 2 else typed.split(part))]
    return "".join(part if place % 2 else DAY.sub(SPACE, part) for place, part in enumerate(parts))


def legible(written: str) -> bytes:
    """A page as bytes, without control characters and halves of characters that somebody sent and a page repeats."""
    return written.encode("utf-8", "replace").translate(None, CONTROL)


def private(response: HttpResponse) -> HttpResponse:
    """The same answer, which no cache may hold: it says something about a person."""
    response.headers["Cache-Control"] = "no-store"
    return response


def squeezed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a view whose answers are about one person: they are compressed for who takes that, quickly."""

    @wraps(view)
    def answered(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        response = view(request, **arguments)
        if isinstance(response, HttpResponse) and len(response.content) > SMALLEST_COMPRESSED:
            patch_vary_headers(response, ("Accept-Encoding",))
            if takes_gzip(request):
                response.content = padded(response.content)
                response.headers["Content-Encoding"] = "gzip"
        return response

    return answered


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the browser takes compressed answers."""
    return bool(GZIP.search(request.headers.get("Accept-Encoding", "")))


def padded(content: bytes) -> bytes:
    """An answer compressed, with a file name of random length: its size must not tell what stands in it (BREACH)."""
    packed = zlib.compress(content, QUICK, AS_GZIP)
    name = b"x" * secrets.randbelow(MOST_PADDING)
    return packed[:3] + NAMED + packed[4:10] + name + b"\0" + packed[10:]


@dataclass(frozen=True)
class KeptPage:
    """An answer as it was written."""

    body: bytes
    compressed: bytes | None
    content_type: str
    etag: str
    disposition: str | None
    stamp: str

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + len(self.compressed or b"")


class Shelf:
    """Pages kept for a state of what is known, the ones asked for last; dropped with that state."""

    def __init__(self, most_bytes: int) -> None:
        self.lock, self.most, self.size = Lock(), most_bytes, 0
        self.pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()

    def get(self, key: tuple[str, ...], stamp: str) -> KeptPage | None:
        """The page of a key if it was written for this state."""
        with self.lock:
            found = self.pages.get(key)
            if found is None or found.stamp != stamp:
                return None
            self.pages.move_to_end(key)
            return found

    def put(self, key: tuple[str, ...], page: KeptPage) -> None:
        """Keeps a page, and drops those asked for longest ago where there are too many."""
        with self.lock:
            before = self.pages.pop(key, None)
            self.pages[key] = page
            self.size += page.size - (before.size if before else 0)
            while self.size > self.most:
                _, dropped = self.pages.popitem(last=False)
                self.size -= dropped.size


shelf: Final = Shelf(MOST_BYTES)


def kept(*parameters: str) -> Callable[[View], View]:
    """For a view whose answer is the same for everybody. `parameters` are the only ones of the query that it reads.

    The view answers GET and HEAD; its answer is kept if its status is 200, and answered as not modified to who has it.
    It is kept for each host under which the site answers, as pages and feeds name their whole address.
    """

    def of_view(view: View) -> View:
        @require_safe
        @wraps(view)
        def answered(request: HttpRequest, **arguments: Any) -> HttpResponse:
            request.read_parameters = parameters  # type: ignore[attr-defined]
            asked = (f"{name}={value}" for name in parameters for value in request.GET.getlist(name))
            part = "part" if request.headers.get("HX-Request") == "true" else "whole"
            key, stamp = (request.path, part, request.build_absolute_uri("/"), *asked), known().stamp
            found = shelf.get(key, stamp)
            if found is None:
                response = view(request, **arguments)
                if response.status_code != 200:
                    response.headers.setdefault("Cache-Control", "no-cache")
                    return response
                found = as_kept(response, stamp)
                shelf.put(key, found)
            return of_kept(request, found)

        return csrf_exempt(answered)  # it changes nothing: what else is sent to it is not allowed, and told so

    return of_view


def as_kept(response: HttpResponse, stamp: str) -> KeptPage:
    """An answer as it is kept."""
    body = response.content
    compressed = gzip.compress(body, 6, mtime=0) if len(body) > SMALLEST_COMPRESSED else None
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return KeptPage(
        body, compressed, response.headers["Content-Type"], etag, response.headers.get("Content-Disposition"), stamp
    )


def of_kept(request: HttpRequest, found: KeptPage) -> HttpResponse:
    """A kept answer for a request: not modified, compressed or as it is."""
    wanted = [each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")]
    packed = found.compressed is not None and takes_gzip(request)
    etag = f"W/{found.etag}" if packed else found.etag
    if found.etag in wanted or "*" in wanted:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(found.compressed if packed else found.body, content_type=found.content_type)
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        if found.disposition:
            response.headers["Content-Disposition"] = found.disposition
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FRESH
    patch_vary_headers(response, ("Accept-Encoding", "HX-Request"))
    return response
