"""Forecasts and their backtest as sheets for people, in the terminal."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from toprank.forecast.document import ForecastDocument, Given, Held, Message, PersonForecast, Range, TypeForecast
from toprank.words import catalogue, say

WIDE: Final = 100
WHY: Final = {
    "fewer_than_three_rounds": "too few",
    "silent_for_120_days": "long silence",
    "no_earlier_round": "none held",
}


def series(type_: str) -> str:
    """A type of round in few words."""
    return str(catalogue("en")["names"]["series"].get(type_, type_))


def sheet_table(*columns: tuple[str, str]) -> Table:
    """A table without lines; columns are headings and sides, "<" or ">"."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading, side in columns:
        table.add_column(heading, justify="right" if side == ">" else "left", no_wrap=True)
    return table


def span(low: object, high: object) -> str:
    """A range of numbers or days; of two days in one year the second is written without it."""
    if isinstance(low, date) and isinstance(high, date):
        return f"{low} to {high:%m-%d}" if low.year == high.year else f"{low} to {high}"
    return f"{low:,} to {high:,}"


def print_forecast(found: ForecastDocument, detailed: bool) -> None:
    """Prints forecasts: each type in detail, or all in one table; then the person, then what holds for all."""
    console = Console(highlight=False)
    console.print(Text(f"The next rounds as forecast on {found.made_on}", style="bold"))
    if detailed:
        for each in found.types:
            print_type(console, each)
    else:
        print_overview(console, found.types, found.made_on)
    if found.person is not None:
        print_person(console, found.person)
    console.print()
    print_notes(console, found.notes)


def print_overview(console: Console, types: Sequence[TypeForecast], made_on: date) -> None:
    """Prints every type with a point as one line, then those without one."""
    console.print(f"Ranges are meant to hold four times in five. Days without a year are of {made_on:%Y}.\n")
    wide = console.width >= WIDE
    years = {day.year for each in types if each.day and each.cutoff for day in (each.day.low80, each.day.said)}
    roomy = console.width >= WIDE + 20 or years <= {made_on.year}  # days with their year leave no room for the last
    before = (("last", ">"), ("CRS", ">")) if roomy else ()
    columns = (("", "<"), *before, ("next", ">"), ("range", "<"), ("CRS", ">"), ("range", "<"))
    table = sheet_table(*columns, *((("invited", ">"), ("range", "<")) if wide else ()))
    for each in sorted(types, key=lambda each: each.day.said if each.day else date.max):
        if each.cutoff is None or each.day is None or each.size is None:
            continue
        last, said = short(each.last[0].on, made_on), short(each.day.said, made_on)
        cells = [series(each.type), *((last, str(each.last[0].cutoff)) if roomy else ()), said,
                 f"{short(each.day.low80, made_on)} to {short(each.day.high80, made_on)}", str(each.cutoff.said),
                 span(each.cutoff.low80, each.cutoff.high80)]  # fmt: skip
        table.add_row(*map(Text, [*cells, *(size_cells(each.size) if wide else ())]))
    if table.rows:
        console.print(table)
    without = [each for each in types if each.cutoff is None]
    if without:
        print_without(console, without)
    console.print("\nThe cut-off at a size of round, and how often such ranges held: --target, for one type.")


def short(day: date, made_on: date) -> str:
    """A day as month and day, with its year where that is not the one of the forecast."""
    return f"{day:%m-%d}" if day.year == made_on.year else f"{day}"


def size_cells(size: Range) -> tuple[str, str]:
    """A size and its range."""
    return f"{size.said:,}", span(size.low80, size.high80)


def print_without(console: Console, types: Sequence[TypeForecast]) -> None:
    """Prints the types without a point: the last round of each, the reason, the chance that one is held."""
    console.print(Text("\nNo point is given", style="bold"))
    table = sheet_table(("", "<"), ("last", "<"), ("CRS", ">"), ("why", "<"), ("in 90 days", ">"), ("in 180", ">"))
    for each in types:
        last = each.last[0] if each.last else None
        within = ("", "") if each.day is None else tuple(f"{each.day.within[days_]:.0%}" for days_ in ("90", "180"))
        reason = WHY[each.abstained.code] if each.abstained else ""
        cells = [series(each.type), str(last.on) if last else "", str(last.cutoff) if last else "", reason, *within]
        table.add_row(*map(Text, cells))
    console.print(table)
    console.print("In 90 days, in 180: the chance that a round of the type is held.")


def print_type(console: Console, found: TypeForecast) -> None:
    """Prints one type: its last rounds, the next one, the cut-off at some sizes, how such forecasts held."""
    console.print(Text(f"\n{series(found.type)}", style="bold"))
    if found.last:
        table = sheet_table(("last rounds", "<"), ("invited", ">"), ("CRS", ">"))
        for each in found.last:
            table.add_row(*map(Text, [str(each.on), f"{each.size:,}", str(each.cutoff)]))
        console.print(table)
    if found.abstained is not None:
        console.print()
        console.print(Text(found.abstained.message, style="yellow"))
    print_next(console, found)
    print_ahead(console, found)
    print_given(console, found.given)
    print_held(console, found)
    if found.notes:
        console.print()
        print_notes(console, found.notes)


def print_next(console: Console, found: TypeForecast) -> None:
    """Prints the day, the size and the cut-off of the next round with their ranges."""
    table = sheet_table(("next round", "<"), ("about", ">"), ("four in five", "<"), ("one in two", "<"))
    if found.day is not None and found.cutoff is not None:
        day = found.day
        table.add_row("day", str(day.said), span(day.low80, day.high80), span(day.low50, day.high50))
    for name, range_ in (("invited", found.size), ("CRS", found.cutoff or found.seen)):
        if range_ is not None and (found.cutoff is not None or name == "CRS"):
            said = "" if range_.said is None else f"{range_.said:,}"
            table.add_row(name, said, span(range_.low80, range_.high80), span(range_.low50, range_.high50))
    if table.rows:
        console.print()
        console.print(table)
    if found.day is not None and found.cutoff is None:
        within = found.day.within
        console.print(
            f"The chance that one is held within 90 days is {within['90']:.0%}, within 180 days {within['180']:.0%}."
        )


def print_ahead(console: Console, found: TypeForecast) -> None:
    """Prints the rounds after the next one."""
    if not found.ahead:
        return
    console.print()
    table = sheet_table(("after that", "<"), ("about", ">"), ("four in five", "<"), ("CRS", ">"), ("four in five", "<"))
    for each in found.ahead:
        cells = [f"round {each.place}", str(each.day), span(each.day_low80, each.day_high80)]
        table.add_row(*map(Text, [*cells, str(each.cutoff.said), span(each.cutoff.low80, each.cutoff.high80)]))
    console.print(table)


def print_given(console: Console, given: Sequence[Given]) -> None:
    """Prints the cut-off at some sizes."""
    if not given:
        return
    console.print()
    table = sheet_table(("if invited", ">"), ("on", "<"), ("CRS", ">"), ("four in five", "<"), ("one in two", "<"))
    for each in given:
        bands = ("", "") if each.cutoff is None else (
            span(each.cutoff.low80, each.cutoff.high80), span(each.cutoff.low50, each.cutoff.high50))  # fmt: skip
        said = "" if each.cutoff is None or each.cutoff.said is None else str(each.cutoff.said)
        table.add_row(*map(Text, [f"{each.size:,}", str(each.on), said, *bands]))
    console.print(table)
    told = [note for each in given for note in (each.abstained, *each.notes) if note is not None]
    for text in dict.fromkeys(note.message for note in told):
        console.print(Text(text, style="yellow"))


def print_held(console: Console, found: TypeForecast) -> None:
    """Prints how such forecasts did in the backtest."""
    rows = [("size and day known", found.held_given), ("nothing known", found.held_plain)]
    kept: list[tuple[str, Held]] = [(name, held) for name, held in rows if held is not None]
    if not kept:
        return
    console.print()
    since, until = kept[0][1].since, kept[0][1].until
    table = sheet_table(
        (f"{since} to {until}", "<"),
        ("four in five held", ">"),
        ("one in two held", ">"),
        ("off by", ">"),
        ("as last", ">"),
    )
    console.print(say("forecast_sheet", "how_they_held", {}))
    for name, held in kept:
        counts = (f"{held.held80} of {held.rounds}", f"{held.held50} of {held.rounds}")
        table.add_row(name, *counts, f"{held.error:.1f}", f"{held.error_of_last:.1f}")
    console.print(table)


def print_person(console: Console, found: PersonForecast) -> None:
    """Prints the chances of one person, and how often such chances came true."""
    code = "person_provisional" if found.provisional else "person"
    title = say("forecast_sheet", code, {"profile": found.profile, "score": found.score})
    console.print(Text(f"\n{title}", style="bold"))
    for reason in found.provisional:
        told = say("sheet", "provisional", {"message": reason.message})
        console.print(Text(told, style="yellow"))
    for warned in found.warnings:
        console.print(Text(say("forecast_sheet", "warning", {"message": warned.message})))
    if found.types:
        console.print("The chance of a round that reaches them: of any type, and of each alone.")
        table = sheet_table(("", "<"), ("any", ">"))
        for name in found.types:
            table.add_column(series(name), justify="right")
        for each in found.chances:
            alone = [f"{each.by_type[name]:.0%}" for name in found.types]
            within = say("forecast_sheet", "within_until", {"days": each.days, "until": each.until})
            table.add_row(within, Text(f"{each.chance:.0%}", style="bold"), *alone)
        console.print(table)
    if found.types and found.reliability:
        console.print("\nWhen such chances were told in the backtest:")
        print_reliability(console, found)
    if found.notes:
        console.print()
        print_notes(console, found.notes)


def print_reliability(console: Console, found: PersonForecast) -> None:
    """Prints chances told beside the share of them that came true, up to half a year and for a whole one."""
    table = sheet_table(("told", "<"), ("came true within 30 to 180 days", ">"), ("within 365", ">"))
    in_a_year = {each.low: each for each in found.reliability_in_a_year}
    for each in found.reliability:
        year = in_a_year.get(each.low)
        table.add_row(
            f"{each.low:.0%} to {each.high:.0%}", f"{each.came_true:.0%}", f"{year.came_true:.0%}" if year else ""
        )
    console.print(table)


def print_notes(console: Console, notes: Sequence[Message]) -> None:
    """Prints remarks, one a paragraph."""
    for each in notes:
        console.print(Padding(Text(each.message), (0, 0, 0, 0)))
