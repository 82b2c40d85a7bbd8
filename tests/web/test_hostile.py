"""Five hundred hostile submissions: no fault of ours, nothing repeated raw, a clear word for who meant no harm.

Pages are found from the routes, fields from the forms of the pages: a new form is tried without being named here.
"""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.browser.addresses import addresses, has_parts
from tests.web.conftest import words_of
from toprank.web.routes import address
from toprank.web.urls import ROUTES
from toprank.words import LANGUAGES

pytestmark = pytest.mark.django_db
HOSTILE: Final = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
PLANTED: Final = ("<i id=zq9>", "\"onfocus='zq9", "</script><script>zq9", "</textarea><zq9", "javascript:zq9")
"""What must never come back as it was sent."""
RAW: Final = ("<i id=zq9", "\"onfocus='zq9", "<script>zq9", "<zq9", 'href="javascript:zq9', 'action="javascript:zq9')
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

FRAGMENTS: Final = st.sampled_from(
    [
        *PLANTED, "' OR 1=1 --", "'; DROP TABLE web_problemreport; --", "\x00", "\x1b[31m", "\r\nSet-Cookie: zq9=1",
        "../../../../etc/passwd", "%00", "%s%n{0}{x.__class__}", "{{ 7|add:7 }}", "{% load static %}",
        "=cmd|'/c calc'!A1", "9" * 400, "1,5", "٣", "Infinity", "NaN",
        "\u202egnp", "\ud800", "\ufffe", "𝕫" * 50, "ß" * 200, "-1", "1e999", "0x10",
        "2026-02-30", "0000-00-00", "99999-01-01", "2026-11-26T25:61:61Z", "null", "[]", "{}", "true", "[" * 3000,
        '{"a":' * 800 + "1" + "}" * 800, "x" * 1900, "on", "31301", "1990-05-02", "ielts_general",
    ]
)  # fmt: skip
TEXTS: Final = st.one_of(
    FRAGMENTS,
    st.text(max_size=60),
    st.lists(FRAGMENTS, min_size=2, max_size=4).map("".join),
    st.tuples(st.sampled_from(PLANTED), st.integers(1, 1500)).map(lambda each: each[0] * each[1]),
)
JSON: Final = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)


EXAMPLES: Final = [path.read_text() for path in sorted((Path(__file__).parents[2] / "examples").glob("*.json"))]
# fmt: off
KINDS: Final = (
    "application/json", "text/plain", "text/xml", "", ";", "\u00e9/\u00e9",
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=hex", "application/x-www-form-urlencoded; charset=zq9",
    "text/plain; charset=zip", "multipart/form-data; charset=rot13; boundary=x",
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=" + "x" * 300,
)
DISPOSITION: Final = b"--x\r\nContent-Disposition: form-data; name="
BODIES: Final = (
    b"&" * 5000, b"a=1&" * 3000, b"%ff=%fe&%00=%00", b"x" * 400_000, b"profile=" + b"[" * 50_000,
    b"profile=%7B%22id%22%3A%22%3Ci+id%3Dzq9%3E%22%7D", b"--x\r\n\r\n--x",
    DISPOSITION + b'"profile"; filename="<i id=zq9>"\r\n\r\n{}\r\n--x--\r\n',
    DISPOSITION + b'"a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--',
)
FILES: Final = (
    JSON.map(lambda each: json.dumps(each).encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda each: each.encode("utf-16", "surrogatepass")),
    st.sampled_from([b"[" * 100_000, b"\xef\xbb\xbf{}", b"\xff\xfe", b"x" * 300_000, b"%PDF-1.7", b"PK\x03\x04"]),
)
HEADERS: Final = (
    "accept-language", "cookie", "if-none-match", "hx-request", "hx-current-url", "referer", "accept-encoding",
    "x-forwarded-for", "x-forwarded-proto", "range", "if-modified-since", "origin", "hx-target",
)
# fmt: on


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, how, and the names of its fields."""

    action: str
    method: str
    names: tuple[str, ...]


class Forms(HTMLParser):
    """Finds the forms of a page."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at, self.found = at, list[dict[str, Any]]()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag == "form":
            action = (told.get("action") or self.at).split("#")[0].split("?")[0] or self.at
            self.found.append({"action": action, "method": (told.get("method") or "get").lower(), "names": {}})
        elif tag in ("input", "select", "textarea", "button") and self.found and told.get("name"):
            self.found[-1]["names"][told["name"]] = None


def forms_of(client: Client) -> tuple[list[Form], list[str]]:
    """The forms of all pages, and the addresses of all pages."""
    found: dict[Form, None] = {}
    paths = [each.path for each in addresses()]
    for path in paths:
        response = client.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            parser = Forms(path.split("?")[0])
            parser.feed(response.content.decode())
            for each in parser.found:
                names = tuple(name for name in each["names"] if name != "csrfmiddlewaretoken")
                found[Form(each["action"], each["method"], names)] = None
    bare = [address(route.name, language) for route in ROUTES for language in LANGUAGES if not has_parts(route)]
    return [*found, *(Form(path, "post", ()) for path in bare)], paths


SITE: Final[list[Any]] = []
"""The forms and addresses, found once."""


class Attacker:
    """Sends what a page never expects, with a token of forgery protection that holds."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        if not SITE:
            SITE.extend(forms_of(self.client))
        self.forms, self.paths = SITE
        self.posts = [form for form in self.forms if form.method == "post"]
        self.gets = [form for form in self.forms if form.method == "get"]
        self.token = "x" * 32

    def post(self, path: str, data: Any, **told: Any) -> HttpResponse:
        """A form with its token."""
        self.keep_cookies_small()
        return self.client.post(path, data, headers={"x-csrftoken": self.token}, **told)

    def keep_cookies_small(self) -> None:
        """Drafts of earlier forms stay, as in a browser; the token must not go with them."""
        self.client.cookies["csrftoken"] = self.token


@pytest.fixture
def attacker() -> Attacker:
    return Attacker()


def assert_held(response: HttpResponse) -> None:
    """No fault, nothing repeated raw, a page that says something."""
    assert response.status_code < 500
    for name, value in response.headers.items():
        assert not any(raw in value for raw in RAW), (name, value)
        assert "\r" not in value
        assert "\n" not in value
    assert "zq9" not in response.cookies
    kind = response.headers.get("Content-Type", "")
    if not kind.startswith("text/html"):
        assert response.status_code in (302, 303, 304) or kind
        return
    html = response.content.decode()
    for raw in RAW:
        assert raw not in html
    assert not CONTROL.search(html)
    if response.status_code >= 400:
        assert "<h1" in html
        assert len(words_of(html)) > 100


def test_the_forms_of_the_site_are_found(attacker: Attacker) -> None:
    actions = {form.action for form in attacker.posts}
    assert {"/en/report/", "/fr/signaler/", "/en/check/", "/fr/evaluation/"} <= actions
    assert any("q" in form.names for form in attacker.gets)


@settings(HOSTILE, max_examples=220)
@given(data=st.data())
def test_hostile_forms(attacker: Attacker, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(attacker.posts))
    names = st.sampled_from([*form.names, "profile", "unknown", "zq9"])
    values = st.one_of(TEXTS, st.lists(TEXTS, min_size=2, max_size=3))
    sent = data.draw(st.dictionaries(names, values, min_size=1, max_size=max(4, len(form.names))))
    assert_held(attacker.post(form.action, encodable(sent)))


@settings(HOSTILE, max_examples=80)
@given(data=st.data())
def test_hostile_queries(attacker: Attacker, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([*attacker.gets, *(Form(path, "get", ()) for path in attacker.paths)]))
    names = st.sampled_from([*form.names, "on", "q", "from", "to", "year", "kind", "order", "page", "zq9"])
    sent = data.draw(st.dictionaries(names, st.one_of(TEXTS, st.lists(TEXTS, max_size=3)), min_size=1, max_size=3))
    assert_held(attacker.client.get(form.action.split("?")[0], encodable(sent)))


@settings(HOSTILE, max_examples=60)
@given(data=st.data())
def test_hostile_files(attacker: Attacker, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(attacker.posts))
    content = data.draw(st.one_of(st.binary(max_size=200), *FILES))
    name = data.draw(st.sampled_from([*form.names, "profile", "file"]))
    file = SimpleUploadedFile(data.draw(FRAGMENTS.map(lambda each: encodable(each)[:80] or "a")), content, "text/html")
    assert_held(attacker.post(form.action, {name: file}))


@settings(HOSTILE, max_examples=80)
@given(data=st.data())
def test_hostile_bodies(attacker: Attacker, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(attacker.posts))
    kind = data.draw(st.sampled_from(KINDS))
    written = JSON.map(lambda each: json.dumps(each).encode("utf-8", "surrogatepass"))
    body = data.draw(st.one_of(st.binary(max_size=300), written, st.sampled_from(BODIES)))
    method = data.draw(st.sampled_from(["POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ZQ9"]))
    attacker.keep_cookies_small()
    assert_held(
        attacker.client.generic(method, form.action, body, content_type=kind, headers={"x-csrftoken": attacker.token})
    )


@settings(HOSTILE, max_examples=100)
@given(data=st.data())
def test_hostile_profiles(attacker: Attacker, data: st.DataObject) -> None:
    profile = json.loads(data.draw(st.sampled_from(EXAMPLES)))
    for _ in range(data.draw(st.integers(1, 3))):
        spoil(profile, data)
    path = data.draw(st.sampled_from([*both("check_result"), *both("check_load")]))
    text = encodable(json.dumps(profile, ensure_ascii=data.draw(st.booleans())))
    assert_held(attacker.post(path, {"profile": text, "text": text}))


def both(name: str) -> list[str]:
    return [address(name, language) for language in LANGUAGES]


def spoil(profile: Any, data: st.DataObject) -> None:
    """One value somewhere in a profile becomes another one."""
    inside = profile
    while True:
        key = data.draw(st.sampled_from(list(inside) if isinstance(inside, dict) else range(len(inside))))
        if isinstance(inside[key], dict | list) and inside[key] and data.draw(st.integers(0, 3)):
            inside = inside[key]
            continue
        inside[key] = data.draw(JSON)
        return


@settings(HOSTILE, max_examples=60)
@given(data=st.data())
def test_hostile_addresses_and_headers(attacker: Attacker, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(attacker.paths)).split("?")[0]
    part = encodable(data.draw(TEXTS))[:600]
    before = data.draw(st.sampled_from([whole, whole.rsplit("/", 2)[0] + "/", "/", "/fr/"]))
    path = before + part.replace("?", "").replace("#", "") + data.draw(st.sampled_from(["", "/"]))
    names = data.draw(st.sets(st.sampled_from(HEADERS), max_size=4))
    headers = {name: data.draw(TEXTS).encode("ascii", "ignore").decode()[:3000] for name in sorted(names)}
    browser = Client(enforce_csrf_checks=True)
    assert_held(browser.get(path, headers=headers))


VALUES: Final = ("", "x" * 4000, "a:b:c", "eJw:1:zq9", "\u00e9", '"<i id=zq9>"')
"""What a cookie never held."""


@pytest.mark.parametrize("cookies", [("check_1", "csrftoken"), ("check_2",)])
@pytest.mark.parametrize("value", VALUES)
def test_cookies_that_we_did_not_write(attacker: Attacker, cookies: tuple[str, ...], value: str) -> None:
    """Pages of the check are asked with every value; the others, which read no draft, with every third in turn."""
    check = (address("check", "en"), address("check", "fr"))
    turn = VALUES.index(value)
    for path in [path for place, path in enumerate(attacker.paths) if path.startswith(check) or place % 3 == turn % 3]:
        browser = Client(enforce_csrf_checks=True)
        for cookie in cookies:
            browser.cookies[cookie] = value
        assert_held(browser.get(path))


def test_without_a_token_no_form_is_taken(attacker: Attacker) -> None:
    for form in attacker.posts:
        response = Client(enforce_csrf_checks=True).post(form.action, {"profile": "{}"})
        led_away = response.status_code == 303 and not response.cookies  # a form of a kept page has no token
        assert response.status_code in (403, 405) or led_away, form.action
        assert_held(response)


def encodable(sent: Any) -> Any:
    """What was drawn, with lone surrogates written as a browser writes them: as the sign of what cannot be read."""
    if isinstance(sent, str):
        return sent.encode("utf-8", "replace").decode()
    if isinstance(sent, list):
        return [encodable(each) for each in sent]
    return {encodable(key): encodable(value) for key, value in sent.items()}
