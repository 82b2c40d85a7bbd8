"""The page docs/reference/replay.md, made from replays."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toprank.simulate.portrait import TOLERANCE
from toprank.simulate.replay_document import by_shares, cell, decimal, share, side_by_side
from toprank.writing import write_whole

Json = dict[str, Any]

OPENING = """# The published rounds held again

Made by `toprank simulate replay {options}`; do not edit.

A synthetic pool like the published one before the first round is carried from day to day. Every round is held at its
published instant with its kind, target and size over everyone in the pool, scored from raw facts by the rules of that
day. Whoever accepts leaves; birthdays, old test results and work that adds up do the rest by the rules. On the days of
published distributions the pool is brought to them in every band. No published cut-off is used after the start.

What is known to be missing:

- Which people come (how many live in Canada, speak French, work in a listed field) was never published. The shares are
  fitted on rounds, each set on those of the days that it names. **Only "other rounds" is a test**; figures on the
  rounds a set was fitted on flatter it.
- The bands of each snapshot are used as published, so totals per band cannot drift as they would in a forecast.
- A few things were set with all these rounds in view and are the same for every set: how scores thin out above 500, how
  long profiles stay, how many physicians there are, that a nomination counts from the second day after a distribution.
- Nominees: a round takes nearly every nominee present, so its cut-off is the weakest nominee of that fortnight, one
  person by chance. How rare so few points are was fitted on the rounds of each set. Two drawings of the same chance lie
  further apart than a round lies from the middle one: a replay that is right on average (the mean in brackets) still
  misses single rounds about as far as "same as last" does, which is such a pair as well. A part of the pool (a `--size`
  below 1) has fewer nominees, of whom the weakest is stronger.
- Physicians: the round of 2026-02-19 took all who were eligible (391, down to a score of 169), so that its cut-off is
  one person, too.
- A share fitted on few rounds does not hold: the French share of 2025-03-25 to 2025-10-13 would have failed afterwards.
- Nobody improves a score by a new test or credential, and nobody changes an occupation.
- A type with one or two rounds moves one share of its own: fitted, it comes right by construction.

Points of the score between the cut-off reached and the published one: mean absolute (mean; rounds). "Same as last" is
what repeating the last published cut-off of the type misses.
"""


def written(path: Path, documents: Sequence[Json]) -> None:
    """Writes the page, whole or not at all."""
    write_whole(path, page(documents).encode())


def page(documents: Sequence[Json]) -> str:
    """The page as Markdown."""
    first = documents[0]
    shares = " ".join(f"--shares {each['shares']['name']}" for each in documents)
    options = f"--from {first['from']} --to {first['to']} --seed {first['seed']} --size {first['fraction']} {shares}"
    types = [types_of(each) for each in documents]
    if len(documents) > 1:
        sets = "\n".join(f"- `{each['shares']['name']}`: {by_shares(each)}" for each in documents)
        beside = table(*side_by_side(documents))
        types.insert(0, f"## Side by side\n\nThe shares of people:\n\n{sets}\n\n{beside}")
    return "\n".join([OPENING.format(options=options), *types, invited_of(first), rounds_of(first)])


def types_of(document: Json) -> str:
    """The table of types."""
    rows = [
        [
            row["target"],
            cell(row, "fitted"),
            cell(row, "other"),
            decimal(row["same_as_last"]),
            str(row["tie_break_days"]),
            str(row["published_tie_break_days"]),
        ]
        for row in document["types"]
    ]
    headings = ["type", "fitted rounds", "other rounds", "same as last", "median age of tie-break", "published"]
    return f"## Shares `{document['shares']['name']}`, {by_shares(document)}\n\n{table(headings, rows)}"


def invited_of(document: Json) -> str:
    """The table of how the invited look."""
    rows = [
        [
            f"{row['dimension']}: {row['value']}",
            share(row["reached"]),
            *(share(each) for each in row["published"].values()),
            {True: "yes", False: "**no**", None: ""}[row["near"]],
        ]
        for row in document["invited"]
    ]
    headings = ["per cent of the invited", "replayed", "published 2023", "published 2024", f"within {TOLERANCE:g}"]
    return (
        "## How the invited look\n\nPublished for the invited of other years, whose rounds were of other kinds;\n"
        f"within {TOLERANCE:g} per cent of the invited of one of them counts as near.\n\n{table(headings, rows)}"
    )


def rounds_of(document: Json) -> str:
    """The table of rounds."""
    keys = ("round", "at", "target", "size", "eligible", "cutoff", "published_cutoff", "difference")
    rows = [["" if row[key] is None else str(row[key]) for key in keys] for row in document["rounds"]]
    headings = [key.replace("_", " ") for key in keys]
    return f"## Every round, shares `{document['shares']['name']}`\n\n{table(headings, rows)}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown; the first column is text, the others numbers."""
    ruler = ["---", *("---:" for _ in headings[1:])]
    return "\n".join(f"| {' | '.join(each)} |" for each in [headings, ruler, *rows]) + "\n"
