"""Lines of the log: what went wrong and where in the code, never anything of a request.

The text of an exception may hold what was sent, and so may the parameters of a message: neither is written. Of an
exception the type and the places it passed are, of a message of others the text before anything was put into it.
"""

import logging
import re
import traceback
from types import TracebackType
from typing import Final

OURS: Final = ("toprank", "gunicorn.error")
"""Loggers whose parameters are numbers of processes, names of files and the like."""
MOST_PLACES: Final = 8
MOST_CAUSES: Final = 5
ABOUT_A_REQUEST: Final = ("Invalid request from", "Error handling request")
"""How the messages of Gunicorn begin that hold a part of a request."""


PLACE: Final = re.compile(r"%[a-z]")
"""Where a parameter would stand in a message."""


class WithoutData(logging.Formatter):
    """A line without data of requests."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        parts = [self.formatTime(record), f"[{record.process}]", record.levelname, record.name, said(record)]
        if status := getattr(record, "status_code", None):
            parts.append(f"status {status}")
        if page := page_of(record):
            parts.append(f"page {page}")
        if record.exc_info and record.exc_info[1]:
            parts.append(causes(record.exc_info[1]))
        return " ".join(parts)


def said(record: logging.LogRecord) -> str:
    """The message, with its parameters only where they say nothing of a request."""
    begin = next((begin for begin in ABOUT_A_REQUEST if str(record.msg).startswith(begin)), None)
    if begin:
        return begin
    ours = record.name.startswith("toprank") or (record.name.startswith(OURS) and not record.exc_info)
    return record.getMessage() if ours else PLACE.sub("…", str(record.msg))


def page_of(record: logging.LogRecord) -> str | None:
    """The name of the page in our own routes, if the record is about a request for one."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return getattr(match, "view_name", None) or None


def causes(error: BaseException) -> str:
    """An exception and what led to it: types and places."""
    written: list[str] = []
    found: BaseException | None = error
    while found is not None and len(written) < MOST_CAUSES:
        written.append(f"{type(found).__module__}.{type(found).__qualname__} at {places(found.__traceback__)}")
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "; after ".join(written)


def places(trace: TracebackType | None) -> str:
    """The last places that an exception passed, the deepest first: file, line, function."""
    frames = traceback.extract_tb(trace)[-MOST_PLACES:]
    return " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)) or "no place"
