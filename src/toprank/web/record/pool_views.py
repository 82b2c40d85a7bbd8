"""The view of the pool, and its files."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from toprank.pool.composition import by_program
from toprank.pool.distribution import Distribution
from toprank.rounds.age import age_json
from toprank.rounds.document import pool_json
from toprank.rounds.settings import data_folder
from toprank.web.asked import asked_day
from toprank.web.known import known
from toprank.web.pages import kept, page
from toprank.web.prose import with_days
from toprank.web.record import feeds
from toprank.web.record.pools import last_rounds, over_time, spread
from toprank.web.record.synthetic import synthetic
from toprank.web.record.views import as_public_json, language_of
from toprank.words import translated

TOP: Final = 500
"""The sentence on the pool counts the candidates from about this score on."""


@kept("on")
def pool(request: HttpRequest) -> HttpResponse:
    """The pool by scores on a day, over time, and whatever else of it was ever counted."""
    now, language = known(), language_of(request)
    asked = asked_day(request, now)
    pools = now.record.distributions
    place = sum(each.as_of <= asked.on for each in pools) - 1
    found = pools[place] if place >= 0 else None
    lines = last_rounds(now.record, asked.on, found) if found else []
    shares = by_program()
    told: dict[str, Any] = {
        "asked": asked,
        "day_error": "pool.day_error",
        "found": found,
        "lines_to": min(asked.on, now.ends),
        "first": pools[0].as_of if pools else None,
        **(at_the_top(found) if found else {}),
        "spread": spread(found, lines, now, language) if found else None,
        "remarks": [prose(each, language) for each in found.remarks] if found else [],
        "source": prose(found.source, language) if found else "",
        "earlier": pools[place - 1].as_of if place > 0 else None,
        "later": pools[place + 1].as_of if place + 1 < len(pools) else None,
        "time": over_time(now, language),
        "shares": [(each, round(each.percent, 1)) for each in shares],
        "shares_on": shares[0].on,
        "share_source": prose(shares[0].source, language),
        "share_remark": prose(shares[0].remarks, language),
        "synthetic": synthetic(data_folder(), now, language),
    }
    return page(request, "record/pool.html", told)


def prose(text: str, language: str) -> str:
    """A text of the record in a language, its days in words."""
    return with_days(translated(text, language), language)


def at_the_top(pool: Distribution) -> dict[str, int]:
    """How many candidates had 500 or more, or the lowest score above it at which a band begins."""
    low = min(band.low for band in pool.main if band.low >= TOP)
    return {"top": low, "above": sum(band.candidates for band in pool.main if band.low >= low)}


@kept()
def pool_csv(_: HttpRequest) -> HttpResponse:
    """Every published distribution as a table."""
    record = known().record
    every = sorted((*record.distributions, *record.incomplete), key=lambda each: each.as_of)
    headers = {"Content-Disposition": 'attachment; filename="toprank-pool.csv"'}
    return HttpResponse(feeds.pools_table(every), content_type="text/csv; charset=utf-8", headers=headers)


@kept()
def pool_document(request: HttpRequest) -> HttpResponse:
    """Every published distribution as JSON."""
    now = known()
    every = sorted((*now.record.distributions, *now.record.incomplete), key=lambda each: each.as_of)
    age = age_json(now.record, now.today, language_of(request))
    pools = [pool_json(each) for each in every]
    return as_public_json({"schema": "toprank.pools/1", "record": age, "distributions": pools}, request)
