"""A report as a PDF: tagged, PDF/UA-1, the same bytes for the same report on any machine.

Typst sets it, with the fonts that its package embeds and no others: Libertinus Serif (Latin with Vietnamese, Greek,
Cyrillic, Hebrew) and DejaVu Sans Mono (Arabic). A sign that neither has is named, and the PDF is not written; a folder
of fonts in the settings of the practice brings more scripts.
"""

import json
import re
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from toprank.errors import Missing, ToprankError
from toprank.report.blocks import Json

try:
    import typst
except ModuleNotFoundError:
    raise Missing("a PDF needs one more package: pip install 'toprank[report]'. HTML and JSON do without.") from None

STANDARD: Final = "ua-1"
REMEMBERED: Final = 10
"""Documents for which Typst keeps what it worked out: some twenty megabytes each, and what stands in them."""
NO_GLYPH: Final = re.compile(r'the text [`"]+(.+?)[`"]+ could not be displayed')


class Unprintable(ToprankError):
    """No font at hand has a sign of the report; `text` is what cannot be shown."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"the PDF cannot show {text}: no font at hand has it. Write it in another script, name a folder of fonts "
            "in the settings of the practice (fonts), or ask for --format html."
        )
        self.text = text


def pdf(report: Json, fonts: str = "") -> bytes:
    """The report as a PDF. `fonts` is a folder whose fonts are tried after the embedded ones."""
    told = {key: value for key, value in report.items() if key not in ("assessment", "advice", "ledger")}
    made = datetime.combine(datetime.fromisoformat(report["on"]), time(), UTC)
    with as_file(files(__package__).joinpath("report.typ")) as template:
        try:
            return typst.compile(
                template.read_bytes(),
                sys_inputs={"report": json.dumps(told, ensure_ascii=False)},
                font_paths=typst.Fonts(include_system_fonts=False, font_paths=[existing(fonts)] if fonts else []),
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=STANDARD,
                timestamp=made,
            )
        except typst.TypstError as error:
            raise explained(error) from None
        finally:
            let_go()


def existing(folder: str) -> str:
    """The folder of fonts; Missing where there is none."""
    if not Path(folder).is_dir():
        raise Missing(f"the folder of fonts {folder} is not there.")
    return folder


def let_go() -> None:
    """Has Typst forget the documents before: a server would keep much memory for them, and facts of people in it."""
    blank = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False))
    for _ in range(REMEMBERED + 1):
        blank.compile(b" ", format="svg")


def explained(error: typst.TypstError) -> ToprankError:
    """What could not be set, in words for the person who asked."""
    found = NO_GLYPH.search(error.message)
    return Unprintable(found[1]) if found else ToprankError(f"the PDF could not be made: {error.message}.")
