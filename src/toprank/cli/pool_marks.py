"""`toprank pool withdraw|decline|apply`: what happened to profiles after they were received."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from toprank.cli.options import AsJson, Lang, instant_of, language_of
from toprank.errors import ToprankError
from toprank.pool.marking import Mark, mark, marks_of
from toprank.words import say

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pool.")]
Ids = Annotated[list[str] | None, typer.Option("--id", metavar="ID", help="A candidate; may be given again.")]
At = Annotated[str | None, typer.Option("--at", metavar="INSTANT", help="When, such as 2026-03-10T12:00:00Z.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="FILE", help="Many at once: CSV or JSON Lines with id and at.")
]


def register(pool: typer.Typer) -> None:
    """Adds the commands."""
    pool.command("withdraw")(command("withdrawn", WITHDRAW))
    pool.command("decline")(command("declined", DECLINE))
    pool.command("apply")(command("applied", APPLY))


WITHDRAW = """Record that profiles were withdrawn: they are gone from that instant on.

toprank pool withdraw march --id ngozi --at 2026-03-12T09:00:00Z
"""
DECLINE = """Record that invitations were declined: the profiles are back in the pool with the instant they had.

toprank pool decline march --id ngozi --at 2026-03-12T09:00:00Z
"""
APPLY = """Record that those invited applied: their profiles do not come back.

toprank pool apply march --id ngozi --at 2026-03-12T09:00:00Z
"""


def command(kind: str, text: str) -> Callable[..., None]:
    """The command that records events of a kind; `text` is its help."""

    def run(
        folder: Folder,
        ids: Ids = None,
        at: At = None,
        file: From = None,
        as_json: AsJson = False,
        lang: Lang = None,
    ) -> None:
        marks, language = chosen(ids, at, file), language_of(lang)
        pool = mark(folder, kind, marks)
        report = {"pool": pool.content_hash, "event": kind, "recorded": len(marks)}
        told = {"folder": folder, "event": say("marked", kind, {}, language), "count": len(marks)}
        told["hash"] = pool.content_hash
        print(json.dumps(report) if as_json else say("pool_sheet", "recorded", told, language))

    run.__doc__ = text
    return run


def chosen(ids: list[str] | None, at: str | None, file: str | None) -> list[Mark]:
    """The marks that the options name. ToprankError where they name none, or both ways."""
    if file is not None and not ids and at is None:
        return marks_of(file)
    if file is None and ids and at is not None:
        instant = int(instant_of(at, "--at").timestamp())
        return [Mark(each, instant) for each in ids]
    raise ToprankError("either --id and --at are needed, or --from FILE with the ids and instants of many.")
