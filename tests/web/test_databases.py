"""What is stored is stored in SQLite as in PostgreSQL: through a server, and read by the command."""

import http.cookiejar
import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.postgres import postgresql
from tests.web.server import FRESH, ROOT, environment, serving

TOLD = {"page": "/fr/rondes/398/", "number": "467 — « dernière »", "should_be": "468 ≠ 467", "reason": "Là\nici 🍁\0"}


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The setting that names a database."""
    if request.param == "sqlite":
        yield {}
        return
    with postgresql() as address:
        yield {"DATABASE_URL": address}


def test_a_report_is_stored_by_a_server_and_read_by_the_command(database: dict[str, str], tmp_path: Path) -> None:
    with serving(FRESH, tmp_path, **database) as site:
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        with browser.open(f"{site}/fr/signaler/") as response:
            token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', response.read())
        assert token is not None
        posted = urllib.parse.urlencode({**TOLD, "csrfmiddlewaretoken": token[1].decode()}).encode()
        with browser.open(f"{site}/fr/signaler/", posted) as response:
            assert response.url == f"{site}/fr/signaler/1/"
    found = subprocess.run(
        [sys.executable, "-m", "toprank", "manage", "reports", "--json"],
        cwd=ROOT, env=environment(tmp_path, **database), capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = json.loads(found.stdout)
    assert {name: line[name] for name in TOLD} == {**TOLD, "reason": "Là\nici 🍁"}
    assert (line["id"], line["language"]) == (1, "fr")
