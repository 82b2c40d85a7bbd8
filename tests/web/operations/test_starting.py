"""What keeps the site from starting is told in one line, with the exit code of its kind."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.operations.conftest import free_port

WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from toprank.cli.main import main; main()"


def run(data: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command with data of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOPRANK", "DJANGO", "DATABASE"))}
    environment = kept | {"TOPRANK_DATA": str(data)} | settings
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("command", [("serve",), ("manage", "check")])
def test_without_its_extra(tmp_path: Path, command: tuple[str, ...]) -> None:
    found = run(tmp_path, "-c", WITHOUT_DJANGO, *command)
    assert found.returncode == 3
    assert found.stderr == (
        "toprank: the web application is not installed: it needs the extra `web` (pip install toprank[web]).\n"
    )


@pytest.mark.parametrize(
    ("name", "value", "code", "told"),
    [
        ("TOPRANK_TLS", "yes", 2, "TOPRANK_TLS is 'yes'. Allowed are 0 and 1."),
        ("TOPRANK_PROXIES", "-1", 2, "TOPRANK_PROXIES is '-1'. Allowed is a whole number, 0 or more."),
        ("DATABASE_URL", "secret@nonsense", 2, "DATABASE_URL cannot be understood."),
        ("DATABASE_URL", "mongo://secret@nonsense/x", 2, "DATABASE_URL cannot be understood."),
        ("DATABASE_URL", "postgresql://a:secret@127.0.0.1:1/x", 3, "The database does not answer"),
        ("TOPRANK_DATA", "/proc/nowhere", 2, "cannot be written or read"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, name: str, value: str, code: int, told: str) -> None:
    found = run(tmp_path, "-m", "toprank", "serve", "--port", str(free_port()), **{name: value})
    assert found.returncode == code, found.stderr
    assert told in found.stderr
    assert len(found.stderr.splitlines()) == 1
    assert "secret" not in found.stderr


def test_the_commands_of_django_are_there(tmp_path: Path) -> None:
    found = run(tmp_path, "-m", "toprank", "manage", "migrate", "--check")
    assert "Traceback" not in found.stderr
    assert run(tmp_path, "-m", "toprank", "manage", "migrate").returncode == 0
    assert run(tmp_path, "-m", "toprank", "manage", "migrate", "--check").returncode == 0


def test_two_that_start_at_once_on_a_new_folder(tmp_path: Path) -> None:
    program = "from toprank.web.preparing import prepare; prepare()"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TOPRANK", "DATABASE"))}
    environment |= {"TOPRANK_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "toprank.web.settings"}
    both = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [(each.communicate(timeout=60)[1], each.returncode) for each in both] == [("", 0), ("", 0)]


def test_a_database_where_no_table_may_be_made(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "toprank.sqlite3") as database:
        database.execute("CREATE VIEW django_migrations AS SELECT 1 AS id")
    database.close()
    found = run(tmp_path, "-m", "toprank", "serve", "--port", str(free_port()))
    assert found.returncode == 3
    assert found.stderr.startswith("toprank: The database ")
    assert len(found.stderr.splitlines()) == 1
