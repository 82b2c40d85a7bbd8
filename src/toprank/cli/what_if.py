"""`toprank simulate curve` and `compare`: what if a round had another size, another list or other rules."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, Lang, Overlays, Threads, day_of, instant_of, language_of, rulebook_of
from toprank.cli.watch import watched
from toprank.errors import ToprankError
from toprank.pool.score import score_pool
from toprank.pool.store import open_pool
from toprank.rounds.hold import may_be_invited
from toprank.rounds.question import question, ties_are_ordered
from toprank.rulebook.loader import load
from toprank.simulate.compare import TRAITS, compared, group_rows, people_rows
from toprank.simulate.curve import curve, sizes_of
from toprank.simulate.documents import about, comparison_document, curve_document
from toprank.simulate.output import check_table_path, of_rows, write_table
from toprank.simulate.people import people
from toprank.simulate.sides import Changes, side_a, side_b
from toprank.words import say, translated

Json = dict[str, Any]

Folder = Annotated[Path, typer.Argument(metavar="POOL", help="The folder of the pool.")]
Kind = Annotated[str, typer.Option("--kind", help="general, program or category.")]
Target = Annotated[str | None, typer.Option("--target", metavar="ID", help="A program or a category.")]
At = Annotated[str, typer.Option("--at", metavar="INSTANT", help="When the round is, such as 2026-03-10T12:00:00Z.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Also write the table, as .parquet.")]
Chart = Annotated[Path | None, typer.Option("--chart", metavar="FILE", help="Also draw it, as .svg or .png.")]


def cutoff_curve(
    folder: Folder,
    kind: Kind,
    at: At,
    target: Target = None,
    sizes: Annotated[
        str, typer.Option("--sizes", help="Such as 500..10000, 500..10000:250 or 1000,5000.")
    ] = "500..10000",
    out: Out = None,
    chart: Chart = None,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """The cut-off of a round against its size, exactly, from one scoring of the pool.

    toprank simulate curve march --kind category --target healthcare --at 2026-03-10T12:00:00Z --sizes 500..10000
    """
    check_files(chart, out)
    language = language_of(lang)
    book, wanted = rulebook_of(rulebook), sizes_of(sizes)
    asked = question(kind, target, wanted[-1], instant_of(at, "--at"), book)
    pool = open_pool(folder)
    scored = score_pool(pool, asked.at, book, threads=threads)
    eligible = may_be_invited(scored, asked)
    found = curve(scored, eligible, wanted, ties_are_ordered(asked.on, book))
    document = curve_document(found, scored, asked, pool.content_hash, book)
    if out is not None:
        write_table(out, of_rows(document["points"]), about(document))
    if chart is not None:
        from toprank.charts import save  # the extra for charts is only needed where one is drawn
        from toprank.simulate.pictures import curve_picture

        save(curve_picture(found, document), chart)
    if as_json:
        print(json.dumps(document))
        return
    from toprank.cli.simulate_sheet import print_curve  # Rich is only imported where it is shown

    print_curve(document, language)
    remarks(document, language, out, chart)


def compare(
    folder: Folder,
    kind: Kind,
    at: At,
    size: Annotated[int, typer.Option("--size", metavar="N", help="How many may be invited on side A.")],
    target: Target = None,
    size_b: Annotated[int | None, typer.Option("--size-b", metavar="N", help="How many on side B.")] = None,
    version_b: Annotated[
        str | None,
        typer.Option(
            "--version-b", "--version", metavar="KEY", help="The version of the category on side B: healthcare-v2."
        ),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option("--drop", metavar="NOC", help="An occupation off the list of side B; again for more."),
    ] = None,
    add: Annotated[
        list[str] | None, typer.Option("--add", metavar="NOC", help="An occupation added to the list of side B.")
    ] = None,
    day_b: Annotated[
        str | None,
        typer.Option("--day-b", metavar="DAY", help="The day whose rules hold on side B, for the same people."),
    ] = None,
    rulebook_b: Annotated[
        list[Path] | None,
        typer.Option("--rulebook-b", metavar="DIR", help="Tables laid over the rulebook on side B alone."),
    ] = None,
    by: Annotated[str, typer.Option("--by", help=f"What the chart shows: {', '.join(TRAITS)}.")] = "occupation",
    out: Out = None,
    persons: Annotated[
        Path | None, typer.Option("--people", metavar="FILE", help="Also write who gains and who loses, as .parquet.")
    ] = None,
    chart: Chart = None,
    threads: Threads = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """One round held two ways over one pool: who gains, who loses.

    Side A is the round as the rules of its day have it. Side B is the same round over the same people as they stand at
    the same instant, with what the options ending in -b, --drop and --add change.

    toprank simulate compare march --kind category --target healthcare --at 2026-03-10T12:00:00Z
    --size 1000 --size-b 5000 --drop 31303 --day-b 2025-03-10
    """
    check_files(chart, out, persons)
    language = language_of(lang)
    if by not in TRAITS:
        raise ToprankError(f"--by {by}: allowed are {', '.join(TRAITS)}.")
    book = rulebook_of(rulebook)
    a = side_a(kind, target, size, instant_of(at, "--at"), book)
    changes = Changes(
        rulebook=load((*book.overlays, *rulebook_b)) if rulebook_b else None,
        day=None if day_b is None else day_of(day_b, "--day-b"),
        version=version_b,
        size=size_b,
        drop=tuple(drop or ()),
        add=tuple(add or ()),
    )
    b = side_b(a, changes)
    pool = open_pool(folder)
    with watched("candidates", pool.size, language) as tell:
        everybody = people(pool, a, b, threads, tell)
    found = compared(everybody, a, b)
    document = comparison_document(found, a, b, pool.content_hash)
    if out is not None:
        write_table(out, of_rows(group_rows(document)), about(document))
    if persons is not None:
        write_table(persons, people_rows(found), about(document))
    if chart is not None:
        from toprank.charts import save
        from toprank.simulate.pictures import compare_picture

        save(compare_picture(document, by), chart)
    if as_json:
        print(json.dumps(document, ensure_ascii=False))
        return
    from toprank.cli.simulate_sheet import print_comparison  # Rich is only imported where it is shown

    print_comparison(document, language)
    remarks(document, language, out, chart, persons)


def check_files(chart: Path | None, *tables: Path | None) -> None:
    """Raises ToprankError, before anything is worked out, for a file that could not be written after it."""
    for path in tables:
        if path is not None:
            check_table_path(path)
    if chart is not None:
        from toprank.charts import check_chart_path

        check_chart_path(chart)


def remarks(document: Json, language: str, *written: Path | None) -> None:
    """Says on standard error why figures are provisional, and what was written."""
    for reason in document["provisional"]:
        print(say("round_result", "provisional", {"message": retold(reason, language)}, language), file=sys.stderr)
    for path in written:
        if path is not None:
            print(say("what_if", "written", {"path": path}, language), file=sys.stderr)


def retold(reason: Json, language: str) -> str:
    """A reason of a document, which is in English, in a language."""
    told = dict(reason["parameters"])
    if "table" in told:
        told |= {"title": load().table(told["table"]).title[language], "unseen": translated(told["unseen"], language)}
    return say("provisional", reason["code"], told, language)
