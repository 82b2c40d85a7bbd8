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
    if record.silent(today):
        return "silent"
    return "synced" if record.age(today) else "synced_today"


def age_line(record: Record, today: date, language: str = "en") -> str:
    """How old the record is, in one sentence; a warning after 16 days. For everybody: it names no command."""
    newest = record.rounds[-1]
    parameters = {
        "days": record.age(today),
        "as_of": record.as_of,
        "source": record.synced_from or "",
        "newest": newest.id,
        "newest_on": newest.on,
    }
    return say("record", age_code(record, today), parameters, language)


def age_and_remedy(record: Record, today: date, language: str = "en") -> str:
    """How old the record is and, where it is not from a sync of late, the command for who keeps it."""
    found = [age_line(record, today, language)]
    if age_code(record, today) not in ("synced", "synced_today"):
        found.append(say("record", "to_sync", {}, language))
    return " ".join(found)


def apart_lines(record: Record, language: str = "en") -> list[str]:
    """One sentence for each round that was published and is not in the record."""
    return [say("record", "kept_apart", {"round": each.id}, language) for each in record.apart]


def age_json(record: Record, today: date, language: str = "en") -> dict[str, Any]:
    """How old the record is, as every JSON document that shows the record holds it."""
    return {
        "as_of": record.as_of.isoformat(),
        "synced_at": written(record.synced_at) or None,
        "source": record.synced_from,
        "newest_round_date": record.rounds[-1].on.isoformat(),
        "age_days": record.age(today),
        "stale": record.may_lack_rounds(today),
        "message": age_line(record, today, language),
        "kept_apart": [
            {
                "round": each.id,
                "round_date": each.on.isoformat() if each.on else None,
                "published_name": each.name,
                "message": each.message,
            }
            for each in record.apart
        ],
    }


def for_everybody(age: dict[str, Any], language: str) -> dict[str, Any]:
    """The age of the record as a public site shows it: without what who keeps the record has to do."""
    apart = [
        each | {"message": say("record", "kept_apart_public", {"round": each["round"]}, language)}
        for each in age["kept_apart"]
    ]
    return age | {"kept_apart": apart}
