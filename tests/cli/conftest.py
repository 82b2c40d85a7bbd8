"""The command as a stranger runs it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forked import Forks, Ran

NOBODY = 65534


Run = Callable[..., Ran]


AS_NOBODY = f"""
import encodings.utf_8_sig, os, sys
from datetime import date
import toprank.assess.batch, toprank.cli.assess
from toprank.cli.main import main
from toprank.rulebook.loader import load
from toprank.rulebook.tables import tables
tables(load(), date(2026, 3, 10))
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
main()
"""
"""Root may read everything: permissions are tried as nobody, after what nobody might not be allowed to import."""


@pytest.fixture
def toprank(tmp_path: Path, forks: Forks) -> Run:
    """Runs the command in an empty folder; `as_nobody` without the rights of root, `started` and not forked."""

    def run(
        *arguments: str, given: bytes = b"", as_nobody: bool = False, started: bool = False, columns: str = "100"
    ) -> Ran:
        environment = {**os.environ, "COLUMNS": columns, "PYTHONPATH": os.pathsep.join(sys.path)}
        if not (as_nobody or started):
            return forks.run(tmp_path, *arguments, given=given, environment=environment)
        program = ("-c", AS_NOBODY) if as_nobody else ("-m", "toprank")
        done = subprocess.run(
            [sys.executable, *program, *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            timeout=120,
            check=False,
            env=environment,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
