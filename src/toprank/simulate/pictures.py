"""The pictures of simulations; each stands on numbers that its command also prints."""

from typing import Any, Final

from toprank.charts import COLOURS, WIDTH, alt, titled
from toprank.simulate.curve import Curve
from toprank.simulate.documents import standing_out

Json = dict[str, Any]

MOST_GROUPS: Final = 12
LONGEST_NAME: Final = 36


def curve_picture(of: Curve, document: Json) -> alt.TopLevelMixin:
    """The cut-off as steps over the size, the sizes asked as dots, the first and the last of them written out."""
    title = f"{round_name(document, document['version'])}: cut-off against size"
    under = f"{document['eligible']:,} of {document['in_pool']:,} in the pool are eligible on {document['at'][:10]}."
    asked = [{"size": each.size, "cutoff": each.cutoff} for each in of.points if each.cutoff is not None]
    turns = [{"size": size, "cutoff": cutoff} for size, cutoff in of.turns()] + asked[-1:]
    size = alt.X("size:Q", title="Candidates invited", axis=alt.Axis(format=",d"))
    cutoff = alt.Y("cutoff:Q", title="CRS score of the last one invited").scale(zero=False, nice=True)
    steps = alt.Chart(alt.InlineData(values=turns)).mark_line(interpolate="step-after").encode(size, cutoff)
    shown = asked if len(asked) <= 40 else asked[:1] + asked[-1:]
    dots = alt.Chart(alt.InlineData(values=shown)).mark_point(size=44, opacity=1).encode(size, cutoff)
    first, last = (alt.Chart(alt.InlineData(values=each)) for each in (asked[:1], asked[1:][-1:]))
    begins = first.mark_text(align="left", dx=9, dy=-3, fontWeight="bold").encode(size, cutoff, text="cutoff:Q")
    ends = last.mark_text(dy=-14, fontWeight="bold").encode(size, cutoff, text="cutoff:Q")
    return alt.layer(steps, dots, begins, ends, title=titled(title, under)).properties(width=WIDTH, height=300)


def compare_picture(document: Json, trait: str) -> alt.TopLevelMixin:
    """Bars to the right for those invited on side B alone, to the left for those on side A alone, by group."""
    shown = standing_out([each for each in document["by"][trait] if each["gain"] or each["lose"]], MOST_GROUPS)
    rows = [row for group in shown for row in bars_of(group, trait)]
    heading = titled(f"{round_name(document, document['target'])}: who gains and who loses", *told_sides(document))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=group_axis([named(group, trait) for group in shown]), x=count_axis(rows)
    )
    colour = alt.Color("side:N", legend=None).scale(domain=["gain", "lose"], range=[COLOURS["accent"], COLOURS["you"]])
    bars = base.mark_bar(height=14).encode(color=colour)
    right = base.transform_filter("datum.candidates > 0").mark_text(align="left", dx=4).encode(text="told:N")
    left = base.transform_filter("datum.candidates < 0").mark_text(align="right", dx=-4).encode(text="told:N")
    zero = alt.Chart(alt.InlineData(values=[{}])).mark_rule().encode(x=alt.datum(0))
    layers = alt.layer(bars, right, left, zero, title={**heading, "frame": "bounds"})
    return layers.properties(width=WIDTH - 300, height=max(26 * len(shown), 60))


def group_axis(order: list[str]) -> alt.Y:
    """The names of groups in their order."""
    return alt.Y("name:N", title=None, sort=order, axis=alt.Axis(labelLimit=280, labelColor=COLOURS["ink"]))


def count_axis(rows: list[Json]) -> alt.X:
    """Counts to both sides of zero, with room for the number beside the longest bars."""
    most, least = (extreme([0, *(row["candidates"] for row in rows)]) for extreme in (max, min))
    room = max(most - least, 1) * 0.16
    return alt.X(
        "candidates:Q",
        title="\N{LEFTWARDS ARROW} invited on side A alone   |   on side B alone \N{RIGHTWARDS ARROW}",
        axis=alt.Axis(tickCount=4, labelExpr="format(abs(datum.value), ',d')", grid=False, tickMinStep=1),
        scale=alt.Scale(domain=[least - room if least else 0, most + room], nice=False),
    )


def bars_of(group: Json, trait: str) -> list[Json]:
    """The bars of one group: what it gains to the right, what it loses to the left."""
    found = [("gain", group["gain"], group["gain"]), ("lose", -group["lose"], group["lose"])]
    return [
        {"name": named(group, trait), "side": side, "candidates": length, "told": f"{count:,}"}
        for side, length, count in found
        if count
    ]


def named(group: Json, trait: str) -> str:
    """The name of a group, cut where it is long; an occupation with its code."""
    name = group["name"]
    name = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip(" ,") + "…"
    return f"{group['key']} {name}" if trait == "occupation" and group["key"] != "none" else str(name)


def round_name(document: Json, asked: str | None) -> str:
    """The round in the words of a title."""
    return f"{document['kind'].capitalize()} round" + (f" {asked}" if asked else "")


def told_sides(document: Json) -> list[str]:
    """Both sides, a sentence each."""
    return [
        f"Side {name.upper()}: {side['version'] or document['kind']}, rules of {side['rules_of']}, "
        f"size {side['size']:,}: {side['invited']:,} invited, cut-off {side['cutoff']}."
        for name, side in (("a", document["a"]), ("b", document["b"]))
    ]
