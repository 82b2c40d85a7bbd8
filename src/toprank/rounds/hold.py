"""A round held over a pool: who may be invited, who is, and the evidence for it."""

from dataclasses import dataclass

import pyarrow as pa

from toprank.errors import ToprankError
from toprank.facts import Truths
from toprank.pool.ids import standing_twice
from toprank.pool.runners import Runner
from toprank.pool.score import Scored, score_pool
from toprank.pool.select import Selection, select
from toprank.pool.store import Pool
from toprank.rounds.checks import Check, checks
from toprank.rounds.evidence import evidence
from toprank.rounds.question import Question, ties_are_ordered
from toprank.rounds.unmet import FirstUnmet
from toprank.rulebook.loader import Rulebook


class Unsound(ToprankError):
    """A round that fails a check of its own; nothing of it is written."""

    exit_code = 1


@dataclass(frozen=True)
class Held:
    """A round that was held: the question, the candidates, who of them may be and who is invited, the checks."""

    question: Question
    scored: Scored
    eligible: Truths
    selection: Selection
    checks: list[Check]


def hold(pool: Pool, question: Question, rulebook: Rulebook, threads: int | Runner | None = None) -> Held:
    """Holds a round. ToprankError where the pool cannot be used, Unsound where a check of the round fails."""
    scored = score_pool(pool, question.at, rulebook, threads=threads, note=FirstUnmet(question.version))
    twice = standing_twice(scored.ids.filter(pa.array(scored.live)))
    if twice:
        raise ToprankError(f"{pool.folder} has {len(twice):,} ids with two live profiles: {', '.join(twice[:5])}.")
    eligible, ordered = may_be_invited(scored, question), ties_are_ordered(question.on, rulebook)
    selection = select(scored.total, scored.submitted, scored.ids, eligible, question.size, ordered)
    seen = evidence(pool, selection.rows, question, rulebook)
    held = Held(question, scored, eligible, selection, checks(question, scored, selection, seen, ordered))
    failed = [check.code for check in held.checks if not check.passed]
    if failed:
        raise Unsound(f"the round fails its own checks and is not written: {', '.join(failed)}.")
    return held


def may_be_invited(scored: Scored, question: Question) -> Truths:
    """Who is live and eligible for a round.

    The order of eligibility and rank is that of IRPA 10.2(1). A nominee may be invited in the nominee class only
    (10.1(1.1)), so they are left out of rounds for a category or for another program.
    """
    if question.kind == "general":
        return scored.in_program
    if question.kind == "category":
        federal = scored.eligible("fsw") | scored.eligible("cec") | scored.eligible("fst")
        return federal & scored.eligible(question.version or "") & ~scored.eligible("pnp")
    assert question.target is not None
    meets = scored.eligible(question.target)
    return meets if question.target == "pnp" else meets & ~scored.eligible("pnp")
