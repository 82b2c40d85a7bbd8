"""Progress of long work on standard error, where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toprank.words import say


@contextmanager
def watched(what: str, total: int, language: str) -> Iterator[Callable[[int], None]]:
    """Shows how much of a total is done and the time left; the function given hears how much more was done."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console  # Rich is only imported where it is shown
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(say("progress", what, {}, language), total=total)
        yield lambda done: shown.advance(task, done)
