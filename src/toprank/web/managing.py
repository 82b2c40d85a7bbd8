"""Django's own commands, on our settings."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")


def manage(arguments: Sequence[str]) -> None:
    """Runs one of them."""
    execute_from_command_line(["toprank manage", *arguments])
