"""What must be there before the first request: the tables of the database, the static files with their hashes."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError

from toprank.errors import Missing
from toprank.web.our_practice import our_practice

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")

LOCK: Final = ".preparing"


def prepare() -> None:
    """Brings the database up to date and collects the static files; Missing where the database does not answer."""
    our_practice()  # a fault in it is said now, not on every page
    django.setup()
    with alone(settings.DATA):
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as error:
            raise Missing(f"The database does not answer ({said(error)}). Its setting is DATABASE_URL.") from None
        except DatabaseError as error:
            raise Missing(f"The database cannot be brought up to date ({said(error)}).") from None
        call_command("collectstatic", verbosity=0, interactive=False)


def said(error: Exception) -> str:
    """The first line of what a database said."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Servers that start at once on one data folder prepare it one after another."""
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
