"""`toprank pool carry`: a synthetic pool as it stands some time later."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, Overlays, Threads, rulebook_of
from toprank.errors import ToprankError
from toprank.pool.store import open_pool, write_pool
from toprank.profile import iso_day

Json = dict[str, Any]


def carry(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pool; it stays as it is.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of the pool carried forward.")],
    to: Annotated[str, typer.Option("--to", metavar="DAY", help="The day to carry it to.")],
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same one gives the same pool.")] = 1,
    rounds: Annotated[bool, typer.Option(help="Hold the published rounds on the way.")] = True,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
) -> None:
    """Carry a pool forward to a day: who comes, who is invited in the published rounds, who leaves.

    toprank pool carry march april --to 2026-04-26
    """
    from toprank.simulate.onward import carried_to  # its tables are only read where a pool is carried

    book, pool = rulebook_of(rulebook), open_pool(folder)
    until = day_of(to)
    if pool.day is None:
        raise ToprankError(f"{folder} stands for no day, so it cannot be carried forward from one.")
    read = (pool.read(part) for part in pool.parts)
    parts = [([str(each) for each in ids.to_pylist()], facts) for ids, facts in read]
    carried = carried_to(parts, pool.day, until, seed, book, rounds=rounds, threads=threads or 1)
    crowd = carried.crowd
    origin = {"kind": "carried", "from": pool.content_hash, "seed": seed, "rulebook": book.content_hash}
    made = write_pool(new, [([str(each) for each in crowd.ids.to_pylist()], crowd.facts)], until, origin)
    report = {"pool": made.content_hash, "candidates": made.size, "day": until.isoformat(), "people": carried.people}
    if as_json:
        print(json.dumps(report))
        return
    print(f"{new}: candidates {made.size:,}, {made.content_hash}")
    print(", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in carried.people.items()))


def day_of(text: str) -> date:
    """The day of --to."""
    try:
        return iso_day(text)
    except ValueError as error:
        raise ToprankError(f"--to {text}: {error}. Allowed is a day written YYYY-MM-DD.") from None
