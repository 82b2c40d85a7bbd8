"""`toprank serve` and `toprank manage`: the web application, and its housekeeping."""

import os
from typing import Annotated

import typer

from toprank.errors import Missing

NEEDED = "the web application is not installed: it needs the extra `web` (pip install toprank[web])."

NO_THREADS = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
"""Told to libraries before they are loaded: no thread may run where processes are forked from."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(serve)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})(
        manage
    )


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for every one of the machine.")
    ] = "127.0.0.1",
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; default one a core, at most 8.")
    ] = None,
    access_log: Annotated[
        bool,
        typer.Option("--access-log", help="A line for each request: day, method, page, status; no query, no client."),
    ] = False,
) -> None:
    """Serve the web application: http://127.0.0.1:8000 until Ctrl-C."""
    for name, value in NO_THREADS.items():
        os.environ.setdefault(name, value)
    try:
        from toprank.web.preparing import prepare  # Django is only imported where it is used
        from toprank.web.serving import serve as run
    except ModuleNotFoundError as error:
        raise Missing(NEEDED) from error
    run(host, port, workers, access_log=access_log, prepare=prepare, ready=lambda: say_where(host, port))


def say_where(host: str, port: int) -> None:
    """Says that it listens, and where."""
    written = f"[{host}]" if ":" in host else host
    print(f"Serving at http://{written}:{port}/ (Ctrl-C stops it).", flush=True)


def manage(context: typer.Context) -> None:
    """Django's own commands on the application: `toprank manage check --deploy`, `migrate`, `collectstatic`."""
    try:
        from toprank.web.managing import manage as run  # Django is only imported where it is used
    except ModuleNotFoundError as error:
        raise Missing(NEEDED) from error
    run(context.args)
