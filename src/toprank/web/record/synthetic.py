"""The demonstration pool, where the data folder holds one: what is counted in it, kept beside it as JSON.

Scoring takes about a second: it is done once for a pool and a rulebook, by the first process that needs it.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from toprank.errors import ToprankError
from toprank.pool.distribution import Distribution
from toprank.pool.score import score_pool
from toprank.pool.staging import replace_lasting
from toprank.pool.store import Pool, open_pool
from toprank.pool.summary import summary
from toprank.rules.outcome import PROGRAMS
from toprank.web.kinds import kind_name
from toprank.web.known import Known
from toprank.words import forms, say

POOL: Final = "pool"
KEPT: Final = "pool-counts.json"
Json = dict[str, Any]


@dataclass(frozen=True)
class Synthetic:
    """What is counted in the synthetic pool of a day: who is eligible for what, and its scores beside the published."""

    on: date
    candidates: int
    eligible: int
    groups: list[tuple[str, int, str]]
    scores: list[tuple[str, int, str, int, str]]


def synthetic(data: Path, known: Known, language: str) -> Synthetic | None:
    """The synthetic pool of a data folder; None where there is none that is openly synthetic."""
    try:
        pool = open_pool(data / POOL)
        if pool.day is None or pool.origin.get("kind") != "synthetic":
            return None
        found = counted(pool, data / KEPT, known)
    except ToprankError:
        return None
    published = next((each for each in reversed(known.record.distributions) if each.as_of <= pool.day), None)
    if published is None:
        return None
    return told(found, pool.day, published, known, language)


def counted(pool: Pool, path: Path, known: Known) -> Json:
    """The counts of a pool at the end of its day: as they were kept, else made now and kept."""
    of = {"pool": pool.content_hash, "rulebook": known.rulebook.content_hash}
    with suppress(OSError, ValueError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(kept, dict) and kept.get("of") == of:
            return dict(kept["counts"])
    assert pool.day is not None
    counts = summary(score_pool(pool, datetime.combine(pool.day, time(23, 59, 59), UTC), known.rulebook))
    with suppress(OSError):  # another process keeps them at this moment, or the folder cannot be written
        replace_lasting(path, (json.dumps({"of": of, "counts": counts}) + "\n").encode())
    return counts


def told(found: Json, on: date, published: Distribution, known: Known, language: str) -> Synthetic:
    """Counts with names and shares."""
    eligible, percent = found["eligible_for_a_program"], forms(language)["percent"]

    def share(count: int, whole: int) -> str:
        found = 100 * count / whole if whole else 0
        return str(percent(round(found, 1 if found >= 0.1 else 2)))

    groups = [
        (group_name(key, known, language), count, share(count, eligible)) for key, count in found["eligible"].items()
    ]
    given = {(band.low, band.high): band.candidates for band in published.finest}
    scores = [
        (
            say("web_pool", "band", {"low": each["from"], "high": each["to"]}, language),
            each["candidates"],
            share(each["candidates"], eligible),
            given[each["from"], each["to"]],
            share(given[each["from"], each["to"]], published.total),
        )
        for each in found["distribution"]
        if (each["from"], each["to"]) in given
    ]
    return Synthetic(on, found["candidates"], eligible, groups, scores)


def group_name(key: str, known: Known, language: str) -> str:
    """The name of a program, or of the category of a version."""
    return kind_name(key if key in PROGRAMS else known.rulebook.category(key).family, language)
