"""A PostgreSQL server for as long as a test needs it: its files in a folder of its own, its door a socket in it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

USER = "postgres"
PORT = "5432"


def programs() -> Path:
    """The folder with its programs: Debian keeps them apart, elsewhere they are on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda each: int(each.parts[-3]))
    on_path = shutil.which("postgres")
    if not found and on_path is None:
        pytest.fail("this test needs PostgreSQL (on Debian: apt-get install postgresql)")
    return found[-1].parent if found else Path(str(on_path)).parent


def run(*command: str) -> None:
    """Runs one of its programs; it refuses to be root, and is then the user that Debian makes for it."""
    as_user = ["runuser", "-u", USER, "--"] if os.getuid() == 0 else []
    found = subprocess.run([*as_user, *command], cwd="/", capture_output=True, text=True, check=False)
    assert found.returncode == 0, f"{command}: {found.stdout}{found.stderr}"


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database, as DATABASE_URL has it."""
    folder = Path(tempfile.mkdtemp(prefix="toprank-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, USER, USER)
    here, data = programs(), str(folder / "data")
    settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        run(str(here / "initdb"), "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C")
        run(str(here / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", f"{settings} -p {PORT}", "start")
        try:
            yield f"postgresql://{USER}@{quote(str(folder), safe='')}:{PORT}/postgres"
        finally:
            run(str(here / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
