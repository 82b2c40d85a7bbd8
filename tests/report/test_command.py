"""`toprank report` as a stranger runs it."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.forked import Forks, Ran
from tests.report.people import EXAMPLES, nobody
from toprank.cli import report as command

NGOZI = str(next(path for path in EXAMPLES if path.stem == "ngozi").absolute())


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, forks: Forks) -> Run:
    """Runs the command in an empty folder."""

    def ran(*arguments: str, given: str = "", **settings: str) -> Ran:
        own = {key: value for key, value in os.environ.items() if not key.startswith("TOPRANK_PRACTICE")}
        return forks.run(tmp_path, "report", *arguments, given=given.encode(), environment=own | settings)

    return ran


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("name", "begins"), [("r.pdf", b"%PDF-1.7"), ("r.html", b"<!doctype html>"), ("r.json", b"{")])
def test_the_name_of_the_file_says_the_format(run: Run, tmp_path: Path, name: str, begins: bytes) -> None:
    done = run(NGOZI, "--on", "2026-03-10", "--out", name, "--lang", "fr", "--name", "Ngozi")
    assert (done.code, done.out) == (0, "")
    assert "TOPRANK_PRACTICE_REGISTRATION" in done.err
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert left(tmp_path) == [name]


def test_settings_reach_the_report(run: Run, tmp_path: Path) -> None:
    (tmp_path / "practice.toml").write_text('name = "Ngô & Associés"\n', encoding="utf-8")
    arguments = (NGOZI, "--on", "2026-03-10", "--out", "r", "--format", "json", "--practice", "practice.toml")
    done = run(*arguments, "--full", TOPRANK_PRACTICE_REGISTRATION="R000000", TOPRANK_LANG="fr")
    assert (done.code, done.err) == (0, "")
    found = json.loads((tmp_path / "r").read_text(encoding="utf-8"))
    assert found["practice"] == {"name": "Ngô & Associés", "registration": "R000000", "adviser": "", "contact": ""}
    assert (found["language"], found["client"]) == ("fr", None)
    assert found["advice"]["schema"] == "toprank.advice/1"
    assert found["ledger"]["schema"] == "toprank.ledger/1"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((NGOZI, "--out", "r.doc"), 2, "allowed are pdf, html, json"),
        ((NGOZI, "--out", "r.pdf", "--format", "doc"), 2, "--format doc: allowed are pdf, html, json"),
        ((NGOZI, "--out", "r.pdf", "--lang", "de"), 2, "--lang de: no such language. Allowed are en, fr"),
        ((NGOZI, "--out", "no/r.pdf"), 2, "there is no folder no"),
        ((NGOZI, "--out", "r.pdf", "--on", "2026-02-30"), 2, "--on 2026-02-30"),
        ((NGOZI, "--out", "r.pdf", "--on", "2014-12-31"), 2, "2015-01-01"),
        ((NGOZI, "--out", "r.pdf", "--name", "a\u202eb"), 2, "U+202E"),
        ((NGOZI, "--out", "r.pdf", "--on", "2026-03-10", "--name", "漢"), 2, "the PDF cannot show 漢"),
        ((NGOZI, "--out", "r.pdf", "--practice", "none.toml"), 3, "none.toml is not there"),
        (("none.json", "--out", "r.pdf"), 3, "none.json is not there"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_nothing_is_written(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    done = run(*arguments)
    assert done.code == code
    assert told in done.err
    assert len(done.err.splitlines()) == 1
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (json.dumps(nobody() | {"birth_date": "2030-01-01", "nickname": "N"}), "/nickname"),
        ("{", "line 1"),
        ("", "no profile"),
        (f"{json.dumps(nobody())}\n{json.dumps(nobody())}", "more than one profile"),
    ],
)
def test_a_refused_profile_leaves_the_older_report_alone(run: Run, tmp_path: Path, given: str, told: str) -> None:
    (tmp_path / "r.pdf").write_bytes(b"older")
    done = run("-", "--on", "2026-03-10", "--out", "r.pdf", given=given)
    assert done.code == 2
    assert told in done.err
    assert (tmp_path / "r.pdf").read_bytes() == b"older"
    assert left(tmp_path) == ["r.pdf"]


def test_a_line_may_have_its_own_day(run: Run, tmp_path: Path) -> None:
    done = run("-", "--on", "2026-03-10", "--out", "r.json", given=json.dumps(nobody() | {"on": "2025-01-02"}))
    assert done.code == 0
    assert json.loads((tmp_path / "r.json").read_bytes())["on"] == "2025-01-02"


def test_without_typst_a_pdf_is_missing_and_html_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, Any] = {}
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "toprank.report.typeset", raising=False)
    with pytest.raises(command.ToprankError, match="pip install 'toprank\\[report\\]'") as raised:
        command.written(found, "pdf", "")
    assert raised.value.exit_code == 3
    assert command.written(found, "json", "") == b"{}\n"


def test_the_schema_is_printed(tmp_path: Path, forks: Forks) -> None:
    done = forks.run(tmp_path, "schema", "report")
    assert json.loads(done.out)["properties"]["schema"]["const"] == "toprank.report/1"
