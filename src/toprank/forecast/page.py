"""Writes docs/reference/forecasts.md, held.json and cutoffs.csv anew: `python -m toprank.forecast.page`.

The words of the page are in page.md, beside this file; `{{name}}` in it is a table or a figure made here. Everything
rests on the record that the package holds, whatever a user's own sync added to theirs.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from toprank.charts import save
from toprank.forecast import cutoff_rows, settings
from toprank.forecast.charts import calibration, cutoffs
from toprank.forecast.held import FILE
from toprank.forecast.summary import checked, summed
from toprank.rounds.record import Record, embedded
from toprank.rulebook.loader import load
from toprank.writing import write_whole

Json = dict[str, Any]

PAGE: Final = Path("docs/reference/forecasts.md")
DRAWN: Final = ("general", "pnp", "cec", "french", "healthcare", "trades")
HERE: Final = Path(__file__).parent
MODELS: Final = {
    "conditional": "size and day given",
    "plain": "nothing given",
    "last": "same as last",
    "mean_of_three": "mean of the last three",
    "median_of_six": "middle of the last six",
    "smoothing": "smoothing, one half",
    "last_alone": "same as last, own errors only",
}
GROUPS: Final = {
    "all": "all types", "all_but_pnp": "all but nominees", "general": "general", "pnp": "nominees", "cec": "CEC",
    "french": "French", "healthcare": "healthcare", "trades": "trades", "fst": "skilled trades program",
}  # fmt: skip


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others stand right."""
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(line) + " |" for line in [head, rule, *lines])


def bracketed(told: Sequence[float], decimals: int = 1) -> str:
    """A difference with its 90% range."""
    return f"{told[0]:+.{decimals}f} [{told[1]:+.{decimals}f}, {told[2]:+.{decimals}f}]"


def score_table(found: Json, since: str, groups: Sequence[str], models: Sequence[str]) -> str:
    """The scores of some models and groups since a day."""
    lines = []
    for line in found["scores"]:
        if line["since"] == since and line["group"] in groups and line["model"] in models:
            against = bracketed(line["against_last"]) if "against_last" in line else ""
            lines.append([GROUPS[line["group"]], MODELS[line["model"]], str(line["rounds"]), f"{line['error']:.1f}",
                          f"{line['held80']:.2f}", f"{line['held50']:.2f}", f"{line['width80']:.0f}",
                          f"{line['interval80']:.0f}", f"{line['crps']:.1f}", against])  # fmt: skip
    head = [
        "types",
        "forecast",
        "rounds",
        "off by",
        "80% held",
        "50% held",
        "width",
        "interval score",
        "CRPS",
        "CRPS less that of same as last",
    ]
    return table(head, lines)


def day_table(found: Json) -> str:
    """How far days were off."""
    lines = [
        [line["since"], GROUPS[line["group"]], str(line["rounds"]), f"{line['error']:.1f}", f"{line['fortnight']:.1f}",
         f"{line['crps']:.1f}", bracketed(line["against_fortnight"])]
        for line in found["days"]
    ]  # fmt: skip
    return table(
        ["since", "types", "rounds", "off by, days", "14 days on", "CRPS", "CRPS less that of 14 days on"], lines
    )


def ahead_table(found: Json) -> str:
    """How rounds further ahead were told."""
    lines = [
        [line["since"], GROUPS[line["group"]], str(line["place"]), str(line["origins"]), f"{line['error']:.1f}",
         f"{line['last']:.1f}", f"{line['held80']:.2f}"]
        for line in found["ahead"]
    ]  # fmt: skip
    return table(["since", "type", "rounds ahead", "origins", "off by", "same as last", "80% held"], lines)


def chance_table(found: Json) -> str:
    """The Brier scores of chances and of simpler answers."""
    lines = [
        [line["since"], GROUPS[line["group"]], ", ".join(map(str, line["horizons"])), str(line["origins"]),
         *(f"{line[key]:.3f}" for key in ("chance", "past_at_distance", "base_rate", "rate_of_rounds"))]
        for line in found["chances"]
    ]  # fmt: skip
    head = [
        "since",
        "types",
        "days",
        "origins",
        "chance",
        "past at that distance",
        "base rate",
        "last stays, if a round is held",
    ]
    return table(head, lines)


def reliability_table(found: Json) -> str:
    """Chances told beside the share that came true."""
    parts = [
        {each["low"]: each for each in found[key]}
        for key in ("reliability", "reliability_last_year", "reliability_in_a_year")
    ]
    lines = []
    for place in range(10):
        cells = [f"{place / 10:.1f} to {(place + 1) / 10:.1f}"]
        for part in parts:
            one = part.get(place / 10)
            cells += [f"{one['said']:.2f}", f"{one['came_true']:.2f}", f"{one['forecasts']:,}"] if one else ["", "", ""]
        lines.append(cells)
    head = [
        "told",
        "mean",
        "came true",
        "answers",
        "last year: mean",
        "came true",
        "answers",
        "within 365 days: mean",
        "came true",
        "answers",
    ]
    return table(head, lines)


def replay_table(found: Json) -> str:
    """The replay, fitted on the rounds replayed and on earlier ones."""
    lines = []
    for each in found["replay"]:
        earlier = "too few" if each["earlier"] is None else f"{each['earlier']:.1f}"
        half = f"{each['half']:.1f} ({each['rest']})"
        lines.append([GROUPS[each["type"]], str(each["rounds"]), f"{each['fitted']:.1f}", half, earlier,
                      f"{each['put_right']:.1f}", f"{each['last']:.1f}"])  # fmt: skip
    head = ["type", "rounds", "fitted on these", "fitted to 2025-10-12, run on the rest", "fitted before 2025-03-25",
            "put right after each round", "same as last"]  # fmt: skip
    return table(head, lines)


def without_point_table(found: Json) -> str:
    """Rounds of the backtest without a point, by reason."""
    lines = [
        [each["code"].replace("_", " "), *(str(each[key]) for key in ("rounds", "ranges", "held80")),
         "" if each["error"] is None else f"{each['error']:.1f}"]
        for each in found["without_point"]
    ]  # fmt: skip
    return table(["reason", "rounds", "with a range", "80% held", "middle off by"], lines)


def miss_table(found: Json) -> str:
    """The forecasts that were furthest off."""
    lines = [
        [GROUPS.get(each["target"], each["target"]), str(each["round"]), each["made_on"], each["on"],
         f"{each['size']:,}", str(each["given"]), str(each["plain"]), str(each["happened"])]
        for each in found["misses"]
    ]  # fmt: skip
    head = ["type", "round", "made on", "held on", "invited", "said, size and day given", "said, nothing given", "was"]
    return table(head, lines)


def better_or_not(found: Json, better: bool) -> str:
    """The types whose plain forecast was proven better than "same as last", or was not."""
    names = [
        GROUPS.get(name, name) for name, each in found["by_type"]["plain"].items() if each["better_than_last"] == better
    ]
    return ", ".join(names) or "none"


def setting(found: Json, name: str) -> str:
    """The value of a setting."""
    value = getattr(settings, name)
    return (
        ", ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in value)
        if isinstance(value, tuple)
        else str(value)
    )


def filled(found: Json) -> str:
    """The page with every table and figure in its place."""
    since = {str(day.year): day.isoformat() for day in settings.PERIODS}
    main = ("all", "all_but_pnp", "general", "pnp", "cec", "french", "healthcare")
    tables: dict[str, Callable[[], str]] = {
        "given_late": lambda: score_table(found, since["2025"], main, ("conditional", "last")),
        "given_categories": lambda: score_table(found, since["2023"], main, ("conditional", "last")),
        "plain_all": lambda: score_table(found, since["2019"], main, tuple(MODELS)[1:]),
        "plain_late": lambda: score_table(found, since["2025"], main, tuple(MODELS)[1:]),
        "days": lambda: day_table(found),
        "ahead": lambda: ahead_table(found),
        "chances": lambda: chance_table(found),
        "reliability": lambda: reliability_table(found),
        "replay": lambda: replay_table(found),
        "misses": lambda: miss_table(found),
        "without_point": lambda: without_point_table(found),
        "within_a_day": lambda: "{said} of {rounds}, and {fortnight} for fourteen days on".format(
            **found["within_a_day"]
        ),
        "abstained": lambda: ", ".join(
            f"{count} ({code.replace('_', ' ')})" for code, count in found["abstained"].items()
        ),
        "better": lambda: better_or_not(found, True),
        "no_better": lambda: better_or_not(found, False),
        "since": lambda: str(found["since"]),
        "until": lambda: str(found["until"]),
    }
    text = files(__package__).joinpath("page.md").read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda at: tables[at[1]]() if at[1] in tables else setting(found, at[1]), text)


def draw(found: Json, record: Record) -> None:
    """Draws the pictures of the page; their tables are in it."""
    until = record.rounds[-1].on
    save(calibration(found["reliability"], found["reliability_last_year"]), PAGE.with_name("forecasts-chances.svg"))
    drawn = cutoffs(record, DRAWN, settings.SHOWN_FROM, until)
    save(drawn, PAGE.with_name("forecasts-cutoffs.svg"))


def main() -> None:
    """Works out the summary, then writes it, the page and its pictures."""
    record, rulebook = embedded(), load()
    found = summed(record, rulebook) | {"checked": checked(record, rulebook)}
    write_whole(HERE / FILE, (json.dumps(found, indent=1) + "\n").encode())
    write_whole(HERE / cutoff_rows.FILE, cutoff_rows.as_csv(cutoff_rows.computed(record, rulebook)).encode())
    write_whole(PAGE, filled(found).encode())
    draw(found, record)
    print(
        f"{PAGE}, {HERE / FILE} and {cutoff_rows.FILE} are written, from {found['since']} to {found['until']}.",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
