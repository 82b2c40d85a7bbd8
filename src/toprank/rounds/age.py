"""How old the record is, in a sentence and as JSON: everything that shows the record says it."""

from datetime import date
from typing import Any

from toprank.rounds.record import Record
from toprank.rounds.rows import written
from toprank.words import say


def age_code(record: Record, today: date) -> str:
    """Which sentence says how old the record is."""
    if record.synced_at is None:
        return "never_synced_stale" if record.stale(today) else "never_synced"
    if record.stale(today):
        return "stale"
    return "synced" if record.age(today) else "synced_today"


def age_line(record: Record, today: date, language: str = "en") -> str:
    """How old the record is, in one sentence; a warning after 16 days."""
    parameters = {"days": record.age(today), "as_of": record.as_of, "source": record.synced_from or ""}
    return say("record", age_code(record, today), parameters, language)


def age_json(record: Record, today: date, language: str = "en") -> dict[str, Any]:
    """How old the record is, as every JSON document that shows the record holds it."""
    return {
        "complete_to": record.as_of.isoformat(),
        "synced_at": written(record.synced_at) or None,
        "source": record.synced_from,
        "age_days": record.age(today),
        "stale": record.stale(today),
        "message": age_line(record, today, language),
        "kept_apart": [
            {"round": each.id, "round_date": each.on.isoformat(), "published_name": each.name, "message": each.message}
            for each in record.apart
        ],
    }
