"""What a pool recorded of a round: the same question, and the same invitations one by one."""

from dataclasses import asdict

from toprank.errors import ToprankError
from toprank.pool.events import Events, read_events
from toprank.pool.manifest import Part
from toprank.pool.store import Damaged, Pool
from toprank.rounds.hold import Held
from toprank.rounds.proof import Proof, differing
from toprank.rounds.recording import asked_for, invited_by
from toprank.rulebook.loader import Rulebook

CODE = "recorded_in_the_pool"


def as_recorded(pool: Pool, then: Pool, held: Held, rulebook: Rulebook) -> Proof:
    """Whether a pool recorded a round that was held over it as it was `then`.

    A round is recorded in the very next part. Where that records neither this question nor these invitations it is
    another round, and this one was held on trial: nothing to compare. Damaged where the part was changed.
    """
    part = next_part(pool, then)
    if part is None or part.round_ is None:
        return Proof(CODE, None, "the pool records no round held over it as it was then: this one was a trial")
    said, asked = asdict(part.round_), asdict(asked_for(part.round_.id, held.question, rulebook))
    events = recorded_events(pool, part)
    same = events is not None and same_invitations(events, invited_by(held, part.round_.id, rulebook))
    if said == asked and not same:
        return Proof(CODE, False, f"{part.name} records other invitations for the round {part.round_.id}")
    if said != asked and not same:
        told = f"the round recorded over the pool as it was then is {part.round_.id}, another one: this one was a trial"
        return Proof(CODE, None, told)
    return differing(CODE, said, asked, f"{part.rows:,} invitations, as the round {part.round_.id}", "manifest")


def next_part(pool: Pool, then: Pool) -> Part | None:
    """The part that a pool was given after a state of it; None where there is none."""
    known = len(then.log)
    return pool.log[known] if pool.log[:known] == then.log and known < len(pool.log) else None


def recorded_events(pool: Pool, part: Part) -> Events | None:
    """The events of a part, None where they are not as many as the log says. Damaged where the part was changed."""
    try:
        found = read_events(pool.content(part), part.name)
    except Damaged:
        raise
    except ToprankError:
        return None
    return found if len(found) == part.rows else None


def same_invitations(one: Events, other: Events) -> bool:
    """Whether two lists of invitations are the same in every column."""
    return bool(one.to_table().equals(other.to_table()))
