"""The command as a stranger runs it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

NOBODY = 65534


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


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
def toprank(tmp_path: Path) -> Run:
    """Runs the command in an empty folder; `as_nobody` without the rights of root."""

    def run(*arguments: str, given: bytes | None = None, as_nobody: bool = False, columns: str = "100") -> Ran:
        program = ("-c", AS_NOBODY) if as_nobody else ("-m", "toprank")
        done = subprocess.run(
            [sys.executable, *program, *arguments],
            input=given if given is not None else b"",
            capture_output=True,
            cwd=tmp_path,
            timeout=120,
            check=False,
            env={**os.environ, "COLUMNS": columns, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
