"""A round held for good: its invitations recorded in the pool, its bundle written, each once.

The bundle is made and flushed beside its place, then the invitations are recorded, then the bundle takes its name. So
a bundle that can be read is of a round that was recorded, and a round whose bundle was lost to a killed process is
held again from the pool as it was before: under its id the same question gives the same bytes.
"""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from toprank.days import day, instant_text, number
from toprank.errors import ToprankError
from toprank.pool.adding import Adding, adding
from toprank.pool.events import INVITED, Events, events, read_events
from toprank.pool.manifest import ROUND_ID, Part, RoundHeld
from toprank.pool.runners import Runner
from toprank.pool.staging import locked, refuse_existing, staged
from toprank.pool.store import Pool, open_pool
from toprank.rounds.certificate import Bundle, bundle, write_bundle, write_files
from toprank.rounds.hold import Held
from toprank.rounds.question import Question
from toprank.rulebook.loader import Rulebook

PERIOD: Final = "programs/invitation_period"


def default_id(question: Question) -> str:
    """The id of a round that was given none: what it is for, its size and its instant."""
    target = question.version or question.target or question.kind
    return f"{target}-{question.size}-{question.at:%Y%m%dT%H%M%SZ}"


def asked_for(round_id: str, question: Question, rulebook: Rulebook) -> RoundHeld:
    """A round as the log of a pool names it. ToprankError for an id that is none."""
    if not ROUND_ID.fullmatch(round_id):
        raise ToprankError(
            f"--id {round_id[:80]!r}: a round is named by 1-100 of A-Z a-z 0-9 . _ -; give another --id, or none."
        )
    at = instant_text(int(question.at.timestamp()))
    hash_ = rulebook.content_hash
    return RoundHeld(round_id, question.kind, question.target, question.version, question.size, at, hash_)


def open_until(question: Question, rulebook: Rulebook) -> int:
    """The first second in which invitations of a round are no longer open: after so many whole days (IRPA 10.1(6))."""
    days = int(rulebook.known(PERIOD, question.on).value("days"))
    return int(np.datetime64(day(number(question.on) + days + 1), "s").astype(np.int64))


def invited_by(held: Held, round_id: str, rulebook: Rulebook) -> Events:
    """The invitations of a round as events of the pool, by rank."""
    rows, scored = held.selection.rows, held.scored
    until = open_until(held.question, rulebook)
    at = int(held.question.at.timestamp())
    return events(INVITED, rows.astype(np.int64), scored.ids.take(rows), scored.submitted[rows], at, until, round_id)


def hold_for_good(
    folder: Path, question: Question, rulebook: Rulebook, round_id: str, out: Path, threads: int | Runner | None = None
) -> Bundle:
    """Holds a round, records its invitations in the pool in `folder` and writes its bundle to `out`.

    A round recorded before is held again as it was and only its bundle is written, unless it is there already.
    For that the pool need not be writable. ToprankError where the id stands for another round, where a later round was
    held before, where `out` lies in the pool, or as in `hold`.
    """
    asked = asked_for(round_id, question, rulebook)
    refuse_inside(out, folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        pool = open_pool(folder)
        recorded = pool.recorded(round_id)
        if recorded is not None:
            with locked(folder):
                return held_again(pool, recorded, asked, question, rulebook, out, threads)
    with adding(folder) as writer:
        part = writer.pool.recorded(round_id)
        if part is not None:
            return held_again(writer.pool, part, asked, question, rulebook, out, threads)
        refuse_past(writer, question)
        refuse_existing(out)
        made = bundle(writer.pool, question, rulebook, threads)
        try:
            with staged(out) as beside:
                write_files(beside, made)
                writer.add_events(invited_by(made.held, round_id, rulebook), asked)
                writer.commit()
        except ToprankError as error:
            if writer.pool.recorded(round_id) is None:
                raise
            raise ToprankError(
                f"{error} The round {round_id} is recorded: hold it again to have its bundle."
            ) from error
        return made


def refuse_inside(out: Path, folder: Path) -> None:
    """Raises ToprankError where a bundle would lie in the folder of its pool, which holds parts and nothing else."""
    if out.resolve().is_relative_to(folder.resolve()):
        raise ToprankError(f"--out {out} lies in the pool {folder}: a bundle has a folder of its own outside of it.")


def held_again(
    pool: Pool,
    part: Part,
    asked: RoundHeld,
    question: Question,
    rulebook: Rulebook,
    out: Path,
    threads: int | Runner | None,
) -> Bundle:
    """The bundle of a round that is recorded, made from the pool as it was before it and written where it is not."""
    refuse_another(part, asked)
    made = bundle(pool.before(part), question, rulebook, threads)
    recorded = read_events(pool.content(part), part.name)
    if not recorded.to_table().equals(invited_by(made.held, asked.id, rulebook).to_table()):
        raise ToprankError(
            f"the round {asked.id} is recorded with other invitations than it has now; nothing is written."
        )
    if not is_written(out, made):
        write_bundle(out, made)
    return made


def is_written(out: Path, made: Bundle) -> bool:
    """Whether every file of a bundle stands at its place already, the same in every byte."""
    try:
        return all((out / name).read_bytes() == content for name, content in made.files.items())
    except OSError:
        return False


def refuse_another(part: Part, asked: RoundHeld) -> None:
    """Raises ToprankError where the recorded round asked for something else."""
    assert part.round_ is not None
    before, now = asdict(part.round_), asdict(asked)
    differing = [f"{key} {before[key]}, now {now[key]}" for key in now if before[key] != now[key]]
    if differing:
        told = "; ".join(differing)
        raise ToprankError(
            f"the round {asked.id} is recorded already and asked for something else: {told}. Give another --id."
        )


def refuse_past(writer: Adding, question: Question) -> None:
    """Raises ToprankError where a later round is recorded: those it invited would not have been in this one's pool."""
    held = [part.round_ for part in writer.pool.log if part.round_]
    last = max(held, key=lambda round_: round_.at, default=None)
    at = instant_text(int(question.at.timestamp()))
    if last is not None and at < last.at:
        raise ToprankError(
            f"the round {last.id} was held at {last.at}, after {at}: rounds of a pool are held in the order of their "
            "instants. With --trial an earlier one is held without recording it."
        )
