"""A browser that asks for an answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from toprank.web.routes import address

Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask() -> Ask:
    """Sends a profile to one of the pages of the answer and gives what comes back."""
    client = Client()

    def asked(profile: Any, language: str = "en", page: str = "check_result", **more: str) -> HttpResponse:
        text = profile if isinstance(profile, str) else json.dumps(profile)
        found: HttpResponse = client.post(address(page, language), {"profile": text, **more})
        return found

    return asked
