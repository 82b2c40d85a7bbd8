"""`toprank pool calibrate`: how near a pool comes to what is published."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from toprank.cli.options import AsJson, Lang, On, Overlays, day_of, language_of, rulebook_of
from toprank.pool.store import open_pool
from toprank.writing import check_writable

Json = dict[str, Any]


def calibrate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the pool.")],
    on: On = None,
    page: Annotated[Path | None, typer.Option("--page", help="Write the report as a page of Markdown, too.")] = None,
    rulebook: Overlays = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Say for every published figure how near a pool comes to it, and whether that is within its tolerance.

    toprank pool calibrate march
    """
    from toprank.pool.calibration import calibration, document
    from toprank.pool.calibration_page import written

    language = language_of(lang)
    if page is not None:
        check_writable(page)
    book, pool = rulebook_of(rulebook), open_pool(folder)
    day = pool.day if on is None and pool.day is not None else day_of(on)
    found = document(calibration((pool.read(part)[1] for part in pool.parts), day, book), day)
    if page is not None:
        written(page, found)
    if as_json:
        print(json.dumps(found))
        return
    from toprank.cli.calibrate_sheet import print_calibration  # Rich is only imported where it is shown

    print_calibration(found, language)
