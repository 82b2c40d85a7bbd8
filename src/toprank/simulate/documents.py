"""The results of curves and comparisons as documents; what the sheets, the pictures and the JSON all show."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from toprank.facts import Instants
from toprank.pool.score import Scored
from toprank.pool.select import Selection
from toprank.rounds.question import Question
from toprank.rulebook.loader import Rulebook
from toprank.simulate.compare import TRAITS, Comparison, groups, scores_moved, totals
from toprank.simulate.curve import Curve
from toprank.simulate.output import instant, provisional
from toprank.simulate.sides import Side

Json = dict[str, Any]


def curve_document(found: Curve, scored: Scored, asked: Question, pool_hash: str, rulebook: Rulebook) -> Json:
    """A curve: how many are in the pool and eligible, and the round of each size."""
    return {
        "schema": "toprank.curve/1",
        "kind": asked.kind,
        "target": asked.target,
        "version": asked.version,
        "at": instant(asked.at),
        "in_pool": int(scored.live.sum()),
        "in_program": int(scored.in_program.sum()),
        "eligible": found.eligible,
        "points": [each.as_json() for each in found.points],
        "inputs": {"pool": pool_hash, "rulebook": rulebook.content_hash},
        "provisional": provisional(rulebook, asked.on),
    }


def comparison_document(found: Comparison, a: Side, b: Side, pool_hash: str) -> Json:
    """A comparison: both rounds, who gains and loses in all and by each trait, and how the scores differ."""
    everybody = found.people
    return {
        "schema": "toprank.comparison/1",
        "kind": a.question.kind,
        "target": a.question.target,
        "at": instant(a.question.at),
        "in_pool": len(everybody),
        "a": side_document(a, found.round_a, everybody.submitted),
        "b": side_document(b, found.round_b, everybody.submitted),
        "totals": totals(found),
        "scores": scores_moved(everybody),
        "by": {trait: [group.as_json() for group in groups(found, trait)] for trait in TRAITS},
        "inputs": {"pool": pool_hash, "rulebook_a": a.rulebook.content_hash, "rulebook_b": b.rulebook.content_hash},
        "provisional": provisional(a.rulebook, a.day) + provisional(b.rulebook, b.day) * (b.day != a.day),
    }


def side_document(side: Side, held: Selection, submitted: Instants) -> Json:
    """The round of one side and the rules it was held under."""
    category = side.category
    return {
        "rules_of": side.day.isoformat(),
        "version": None if category is None else category.key,
        "occupations": None if category is None else len(category.unit_groups),
        "size": side.question.size,
        "invited": len(held.rows),
        "cutoff": held.cutoff,
        "tie_break": None if held.tie_break is None else instant(datetime.fromtimestamp(held.tie_break, UTC)),
        "above_cutoff": held.above_cutoff,
        "tied": held.tied,
        "tied_invited": held.tied_invited,
    }


def standing_out(found: Sequence[Json], most: int) -> list[Json]:
    """The groups to be shown, so many, in their order: a third of them those that lose most, the rest the most changed.

    Where one side is the larger the losers are few, and would not be seen.
    """
    losing = sorted((group for group in found if group["lose"]), key=lambda group: -group["lose"])[: most // 3]
    kept = [group for group in found if group in losing]
    others = [group for group in found if group not in losing][: most - len(kept)]
    return [group for group in found if group in kept or group in others]


def about(document: Json) -> dict[str, str]:
    """What the file of a table says about itself."""
    told = {key: document[key] for key in ("schema", "kind", "target", "at") if document.get(key) is not None}
    return {**told, **document["inputs"]}
