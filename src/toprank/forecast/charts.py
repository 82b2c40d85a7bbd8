"""Forecasts as pictures: a type through time over the pool with its next round, all types through time, reliability."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from toprank.charts import COLOURS, KINDS, WIDTH, alt, titled
from toprank.forecast.document import ForecastDocument, TypeForecast
from toprank.forecast.history import publications
from toprank.rounds.record import Record
from toprank.words import catalogue

Json = dict[str, Any]

Layers = alt.LayerChart | alt.FacetChart

SHOWN_DAYS: Final = 550
OTHER: Final = "#55605e"
FURTHER: Final = {"general": "#55605e", "trades": "#8a6a12", "education": "#7a3b1d", "stem": "#2f6f9f"}
FURTHER_SHAPES: Final = {
    "general": "triangle-down",
    "trades": "cross",
    "education": "triangle-right",
    "stem": "triangle-left",
}
LOWEST, HIGHEST = 300, 600
NAME_APART: Final = 24


def name_of(type_: str) -> str:
    """A type of round in few words."""
    return str(catalogue("en")["names"]["series"].get(type_, type_))


def colour_of(type_: str) -> str:
    """The colour of a type."""
    return KINDS[type_].colour if type_ in KINDS else FURTHER.get(type_, OTHER)


def shape_of(type_: str) -> str:
    """The shape of the points of a type: never colour alone."""
    return KINDS[type_].shape if type_ in KINDS else FURTHER_SHAPES.get(type_, "circle")


def values(rows: Sequence[Json]) -> alt.InlineData:
    """Rows as the data of a layer."""
    return alt.InlineData(values=list(rows))


def day_axis(title: str | None = None) -> alt.X:
    """Days from left to right."""
    return alt.X(
        "on:T",
        title=title,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(format="%b %Y", labelOverlap=True, labelSeparation=10),
    )


def rounds_of(record: Record, type_: str, since: date, until: date) -> list[Json]:
    """The rounds of a type between two days."""
    return [
        {"on": each.on.isoformat(), "cutoff": each.cutoff, "size": each.size, "type": name_of(type_)}
        for each in record.of_type(type_)
        if since <= each.on <= until
    ]


def pool_rows(record: Record, since: date, until: date, low: int, high: int) -> list[Json]:
    """The published pool as cells: from one distribution to the next, candidates for each score of a band."""
    known = [(on, each) for on, each in publications(record) if since <= on <= until]
    ends = [on for on, _ in known[1:]] + [until]
    rows = []
    for (on, pool), end in zip(known, ends, strict=True):
        for band in pool.finest:
            if band.high >= low and band.low <= high and band.high <= HIGHEST and end > on:
                width = band.high - band.low + 1
                rows.append({"on": on.isoformat(), "end": end.isoformat(), "low": max(band.low, low) - 0.5,
                             "high": min(band.high, high) + 0.5, "each": round(band.candidates / width)})  # fmt: skip
    return rows


def fan(found: ForecastDocument, record: Record) -> Layers:
    """One type: its cut-offs over the pool of the time, and the next round with its ranges of day and cut-off."""
    of_type = found.types[0]
    since = found.made_on - timedelta(days=SHOWN_DAYS)
    past = rounds_of(record.known_on(found.made_on), of_type.type, since, found.made_on)
    told = of_type.cutoff or of_type.seen
    ends = [each["cutoff"] for each in past] + ([told.low80, told.high80] if told else [])
    ends += [end for each in of_type.ahead for end in (each.cutoff.low80, each.cutoff.high80)]
    low, high = (min(ends) - 15, max(ends) + 15) if ends else (LOWEST, HIGHEST)
    scale = alt.Scale(domain=[low, high], zero=False, nice=False)
    layers = [*pool_layers(record.known_on(found.made_on), since, found.made_on, low, high, scale)]
    layers += ahead_layers(of_type, scale)
    layers += past_layers(past, colour_of(of_type.type), scale)
    layers += next_layers(of_type, scale)
    pooled = ["Shade: candidates in the pool for each score."] if len(layers) and low < HIGHEST else []
    fanned = ["Fan: that round and those after it, the same ranges."] if of_type.ahead else []
    barred = "Line: the lowest score invited. Bar: the next round, four in five (thin) and one in two (thick)."
    dashed = ["Dashed: the days on which the next round may be held, four in five."] if of_type.cutoff else []
    under = [barred, *dashed, *fanned, *pooled]
    return alt.layer(*layers).properties(
        width=WIDTH, height=320, title=titled(f"{name_of(of_type.type)}, as forecast on {found.made_on}", *under)
    )


def pool_layers(record: Record, since: date, until: date, low: int, high: int, scale: alt.Scale) -> list[alt.Chart]:
    """The pool as shade."""
    rows = pool_rows(record, since, until, low, high)
    if not rows:
        return []
    most, least = (pick(row["each"] for row in rows) for pick in (max, min))
    shade = alt.Scale(range=["#f4f8f7", "#9dbbb6"], domain=[least, most], interpolate="rgb")
    return [
        alt.Chart(values(rows))
        .mark_rect(clip=True)
        .encode(
            x=day_axis(),
            x2="end:T",
            y=alt.Y("low:Q", scale=scale, title="CRS"),
            y2="high:Q",
            color=alt.Color(
                "each:Q", scale=shade, legend=alt.Legend(title="in the pool for each score", orient="bottom")
            ),
        )
    ]


def past_layers(past: Sequence[Json], colour: str, scale: alt.Scale) -> list[alt.Chart]:
    """The cut-offs of the past as a stepless line with points."""
    base = alt.Chart(values(past)).encode(x=day_axis(), y=alt.Y("cutoff:Q", scale=scale, title="CRS"))
    return [base.mark_line(color=colour), base.mark_point(color=colour, filled=True, size=45, opacity=1)]


def ahead_layers(of_type: TypeForecast, scale: alt.Scale) -> list[alt.Chart]:
    """The fan: the ranges of the next round and of those after it, each on the day that is told for it."""
    if of_type.cutoff is None or of_type.day is None:
        return []
    told = [(of_type.day.said, of_type.cutoff), *((each.day, each.cutoff) for each in of_type.ahead)]
    rows = [
        {"on": day.isoformat(), "low": cutoff.low80, "high": cutoff.high80, "low50": cutoff.low50,
         "high50": cutoff.high50, "said": cutoff.said}
        for day, cutoff in told
    ]  # fmt: skip
    base = alt.Chart(values(rows)).encode(x=day_axis())
    return [
        base.mark_area(opacity=0.14, color=COLOURS["you"]).encode(
            y=alt.Y("low:Q", scale=scale, title="CRS"), y2="high:Q"
        ),
        base.mark_area(opacity=0.22, color=COLOURS["you"]).encode(
            y=alt.Y("low50:Q", scale=scale, title="CRS"), y2="high50:Q"
        ),
        base.mark_line(color=COLOURS["you"], strokeWidth=1.5).encode(y=alt.Y("said:Q", scale=scale, title="CRS")),
    ]


def next_layers(of_type: TypeForecast, scale: alt.Scale) -> list[alt.Chart]:
    """The next round: ranges of the cut-off at the day told, and the range of the day at the cut-off told."""
    told = of_type.cutoff or of_type.seen
    if told is None or of_type.day is None:
        return []
    day = of_type.day
    upright = {
        "on": day.said.isoformat(),
        "low": told.low80,
        "high": told.high80,
        "low50": told.low50,
        "high50": told.high50,
    }
    base = alt.Chart(values([upright])).encode(x=day_axis())
    layers = [
        base.mark_rule(color=COLOURS["you"], strokeWidth=2).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q"),
        base.mark_rule(color=COLOURS["you"], strokeWidth=7).encode(y=alt.Y("low50:Q", scale=scale), y2="high50:Q"),
    ]
    if told.said is not None:
        flat = {"on": day.low80.isoformat(), "end": day.high80.isoformat(), "cutoff": told.said}
        level = alt.Chart(values([flat])).encode(x=day_axis(), y=alt.Y("cutoff:Q", scale=scale))
        point = {"on": day.said.isoformat(), "cutoff": told.said, "words": f"{told.said}"}
        at = alt.Chart(values([point])).encode(x=day_axis(), y=alt.Y("cutoff:Q", scale=scale))
        layers += [
            level.mark_rule(color=COLOURS["card"], strokeWidth=4).encode(x2="end:T"),
            level.mark_rule(color=COLOURS["ink"], strokeWidth=1.5, strokeDash=[4, 3]).encode(x2="end:T"),
            at.mark_point(color=COLOURS["you"], fill=COLOURS["card"], size=90, strokeWidth=2, opacity=1),
            at.mark_text(color=COLOURS["you"], dx=14, dy=-18, align="left", fontWeight="bold").encode(text="words:N"),
        ]
    return layers


def cutoffs(record: Record, types: Sequence[str], since: date, until: date) -> Layers:
    """The lowest score invited of several types through time, named at the end of each line."""
    rows = [row for each in types for row in rounds_of(record, each, since, until)]
    ends = apart(
        [max((row for row in rows if row["type"] == name_of(each)), key=lambda row: row["on"]) for each in types]
    )
    colours = alt.Scale(domain=[name_of(each) for each in types], range=[colour_of(each) for each in types])
    colour = alt.Color("type:N", scale=colours, legend=None)
    shapes = alt.Scale(domain=[name_of(each) for each in types], range=[shape_of(each) for each in types])
    shape = alt.Shape("type:N", scale=shapes, legend=None)
    y = alt.Y("cutoff:Q", scale=alt.Scale(zero=False), title="CRS")
    base = alt.Chart(values(rows)).encode(x=day_axis(), y=y, color=colour)
    at = alt.Y("at:Q", scale=alt.Scale(zero=False), title="CRS")
    names = (
        alt.Chart(values(ends)).mark_text(align="left", dx=8).encode(x=day_axis(), y=at, color=colour, text="type:N")
    )
    title = titled("The lowest score invited", f"Every round from {since} to {until}; each point is one round.")
    return alt.layer(
        base.mark_line(), base.mark_point(filled=True, size=55, opacity=1).encode(shape=shape), names
    ).properties(width=WIDTH, height=340, title=title)


def apart(ends: list[Json]) -> list[Json]:
    """A place for each name beside the newest round, none nearer to the one below than a line of text."""
    found: list[Json] = []
    newest = max(end["on"] for end in ends)
    for end in sorted(ends, key=lambda row: int(row["cutoff"])):
        lowest = found[-1]["at"] + NAME_APART if found else -1
        found.append({**end, "at": max(end["cutoff"], lowest), "on": newest})
    return found


def calibration(bins: Sequence[Json], last_year: Sequence[Json]) -> Layers:
    """Chances told against the share that came true; on the rule both are the same."""
    rows = [{**each, "when": "all"} for each in bins] + [{**each, "when": "last year"} for each in last_year]
    scale = alt.Scale(domain=[0, 1])
    looks = alt.Scale(domain=["all", "last year"], range=[COLOURS["accent"], COLOURS["you"]])
    colour = alt.Color("when:N", scale=looks, legend=alt.Legend(title=None))
    base = alt.Chart(values(rows)).encode(
        x=alt.X("said:Q", scale=scale, title="chance told", axis=alt.Axis(format="%", tickCount=6)),
        y=alt.Y("came_true:Q", scale=scale, title="came true", axis=alt.Axis(format="%")),
        color=colour,
    )
    rule = alt.Chart(values([{"a": 0, "b": 0}, {"a": 1, "b": 1}])).mark_line(color=COLOURS["edge"], strokeDash=[4, 4])
    points = base.mark_point(filled=True, opacity=1).encode(
        size=alt.Size("forecasts:Q", legend=None, scale=alt.Scale(range=[30, 260])),
        shape=alt.Shape(
            "when:N", scale=alt.Scale(domain=["all", "last year"], range=["circle", "diamond"]), legend=None
        ),
    )
    title = titled(
        "Chances told, and how often they came true",
        "On the dashed line both are the same; larger points, more answers.",
    )
    return alt.layer(rule.encode(x="a:Q", y="b:Q"), base.mark_line(strokeWidth=1), points).properties(
        width=420, height=420, title=title
    )
