"""What is read before the first request: the rulebook, the record, the index of titles, the pages without parameters.

A slice whose first answer is slow for a reason of its own adds a function to STEPS.
"""

import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.urls import NoReverseMatch

from toprank.occupations.search import find
from toprank.web.known import known
from toprank.web.operations.readiness import readiness
from toprank.web.routes import address
from toprank.web.urls import ROUTES
from toprank.words import LANGUAGES

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]
log: Final = logging.getLogger("toprank.web.warming")


def titles() -> None:
    """The index of job titles, and the tables that finding near spellings builds."""
    for asked in ("nurse", "infirmiere", "registerd nurse"):
        find(asked)


STEPS: Final[tuple[Callable[[], object], ...]] = (known, titles)


def warm(application: Application) -> None:
    """Reads everything once; a step or page that fails is logged and does not keep the others from being served."""
    if readiness.warm:
        return
    for step in STEPS:
        try:
            step()
        except Exception:  # whatever it is, health names what is missing
            log.exception("warming: %s failed", step.__name__)
    for path in first_pages():
        get(application, path)
    readiness.warm = True


def first_pages() -> Iterator[str]:
    """The addresses of pages without parameters, in both languages."""
    for route in ROUTES:
        for language in LANGUAGES:
            try:
                yield address(route.name, language)
            except NoReverseMatch:
                continue


def get(application: Application, path: str) -> None:
    """Asks for a page as a browser would that takes compressed pages, and throws the answer away."""
    environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "", "CONTENT_LENGTH": "0",
        "SERVER_NAME": own_name(), "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "https", "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(),
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        environ[name] = value
    answer = application(environ, lambda *_: None)
    try:
        for _ in answer:
            pass
    finally:
        if hasattr(answer, "close"):
            answer.close()


def own_name() -> str:
    """A name under which the site answers."""
    return next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
