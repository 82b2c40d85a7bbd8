"""Whatever is sent, the answer is a page: no fault of the server, nothing repeated as markup, nothing lost silently."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.check.conftest import PATHS, STEPS, Person
from toprank.web.check.fields import lists_of, pieces_of
from toprank.web.check.questions import STEPS as ALL_STEPS

NASTY = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' OR 1=1 --", "\x00\x01\x1b[31m", "x" * 100_000,
    "-1", "1e309", "NaN", "９９", "10/3", "2024-02-30", "٣", "\ud7ff\u202e\ufeff", "{{7*7}}", "%s%n", "🙂" * 500,
    "../..", "0x10", "1,2,3", "yes", "unknown", "31301", "CA", "99999999999999999999", "-0", "½", "1_000", "+5", " ",
)  # fmt: skip
NAMES = sorted(
    {name for step in ALL_STEPS for name in pieces_of(step)}
    | {f"{each.name}-{number}-{piece}" for step in ALL_STEPS for each in lists_of(step) for piece in each.pieces
       for number in (0, 1, 999)}
    | {"do", "jobs-00-title", "jobs--1-title", "jobs-0-", "-0-title", "__class__", "languages-0-test-0"}
)  # fmt: skip
DO = ("next", "result", "add/jobs", "add/nothing", "remove/jobs-0", "remove/jobs-999", "change/jobs-7", "go/you",
      "go/x", "find/jobs-0-title", "find/jobs-0-hours", "another/jobs-5-title", "another/primary", "find/primary",
      "back", "skip", "all", "", "/", "add/", "remove/jobs-٣", "<b>")  # fmt: skip
CODES = (200, 303, 400, 403, 413, 415)


def checked(response: Any) -> None:
    """An answer holds no fault, and nothing that was sent as markup."""
    assert response.status_code in (*CODES, 422)
    if response.status_code == 303:
        assert re.fullmatch(
            r"/(en/check|fr/evaluation)/[a-z]*/?(\?[a-z0-9_=&-]*)?(#[a-z0-9_-]*)?", response.headers["Location"]
        )
    body = response.content
    assert b"<script>alert" not in body
    assert b"<img src=x" not in body
    assert b"\x00" not in body


@pytest.fixture(scope="module")
def visitor() -> Client:
    """A browser for many forms."""
    return Client()


@settings(max_examples=130, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=st.sampled_from([*STEPS, "all", "save"]),
    language=st.sampled_from(["en", "fr"]),
    sent=st.dictionaries(
        st.sampled_from(NAMES),
        st.one_of(st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY), max_size=3), st.text(max_size=60)),
        max_size=14,
    ),
    do=st.sampled_from(DO),
)
def test_hostile_forms(page: str, language: str, sent: dict[str, Any], do: str) -> None:
    visitor, path = Client(), PATHS[language][page]
    checked(visitor.post(path, {"do": do, **sent}))
    checked(visitor.get(PATHS[language]["review"]))
    checked(visitor.get(PATHS[language]["all"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.sampled_from(NASTY), st.text(max_size=200), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(NASTY[:12]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["jobs", "languages", "education", "partner", "birth_date", "unknown", "on", "id", "schema", "offer", "trade",
         "military", "adaptability", "submitted_at", "nomination", "noc", "start", "end", "<b>"]), inner, max_size=5),
    max_leaves=12).map(json.dumps)))  # fmt: skip
def test_hostile_files(visitor: Client, text: str) -> None:
    checked(visitor.post(PATHS["fr"]["load"], {"text": text}))
    checked(visitor.post(PATHS["en"]["load"], {"file": BytesIO(text.encode(errors="replace"))}))
    checked(visitor.get(PATHS["en"]["all"]))


def test_files_where_texts_belong_and_bad_encodings(visitor: Client) -> None:
    work = PATHS["en"]["work"]
    checked(visitor.post(work, {"jobs-0-title": SimpleUploadedFile("x.txt", b"\xff\xfe")}))
    checked(
        visitor.post(
            work, b"jobs-0-title=%FF%FE%00&jobs-0-hours=\xff", content_type="application/x-www-form-urlencoded"
        )
    )
    checked(visitor.generic("POST", work, b"a=1", content_type="application/x-www-form-urlencoded; charset=nonsense"))
    checked(visitor.post(work, b"--x\r\nbroken", content_type="multipart/form-data; boundary=x"))
    checked(visitor.post(work, b"{}", content_type="application/json"))
    checked(visitor.post(PATHS["en"]["load"], {"file": SimpleUploadedFile("x.json", b"\xff\xfe\x00")}))
    assert visitor.post(work, {f"f{number}": "" for number in range(3000)}).status_code == 400
    assert visitor.post(work, b"x" * 300_000, content_type="text/plain").status_code == 413


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"id": "a", "birth_date": "1994-03-09", "shoe_size": 7}, "a field “shoe_size” that a profile does not have"),
        ({"birth_date": "1994-03-09", "jobs": {}}, "/jobs: not a list"),
        ({"birth_date": "1994-03-09", "schema": "other"}, "/schema: not one of the values allowed"),
        ({"birth_date": "1994-03-09", "unknown": ["/nothing"]}, "/unknown/0: not a field that may be unknown"),
        ({"birth_date": "1994-03-09", "languages": [{}] * 21}, "at most 20 entries"),
        (
            {"birth_date": "1994-03-09", "partner": {"accompanying": True, "age": 30}},
            "in partner, a field “age” that a profile does not have there",
        ),
        ([], "The JSON is not one profile"),
    ],
)
def test_a_file_that_the_form_cannot_show_is_refused_with_the_reason(ngozi: Person, document: Any, said: str) -> None:
    response = ngozi.load(json.dumps(document))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "check_1" not in ngozi.client.cookies


def test_a_file_with_wrong_answers_is_loaded_and_they_are_told(ngozi: Person) -> None:
    job = {"noc": "31301", "start": "2024-02-31", "hours_per_week": 240, "country": "UK", "end": None}
    assert ngozi.load(json.dumps({"birth_date": "1994-03-09", "jobs": [job], "family_size": "two"})).status_code == 303
    html = ngozi.see("work")
    assert "You wrote 240" in html
    assert "that month has no day 31" in html
    assert "We received “UK”" in html
    assert ngozi.saved()["jobs"][0] == job
