"""A worker of Gunicorn with threads that no slow client can hold for long.

A connection takes a thread only when it has said something (browsers open some in advance and say nothing), and a
request that is not read and answered within LONGEST_REQUEST is cut off, however many bytes at a time it comes in. One
that stops takes those who wait at the door along, and is closed to others from then on.
"""

import contextlib
import signal
import socket
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any, Final

from gunicorn.http.errors import LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker

from toprank.words import LANGUAGES, say

LONGEST_REQUEST: Final = 20
"""Seconds from its first byte until its answer is written."""
MOST_COUNTED: Final = 16
"""More connections than these make a worker come no later."""
LATER: Final = 0.00025
"""Seconds that a worker comes later for each connection it holds."""


def too_long() -> bytes:
    """The answer to a first line of which Gunicorn reads no more, in both languages: nobody knows which is asked."""
    title, told = (
        [say("web_fault", code, {}, each) for each in LANGUAGES] for code in ("fault_414_title", "fault_414")
    )
    parts = (
        f"<h1 lang={each[0]}>{each[1]}</h1><p lang={each[0]}>{each[2]}</p>"
        for each in zip(LANGUAGES, title, told, strict=True)
    )
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>{title[0]}</title>{''.join(parts)}".encode()
    head = "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
    return f"{head}Cache-Control: no-store\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page


class Patient(ThreadWorker):  # type: ignore[misc]
    """Threads for those who speak; the others wait beside, and are let go when they take too long."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.running: dict[Any, float] = {}

    def init_signals(self) -> None:
        """Ctrl-C reaches every process of the terminal: the arbiter alone decides what it means."""
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Begins or ceases to take connections; one that stops takes all that wait first, then closes the door.

        Left open until the last request is answered, the door would let more in, whom nobody answers.
        """
        super().set_accept_enabled(enabled)
        for listener in () if self.alive else self.sockets:
            listener.setblocking(False)
            while self.accept(listener):
                pass
            listener.close()

    def accept(self, listener: socket.socket) -> bool:
        """Takes a connection and waits beside the threads until it says something; whether there was one.

        All workers wait at one door: who holds connections already comes a little later, so that they are shared.
        """
        if self.alive and self.nr_conns:
            time.sleep(min(self.nr_conns, MOST_COUNTED) * LATER)
        try:
            client, address = listener.accept()
        except ConnectionAbortedError:
            return True
        except BlockingIOError:
            return False
        self.nr_conns += 1
        connection = TConn(self.cfg, client, address, listener.getsockname())
        connection.set_timeout()
        self.pending_conns.append(connection)
        self.poller.register(client, EVENT_READ, partial(self.on_pending_socket_readable, connection))
        return True

    def _cap_keepalive(self, deadline: float) -> None:
        """Whoever says nothing keeps a worker that stops no longer than those who asked before."""
        super()._cap_keepalive(deadline)
        for connection in self.pending_conns:
            connection.timeout = min(connection.timeout, deadline)

    def handle(self, conn: Any) -> Any:
        """Reads and answers one request, noted while it runs."""
        self.running[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            del self.running[conn]

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """A first line that is too long is answered in our words, anything else in those of Gunicorn."""
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        with contextlib.suppress(OSError):
            write_nonblock(client, too_long())

    def murder_pending(self) -> None:
        """Lets go, about once a second, of those who say nothing and of those who take too long."""
        super().murder_pending()
        now = time.monotonic()
        for connection, begun in list(self.running.items()):
            if now - begun > LONGEST_REQUEST:
                with contextlib.suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)
