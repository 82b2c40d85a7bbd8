"""What must be there before the first request: the tables of the database, the static files with their hashes."""

import os

import django
from django.core.management import call_command

from toprank.report.practice import practice_of
from toprank.web.forecasts.current import current
from toprank.web.known import known

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")


def prepare() -> None:
    """Brings the database up to date and collects the static files; quick where both are."""
    practice_of(None)  # a fault in it is said now, not on every page
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    work_out()


def work_out() -> None:
    """The forecasts of the record as it stands, so that no reader waits: some seconds where they are not kept yet."""
    now = known()
    if now.record.rounds:
        current(now)
