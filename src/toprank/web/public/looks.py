"""What a practice and a page look like elsewhere: the practice's own colour, the card of a page that is passed on."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from toprank.errors import Missing
from toprank.web.our_practice import our_practice
from toprank.web.own_colour import sheet_of
from toprank.web.pages import FRESH, kept
from toprank.words import say

ACCENT: Final = "#0b5d57"
FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
def own_colour(request: HttpRequest, mark: str) -> HttpResponse:
    """The stylesheet of the practice; not found under the mark of an earlier one."""
    found = sheet_of(our_practice())
    if found is None or found.mark != mark:
        raise Http404
    response = HttpResponse(found.css, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = FOR_EVER
    return response


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look by themselves for the mark of a site: to the drawing that pages name."""
    response = HttpResponseRedirect(static("mark.svg"))
    response.headers["Cache-Control"] = FRESH
    return response


@kept()
def card(request: HttpRequest, **_: Any) -> HttpResponse:
    """The first page as a picture of 1200 by 630 for those who pass its address on."""
    try:
        from toprank.report.card import card as drawn  # Typst is only loaded where a card is drawn
    except Missing:
        raise Http404 from None
    language, practice = request.language, our_practice()  # type: ignore[attr-defined]
    title, sentence = (say("web_home", code, {}, language) for code in ("title", "card"))
    picture = drawn(title, sentence, practice.name, practice.colour or ACCENT)
    return HttpResponse(picture, content_type="image/png")
