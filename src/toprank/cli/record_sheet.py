"""The published record, one round and a sync as sheets for people, in the terminal."""

from datetime import datetime
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from toprank.cli.pool_sheet import plain_table, share
from toprank.pool.distribution import Band, Distribution
from toprank.rounds.record import PublishedRound, Record
from toprank.rounds.sync.judge import Rejected
from toprank.rounds.sync.labels import parted
from toprank.rounds.sync.update import Synced, message
from toprank.words import catalogue

WIDE: Final = 100
BAR: Final = 30
MOST_LISTED: Final = 25


def series(round_: PublishedRound) -> str:
    """What a round was for, in few words; its published name where the words do not know the series."""
    return str(catalogue("en")["names"]["series"].get(round_.type, round_.name))


def version(round_: PublishedRound) -> str:
    """The number of the version of its category."""
    number = parted(round_.version or "")[3]
    return "" if number is None else f"v{number}"


def minute(at: datetime | None) -> str:
    """An instant to the minute."""
    return at.strftime("%Y-%m-%d %H:%M") if at else ""


def print_rounds(rounds: tuple[PublishedRound, ...], record: Record) -> None:
    """Prints rounds as a table, one line each; with the pool where there is room."""
    console = Console(highlight=False)
    wide = console.width >= WIDE
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("round", justify="right", no_wrap=True)
    table.add_column("day", no_wrap=True)
    table.add_column("for", overflow="ellipsis", no_wrap=True)
    table.add_column("", no_wrap=True)
    for name in ("invited", "CRS"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("tie-break (UTC)", no_wrap=True)
    if wide:
        table.add_column("in pool", justify="right", no_wrap=True)
        table.add_column("pool of", no_wrap=True)
    for each in rounds:
        cells = [each.id, each.on.isoformat(), series(each), version(each), f"{each.size:,}", str(each.cutoff)]
        pool = record.distribution_of(each)
        table.add_row(*map(Text, [*cells, minute(each.tie_break), *(pool_cells(pool) if wide else ())]))
    console.print(table)


def pool_cells(pool: Distribution | None) -> tuple[str, str]:
    """The total of a distribution and its day."""
    if pool is None:
        return "", ""
    return ("" if pool.printed_total is None else f"{pool.printed_total:,}"), pool.as_of.isoformat()


def print_round(round_: PublishedRound, record: Record) -> None:
    """Prints a round, the pool published with it, and every remark."""
    console = Console(highlight=False)
    console.print(Text(f"Round {round_.id}: {round_.name}", style="bold"))
    facts = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    facts.add_column(no_wrap=True, style="dim")
    facts.add_column(overflow="fold")
    for name, value in told(round_):
        facts.add_row(name, Text(value))
    console.print(facts)
    pool = record.distribution_of(round_)
    if pool is None:
        console.print("\nNo distribution of the pool was published with it.")
    else:
        print_pool(console, pool, round_.cutoff)
    remarks = [*round_.remarks, *(pool.remarks if pool else ())]
    if remarks:
        console.print(Text("\nRemarks", style="bold"))
    for remark in remarks:
        console.print(Padding(Text(remark), (0, 0, 0, 2)))


def told(round_: PublishedRound) -> list[tuple[str, str]]:
    """The facts of a round, in the order of the sheet; those not published are left out."""
    found = [
        ("day", round_.on.isoformat()),
        ("held at", round_.at.strftime("%Y-%m-%d %H:%M:%S UTC") if round_.at else ""),
        ("kind", round_.kind),
        ("for", " ".join(filter(None, [series(round_), version(round_)]))),
        ("programs", ", ".join(round_.programs)),
        ("invited", f"{round_.size:,}"),
        ("lowest CRS", str(round_.cutoff)),
        ("tie-break", round_.tie_break.strftime("%Y-%m-%d %H:%M:%S UTC") if round_.tie_break else "not published"),
        ("in French", round_.name_fr or ""),
        ("source", round_.source),
    ]
    return [(name, value) for name, value in found if value]


def print_pool(console: Console, pool: Distribution, cutoff: int) -> None:
    """Prints a distribution: main bands with their parts below them, a bar each, and where the cut-off lies."""
    printed = f" of {pool.printed_total:,}" if pool.printed_total is not None else ""
    console.print(Text(f"\nThe pool{printed} on {pool.as_of}", style="bold"))
    table = plain_table("CRS score", "candidates", "share")
    table.add_column("")
    most = max((band.candidates for band in pool.main), default=0) or 1
    for band in pool.main:
        parts = [part for part in pool.sub if band.low <= part.low and part.high <= band.high]
        add_band(table, band, pool, most, cutoff if not parts else -1)
        for part in parts:
            add_band(table, part, pool, most, cutoff, style="dim", indent="  ")
    console.print(table)


def add_band(
    table: Table, band: Band, pool: Distribution, most: int, cutoff: int, style: str = "", indent: str = ""
) -> None:
    """Adds the line of one band."""
    bar = "█" * round(BAR * band.candidates / most) or "▏"
    mark = f" ◀ {cutoff}" if band.low <= cutoff <= band.high else ""
    table.add_row(
        Text(f"{indent}{band.low:>3} to {band.high:>4}", style=style),
        Text(f"{band.candidates:,}", style=style),
        Text(share(band.candidates, pool.printed_total or 0), style=style),
        Text.assemble((bar, style), (mark, "bold")),
    )


def print_sync(synced: Synced) -> None:
    """Prints what a sync found: new, changed, rejected, never seen; in one line where there is nothing to tell."""
    console, found = Console(highlight=False), synced.comparison
    console.print(
        f"Read: {synced.read:,}. New: {len(found.new):,}. Changed: {len(found.changed):,}. "
        f"Rejected: {len(synced.rejected):,}. Kept apart: {len(synced.apart):,}. As known: {found.same:,}."
    )
    if found.new:
        heading(console, "New")
        shown = tuple(each.round for each in found.new)[-MOST_LISTED:]
        if len(shown) < len(found.new):
            console.print(f"The last {len(shown):,} of {len(found.new):,}:")
        print_rounds(shown, synced.record)
    if found.changed:
        heading(console, "Changed, and taken" if synced.accepted else "Changed, and not taken")
        table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
        for name in ("round", "value", "in the record", "printed now"):
            table.add_column(name, overflow="fold")
        for each in found.changed:
            for difference in each.differences:
                cells = (
                    each.found.round.id,
                    difference.field,
                    shown_value(difference.old),
                    shown_value(difference.new),
                )
                table.add_row(*map(Text, cells))
        console.print(table)
        if not synced.accepted:
            console.print("To take what is printed now: the same command with --accept-changes.")
    if synced.rejected:
        heading(console, "Rejected")
        for rejected in synced.rejected:
            print_rejected(console, rejected)
    if synced.apart:
        heading(console, "Never seen before")
        for apart in synced.apart:
            console.print(Text(message(apart)))
    if found.skipped:
        console.print(f"\nNumbers never seen: {', '.join(map(str, found.skipped[:MOST_LISTED]))}.")


def heading(console: Console, words: str) -> None:
    """A heading of the sheet."""
    console.print(Text(f"\n{words}", style="bold"))


def print_rejected(console: Console, rejected: Rejected) -> None:
    """A round that was not taken, with its place and every fault."""
    where = f" ({rejected.where})" if rejected.where else ""
    console.print(Text(f"Round {rejected.round}{where}"))
    for fault in rejected.faults:
        console.print(Padding(Text(fault.message), (0, 0, 0, 2)))


def shown_value(value: Any) -> str:
    """A value of the record for people."""
    if value is None:
        return "nothing"
    return f"{value:,}" if isinstance(value, int) else str(value)
