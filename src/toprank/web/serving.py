"""The site as a server: Gunicorn with processes that each hold the rulebook and the record in memory."""

import multiprocessing
import os
from typing import Any

from gunicorn.app.base import BaseApplication

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toprank.web.settings")


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
        """The application, warm: what every page needs is read before the first request."""
        from toprank.web.wsgi import application  # after the fork, in each process

        return application


def serve(host: str, port: int, workers: int | None) -> None:
    """Serves until it is stopped; requests that run are then ended first."""
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers or min(multiprocessing.cpu_count(), 8),
            "worker_class": "gthread",
            "threads": 2,
            "timeout": 30,
            "graceful_timeout": 20,
            "keepalive": 15,
            "max_requests": 100_000,
            "max_requests_jitter": 10_000,
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "toprank",
        }
    ).run()
