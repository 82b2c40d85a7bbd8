"""Forecasts and their backtest as sheets for people, in the terminal."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from toprank.cli.paper import Paper
from toprank.forecast.document import ForecastDocument, Given, Held, Message, PersonForecast, Range, TypeForecast
from toprank.words import catalogue, forms, say

WIDE: Final = 100
ROOMIER: Final = {"en": 20, "fr": 26}
"""Columns more than wide that the last rounds need beside days with their year."""


def series(type_: str, language: str = "en") -> str:
    """A type of round in few words."""
    return str(catalogue(language)["names"]["series"].get(type_, type_))


def words(code: str, language: str, /, **told: object) -> str:
    """A text of the sheet."""
    return say("forecast_sheet", code, told, language)


def headed(language: str, *columns: tuple[str, str]) -> Table:
    """A table whose headings are texts of the sheet; "" is an empty heading."""
    return sheet_table(*((words(code, language) if code else "", side) for code, side in columns))


def sheet_table(*columns: tuple[str, str]) -> Table:
    """A table without lines; columns are headings and sides, "<" or ">"."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading, side in columns:
        table.add_column(heading, justify="right" if side == ">" else "left", no_wrap=True)
    return table


def span(low: int | date, high: int | date, language: str = "en") -> str:
    """A range of numbers or days; of two days in one year the second is written without it."""
    if isinstance(low, date) and isinstance(high, date):
        return words("days", language, low=low, high=f"{high:%m-%d}" if low.year == high.year else high)
    return forms(language)["span"]((low, high))


def number(value: int | None, language: str) -> str:
    """A number as the language writes it; empty for none."""
    return "" if value is None else forms(language)["number"](value)


def share(value: float, language: str) -> str:
    """A share in whole hundredths."""
    return forms(language)["percent"](round(100 * value))


def print_forecast(found: ForecastDocument, detailed: bool, language: str = "en") -> None:
    """Prints forecasts: each type in detail, or all in one table; then the person, then what holds for all."""
    console = Paper()
    console.print(Text(words("title", language, made_on=found.made_on), style="bold"))
    if detailed:
        for each in found.types:
            print_type(console, each, language)
    else:
        print_overview(console, found.types, found.made_on, language)
    if found.person is not None:
        print_person(console, found.person, language)
    console.print()
    print_notes(console, found.notes)


def print_overview(console: Console, types: Sequence[TypeForecast], made_on: date, language: str) -> None:
    """Prints every type with a point as one line, then those without one."""
    console.print(words("meant", language, year=f"{made_on:%Y}") + "\n")
    wide = console.width >= WIDE
    years = {day.year for each in types if each.day and each.cutoff for day in (each.day.low80, each.day.said)}
    roomy = console.width >= WIDE + ROOMIER[language] or (years <= {made_on.year} and language == "en")
    before = (("last", ">"), ("crs", ">")) if roomy else ()
    columns = (("", "<"), *before, ("next", ">"), ("range", "<"), ("crs", ">"), ("range", "<"))
    table = headed(language, *columns, *((("invited", ">"), ("range", "<")) if wide else ()))
    for each in sorted(types, key=lambda each: each.day.said if each.day else date.max):
        if each.cutoff is None or each.day is None or each.size is None:
            continue
        last, said = short(each.last[0].on, made_on), short(each.day.said, made_on)
        days_ = words("days", language, low=short(each.day.low80, made_on), high=short(each.day.high80, made_on))
        cells = [series(each.type, language), *((last, str(each.last[0].cutoff)) if roomy else ()), said, days_,
                 str(each.cutoff.said), span(each.cutoff.low80, each.cutoff.high80, language)]  # fmt: skip
        table.add_row(*map(Text, [*cells, *(size_cells(each.size, language) if wide else ())]))
    if table.rows:
        console.print(table)
    without = [each for each in types if each.cutoff is None]
    if without:
        print_without(console, without, language)
    console.print("\n" + words("more", language))


def short(day: date, made_on: date) -> str:
    """A day as month and day, with its year where that is not the one of the forecast."""
    return f"{day:%m-%d}" if day.year == made_on.year else f"{day}"


def size_cells(size: Range, language: str) -> tuple[str, str]:
    """A size and its range."""
    return number(size.said, language), span(size.low80, size.high80, language)


def print_without(console: Console, types: Sequence[TypeForecast], language: str) -> None:
    """Prints the types without a point: the last round of each, the reason, the chance that one is held."""
    console.print(Text("\n" + words("no_point", language), style="bold"))
    columns = (("", "<"), ("last", "<"), ("crs", ">"), ("why", "<"), ("in_90", ">"), ("in_180", ">"))
    table = headed(language, *columns)
    for each in types:
        last = each.last[0] if each.last else None
        within = (
            ("", "") if each.day is None else tuple(share(each.day.within[days_], language) for days_ in ("90", "180"))
        )
        reason = words(f"why_{each.abstained.code}", language) if each.abstained else ""
        cells = [series(each.type, language), str(last.on) if last else "", str(last.cutoff) if last else "", reason]
        table.add_row(*map(Text, [*cells, *within]))
    console.print(table)
    console.print(words("in_days", language))


def print_type(console: Console, found: TypeForecast, language: str) -> None:
    """Prints one type: its last rounds, the next one, the cut-off at some sizes, how such forecasts held."""
    console.print(Text(f"\n{series(found.type, language)}", style="bold"))
    if found.last:
        table = headed(language, ("last_rounds", "<"), ("invited", ">"), ("crs", ">"))
        for each in found.last:
            table.add_row(*map(Text, [str(each.on), number(each.size, language), str(each.cutoff)]))
        console.print(table)
    if found.abstained is not None:
        console.print()
        console.print(Text(found.abstained.message, style="yellow"))
    print_next(console, found, language)
    print_ahead(console, found, language)
    print_given(console, found.given, language)
    print_held(console, found, language)
    if found.notes:
        console.print()
        print_notes(console, found.notes)


def print_next(console: Console, found: TypeForecast, language: str) -> None:
    """Prints the day, the size and the cut-off of the next round with their ranges."""
    table = headed(language, ("next_round", "<"), ("about", ">"), ("four_in_five", "<"), ("one_in_two", "<"))
    if found.day is not None and found.cutoff is not None:
        day = found.day
        bands = (span(day.low80, day.high80, language), span(day.low50, day.high50, language))
        table.add_row(words("day", language), str(day.said), *bands)
    for name, range_ in (("invited", found.size), ("crs", found.cutoff or found.seen)):
        if range_ is not None and (found.cutoff is not None or name == "crs"):
            bands = (span(range_.low80, range_.high80, language), span(range_.low50, range_.high50, language))
            table.add_row(words(name, language), number(range_.said, language), *bands)
    if table.rows:
        console.print()
        console.print(table)
    if found.day is not None and found.cutoff is None:
        within = found.day.within
        told = {f"in_{days_}": share(within[days_], language) for days_ in ("90", "180")}
        console.print(words("chance_held", language, **told))


def print_ahead(console: Console, found: TypeForecast, language: str) -> None:
    """Prints the rounds after the next one."""
    if not found.ahead:
        return
    console.print()
    columns = (("after_that", "<"), ("about", ">"), ("four_in_five", "<"), ("crs", ">"), ("four_in_five", "<"))
    table = headed(language, *columns)
    for each in found.ahead:
        days_ = span(each.day_low80, each.day_high80, language)
        cells = [words("round", language, place=each.place), str(each.day), days_, number(each.cutoff.said, language)]
        table.add_row(*map(Text, [*cells, span(each.cutoff.low80, each.cutoff.high80, language)]))
    console.print(table)


def print_given(console: Console, given: Sequence[Given], language: str) -> None:
    """Prints the cut-off at some sizes."""
    if not given:
        return
    console.print()
    columns = (("if_invited", ">"), ("on", "<"), ("crs", ">"), ("four_in_five", "<"), ("one_in_two", "<"))
    table = headed(language, *columns)
    for each in given:
        cutoff = each.cutoff
        bands = ("", "") if cutoff is None else (
            span(cutoff.low80, cutoff.high80, language), span(cutoff.low50, cutoff.high50, language))  # fmt: skip
        said = "" if cutoff is None else number(cutoff.said, language)
        table.add_row(*map(Text, [number(each.size, language), str(each.on), said, *bands]))
    console.print(table)
    told = [note for each in given for note in (each.abstained, *each.notes) if note is not None]
    for text in dict.fromkeys(note.message for note in told):
        console.print(Text(text, style="yellow"))


def print_held(console: Console, found: TypeForecast, language: str) -> None:
    """Prints how such forecasts did in the backtest."""
    rows = [("known", found.held_given), ("unknown", found.held_plain)]
    kept: list[tuple[str, Held]] = [(name, held) for name, held in rows if held is not None]
    if not kept:
        return
    console.print()
    period = words("days", language, low=kept[0][1].since, high=kept[0][1].until)
    headings = [words(code, language) for code in ("four_held", "one_held", "off_by", "as_last")]
    table = sheet_table((period, "<"), *((heading, ">") for heading in headings))
    console.print(words("how_they_held", language))
    for name, held in kept:
        counts = (words("of", language, held=each, rounds=held.rounds) for each in (held.held80, held.held50))
        errors = (forms(language)["number"](round(each, 1)) for each in (held.error, held.error_of_last))
        table.add_row(words(name, language), *counts, *errors)
    console.print(table)


def print_person(console: Console, found: PersonForecast, language: str) -> None:
    """Prints the chances of one person, and how often such chances came true."""
    code = "person_provisional" if found.provisional else "person"
    title = words(code, language, profile=found.profile, score=found.score)
    console.print(Text(f"\n{title}", style="bold"))
    for reason in found.provisional:
        told = say("sheet", "provisional", {"message": reason.message}, language)
        console.print(Text(told, style="yellow"))
    for warned in found.warnings:
        console.print(Text(words("warning", language, message=warned.message)))
    if found.types:
        console.print(words("chance_of", language))
        table = headed(language, ("", "<"), ("any", ">"))
        for name in found.types:
            table.add_column(series(name, language), justify="right")
        for each in found.chances:
            alone = [share(each.by_type[name], language) for name in found.types]
            within = words("within_until", language, days=each.days, until=each.until)
            table.add_row(within, Text(share(each.chance, language), style="bold"), *alone)
        console.print(table)
    if found.types and found.reliability:
        console.print("\n" + words("when_told", language))
        print_reliability(console, found, language)
    if found.notes:
        console.print()
        print_notes(console, found.notes)


def print_reliability(console: Console, found: PersonForecast, language: str) -> None:
    """Prints chances told beside the share of them that came true, up to half a year and for a whole one."""
    table = headed(language, ("told", "<"), ("came_true", ">"), ("in_a_year", ">"))
    in_a_year = {each.low: each for each in found.reliability_in_a_year}
    for each in found.reliability:
        year = in_a_year.get(each.low)
        band = words("band", language, low=share(each.low, language), high=share(each.high, language))
        table.add_row(band, share(each.came_true, language), share(year.came_true, language) if year else "")
    console.print(table)


def print_notes(console: Console, notes: Sequence[Message]) -> None:
    """Prints remarks, one a paragraph."""
    for each in notes:
        console.print(Padding(Text(each.message), (0, 0, 0, 0)))
