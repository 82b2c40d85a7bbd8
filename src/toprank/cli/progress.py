"""A bar on standard error, where that is a terminal: how far, how fast, how long still."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from toprank.pool.bringing import Tally
from toprank.words import say


@contextmanager
def import_progress(language: str) -> Iterator[Callable[[Tally], None]]:
    """Shows the bytes read, of all where that is known, the profiles kept and refused, the rate and the time left."""
    if not sys.stderr.isatty():
        yield lambda tally: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    shown = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with shown:
        task = shown.add_task(say("progress", "kept", {"kept": 0}, language), total=None)

        def tell(tally: Tally) -> None:
            counts = {"kept": tally.kept, "refused": tally.refused}
            told = say("progress", "kept_and_refused" if tally.refused else "kept", counts, language)
            shown.update(task, description=told, completed=tally.read, total=tally.total)

        yield tell
