"""`toprank pool carry`: a synthetic pool as it stands some time later, in its log or as another pool."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, Lang, Overlays, Threads, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.pool.store import open_pool, write_pool
from toprank.profile import iso_day
from toprank.rulebook.loader import Rulebook
from toprank.words import say

Json = dict[str, Any]


def carry(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pool.")],
    new: Annotated[
        Path | None, typer.Argument(metavar="NEW", help="A folder for the pool carried forward; DIR stays as it is.")
    ] = None,
    *,
    to: Annotated[str, typer.Option("--to", metavar="DAY", help="The day to carry it to.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same one gives the same pool.")] = 1,
    rounds: Annotated[
        bool | None, typer.Option(help="With NEW: hold the published rounds on the way, as is done if nothing is said.")
    ] = None,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Carry a pool forward to a day, in its log: who comes, who answers an invitation, who leaves.

    toprank pool carry march --to 2026-03-24

    The rounds are those held with toprank round. With NEW another pool is made, on which the published rounds
    were held on the way; it has no log of them.
    """
    book, until, language = rulebook_of(rulebook), day_of(to), language_of(lang)
    if new is not None:
        report = carried_anew(folder, new, until, seed, book, rounds is not False, threads or 1)
    elif rounds is None:
        from toprank.pool.carrying import carry_in_log  # its tables are only read where a pool is carried

        report = carry_in_log(folder, until, seed, book, threads or 1)
    else:
        raise ToprankError(
            "--rounds and --no-rounds go with NEW: in the log of a pool the rounds are those held over it."
        )
    if as_json:
        print(json.dumps(report))
        return
    told = {"folder": new or folder, "candidates": report["candidates"], "hash": report["pool"]}
    print(say("pool_sheet", "made", told, language))
    for section, counts in (("carried", report["people"]), ("state", report.get("states", {}))):
        if counts:
            each = (counted(say(section, name, {}, language), count, language) for name, count in counts.items())
            print("; ".join(each))


def counted(name: str, count: int, language: str) -> str:
    """A name in the middle of a line, with how many there are."""
    return say("pool_sheet", "so_many", {"name": name[0].lower() + name[1:], "count": count}, language)


def carried_anew(folder: Path, new: Path, until: date, seed: int, book: Rulebook, rounds: bool, threads: int) -> Json:
    """Makes another pool of one that stands for a day: who is in it at the end of a later day."""
    from toprank.simulate.onward import carried_to

    pool = open_pool(folder)
    if pool.day is None:
        raise ToprankError(f"{folder} stands for no day, so it cannot be carried forward from one.")
    if any(part.kind == "events" for part in pool.log):
        raise ToprankError(f"{folder} has a log of events: carry it forward in it, without NEW.")
    read = (pool.read(part) for part in pool.parts)
    parts = [([str(each) for each in ids.to_pylist()], facts) for ids, facts in read]
    carried = carried_to(parts, pool.day, until, seed, book, rounds=rounds, threads=threads)
    crowd = carried.crowd
    origin = {"kind": "carried", "from": pool.content_hash, "seed": seed, "rulebook": book.content_hash}
    made = write_pool(new, [([str(each) for each in crowd.ids.to_pylist()], crowd.facts)], until, origin)
    return {"pool": made.content_hash, "candidates": made.size, "day": until.isoformat(), "people": carried.people}


def day_of(text: str) -> date:
    """The day of --to."""
    try:
        return iso_day(text)
    except ValueError as error:
        raise ToprankError(f"--to {text}: {error}. Allowed is a day written YYYY-MM-DD.") from None
