"""A feed on this machine that misbehaves on demand, and a record that must stand it."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from toprank.rounds.record import Record, embedded
from toprank.rounds.sync.fetch import Limits
from toprank.rounds.sync.update import Synced, sync
from toprank.rulebook.loader import load

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
QUICK = Limits(attempts=3, pause=0.01)
IMPATIENT = Limits(total=1.0, attempts=3, pause=0.01)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Answers by path; `asked` counts how often each was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: dict[str, int] = {}
        self.stop = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked[self.path] = outer.asked.get(self.path, 0) + 1
                answers = outer.answers[self.path]
                with suppress(BrokenPipeError, ConnectionResetError):
                    answers[min(outer.asked[self.path], len(answers)) - 1](self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def at(self, path: str, *answers: Answer) -> str:
        """The address of a path that gives these answers, one after the other; the last one for ever."""
        self.answers[path] = list(answers)
        return f"http://127.0.0.1:{self.http.server_port}{path}"

    def close(self) -> None:
        self.stop.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


def whole(content: bytes, kind: str = "application/json", status: int = 200) -> Answer:
    """An answer as it should be."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    made = Server()
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def base() -> Record:
    return embedded()


Sync = Callable[..., Synced]


@pytest.fixture
def synced(store: Path, tmp_path: Path) -> Sync:
    """Syncs the store from bytes in a file, or from an address."""

    def run(
        source: bytes | str, french: str | None = None, accept_changes: bool = False, limits: Limits = QUICK
    ) -> Synced:
        if isinstance(source, bytes):
            path = tmp_path / "feed"
            path.write_bytes(source)
            source = str(path)
        return sync(source, french, store, load(), NOW, accept_changes, limits)

    return run


def fingerprint(store: Path) -> str:
    """One hash over every file of a store that holds something, names and contents."""
    total = hashlib.sha256()
    for path in sorted(store.rglob("*")):
        if path.is_file() and path.name != ".lock":
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
