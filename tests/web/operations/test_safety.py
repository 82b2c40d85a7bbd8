"""What every page of the site keeps to: who may keep it, what it sets, which headers it carries."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from tests.web.browser.addresses import addresses
from toprank.web.middleware.headers import HEADERS
from toprank.web.middleware.limits import without_strange_codings

OF_DJANGO = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY"}


@pytest.mark.django_db
def test_a_page_that_may_be_kept_is_the_same_for_everybody() -> None:
    for each in addresses():
        response = Client(enforce_csrf_checks=True).get(each.path)
        kept = response.headers.get("Cache-Control", "")
        assert kept, each.path
        if "public" in kept:
            assert not response.cookies, each.path
            assert b"csrfmiddlewaretoken" not in response.content, each.path
        else:
            assert "no-store" in kept or "no-cache" in kept, each.path


@pytest.mark.django_db
def test_every_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    for each in addresses():
        for cookie in Client().get(each.path).cookies.values():
            assert cookie["httponly"], (each.path, cookie.key)
            assert cookie["samesite"] in ("Lax", "Strict"), (each.path, cookie.key)


@pytest.mark.django_db
def test_every_page_carries_the_headers_of_safety() -> None:
    for each in addresses():
        headers = Client().get(each.path).headers
        for name, value in (HEADERS | OF_DJANGO).items():
            assert headers[name] == value, (each.path, name)


def test_behind_tls_http_is_sent_on_and_browsers_are_told_to_stay(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    sent = client.get("/en/")
    assert (sent.status_code, sent.headers["Location"]) == (301, "https://testserver/en/")
    assert client.get("/health").status_code == 200  # those who watch ask the server itself
    stayed = client.get("/en/", headers={"x-forwarded-proto": "https"})
    assert stayed.status_code == 200
    assert stayed.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize(("method", "allowed"), [("post", "GET, HEAD"), ("delete", "GET, HEAD"), ("put", "GET, HEAD")])
def test_a_method_that_a_page_does_not_know_is_told_with_those_it_does(
    client: Client, method: str, allowed: str
) -> None:
    client.handler.enforce_csrf_checks = False
    response = getattr(client, method)("/fr/categories/")
    assert response.status_code == 405
    assert response.headers["Allow"] == allowed
    assert "Cette page ne s’ouvre pas de cette façon" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["hex", "utf-7", "rot13", "nonsense", "utf-16", "utf-8\u00e9"])
def test_text_that_is_coded_otherwise_is_refused(charset: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    environ = RequestFactory().generic("POST", "/en/check/?on=2026-01-01", b"a=b").environ | {"CONTENT_TYPE": kind}
    said = []
    without_strange_codings(WSGIHandler())(environ, lambda status, _: said.append(status))
    assert said == ["415 Unsupported Media Type"]
