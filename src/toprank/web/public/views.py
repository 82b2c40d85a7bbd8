"""The views of this slice."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from toprank.web.known import known
from toprank.web.pages import kept, page
from toprank.web.public import dots
from toprank.web.public.data import schema_files, schema_of, subjects
from toprank.web.public.home import LINE_OF, coming_next, in_force, latest
from toprank.web.public.method import figures
from toprank.web.routes import address
from toprank.words import catalogue


@kept()
def home(request: HttpRequest, **_: Any) -> HttpResponse:
    """Where to begin: the check, the pool, the latest rounds, the categories."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    held = now.record.rounds
    pool = next(iter(now.record.distributions[::-1]), None)
    line = next(iter(now.record.of_type(LINE_OF)[::-1]), None)
    return page(
        request,
        "public/home.html",
        {
            "pool": pool,
            "dots": dots.drawn(dots.heaps(pool, line.cutoff if line else None), language) if pool else "",
            "line": line,
            "latest": latest(now, language),
            "next": coming_next(now, language),
            "count": len(held),
            "first_year": held[0].on.year if held else None,
            "in_force": in_force(now, language),
        },
    )


@kept()
def data(request: HttpRequest, **_: Any) -> HttpResponse:
    """Every file of the site with its address."""
    language = request.language  # type: ignore[attr-defined]
    told = {
        "subjects": subjects(known(), language),
        "schemas": schema_files(language),
        "about_link": address("about", language),
    }
    return page(request, "public/data.html", told)


@kept()
def data_schema(request: HttpRequest, name: str) -> HttpResponse:
    """A JSON Schema of what the site takes or gives."""
    found = schema_of(name)
    if found is None:
        raise Http404
    return HttpResponse(json.dumps(found, indent=2, ensure_ascii=False), content_type="application/schema+json")


@kept()
def about(request: HttpRequest, **_: Any) -> HttpResponse:
    """How the numbers come about, where they are from, how old they are, what they cannot tell."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    held = now.record.rounds
    links = {"rulebook": "rulebook", "rounds": "rounds", "record": "forecasts_record", "report": "report"}
    told = {
        **figures(now),
        "rounds": len(held),
        "first_round": held[0].on if held else None,
        "pools": len(now.record.distributions) + len(now.record.incomplete),
        **{f"{name}_link": address(target, language) for name, target in links.items()},
    }
    return page(request, "public/about.html", told)


@kept()
def privacy(request: HttpRequest, **_: Any) -> HttpResponse:
    """What is kept where, and for how long."""
    language = request.language  # type: ignore[attr-defined]
    told = {
        "kept": list(catalogue(language)["names"]["privacy_what"]),
        "check_link": address("check", language),
        "report_link": address("report", language),
    }
    return page(request, "public/privacy.html", told)


@kept()
def accessibility(request: HttpRequest, **_: Any) -> HttpResponse:
    """How the site is built for everyone, what was tested and what was not."""
    language = request.language  # type: ignore[attr-defined]
    names = catalogue(language)["names"]
    told = {name: list(names[f"access_{name}"]) for name in ("built", "tested", "untested")}
    return page(request, "public/accessibility.html", {**told, "report_link": address("report", language)})
