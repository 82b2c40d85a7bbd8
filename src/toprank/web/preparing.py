"""What must be there before the first request: the tables of the database, the static files with their hashes."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")


def prepare() -> None:
    """Brings the database up to date and collects the static files; quick where both are."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
