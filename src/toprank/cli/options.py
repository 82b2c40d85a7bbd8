"""Options that several commands share."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from toprank.days import LAST_DAY
from toprank.errors import ToprankError
from toprank.profile import iso_day, utc_instant
from toprank.rulebook.loader import Rulebook, load, overlays_of_setting
from toprank.words import LANGUAGES

On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day, YYYY-MM-DD; today (UTC) if not given.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Overlays = Annotated[
    list[Path] | None,
    typer.Option("--rulebook", metavar="DIR", help="A folder of tables laid over the rulebook; may be given again."),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="en|fr", envvar="TOPRANK_LANG", help="The language of the answer; en if not given."),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=1, max=256, help="How many threads; default one a core. The result is the same."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, max=256, help="Share the work between so many processes of this machine."),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Share the work with a Dask cluster, such as tcp://10.0.0.5:8786."
    ),
]


def language_of(written: str | None) -> str:
    """The language of an answer: that of the option or of the setting TOPRANK_LANG, English where neither is given."""
    language = written or "en"
    if language not in LANGUAGES:
        raise ToprankError(f"--lang {language}: no such language. Allowed are {', '.join(LANGUAGES)}.")
    return language


def day_of(text: str | None, option: str = "--on") -> date:
    """The day of an option; today in UTC where none is given."""
    if text is None:
        return datetime.now(UTC).date()
    try:
        return iso_day(text)
    except ValueError as error:
        covered = f"from {load().first_day} to {LAST_DAY}"
        raise ToprankError(f"{option} {text}: {error}. Allowed is a day written YYYY-MM-DD, {covered}.") from None


def instant_of(text: str, option: str) -> datetime:
    """The instant of an option, in UTC."""
    try:
        return utc_instant(text)
    except ValueError as error:
        raise ToprankError(f"{option} {text}: {error}. Allowed is an instant such as 2026-03-10T12:00:00Z.") from None


def rulebook_of(overlays: list[Path] | None) -> Rulebook:
    """The rulebook with the overlays of the option, else of the setting TOPRANK_RULEBOOK."""
    return load(tuple(overlays_of(overlays)))


def overlays_of(overlays: list[Path] | None) -> list[Path]:
    """The folders of the option, else of the setting TOPRANK_RULEBOOK."""
    return overlays or list(overlays_of_setting())
