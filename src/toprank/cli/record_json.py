"""A sync as JSON. Keys are the columns of rounds.csv."""

from datetime import date
from typing import Any

from toprank.rounds.age import age_json
from toprank.rounds.document import round_json
from toprank.rounds.sync.judge import Rejected
from toprank.rounds.sync.update import Synced, message

Json = dict[str, Any]


def rejected_json(rejected: Rejected) -> Json:
    """A round that was not taken, with every fault."""
    return {
        "round": rejected.round,
        "published_name": rejected.name,
        "where": rejected.where or None,
        "faults": [fault.as_json() for fault in rejected.faults],
    }


def sync_json(synced: Synced, today: date, language: str = "en") -> Json:
    """What `rounds sync` prints."""
    found = synced.comparison
    return {
        "schema": "toprank.sync/1",
        "source": synced.source,
        "rounds_read": synced.read,
        "unchanged": found.same,
        "new": [round_json(each.round) for each in found.new],
        "changed": [
            {
                "round": each.found.round.id,
                "accepted": synced.accepted,
                "differences": [difference.as_json() for difference in each.differences],
            }
            for each in found.changed
        ],
        "rejected": [rejected_json(each) for each in synced.rejected],
        "alarms": [
            {
                "round": each.round,
                "round_date": each.on.isoformat(),
                "published_name": each.name,
                "code": each.code,
                "message": message(each, language),
            }
            for each in synced.apart
        ],
        "not_in_source": list(found.missing),
        "numbers_never_seen": list(found.skipped),
        "french_names": synced.names_failed,
        "record": age_json(synced.record, today, language),
    }
