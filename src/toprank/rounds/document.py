"""The published record as JSON: what `toprank rounds list` and the site give. Keys are the columns of rounds.csv."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from toprank.pool.distribution import Band, Distribution
from toprank.rounds.age import age_json
from toprank.rounds.record import PublishedRound, Record
from toprank.rounds.rows import written

Json = dict[str, Any]


def round_json(round_: PublishedRound) -> Json:
    """A published round by the columns of rounds.csv, with its series."""
    return {
        "round_no": round_.number,
        "round_suffix": round_.suffix or None,
        "round_date": round_.on.isoformat(),
        "held_at_utc": written(round_.at) or None,
        "type": round_.type,
        "kind": round_.kind,
        "target": round_.target,
        "version_label": round_.version,
        "earlier_version_label": round_.earlier_version,
        "published_name": round_.name,
        "published_name_fr": round_.name_fr,
        "invitations": round_.size,
        "crs_lowest_invited": round_.cutoff,
        "tie_break_utc": written(round_.tie_break) or None,
        "programs_covered": list(round_.programs),
        "pool_snapshot_date": round_.snapshot.isoformat() if round_.snapshot else None,
        "source": round_.source,
        "remarks": list(round_.remarks),
    }


def pool_json(distribution: Distribution | None) -> Json | None:
    """A distribution as published; null where none was."""
    if distribution is None:
        return None
    return {
        "snapshot_date": distribution.as_of.isoformat(),
        "pool_total": distribution.printed_total,
        "complete": distribution.complete,
        "bands": [band_json(band, "main") for band in distribution.main]
        + [band_json(band, "sub") for band in distribution.sub],
        "source": distribution.source,
        "remarks": list(distribution.remarks),
    }


def band_json(band: Band, level: str) -> Json:
    """One band, by the columns of pool_distributions.csv."""
    return {"band_low": band.low, "band_high": band.high, "band_level": level, "candidates": band.candidates}


def rounds_json(
    rounds: Sequence[PublishedRound], record: Record, today: date, pool: bool, language: str = "en"
) -> Json:
    """What `rounds list` and `rounds show` print."""
    found = [round_json(each) for each in rounds]
    if pool:
        found = [
            each | {"pool": pool_json(record.distribution_of(round_))}
            for each, round_ in zip(found, rounds, strict=True)
        ]
    return {"schema": "toprank.rounds/1", "record": age_json(record, today, language), "rounds": found}
