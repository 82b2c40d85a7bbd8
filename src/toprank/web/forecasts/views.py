"""The pages of forecasts: the next rounds, and every forecast that was made before."""

import csv
import io
import json
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from toprank.forecast.cutoff_rows import NAMES
from toprank.forecast.document import TypeForecast
from toprank.forecast.held import summary
from toprank.forecast.settings import FIRST_TARGET, SHOWN_FROM
from toprank.forecast.where_it_ends import withheld
from toprank.rounds.age import for_everybody
from toprank.web.context import title
from toprank.web.forecasts import past, shown
from toprank.web.forecasts.current import Current, current
from toprank.web.forecasts.past_charts import calibration, misses
from toprank.web.kinds import kind_name
from toprank.web.known import known
from toprank.web.pages import kept, page

LARGEST: Final = 1_000_000
ON_A_PAGE: Final = 50
LONGEST_SHOWN: Final = 40


@kept("kind", "size")
def forecasts(request: HttpRequest, **_: Any) -> HttpResponse:
    """Ranges for the next rounds, one kind in detail, and how such ranges did."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    if not now.record.rounds:
        return page(request, "forecasts/empty.html", {})
    held = current(now)
    document = held.document(language)
    counted = shown.counted()
    asked, never = request.GET.get("kind", ""), shown.never_held(document.types, now.rulebook, document.made_on)
    chosen = shown.chosen(document.types, asked)
    every = past.every(held, language, past.Choice("", "plain", "", newest_period()))
    latest, missed = past.newest(every, shown.LATEST)
    told: dict[str, Any] = {
        "made_on": document.made_on,
        "record_ends": now.ends,
        "stale": now.stale,
        "silent": "no_round_known" in withheld(now.record, now.today, now.rulebook),
        "never": kind_name(asked, language) if asked in never else "",
        "errors": not_a_kind(asked, {*never, *(each.type for each in document.types)}, language),
        "notes": [each.message for each in document.notes if each.code not in ("no_promise", "record_ends")],
        "held_sentence": shown.held_sentence(counted, language),
        "rounds": shown.next_rounds(document.types, language),
        "without": shown.without_point(
            document.types, never, shown.out_of_force(document.types, now.rulebook, document.made_on), language
        ),
        "picks": [(each.type, kind_name(each.type, language)) for each in shown.with_point(document.types)],
        "chosen": shown.of_type(held, chosen, language) if chosen else None,
        "since": SHOWN_FROM,
        "counted": counted,
        "calibration": calibration(counted, language),
        "by_kind": shown.by_kind(language),
        "latest": [("forecasts.latest_newest", latest), ("forecasts.latest_missed", missed)],
        "method": shown.method(language),
        "most": LARGEST,
    }
    if chosen is not None:
        told |= sized(request, held, chosen, language)
    return page(request, "forecasts/forecasts.html", told)


def not_a_kind(asked: str, kinds: set[str], language: str) -> dict[str, str]:
    """What is wrong with the kind that is asked for; empty where nothing is."""
    if asked in ("", *kinds):
        return {}
    return {"kind": title("forecasts.kind_wrong", language, found=printable(asked))}


def printable(asked: str) -> str:
    """What was sent as an error shows it: short, and without what cannot be printed."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in asked[:LONGEST_SHOWN])


def sized(request: HttpRequest, held: Current, chosen: TypeForecast, language: str) -> dict[str, Any]:
    """The answer for a number invited that the reader gives, or what is wrong with it."""
    written = request.GET.get("size", "").strip()[:LONGEST_SHOWN]
    if not written:
        return {"written": ""}
    plain = "".join(written.replace(",", "").split())
    if not plain.isascii() or not plain.isdecimal() or not 1 <= int(plain) <= LARGEST:
        return {"written": written, "size_wrong": True}
    return {"written": written, "asked": shown.asked_size(held, chosen, int(plain), language)}


@kept()
def forecasts_json(request: HttpRequest, **_: Any) -> HttpResponse:
    """The forecast as the document of `toprank forecast --json`."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    if not now.record.rounds:
        return HttpResponse(status=404)
    written = current(now).document(language).model_dump(mode="json", by_alias=True)
    written["record"] = for_everybody(written["record"], language)
    return HttpResponse(json.dumps(written, ensure_ascii=False), content_type="application/json; charset=utf-8")


def newest_period() -> str:
    """The key of the period that holds the rounds since there are categories."""
    return str(SHOWN_FROM.year)


def choice_of(request: HttpRequest, types: set[str], language: str) -> tuple[past.Choice, dict[str, str]]:
    """What the query chooses, and what is wrong with it by field; what it cannot choose is left at its default."""
    allowed = {"kind": types, "known": past.KNOWN, "outcome": past.OUTCOMES, "since": past.SINCE}
    found = {"kind": "", "known": past.KNOWN[0], "outcome": "", "since": newest_period()}
    errors = {}
    for name, values in allowed.items():
        asked = request.GET.get(name, "")
        if asked in values:
            found[name] = asked
        elif asked:
            errors[name] = title(f"forecasts_record.{name}_wrong", language, found=printable(asked))
    return past.Choice(**found), errors


def page_of(request: HttpRequest, last: int, language: str) -> tuple[int, dict[str, str]]:
    """The page of the list that is asked for, and what is wrong with it: then the first, or the last, is shown."""
    written = request.GET.get("page", "")
    if not written:
        return 1, {}
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else 0
    if 1 <= number <= last:
        return number, {}
    shown_ = last if number else 1
    told = title("forecasts_record.page_wrong", language, found=printable(written), last=last, shown=shown_)
    return shown_, {"page": told}


@kept("kind", "known", "outcome", "since", "page")
def forecasts_record(request: HttpRequest, **_: Any) -> HttpResponse:
    """Every forecast of the backtest with what happened."""
    now, language = known(), request.language  # type: ignore[attr-defined]
    if not now.record.rounds:
        return page(request, "forecasts/empty.html", {})
    held = current(now)
    types = {row.target for row in held.rows} | {each.family for each in now.rulebook.categories()}
    choice, errors = choice_of(request, types, language)
    every = past.every(held, language, choice)
    found = past.of_outcome(every, choice.outcome)
    totals = past.totals(every)
    last = max(-(-len(found) // ON_A_PAGE), 1)
    number, wrong_page = page_of(request, last, language)
    first = (number - 1) * ON_A_PAGE
    told: dict[str, Any] = {
        "choice": choice,
        "errors": errors | wrong_page,
        "kinds": sorted(((each, kind_name(each, language)) for each in types), key=lambda pair: pair[1]),
        "known_choices": [(each, f"forecasts_record.known_{each}") for each in past.KNOWN],
        "outcome_choices": [(each, f"forecasts_record.outcome_{each}") for each in past.OUTCOMES],
        "since_choices": list(past.SINCE.items()),
        "since": FIRST_TARGET,
        "totals": totals,
        "calibration": calibration(totals.counted, language) if totals.counted.rounds else "",
        "since_chosen": past.SINCE[choice.since],
        "misses": misses(past.offs(every), language),
        "count": len(found),
        "lines": found[first : first + ON_A_PAGE],
        "first": first + 1,
        "last": min(first + ON_A_PAGE, len(found)),
        "newer": number - 1,
        "older": number + 1 if number < last else 0,
        "paged": last > 1,
        "bins": chances_told(),
        "bins_since": summary()["since"],
    }
    return page(request, "forecasts/record.html", told)


def chances_told() -> list[dict[str, Any]]:
    """Chances of the backtest by tenths, and how many in a hundred of them came true."""
    return [
        {"low": round(10 * each["low"]), "high": round(10 * each["high"]), "answers": each["forecasts"],
         "hundredths": round(100 * each["came_true"])}
        for each in summary()["reliability"]
    ]  # fmt: skip


@kept()
def forecasts_csv(request: HttpRequest, **_: Any) -> HttpResponse:
    """Every forecast of the backtest, both with size and day known and without, oldest round first."""
    now = known()
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow([*NAMES, "held_on"])
    if now.record.rounds:
        held = current(now)
        for row in held.rows:
            cells = row.as_json() | {"held_on": held.days[row.round].isoformat()}
            writer.writerow("" if value is None else value for value in cells.values())
    response = HttpResponse(sink.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="toprank-forecasts.csv"'
    return response
