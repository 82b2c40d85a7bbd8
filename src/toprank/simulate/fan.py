"""The fan of futures: a panel for each type of round, what was published before, what came of the futures after."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from toprank.charts import COLOURS, KINDS, Look, alt, titled
from toprank.errors import ToprankError
from toprank.rounds.rows import PublishedRound
from toprank.simulate.futures_document import FEWEST, shown
from toprank.words import catalogue, say

Json = dict[str, Any]

MOST_PANELS: Final = 4
PANEL: Final = {"width": 250, "height": 150}


def fan_picture(document: Json, past: Sequence[PublishedRound]) -> alt.TopLevelMixin:
    """Small panels, two beside each other: the types with most rounds, each with its own scale.

    ToprankError where no type has rounds enough to be shown.
    """
    types = most_held(shown(document))[:MOST_PANELS]
    made = document["at"][:10]
    if not types:
        raise ToprankError(say("futures", "too_few", {"fewest": FEWEST}))
    until = max(date.fromisoformat(each["until"]) for each in shown(document))
    days = min((each.on for each in past), default=date.fromisoformat(made)), until
    panels = [panel(type_, document, [each for each in past if each.type == type_], days) for type_ in types]
    heading = titled(
        f"Cut-offs in {document['futures']:,} futures from {made} on",
        "Marks: rounds held. Line: the middle of the futures. Dark: 5 in 10 of them, light: 8 in 10.",
        "Each panel has its own scale.",
        *(say("futures", f"{each['code']}_chart", each["parameters"]) for each in document["warnings"]),
    )
    return alt.concat(*panels, columns=2, spacing=64, bounds="flush", title={**heading, "frame": "bounds"})


def most_held(spans: Sequence[Json]) -> list[str]:
    """The types of round, those with most rounds first."""
    count: dict[str, int] = {}
    for each in spans:
        count[each["type"]] = count.get(each["type"], 0) + each["rounds"]
    return sorted(count, key=lambda type_: -count[type_])


def panel(type_: str, document: Json, past: Sequence[PublishedRound], days: tuple[date, date]) -> Any:
    """One type: the rounds held as dots, the day of the futures as a rule, the fan after it."""
    look = KINDS.get(type_, Look(COLOURS["accent"], "circle"))
    rows = [fan_row(each) for each in shown(document) if each["type"] == type_]
    held = [{"on": each.on.isoformat(), "cutoff": each.cutoff} for each in past]
    domain = [{"year": day.year, "month": day.month, "date": day.day} for day in days]
    on = alt.X("on:T", title=None, axis=alt.Axis(format="%b %Y", tickCount={"interval": "month", "step": 3}))
    on = on.scale(domain=domain, nice=False)
    fan = alt.Chart(alt.InlineData(values=rows)).encode(on)
    score = alt.Y("p10:Q", title=None, axis=alt.Axis(tickCount=4)).scale(zero=False, nice=True)
    light = fan.mark_area(color=look.colour, opacity=0.22).encode(score, y2="p90:Q")
    dark = fan.mark_area(color=look.colour, opacity=0.4).encode(alt.Y("p25:Q"), y2="p75:Q")
    line = fan.mark_line(color=look.colour).encode(alt.Y("p50:Q"))
    dots = alt.Chart(alt.InlineData(values=held)).encode(on, alt.Y("cutoff:Q"))
    dots = dots.mark_point(color=look.colour, shape=look.shape, size=40, opacity=1)
    made = alt.Chart(alt.InlineData(values=[{"on": document["at"][:10]}])).mark_rule(strokeDash=[2, 3]).encode(on)
    ends = alt.Chart(alt.InlineData(values=rows[-1:])).mark_text(align="left", dx=6, fontWeight="bold")
    last = ends.encode(on, alt.Y("p50:Q"), text="p50:Q")
    name = catalogue("en")["names"]["program"].get(type_, type_.replace("_", " ").capitalize())
    return alt.layer(light, dark, line, made, dots, last, title={"text": name, "fontSize": 14, "offset": 8}).properties(
        **PANEL
    )


def fan_row(each: Json) -> Json:
    """The quantiles of a stretch of days, at its middle."""
    first, last = date.fromisoformat(each["from"]), date.fromisoformat(each["until"])
    return {"on": (first + timedelta(days=(last - first).days // 2)).isoformat(), **each["cutoff"]}
