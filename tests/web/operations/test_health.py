"""Health: ready only when warm, with reasons as codes."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client

from toprank.web.operations import health
from toprank.web.operations.health import database_answers
from toprank.web.operations.readiness import readiness
from toprank.web.warming import first_pages, warm


def test_it_is_not_ready_before_it_is_warm(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "warm", False)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["warming"]
    assert response.headers["Cache-Control"] == "no-store"


def test_tables_that_cannot_be_read_are_a_reason(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ValueError("planted")

    monkeypatch.setattr(health, "known", broken)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["rulebook"]
    assert b"planted" not in response.content


def test_a_database_that_does_not_answer_is_a_remark(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "database_answers", lambda: False)
    response = client.get("/health")
    assert (response.status_code, response.json()["remarks"]) == (200, ["database"])


@pytest.mark.django_db
def test_the_database_is_asked() -> None:
    assert database_answers()
    connection.close()


def test_warming_asks_for_every_page_without_parameters_and_goes_on_after_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readiness, "warm", False)
    asked = []

    def answer(environ: dict[str, str], _: object) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        return []

    def fails() -> None:
        raise ValueError("planted")

    monkeypatch.setattr("toprank.web.warming.STEPS", (fails,))
    warm(answer)
    assert readiness.warm
    assert {"/en/", "/fr/", "/en/categories/", "/fr/rondes/"} <= set(asked)
    assert asked == [*first_pages(), "/en/check/result/", "/fr/evaluation/resultat/"]


@pytest.mark.django_db
def test_every_first_page_answers_the_warming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "warm", False)
    statuses: dict[tuple[object, object], str] = {}
    application = WSGIHandler()

    def noted(environ: dict[str, object], _: object) -> object:
        key = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        return application(environ, lambda status, _: statuses.update({key: status[:3]}))

    warm(noted)
    # Files of a result, and the result itself, send back to the check who has told nothing.
    assert set(statuses.values()) <= {"200", "302", "303", "405"}, statuses
    assert statuses["GET", "/en/"] == statuses["POST", "/fr/evaluation/resultat/"] == "200"
