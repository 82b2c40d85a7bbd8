"""Futures as a document and as columns."""

from datetime import timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa

from toprank.pool.score import DAY_SECONDS, Scored
from toprank.rulebook.loader import Rulebook
from toprank.simulate.course import NOBODY, Futures
from toprank.simulate.futures import LIKE_DAYS, Asked, Laid
from toprank.simulate.output import INSTANT, instant, provisional
from toprank.simulate.quantiles import spans
from toprank.words import say

Json = dict[str, Any]

QUANTILES: Final = (10, 25, 50, 75, 90)
FEWEST: Final = 20
"""Rounds of a type, in all futures together, from which on their quantiles are shown."""
IGNORED: Final = ("scores_stay", "rules_stay", "no_policy")
"""What every future leaves out, by the codes of its sentences."""


def futures_document(
    scored: Scored, asked: Asked, of: Laid, found: Futures, days: int, pool_hash: str, rulebook: Rulebook
) -> Json:
    """What was drawn from what, and the quantiles of the cut-offs by type and days."""
    plan = of.course.schedule
    last_day = asked.at.date() + timedelta(days=int(plan.at.max() - asked.at.timestamp()) // DAY_SECONDS)
    return {
        "schema": "toprank.futures/1",
        "at": instant(asked.at),
        "futures": asked.futures,
        "rounds": asked.rounds,
        "seed": asked.seed,
        "in_pool": int(scored.live.sum()),
        "in_program": int(scored.in_program.sum()),
        "may_be_invited": len(of.course.standing),
        "drawn_from": {
            "since": of.since.isoformat(),
            "until": of.clusters[-1].rounds[-1].on.isoformat(),
            "rounds": sum(len(cluster.rounds) for cluster in of.clusters),
            "clusters": len(of.clusters),
            "left_out": list(of.left_out),
        },
        "declined": asked.declined,
        "arrivals": arrivals_document(asked, of),
        "span_days": days,
        "spans": [each.as_json(QUANTILES) for each in spans(of.course, found, asked.at, days, QUANTILES)],
        "warnings": warnings(int(scored.live.sum()), of),
        "left_out": [say("futures", code, {}) for code in (*IGNORED, *([] if asked.arrivals else ["no_arrivals"]))],
        "inputs": {"pool": pool_hash, "rulebook": rulebook.content_hash},
        "provisional": provisional(rulebook, asked.at.date(), last_day),
    }


def warnings(candidates: int, of: Laid) -> list[Json]:
    """Says of a pool more than a tenth larger or smaller than the published one that rounds were sized for that."""
    published = of.published
    if published is None or 9 * published.total <= 10 * candidates <= 11 * published.total:
        return []
    told = {"candidates": candidates, "published": published.total, "on": published.as_of.isoformat()}
    return [{"code": "other_size", "message": say("futures", "other_size", told), "parameters": told}]


def shown(document: Json) -> list[Json]:
    """The spans to be shown: nine futures of ten still run in them, and there are FEWEST rounds for a quantile.

    Futures end with their last round. Those that run on longest had their rounds far apart, and are no fair sample.
    """
    futures = document["futures"]
    running = [each for each in document["spans"] if 10 * each["futures_reached"] >= 9 * futures]
    return [each for each in running if each["rounds"] - each["nobody_invited"] >= FEWEST]


def arrivals_document(asked: Asked, of: Laid) -> Json | None:
    """How many join, and whom they are like."""
    come = of.course.arrivals
    if come is None:
        return None
    span = int(come.submitted[-1]) - int(asked.at.timestamp()) if len(come.submitted) else 1
    return {
        "per_round": asked.arrivals,
        "per_week": round(len(come.submitted) * 7 * DAY_SECONDS / max(span, 1)),
        "like": of.like,
        "like_days": LIKE_DAYS,
        "remark": say("futures", "arrivals_like", {}),
    }


def round_columns(of: Laid, found: Futures) -> Json:
    """Every round of every future as columns; the cut-off is null where nobody was invited."""
    plan = of.course.schedule
    futures, rounds = plan.at.shape
    cutoff = found.cutoff.ravel()
    return {
        "future": np.repeat(np.arange(futures, dtype=np.int32), rounds),
        "round": np.tile(np.arange(rounds, dtype=np.int32), futures),
        "type": pa.DictionaryArray.from_arrays(plan.type_.ravel(), pa.array(plan.types)),
        "at": pa.array(plan.at.ravel()).cast(INSTANT),
        "size": plan.size.ravel(),
        "invited": found.invited.ravel(),
        "cutoff": pa.array(cutoff, mask=cutoff == NOBODY),
    }
