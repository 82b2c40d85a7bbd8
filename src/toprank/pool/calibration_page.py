"""The calibration of a pool as the page docs/reference/synthetic-pool.md."""

from pathlib import Path
from typing import Any

from toprank.writing import write_whole

Json = dict[str, Any]

OPENING = """# How near the synthetic pool comes to what is published

Made by `toprank pool synth --size 234452 --seed 1 --on {on} DIR` and `toprank pool calibrate DIR --page`; do not edit.

What a target stands on:

- *published*: a figure of the pool itself on that day;
- *rounds*: follows from published rounds, such as the cut-off that a round of the same size must reach;
- *other people*: published for the eligible profiles or the invited of some year, not for the pool;
- *judgement*: nothing was published; the range says what would be believed.

What cannot be met or checked:

- No breakdown of the pool of a day by age, education, language, residence, occupation or category was published. How
  the invited of 2023 and 2024 looked is compared in `replay.md`, where the same people are invited in the same rounds.
- Programs were published for the pool of one day (2022-01-04: FSW 79.8%, CEC 19.7%). The shares of people are fitted on
  rounds of 2025 and 2026; a pool of January 2022 has too many CEC candidates.
- Sex and citizenship are no facts of a profile, so the published shares of both have nothing to be compared with.
- Within 501 to 600 nothing finer than the whole band was published; the tail is an inference from general rounds.

{met} of {of} figures are met.
"""


def written(path: Path, found: Json) -> None:
    """Writes the page, whole or not at all."""
    write_whole(path, page(found).encode())


def page(found: Json) -> str:
    """The page as Markdown."""
    rows = [
        "| figure | target | allowed | reached | met | basis | source |",
        "| --- | ---: | ---: | ---: | --- | --- | --- |",
    ]
    for row in found["figures"]:
        allowed = f"{number(row['least'])} to {number(row['most'])}"
        cells = [f"{row['group']}: {row['name']}", row["target"], allowed, number(row["reached"])]
        rows.append(f"| {' | '.join([*cells, 'yes' if row['met'] else '**no**', row['basis'], row['source']])} |")
    return "\n".join([OPENING.format(**{key: found[key] for key in ("on", "met", "of")}), *rows, ""])


def number(value: float) -> str:
    """A whole number with its thousands, or as many decimals as it has, at most two."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}".rstrip("0").rstrip(".")
