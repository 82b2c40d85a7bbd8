"""`toprank forecast` and `toprank backtest`: the next rounds, and how such forecasts did."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from toprank import days
from toprank.cli.options import AsJson, Lang, Overlays, language_of, rulebook_of
from toprank.errors import ToprankError
from toprank.forecast.document import ForecastDocument
from toprank.forecast.where_it_ends import where_it_ends
from toprank.pool.staging import refuse_existing
from toprank.profile import iso_day
from toprank.reading import entries
from toprank.rounds.age import age_and_remedy, apart_lines
from toprank.rounds.record import Record, record
from toprank.rounds.store import now
from toprank.rulebook.loader import Rulebook
from toprank.words import say
from toprank.writing import check_writable

PROGRAMS: Final = ("general", "pnp", "cec", "fsw", "fst")
LARGEST: Final = 1_000_000
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="DIR", help="The data folder; TOPRANK_DATA, else toprank in the user's data."),
]
Target = Annotated[str | None, typer.Option("--target", metavar="ID", help="A type of round: pnp, cec, french, ...")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(forecast)
    app.command()(backtest)


def forecast(
    target: Target = None,
    made_on: Annotated[
        str | None,
        typer.Option("--made-on", metavar="DAY", help="As of this day; today, or earlier where the record ends."),
    ] = None,
    size: Annotated[
        int | None, typer.Option("--size", metavar="N", min=1, max=LARGEST, help="If so many are invited.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="With --size: on this day.")] = None,
    profile: Annotated[
        str | None, typer.Option("--for", metavar="PROFILE", help="The chances of one person: JSON or TOML.")
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option("--chart", metavar="FILE", help="A picture, .svg or .png: of the type named, else of all."),
    ] = None,
    as_json: AsJson = False,
    store: Store = None,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """The next rounds: day, size and cut-off with ranges; the cut-off at a size; the chances of one person.

    toprank forecast --target french --size 4000 --on 2026-05-13
    """
    from toprank.forecast.told import document  # its numbers are only read where a forecast is made

    known, book, today = record(store), rulebook_of(rulebook), now().date()
    language = language_of(lang)
    as_of = day_of(made_on, "--made-on") if made_on else where_it_ends(known, today)
    check_day(as_of, known)
    if on is not None and size is None:
        raise ToprankError("--on names the day of a round and needs its --size.")
    day = day_of(on, "--on") if on else None
    if day is not None and day <= as_of:
        raise ToprankError(f"--on {day}: the round must come after the day of the forecast, {as_of}.")
    types = None if target is None else [checked(target, known, book)]
    if chart is not None:
        check_drawn(chart)
    person = None if profile is None else person_of(profile, as_of, book)
    rules_on = as_of if made_on else max(as_of, today)
    asked = None if size is None else (size, day)
    found = document(known, as_of, book, types, asked, person, rules_on=rules_on, shown_on=today, language=language)
    if chart is not None:
        draw(found, known, chart)
    if as_json:
        print(json.dumps(found.model_dump(mode="json", by_alias=True), ensure_ascii=False))
    else:
        from toprank.cli.forecast_sheet import print_forecast  # Rich is only imported where it is shown

        print_forecast(found, target is not None or size is not None, language)
    if as_of < today and made_on is None:
        print(say("forecast_sheet", "as_of", {"as_of": as_of}, language), file=sys.stderr)
    print_age(known, today, language)


def backtest(
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="The first round; 2019-01-01 if not given.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="The last round.")] = None,
    target: Target = None,
    as_json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The cut-off table as Parquet, a new file.")
    ] = None,
    store: Store = None,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """How such forecasts did: every round forecast on the day of the one before it, beside the simple rules.

    toprank backtest --since 2025-05-01 --target cec
    """
    from toprank.forecast.backtest import rows, targets  # their numbers are only read where a forecast is made
    from toprank.forecast.settings import FIRST_TARGET
    from toprank.forecast.table import write_parquet

    known, book, language = record(store), rulebook_of(rulebook), language_of(lang)
    first = day_of(since, "--since") if since else FIRST_TARGET
    last = day_of(until, "--until") if until else date.max
    if first > last:
        raise ToprankError(f"--since {first} is after --until {last}.")
    if out is not None:
        refuse_existing(out)
        check_writable(out)
    type_ = None if target is None else checked(target, known, book)
    found = list(targets(known, book, first, last, type_))
    lines = [row for each in found for row in rows(each)]
    if out is not None:
        write_parquet(lines, out)
    if as_json:
        for row in lines:
            print(json.dumps(row.as_json(), ensure_ascii=False))
    elif not found:
        print(say("backtest_sheet", "none", {}, language), file=sys.stderr)
    else:
        from toprank.cli.backtest_sheet import print_backtest  # Rich is only imported where it is shown

        print_backtest(found, lines, language)
    print_age(known, now().date(), language)


def print_age(known: Record, today: date, language: str) -> None:
    """How old the record is and which published rounds are not in it, on standard error."""
    for line in (*apart_lines(known, language), age_and_remedy(known, today, language)):
        print(line, file=sys.stderr)


def day_of(text: str, option: str) -> date:
    """The day of an option."""
    try:
        return iso_day(text)
    except ValueError as error:
        raise ToprankError(f"{option} {text}: {error}. Allowed is a day written YYYY-MM-DD.") from None


def check_day(made_on: date, known: Record) -> None:
    """Raises ToprankError for a day before the first round."""
    if not known.rounds or made_on < known.rounds[0].on:
        first = known.rounds[0].on if known.rounds else "none"
        raise ToprankError(f"--made-on {made_on}: no round was held by that day; the first was on {first}.")


def checked(target: str, known: Record, rulebook: Rulebook) -> str:
    """A type of round. ToprankError where there is none of that name."""
    series = {*PROGRAMS, *(each.type for each in known.rounds), *(each.family for each in rulebook.categories())}
    if target not in series:
        raise ToprankError(f"no type of round is called {target!r}: there are {', '.join(sorted(series))}.")
    return target


def person_of(name: str, made_on: date, rulebook: Rulebook) -> Any:
    """The one person of a profile file, assessed on the day of the forecast."""
    from toprank.forecast.person import person  # the engine is only read where a person is asked for

    found = list(entries(name))
    if len(found) != 1:
        raise ToprankError(f"{name} holds {len(found)} profiles: a forecast is for one.")
    if found[0].fault is not None:
        raise ToprankError(f"{name}: {found[0].fault.message}; found {found[0].fault.found}.")
    return person(found[0].document, made_on, rulebook)


def check_drawn(path: Path) -> None:
    """Raises where a picture could not be drawn there: Missing without the packages for charts."""
    from toprank.charts import check_chart_path  # its packages are an extra

    check_chart_path(path)


def draw(found: ForecastDocument, known: Record, path: Path) -> None:
    """Draws the past of a type and its forecast; of several types their past of two years."""
    from toprank.charts import save
    from toprank.forecast.charts import cutoffs, fan

    if len(found.types) == 1:
        save(fan(found, known), path)
        return
    drawn = [each.type for each in found.types if each.cutoff is not None]
    if not drawn:
        raise ToprankError("there is nothing to draw: no type has a point on this day. Name one with --target.")
    since = days.add_years(found.made_on, -2)
    save(cutoffs(known.known_on(found.made_on), drawn, since, found.made_on), path)
