"""What is read before the first request: rulebook, record, index of titles, pages without parameters, one assessment.

A slice whose first answer is slow for a reason of its own adds a function to STEPS.
"""

import json
import logging
import secrets
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch

from toprank.occupations.search import find
from toprank.web.forecasts.current import current
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


SOMEBODY: Final = {
    "schema": "toprank.profile/1",
    "id": "somebody",
    "birth_date": "1993-03-09",
    "submitted_at": "2025-12-01T09:00:00Z",
    "settlement_funds": 20000,
    "languages": [
        {"test": "celpip_general", "taken": "2025-11-01", "listening": 9, "reading": 9, "writing": 8, "speaking": 9}
    ],
    "education": [{"level": "bachelor", "country": "CA", "completed": "2018-06-01"}],
    "jobs": [{"noc": "31301", "start": "2022-01-10", "end": None, "hours_per_week": 40, "country": "CA"}],
}
"""An invented person, whose assessment reads what every assessment needs."""


def forecasts() -> None:
    """The forecasts of the record as it stands: some seconds where they are not kept yet."""
    now = known()
    if now.record.rounds:
        current(now)


STEPS: Final[tuple[Callable[[], object], ...]] = (known, titles, forecasts)

DRAWN: Final = ("card",)
"""Pages that Typst draws: its threads do not come along into a worker, which would then wait for them for ever."""


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
        ask(application, path)
    for language in LANGUAGES:
        ask(application, address("check_result", language), urlencode({"profile": json.dumps(SOMEBODY)}).encode())
    readiness.warm = True


def first_pages() -> Iterator[str]:
    """The addresses of pages without parameters, in both languages, but those that must be drawn after the fork."""
    for route in ROUTES:
        for language in LANGUAGES if route.name not in DRAWN else ():
            try:
                yield address(route.name, language)
            except NoReverseMatch:
                continue


def ask(application: Application, path: str, form: bytes | None = None) -> None:
    """Asks for a page, or sends a form, as a browser would that takes compressed pages; throws the answer away."""
    token = secrets.token_hex(16)
    environ = {
        "REQUEST_METHOD": "GET" if form is None else "POST", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(form or b"")), "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "SERVER_NAME": own_name(), "SERVER_PORT": "443", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip", "HTTP_ORIGIN": f"https://{own_name()}",
        "HTTP_COOKIE": f"{settings.CSRF_COOKIE_NAME}={token}", "HTTP_X_CSRFTOKEN": token,
        "wsgi.version": (1, 0), "wsgi.url_scheme": "https", "wsgi.input": BytesIO(form or b""),
        "wsgi.errors": BytesIO(), "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
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
