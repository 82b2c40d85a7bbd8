"""The backtest as a sheet for people, in the terminal: the table of cut-offs where it is short, then the scores."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from toprank.cli.forecast_sheet import series, share, sheet_table
from toprank.cli.paper import Paper
from toprank.forecast.backtest import Target
from toprank.forecast.row import Row
from toprank.forecast.scores import (
    DayScored,
    Scored,
    all_scored,
    crps_against,
    days_scored,
    fortnight_against,
    paired,
    totals,
)
from toprank.forecast.settings import FEWEST_COMPARED
from toprank.words import say

MOST_LISTED: Final = 60
MODELS: Final = ("conditional", "plain", "last", "mean_of_three", "median_of_six", "smoothing", "last_alone")


def words(code: str, language: str, /, **told: object) -> str:
    """A text of the sheet."""
    return say("backtest_sheet", code, told, language)


def headed(language: str, *columns: tuple[str, str]) -> Table:
    """A table whose headings are texts of the sheet; "" is an empty heading."""
    return sheet_table(*((words(code, language) if code else "", side) for code, side in columns))


def decimal(value: float, language: str, places: int = 1) -> str:
    """A figure with its decimals."""
    written = f"{value:.{places}f}"
    return written.replace(".", ",") if language == "fr" else written


def print_backtest(found: Sequence[Target], rows: Sequence[Row], language: str = "en") -> None:
    """Prints how forecasts did: each round where there are few, then what they add up to."""
    console = Paper()
    if len(rows) <= MOST_LISTED:
        print_rows(console, rows, language)
    else:
        console.print(words("many", language, count=len(rows)))
    scores = all_scored(found)
    abstained = sum(1 for row in rows if row.abstained) // 2
    console.print("\n" + words("rounds_told", language, count=len(rows) // 2, abstained=abstained))
    if scores:
        print_scores(console, scores, language)
        print_days(console, days_scored(found), language)


def print_rows(console: Console, rows: Sequence[Row], language: str) -> None:
    """Prints the table of cut-offs."""
    columns = (("round", ">"), ("", "<"), ("made_on", "<"), ("kind", "<"), ("said", ">"), ("range", "<"))
    table = headed(language, *columns, ("was", ">"), ("last_one", ">"))
    table.padding = (0, 1, 0, 0)
    for row in rows:
        band = "" if row.low80 is None else words("band", language, low=row.low80, high=row.high80)
        held = row.low80 is not None and row.high80 is not None and row.low80 <= row.happened <= row.high80
        said = words("no_point", language) if row.said is None else str(row.said)
        kind = words(f"kind_{row.kind}", language)
        cells = [str(row.round), series(row.target, language), str(row.made_on or ""), kind, said, band]
        was = Text(str(row.happened), style="" if held or not band else "bold red")
        table.add_row(*map(Text, cells), was, Text("" if row.naive is None else str(row.naive)))
    console.print(table)


def print_scores(console: Console, scores: Sequence[Scored], language: str) -> None:
    """Prints the scores of every model by type; points, and shares of the bands that held."""
    names = list(dict.fromkeys(each.type for each in scores))
    for name in [None, *names] if len(names) > 1 else names:
        of_type = [each for each in scores if name in (None, each.type)]
        count = len({each.round for each in of_type})
        title = words("type_rounds", language, type=type_name(name, language), count=count)
        console.print(Text(f"\n{title}", style="bold"))
        columns = (("off_by", ">"), ("held80", ">"), ("held50", ">"), ("width", ">"), ("interval", ">"), ("crps", ">"))
        table = headed(language, ("", "<"), *columns)
        for model in MODELS:
            mean = totals([each for each in of_type if each.model == model])
            if mean is not None:
                shares = [share(each, language) for each in (mean.held80, mean.held50)]
                cells = [decimal(mean.error, language), *shares, f"{mean.width80:.0f}", f"{mean.interval80:.0f}",
                         decimal(mean.crps, language)]  # fmt: skip
                table.add_row(words(f"model_{model}", language), *cells)
        console.print(table)
        if count >= FEWEST_COMPARED:
            print_differences(console, of_type, language)


def type_name(name: str | None, language: str) -> str:
    """A type of round, or all of them."""
    return words("all_types", language) if name is None else series(name, language)


def print_differences(console: Console, scores: Sequence[Scored], language: str) -> None:
    """Prints both forecasts beside "same as last", in pairs."""
    for model in ("conditional", "plain"):
        told = signed(paired(crps_against(scores, model, "last")), language)
        console.print(words("difference", language, model=words(f"model_{model}", language), told=told))


def signed(told: tuple[float, float, float], language: str) -> str:
    """A difference with its 90% range."""
    mean, low, high = (f"{each:+.2f}".replace(".", "," if language == "fr" else ".") for each in told)
    return f"{mean} [{low}; {high}]" if language == "fr" else f"{mean} [{low}, {high}]"


def print_days(console: Console, scores: Sequence[DayScored], language: str) -> None:
    """Prints how far the days were off."""
    console.print(Text("\n" + words("next_day", language), style="bold"))
    columns = (("", "<"), ("rounds", ">"), ("off_by", ">"), ("fortnight", ">"), ("against_fortnight", "<"))
    table = headed(language, *columns)
    names = list(dict.fromkeys(each.type for each in scores))
    for name in [None, *names] if len(names) > 1 else names:
        of_type = [each for each in scores if name in (None, each.type)]
        off, fortnight = (sum(getattr(each, key) for each in of_type) / len(of_type) for key in ("error", "fortnight"))
        against = signed(paired(fortnight_against(of_type)), language)
        cells = (decimal(off, language), decimal(fortnight, language), against)
        table.add_row(type_name(name, language), str(len(of_type)), *cells)
    console.print(table)
