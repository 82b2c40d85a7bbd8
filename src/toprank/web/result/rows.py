"""The rows of the long tables and lists as markup: what the templates would loop over, hundreds of cells to a page.

Every piece is markup of ours with places for texts, which `filled` escapes.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.safestring import SafeString

from toprank.web.templatetags.words import filled, plain

PART: Final = (
    '<tr role="row" class="part"><th role="rowheader" scope="row">{0}</th><td role="cell" class="bar-cell"></td>'
    '<td role="cell" class="n points">{1} <span class="of">{2} {3}</span></td></tr>'
)
LINE: Final = (
    '<tr role="row"><th role="rowheader" scope="row">{0}<span class="under">{1} · <a href="{2}">{3}'
    '<span class="visually-hidden"> {0}</span></a></span></th><td role="cell" class="bar-cell">{4}</td>'
    '<td role="cell" class="n points">{5}{6}</td></tr>'
)
BAR: Final = (
    '<svg class="bar-svg" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="bar-back" width="100" height="8" rx="1"/><rect class="bar" width="{0}" height="8" rx="1"/></svg>'
)
OF: Final = ' <span class="of">{0} {1}</span>'
NEED: Final = (
    '<li><svg class="i-{0}" viewBox="0 0 20 20" aria-hidden="true"><use href="#icon-{0}"/></svg>'
    '<span><span class="visually-hidden">{1} </span>{2}<span class="have">{3}{4}</span></span></li>'
)
FOLD: Final = (
    '<details class="fold" id="{0}"{1}><summary><span>{2}</span> <span class="tag {3}"><svg viewBox="0 0 20 20"'
    ' aria-hidden="true"><use href="#icon-{3}"/></svg>{4}</span></summary><div class="inside">{5}</div></details>'
)
NEEDS: Final = '<ul class="need" role="list">{0}</ul>'
NAMES: Final = "<ul>{0}</ul>"
NAME: Final = '<li><a href="{1}">{0}</a></li>'
ABOUT: Final = '<p><a href="{0}">{1}<span class="visually-hidden"> {2}</span></a></p>'
TABLES: Final = '<ul class="small">{0}</ul>'
SENTENCE: Final = "<p>{0}</p>"
ITEM: Final = "<li>{0}</li>"
JOB: Final = (
    '<tr role="row"><th role="rowheader" scope="row" class="full">{0}<span class="under">{1}</span></th>'
    '<td role="cell" class="n label full" data-label="{5}">{2}</td><td role="cell" class="n label" data-label="{6}">{3}'
    '</td><td role="cell" class="full small muted">{4}</td></tr>'
)
MEASURE: Final = (
    '<tr role="row"><th role="rowheader" scope="row" class="full">{0}</th><td role="cell" class="n label full"'
    ' data-label="{5}">{1}</td><td role="cell" class="n full{6}"{7}>{2}</td><td role="cell" class="full nowrap">{3}{4}'
    "</td></tr>"
)
LAST: Final = (
    '<tr role="row"><th role="rowheader" scope="row">{0}<span class="under">{1}</span></th>'
    '<td role="cell" class="n"><strong>{2}</strong></td>{3}{4}</tr>'
)
SIDE: Final = '<td role="cell" class="n label" data-label="{0}">{1}</td>'
ROUND: Final = (
    '<tr role="row"><th role="rowheader" scope="row">{2} <a href="{1}">{0}</a></th><td role="cell">{3}</td>'
    '<td role="cell" class="n">{4}</td><td role="cell">{5}</td></tr>'
)
SAID: Final = (
    '<li><svg class="i-{0}" viewBox="0 0 20 20" aria-hidden="true"><use href="#icon-{0}"/></svg><span>{1}</span></li>'
)
PLACE: Final = '<li><a href="#{0}">{1}</a></li>'
CHANGE: Final = '<li><span><time datetime="{0}">{1}</time></span><span class="{2} num">{3}</span><span>{4}</span></li>'
UNDER: Final = '<span class="under">{0}</span>'
OVER: Final = '{0}<span class="under">{1}</span>'
NOTHING: Final = SafeString("")


def one(markup: str, *texts: str) -> SafeString:
    """A piece with its texts."""
    return SafeString(markup.format(*map(plain, texts)))


def all_of(markup: str, rows: Iterable[Sequence[str]]) -> SafeString:
    """A piece for each row."""
    return filled(markup, rows)
