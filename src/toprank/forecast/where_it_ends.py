"""Until which day the record speaks: the day as of which forecasts are made, and when no chance is given at all."""

from datetime import date, timedelta

from toprank.rounds.record import Record
from toprank.rounds.settings import record_settings
from toprank.rulebook.loader import Rulebook


def where_it_ends(known: Record, today: date) -> date:
    """The last day that the record speaks of: no later than it was read, nor long after its newest round.

    Rounds are held about every fortnight, so that after a longer silence rounds are more likely missing than not held.
    """
    newest = known.rounds[-1].on + timedelta(days=record_settings().stale_after_days)
    return min(today, known.as_of, newest)


def withheld(known: Record, on: date, rulebook: Rulebook) -> list[str]:
    """Why no chance is given to a person for a day, in codes; empty where one is given.

    "rule_unknown": the text of a table in force on it was not seen; "no_round_known": the last round known by it is too
    long ago, or there is none.
    """
    last = max((each.on for each in known.rounds if each.on <= on), default=None)
    found = ["rule_unknown"] if rulebook.unseen_on(on) else []
    return (
        found
        if last is not None and (on - last).days <= record_settings().silent_after_days
        else [*found, "no_round_known"]
    )
