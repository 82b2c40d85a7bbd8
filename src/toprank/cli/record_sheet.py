"""The published record, one round and a sync as sheets for people, in the terminal."""

from datetime import datetime
from functools import partial
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.cli.pool_sheet import plain_table, share
from toprank.pool.distribution import Band, Distribution
from toprank.rounds.record import PublishedRound, Record
from toprank.rounds.sync.judge import Rejected
from toprank.rounds.sync.labels import parted
from toprank.rounds.sync.update import Synced, message
from toprank.words import catalogue, forms, say, translated

WIDE: Final = 100
BAR: Final = 30
MOST_LISTED: Final = 25


def series(round_: PublishedRound, language: str = "en") -> str:
    """What a round was for, in few words; its published name where the words do not know the series."""
    return str(catalogue(language)["names"]["series"].get(round_.type, name_of(round_, language)))


def name_of(round_: PublishedRound, language: str) -> str:
    """The published name of a round, the French one where it is known and asked for."""
    return (round_.name_fr or round_.name) if language == "fr" else round_.name


def version(round_: PublishedRound) -> str:
    """The number of the version of its category."""
    number = parted(round_.version or "")[3]
    return "" if number is None else f"v{number}"


def minute(at: datetime | None) -> str:
    """An instant to the minute."""
    return at.strftime("%Y-%m-%d %H:%M") if at else ""


def print_rounds(rounds: tuple[PublishedRound, ...], record: Record, language: str = "en") -> None:
    """Prints rounds as a table, one line each; with the pool where there is room."""
    console = Paper()
    wide = console.width >= WIDE
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    head, number = partial(say, "round_sheet", parameters={}, language=language), forms(language)["number"]
    table.add_column(head("round"), justify="right", no_wrap=True)
    table.add_column(head("day"), no_wrap=True)
    table.add_column(head("series"), overflow="ellipsis", no_wrap=True)
    table.add_column("", no_wrap=True)
    for name in ("invited", "crs"):
        table.add_column(head(name), justify="right", no_wrap=True)
    table.add_column(head("tie_break"), no_wrap=True)
    if wide:
        table.add_column(head("in_pool"), justify="right", no_wrap=True)
        table.add_column(head("pool_of"), no_wrap=True)
    for each in rounds:
        what = [series(each, language), version(each)]
        cells = [each.id, each.on.isoformat(), *what, number(each.size), str(each.cutoff)]
        pool = record.distribution_of(each)
        table.add_row(*map(Text, [*cells, minute(each.tie_break), *(pool_cells(pool, language) if wide else ())]))
    console.print(table)


def pool_cells(pool: Distribution | None, language: str) -> tuple[str, str]:
    """The total of a distribution and its day."""
    if pool is None:
        return "", ""
    total = "" if pool.printed_total is None else forms(language)["number"](pool.printed_total)
    return total, pool.as_of.isoformat()


def print_round(round_: PublishedRound, record: Record, language: str = "en") -> None:
    """Prints a round, the pool published with it, and every remark."""
    console = Paper()
    named = {"round": round_.id, "name": name_of(round_, language)}
    console.print(Text(say("round_sheet", "title", named, language), style="bold"))
    facts = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    facts.add_column(no_wrap=True, style="dim")
    facts.add_column(overflow="fold")
    for name, value in told(round_, language):
        facts.add_row(name, Text(value))
    console.print(facts)
    pool = record.distribution_of(round_)
    if pool is None:
        console.print(f"\n{say('round_sheet', 'no_pool', {}, language)}")
    else:
        print_pool(console, pool, round_.cutoff, language)
    remarks = [*round_.remarks, *(pool.remarks if pool else ())]
    if remarks:
        heading(console, say("round_sheet", "remarks", {}, language))
    for remark in remarks:
        console.print(Padding(Text(translated(remark, language)), (0, 0, 0, 2)))


def told(round_: PublishedRound, language: str) -> list[tuple[str, str]]:
    """The facts of a round, in the order of the sheet; those not published are left out."""
    missing = say("round_sheet", "not_published", {}, language)
    found = [
        ("day", round_.on.isoformat()),
        ("held_at", round_.at.strftime("%Y-%m-%d %H:%M:%S UTC") if round_.at else ""),
        ("kind", forms(language)["kind"](round_.kind)),
        ("series", " ".join(filter(None, [series(round_, language), version(round_)]))),
        ("programs", forms(language)["programs"](round_.programs)),
        ("invited", forms(language)["number"](round_.size)),
        ("lowest", str(round_.cutoff)),
        ("tie_break_fact", round_.tie_break.strftime("%Y-%m-%d %H:%M:%S UTC") if round_.tie_break else missing),
        ("other_name", (round_.name if language == "fr" else round_.name_fr) if round_.name_fr else ""),
        ("source", translated(round_.source, language)),
    ]
    return [(say("round_sheet", name, {}, language), value) for name, value in found if value]


def print_pool(console: Console, pool: Distribution, cutoff: int, language: str) -> None:
    """Prints a distribution: main bands with their parts below them, a bar each, and where the cut-off lies."""
    code = "pool" if pool.printed_total is None else "pool_with_total"
    heading(console, say("round_sheet", code, {"total": pool.printed_total, "day": pool.as_of}, language))
    table = plain_table(*(say("round_sheet", name, {}, language) for name in ("score", "candidates", "share")))
    table.add_column("")
    most = max((band.candidates for band in (*pool.main, *pool.sub)), default=0) or 1
    for band in pool.main:
        parts = [part for part in pool.sub if band.low <= part.low and part.high <= band.high]
        add_band(table, band, pool, most, cutoff if not parts else -1, language)
        for part in parts:
            add_band(table, part, pool, most, cutoff, language, style="dim", indent="  ")
    console.print(table)


def add_band(
    table: Table,
    band: Band,
    pool: Distribution,
    most: int,
    cutoff: int,
    language: str,
    style: str = "",
    indent: str = "",
) -> None:
    """Adds the line of one band."""
    bar = "█" * round(BAR * band.candidates / most) or "▏"
    mark = f" ◀ {cutoff}" if band.low <= cutoff <= band.high else ""
    limits = say("round_sheet", "band", {"low": f"{band.low:>3}", "high": f"{band.high:>4}"}, language)
    table.add_row(
        Text(f"{indent}{limits}", style=style),
        Text(forms(language)["number"](band.candidates), style=style),
        Text(share(band.candidates, pool.printed_total or 0, language), style=style),
        Text.assemble((bar, style), (mark, "bold")),
    )


def print_sync(synced: Synced, language: str = "en") -> None:
    """Prints what a sync found: new, changed, rejected, never seen; in one line where there is nothing to tell."""
    console, found = Paper(), synced.comparison
    told = {"read": synced.read, "new": len(found.new), "changed": len(found.changed), "same": found.same}
    told |= {"rejected": len(synced.rejected), "apart": len(synced.apart)}
    console.print(say("sync_sheet", "read", told, language))
    if found.new:
        heading(console, say("sync_sheet", "new", {}, language))
        shown = tuple(each.round for each in found.new)[-MOST_LISTED:]
        if len(shown) < len(found.new):
            console.print(say("sync_sheet", "last_of_new", {"shown": len(shown), "new": len(found.new)}, language))
        print_rounds(shown, synced.record, language)
    if found.changed:
        print_changed(console, synced, language)
    if synced.rejected:
        heading(console, say("sync_sheet", "rejected", {}, language))
        for rejected in synced.rejected:
            print_rejected(console, rejected, language)
    if synced.apart:
        heading(console, say("sync_sheet", "apart", {}, language))
        for apart in synced.apart:
            console.print(Text(message(apart, language)))
    if found.skipped:
        skipped = say("sync_sheet", "skipped", {"numbers": found.skipped[:MOST_LISTED]}, language)
        console.print(f"\n{skipped}")


def print_changed(console: Console, synced: Synced, language: str) -> None:
    """Prints what is printed otherwise than the record has it, value by value."""
    heading(console, say("sync_sheet", "changed_taken" if synced.accepted else "changed_not_taken", {}, language))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in ("round", "value", "in_record", "printed_now"):
        table.add_column(say("sync_sheet", name, {}, language), overflow="fold")
    for each in synced.comparison.changed:
        for difference in each.differences:
            old, new = shown_value(difference.old, language), shown_value(difference.new, language)
            table.add_row(*map(Text, (each.found.round.id, difference.field, old, new)))
    console.print(table)
    if not synced.accepted:
        console.print(say("sync_sheet", "to_take", {}, language))


def heading(console: Console, words: str) -> None:
    """A heading of the sheet."""
    console.print(Text(f"\n{words}", style="bold"))


def print_rejected(console: Console, rejected: Rejected, language: str) -> None:
    """A round that was not taken, with its place and every fault."""
    code = "rejected_round_at" if rejected.where else "rejected_round"
    console.print(Text(say("sync_sheet", code, {"round": rejected.round, "where": rejected.where}, language)))
    for fault in rejected.faults:
        console.print(Padding(Text(fault.message), (0, 0, 0, 2)))


def shown_value(value: Any, language: str) -> str:
    """A value of the record for people."""
    if value is None:
        return say("sync_sheet", "nothing", {}, language)
    return forms(language)["number"](value) if isinstance(value, int) else str(value)
