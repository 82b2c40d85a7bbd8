"""A browser that fills in the check, and what it typed."""

import re
from html import unescape
from typing import Any, Final

import pytest
from django.test import Client

PATHS: Final = {
    "en": {
        "check": "/en/check/", "you": "/en/check/you/", "languages": "/en/check/languages/",
        "education": "/en/check/education/", "work": "/en/check/work/", "partner": "/en/check/partner/",
        "canada": "/en/check/canada/", "all": "/en/check/all/", "review": "/en/check/review/",
        "erase": "/en/check/erase/", "load": "/en/check/load/", "save": "/en/check/save/",
    },
    "fr": {
        "check": "/fr/evaluation/", "you": "/fr/evaluation/vous/", "languages": "/fr/evaluation/langues/",
        "education": "/fr/evaluation/etudes/", "work": "/fr/evaluation/travail/",
        "partner": "/fr/evaluation/conjoint/", "canada": "/fr/evaluation/liens/", "all": "/fr/evaluation/tout/",
        "review": "/fr/evaluation/relecture/", "erase": "/fr/evaluation/effacer/", "load": "/fr/evaluation/charger/",
        "save": "/fr/evaluation/enregistrer/",
    },
}  # fmt: skip
STEPS: Final = ("you", "languages", "education", "work", "partner", "canada")


class Person:
    """Somebody who fills in the check in a language, without scripts."""

    def __init__(self, language: str) -> None:
        self.client, self.language = Client(enforce_csrf_checks=True), language
        self.at = PATHS[language]

    def see(self, name: str, query: str = "") -> str:
        """The page of a name."""
        response = self.client.get(self.at[name] + query)
        assert response.status_code == 200, (name, response.status_code)
        assert response.headers["Cache-Control"] == "no-store"
        return response.content.decode()

    def fields(self, html: str) -> dict[str, str]:
        """What the form of a page would send if nothing were touched."""
        found: dict[str, str] = {}
        form = html[html.index('id="form"') : html.index("</form>", html.index('id="form"'))]
        for tag in re.findall(r"<input [^>]*>", form):
            told = {name: unescape(value) for name, value in re.findall(r'([a-z]+)="([^"]*)"', tag)}
            if told["type"] in ("radio", "checkbox") and " checked" not in tag:
                continue
            found[told["name"]] = told.get("value", "")
        for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', options)
            found[name] = chosen[1] if chosen else ""
        return found

    def send(self, name: str, do: str, typed: dict[str, str] | None = None, query: str = "") -> Any:
        """Opens a page, types over what stands there, presses a button; the answer."""
        sent = self.fields(self.see(name, query)) | (typed or {}) | {"do": do}
        return self.client.post(self.at[name], sent)

    def token(self) -> str:
        """The token of forms."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.see("load"))
        assert found
        return found[1]

    def post(self, name: str, sent: dict[str, Any]) -> Any:
        """Sends fields with a token to a page."""
        return self.client.post(self.at[name], {"csrfmiddlewaretoken": self.token(), **sent})

    def load(self, text: str) -> Any:
        """Loads a profile."""
        return self.post("load", {"text": text})

    def saved(self) -> Any:
        """The profile as it is saved."""
        response = self.client.get(self.at["save"])
        assert response.headers["Content-Disposition"] == 'attachment; filename="toprank-profile.json"'
        return response.json()


@pytest.fixture(params=["en", "fr"])
def person(request: pytest.FixtureRequest) -> Person:
    """Somebody, in each language."""
    return Person(request.param)


@pytest.fixture
def ngozi() -> Person:
    """Somebody in English."""
    return Person("en")
