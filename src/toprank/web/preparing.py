"""What must be there before the first request: the tables of the database, the static files with their hashes."""

import os

import django
from django.core.management import call_command
from django.db import OperationalError

from toprank.errors import Missing
from toprank.report.practice import practice_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")


def prepare() -> None:
    """Brings the database up to date and collects the static files; Missing where the database does not answer."""
    practice_of(None)  # a fault in it is said now, not on every page
    django.setup()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        said = str(error).strip().splitlines()[0]
        raise Missing(f"The database does not answer ({said}). Its setting is DATABASE_URL.") from None
    call_command("collectstatic", verbosity=0, interactive=False)
