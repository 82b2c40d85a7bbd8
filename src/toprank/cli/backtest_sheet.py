"""The backtest as a sheet for people, in the terminal: the table of cut-offs where it is short, then the scores."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from toprank.cli.forecast_sheet import series, sheet_table, span
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

MOST_LISTED: Final = 60
MODELS: Final = {
    "conditional": "size and day given",
    "plain": "nothing given",
    "last": "same as last",
    "mean_of_three": "mean of the last three",
    "median_of_six": "middle of the last six",
    "smoothing": "smoothing, one half",
    "last_alone": "same as last, own errors",
}


def print_backtest(found: Sequence[Target], rows: Sequence[Row]) -> None:
    """Prints how forecasts did: each round where there are few, then what they add up to."""
    console = Console(highlight=False)
    if len(rows) <= MOST_LISTED:
        print_rows(console, rows)
    else:
        console.print(f"Forecasts: {len(rows):,}. Each of them: --json, or --out table.parquet.")
    scores = all_scored(found)
    abstained = sum(1 for row in rows if row.abstained) // 2
    console.print(f"\nRounds: {len(rows) // 2:,}. No point was given for {abstained:,} of them.")
    if scores:
        print_scores(console, scores)
        print_days(console, days_scored(found))


def print_rows(console: Console, rows: Sequence[Row]) -> None:
    """Prints the table of cut-offs."""
    columns = (("round", ">"), ("", "<"), ("made on", "<"), ("kind", "<"), ("said", ">"), ("range", "<"))
    table = sheet_table(*columns, ("was", ">"), ("last", ">"))
    table.padding = (0, 1, 0, 0)
    for row in rows:
        band = "" if row.low80 is None else span(row.low80, row.high80)
        held = row.low80 is not None and row.high80 is not None and row.low80 <= row.happened <= row.high80
        said = "none" if row.said is None else str(row.said)
        cells = [str(row.round), series(row.target), str(row.made_on or ""), row.kind, said, band]
        was = Text(str(row.happened), style="" if held or not band else "bold red")
        table.add_row(*map(Text, cells), was, Text("" if row.naive is None else str(row.naive)))
    console.print(table)


def print_scores(console: Console, scores: Sequence[Scored]) -> None:
    """Prints the scores of every model by type; points, and shares of the bands that held."""
    names = list(dict.fromkeys(each.type for each in scores))
    for name in [None, *names] if len(names) > 1 else names:
        of_type = [each for each in scores if name in (None, each.type)]
        count = len({each.round for each in of_type})
        console.print(Text(f"\n{'All types' if name is None else series(name)}, rounds: {count}", style="bold"))
        table = sheet_table(("", "<"), ("off by", ">"), ("80% held", ">"), ("50% held", ">"), ("width", ">"),
                            ("interval", ">"), ("CRPS", ">"))  # fmt: skip
        for model, words in MODELS.items():
            mean = totals([each for each in of_type if each.model == model])
            if mean is not None:
                cells = [f"{mean.error:.1f}", f"{mean.held80:.0%}", f"{mean.held50:.0%}", f"{mean.width80:.0f}",
                         f"{mean.interval80:.0f}", f"{mean.crps:.1f}"]  # fmt: skip
                table.add_row(words, *cells)
        console.print(table)
        if count >= FEWEST_COMPARED:
            print_differences(console, of_type)


def print_differences(console: Console, scores: Sequence[Scored]) -> None:
    """Prints both forecasts beside "same as last", in pairs."""
    for model in ("conditional", "plain"):
        told = signed(paired(crps_against(scores, model, "last")))
        console.print(f'CRPS of "{MODELS[model]}" less that of "same as last": {told}')


def signed(told: tuple[float, float, float]) -> str:
    """A difference with its 90% range."""
    return f"{told[0]:+.2f} [{told[1]:+.2f}, {told[2]:+.2f}]"


def print_days(console: Console, scores: Sequence[DayScored]) -> None:
    """Prints how far the days were off."""
    console.print(Text("\nThe day of the next round", style="bold"))
    table = sheet_table(
        ("", "<"), ("rounds", ">"), ("off by", ">"), ("14 days on", ">"), ("CRPS less that of 14 days on", "<")
    )
    names = list(dict.fromkeys(each.type for each in scores))
    for name in [None, *names] if len(names) > 1 else names:
        of_type = [each for each in scores if name in (None, each.type)]
        off, fortnight = (sum(getattr(each, key) for each in of_type) / len(of_type) for key in ("error", "fortnight"))
        words = "All types" if name is None else series(name)
        table.add_row(
            words, str(len(of_type)), f"{off:.1f}", f"{fortnight:.1f}", signed(paired(fortnight_against(of_type)))
        )
    console.print(table)
