"""The pool's bands printed with a round, and the count of occupations printed with it."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from toprank.errors import Fault
from toprank.pool.distribution import Band, Distribution
from toprank.rounds.sync.labels import Unknown
from toprank.rounds.sync.source import Entry
from toprank.rounds.sync.values import Unreadable, whole
from toprank.rulebook.loader import Rulebook

MOST_CANDIDATES: Final = 9_999_999
OCCUPATIONS: Final = re.compile(
    r"\b((?:the|these|those|following) )?([0-9]{1,3}) (?:eligible |listed |different )?occupations\b", re.IGNORECASE
)
SUB_BANDS: Final = (
    "the sub-bands of {low}-{high} add up to {added:,}, the printed figure is {printed:,} "
    "(the total agrees with the printed figure)"
)
PARTIAL: Final = "distribution incomplete in the source"


def read_bands(
    entry: Entry, snapshot: date | None, id_: str, faults: list[Fault], remarks: list[str]
) -> Distribution | None:
    """The distribution of an entry; None where every band is empty or 0, that is not published.

    Main bands must fill 0 to 1200 and add up to the total; sub-bands that do not add up to theirs are remarked.
    """
    printed = {band: text for band, text in entry.bands.items() if text}
    if all(text == "0" for text in (*printed.values(), entry.total or "0")):
        return None
    counts = {band: count for band, text in printed.items() if (count := candidates(entry, name(band), text, faults))}
    counts |= {band: 0 for band, text in printed.items() if text == "0"}
    if snapshot is None:
        faults.append(fault(entry, "pool_snapshot_date", "", "the day of the bands that are printed"))
    if len(counts) < len(printed) or snapshot is None:
        return None
    main = [band for band in counts if not any(inside(band, other) for other in counts)]
    total = candidates(entry, "pool_total", entry.total, faults) if entry.total else None
    added = sum(counts[band] for band in main)
    if total is None and entry.typed and not entry.total:
        remarks.append(PARTIAL)
    elif total is not None and (not filled(main) or added != total):
        faults.append(fault(entry, "pool_total", entry.total, f"the sum of the bands, {added:,}, from 0 to 1200"))
    elif not entry.total:
        faults.append(fault(entry, "pool_total", "", f"the sum of the bands, {added:,}"))
    remarks += uneven(main, counts)
    bands = tuple(Band(*band, counts[band]) for band in sorted(counts, reverse=True))
    return Distribution(
        as_of=snapshot,
        main=tuple(band for band in bands if (band.low, band.high) in main),
        sub=tuple(band for band in bands if (band.low, band.high) not in main),
        printed_total=total,
        published_with=(id_,),
        source=entry.texts.get("source") or "official rounds feed",
    )


def candidates(entry: Entry, column: str, text: str, faults: list[Fault]) -> int | None:
    """How many candidates a text says; None, with a fault, where it is no number."""
    try:
        return whole(text, 0, MOST_CANDIDATES)
    except Unreadable as error:
        faults.append(fault(entry, column, text, str(error)))
        return None


def fault(entry: Entry, column: str, found: str, allowed: str) -> Fault:
    """A fault of the bands of an entry."""
    field = entry.field(column)
    message = f"{field} is {found!r}; allowed is {allowed}" if found else f"{field} is empty; allowed is {allowed}"
    return Fault(f"{entry.where}/{field}", found, allowed, message)


def name(band: tuple[int, int]) -> str:
    """The column of a band."""
    return f"pool_{band[0]}_{band[1]}"


def inside(band: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a band is a part of another."""
    return band != other and other[0] <= band[0] and band[1] <= other[1]


def filled(main: list[tuple[int, int]]) -> bool:
    """Whether bands cover 0 to 1200 without a gap and without overlapping."""
    edges = sorted(main)
    touching = all(low[1] + 1 == high[0] for low, high in pairwise(edges))
    return bool(edges) and edges[0][0] == 0 and edges[-1][1] == 1200 and touching


def uneven(main: list[tuple[int, int]], counts: Mapping[tuple[int, int], int]) -> list[str]:
    """A remark for each main band whose sub-bands fill it and do not add up to it."""
    found = []
    for band in main:
        parts = [other for other in counts if inside(other, band)]
        added, wide = sum(counts[part] for part in parts), sum(high - low + 1 for low, high in parts)
        if wide == band[1] - band[0] + 1 and added != counts[band]:
            found.append(SUB_BANDS.format(low=band[0], high=band[1], added=added, printed=counts[band]))
    return found


def counted(entry: Entry, key: str | None, rulebook: Rulebook) -> None:
    """Raises Unknown where the entry prints a count of occupations that its version does not have.

    "In the 3 occupations listed" speaks of a part of a long list: a count below half of it, pointed at, is none of it.
    """
    printed = f"{entry.texts['published_name']} {entry.hidden}"
    listed = rulebook.category(key).occupations if key else 0
    found = [(bool(pointing), int(number)) for pointing, number in OCCUPATIONS.findall(printed)]
    said = {number for pointing, number in found if not (pointing and 2 * number < listed)}
    if listed and said and listed not in said:
        raise Unknown("unknown_count", key=key, listed=listed, said=sorted(said))
