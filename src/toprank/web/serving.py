"""The site as a server: Gunicorn, whose processes are forked from one that is warm already.

The address is taken first (a busy port is said at once), then everything that pages need is read, then the workers are
forked from that and begin to listen: they share its memory, and none answers before it can answer well.
"""

import errno
import gc
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from typing import Any, Final

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from toprank.errors import ToprankError
from toprank.web.logs import WithoutData
from toprank.web.patience import LONGEST_REQUEST, Patient

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")

MOST_WORKERS: Final = 8
"""Of themselves; more when asked for."""
ACCESS_LOG: Final = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)s ms"
"""No query, no address of the client, no browser, no referrer."""
COLLECTED_AFTER: Final = (10_000, 10, 10)
"""New objects after which the collector looks: a millisecond or two at a time. A command lets many more gather, and a
server that did so would stand still for a quarter of a second."""
OPTIONS: Final[dict[str, Any]] = {
    "worker_class": Patient,
    "threads": 4,
    "preload_app": True,
    "timeout": 60,
    "graceful_timeout": LONGEST_REQUEST + 5,
    "keepalive": 15,
    "backlog": 512,
    "limit_request_line": 4094,
    "limit_request_fields": 60,
    "limit_request_field_size": 16_380,  # three cookies of a draft come in one field
    "control_socket_disable": True,  # it would start a thread in the process that forks
    "loglevel": "warning",
    "proc_name": "toprank",
}


class Sparing(Logger):  # type: ignore[misc]
    """Gunicorn's log without anything of a request in it."""

    def _set_handler(self, log: Any, output: Any, fmt: Any, stream: Any = None) -> None:
        super()._set_handler(log, output, WithoutData() if log is self.error_log else fmt, stream)


class Gentle(Arbiter):  # type: ignore[misc]
    """Ctrl-C stops like SIGTERM: requests that run are ended first. A second one stops at once."""

    def handle_int(self) -> None:
        """Ctrl-C."""
        self.handle_term()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn told by arguments instead of a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """The options as given."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, warm; all that it holds is left alone by the collector, so that the workers share it."""
        from toprank.web.wsgi import application  # reads everything: after the address is known to be free

        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED_AFTER)
        return application

    def run(self) -> None:
        """Serves until it is stopped."""
        Gentle(self).run()


def serve(
    host: str,
    port: int,
    workers: int | None,
    *,
    access_log: bool,
    prepare: Callable[[], None],
    ready: Callable[[], None],
) -> None:
    """Serves until it is stopped; requests that run are then ended first.

    `prepare` is called once the address is known to be free, `ready` when it listens. ToprankError for an address that
    cannot be had.
    """
    taken = taken_address(host, port)
    signal.signal(signal.SIGTERM, stop_early)
    signal.signal(signal.SIGINT, stop_early)
    prepare()
    told = {
        "bind": f"fd://{taken.detach()}",
        "workers": workers or min(multiprocessing.cpu_count(), MOST_WORKERS),
        "logger_class": Sparing,
        "accesslog": "-" if access_log else None,
        "access_log_format": ACCESS_LOG,
        "when_ready": lambda _: ready(),
    }
    try:
        Server(OPTIONS | told).run()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise ToprankError(why_not(host, port, error)) from None  # another took it while this one grew warm


def stop_early(*_: Any) -> None:
    """SIGTERM or Ctrl-C before anything is served."""
    raise SystemExit(0)


def taken_address(host: str, port: int) -> socket.socket:
    """A socket bound to the address, not yet listening; ToprankError saying why it cannot be had."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ToprankError(f"{host} is not an address of this machine: {error.strerror}.") from None
    taken = socket.socket(family, kind)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(address)
    except OSError as error:
        taken.close()
        raise ToprankError(why_not(host, port, error)) from None
    return taken


def why_not(host: str, port: int, error: OSError) -> str:
    """Why an address cannot be had, and what to do."""
    if isinstance(error, PermissionError):
        return f"Port {port} is not for everyone: ports under 1024 need rights. Choose another with --port."
    return f"{host}:{port} cannot be had: {error.strerror}. Choose another with --port."
