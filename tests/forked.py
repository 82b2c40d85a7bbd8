"""`toprank` in a process of its own that costs no start: forked from one that has imported it and done nothing else.

Each has its own arguments, folder, environment, streams and exit code, as a process that a shell starts has. What only
a real start shows is looked for in `tests/cli/test_starting.py`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from runpy import run_module
from typing import Any

ROOT = Path(__file__).parents[1]
AFTER_THE_IMPORTS = ("pyarrow.parquet", "scipy.stats", "numba", "rich.console", "toprank.assess.batch")
"""What commands import only where they need it, as far as it is slow to import."""
TAKES_AT_MOST = 120.0


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Forks:
    """A process that has imported the command and waits, and the commands forked from it."""

    def __init__(self) -> None:
        self.door, theirs = socket.socketpair()
        self.door.settimeout(TAKES_AT_MOST)
        with theirs:
            number = theirs.fileno()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", str(number)], cwd=ROOT, pass_fds=[number], start_new_session=True
            )

    def run(
        self, folder: Path, *arguments: str, given: bytes = b"", environment: Mapping[str, str] = os.environ
    ) -> Ran:
        """Runs a command in a folder, with an environment of its own."""
        asked = json.dumps({"folder": str(folder), "arguments": arguments, "environment": dict(environment)})
        (its_in, to_it), (from_it, its_out), (of_it, its_err) = os.pipe(), os.pipe(), os.pipe()
        socket.send_fds(self.door, [asked.encode() + b"\n"], [its_in, its_out, its_err])
        for each in (its_in, its_out, its_err):
            os.close(each)
        with ThreadPoolExecutor(3) as hands:
            hands.submit(written, to_it, given)
            out, err = hands.submit(read, from_it), hands.submit(read, of_it)
            try:
                code = int(self.door.recv(64))
            except TimeoutError:
                self.end()
                raise
        return Ran(code, out.result().decode(), err.result().decode())

    def end(self) -> None:
        """Ends it, with a command that still runs."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.door.close()


def written(stream: int, given: bytes) -> None:
    """Writes all to a stream, as long as somebody reads it."""
    try:
        with open(stream, "wb") as file:
            file.write(given)
    except BrokenPipeError:
        pass


def read(stream: int) -> bytes:
    """All that comes out of a stream."""
    with open(stream, "rb") as file:
        return file.read()


def forked(door: socket.socket) -> bool:
    """Whether this is a command, which begins here; the process that waits never comes back while somebody asks."""
    while True:
        asked, streams, *_ = socket.recv_fds(door, 1 << 20, 3)
        if not asked:
            return False
        while not asked.endswith(b"\n"):
            asked += door.recv(1 << 20)
        child = os.fork()
        if not child:
            door.close()
            become(json.loads(asked), streams)
            return True
        for each in streams:
            os.close(each)
        _, status = os.waitpid(child, 0)
        door.send(str(os.waitstatus_to_exitcode(status)).encode())


def become(asked: dict[str, Any], streams: list[int]) -> None:
    """Gives this process what a shell would have given to the command."""
    for number, each in enumerate(streams):
        os.dup2(each, number)
        os.close(each)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["folder"])
    sys.argv[1:] = asked["arguments"]


if __name__ == "__main__":
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the command itself does
    from toprank.cli.main import MODULES

    for name in (*MODULES.values(), *AFTER_THE_IMPORTS):
        import_module(name)
    if forked(socket.socket(fileno=int(sys.argv[1]))):
        try:
            run_module("toprank", run_name="__main__", alter_sys=True)
        except SystemExit as left:
            sys.stdout.flush()
            os._exit(int(left.code or 0))  # taking apart what was imported costs more than most commands
