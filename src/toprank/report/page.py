"""A report as one HTML file: our own stylesheet inside, ready to print, no script, nothing fetched from elsewhere."""

from collections.abc import Callable, Mapping
from html import escape
from importlib.resources import files
from typing import Final

from toprank.report.blocks import Json

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""Browsers run and fetch nothing, whatever a text may hold."""


def html(report: Json) -> bytes:
    """The report as one page."""
    head, style = report["head"], files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    lines = "".join(f"<p>{escape(line)}</p>" for line in head["lines"])
    facts = "".join(
        f"<div><dt>{escape(each['label'])}</dt><dd>{escape(each['value'])}</dd></div>" for each in head["facts"]
    )
    sections = "\n".join(section(each) for each in report["sections"])
    running = report["running"]
    return f"""<!doctype html>
<html lang="{report["language"]}-CA">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(report["title"])}: {escape(running["header"])}</title>
<style>
{style}</style>
</head>
<body>
<header><p class="practice">{escape(head["practice"])}</p>{lines}</header>
<main>
<h1>{escape(report["title"])}</h1>
<dl>{facts}</dl>
{sections}
</main>
<footer><p>{escape(running["header"])}</p><p>{escape(running["footer"])}</p></footer>
</body>
</html>
""".encode()


def section(found: Json) -> str:
    """A section with its blocks."""
    blocks = "\n".join(BLOCKS[block["kind"]](block) for block in found["blocks"])
    code = escape(found["code"])
    return f'<section aria-labelledby="{code}">\n<h2 id="{code}">{escape(found["title"])}</h2>\n{blocks}\n</section>'


def text(block: Json) -> str:
    """A paragraph."""
    size = ' class="small"' if block["small"] else ""
    return f"<p{size}>{escape(block['text'])}</p>"


def items(block: Json) -> str:
    """A list."""
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in block["items"]) + "</ul>"


def notice(block: Json) -> str:
    """What must not be overlooked."""
    texts = "".join(f"<p>{escape(each)}</p>" for each in block["texts"])
    return f'<div class="notice" role="note"><p class="title">{escape(block["title"])}</p>{texts}</div>'


def heading(block: Json) -> str:
    """A heading inside a section, with its state in words."""
    colour = f' class="{block["state"]}"' if block["state"] else ""
    state = f" – <span{colour}>{escape(block['told'])}</span>" if block["told"] else ""
    return f"<h3>{escape(block['text'])}{state}</h3>"


def table(block: Json) -> str:
    """A table; its caption is for those who do not see the heading above it."""
    kinds = [' class="figures"' if column["figures"] else "" for column in block["columns"]]
    titles = "".join(
        f'<th scope="col"{kind}>{escape(column["title"])}</th>'
        for kind, column in zip(kinds, block["columns"], strict=True)
    )
    rows = "\n".join(row(each, kinds) for each in block["rows"])
    caption = escape(block["caption"])
    found = f"<table><caption>{caption}</caption>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    return f'<div class="wide" role="region" aria-label="{caption}" tabindex="0">{found}</div>'


def row(found: Json, kinds: list[str]) -> str:
    """A row of a table; its first cell has the colour of its state."""
    first = f' class="{found["state"]}"' if found["state"] else kinds[0]
    classes, last = [first, *kinds[1:]], len(found["cells"]) - 1
    wide = f' colspan="{len(kinds) - last}"' if last < len(kinds) - 1 else ""
    cells = "".join(
        f"<td{kind}{wide if place == last else ''}>{escape(cell)}</td>"
        for place, (kind, cell) in enumerate(zip(classes, found["cells"], strict=False))
    )
    return f'<tr class="{found["weight"]}">{cells}</tr>'


def signature(block: Json) -> str:
    """A statement and the lines under it, to be written on in print."""
    lines = "".join(map(signed_line, block["lines"]))
    return f'<div class="signature"><p>{escape(block["text"])}</p><dl>{lines}</dl></div>'


def signed_line(line: Json) -> str:
    """A label with its value, or with a line to write on."""
    empty = "" if line["value"] else ' class="line"'
    return f"<div><dt>{escape(line['label'])}</dt><dd{empty}>{escape(line['value'])}</dd></div>"


BLOCKS: Final[Mapping[str, Callable[[Json], str]]] = {
    "text": text,
    "items": items,
    "notice": notice,
    "heading": heading,
    "table": table,
    "signature": signature,
}
