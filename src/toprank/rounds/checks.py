"""What must be true of a round, looked at anew: none of it takes the word of the selection.

Columns are those of the whole pool, the evidence is the second look at the invited alone. Each check says how many
candidates, or facts, it looked at, and what it saw: counts, and limits that the law or the round itself set. A
certificate may be published, so no check shows a score or an instant of anyone but the last one invited.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from toprank.facts import Truths
from toprank.pool.ids import at_rows, where
from toprank.pool.score import Scored
from toprank.pool.select import Selection
from toprank.rounds.evidence import Evidence
from toprank.rounds.question import Question
from toprank.rulebook.classification import unit_groups

CODES: Final = (
    "nobody_outranks_the_invited",
    "tie_cut_at_one_instant",
    "not_more_than_the_size",
    "as_many_as_fit",
    "invited_meet_program_and_category",
    "live_profiles_only",
    "nominees_left_out",
    "occupations_in_classification",
    "invited_once",
    "counts_add_up",
)


Saw = dict[str, int | str | None]


@dataclass(frozen=True)
class Check:
    """One thing that must be true, how much was looked at to tell, and what was seen."""

    code: str
    passed: bool
    looked_at: int
    saw: Saw

    def as_json(self) -> dict[str, Any]:
        """The check as a certificate shows it."""
        return {"code": self.code, "passed": self.passed, "looked_at": self.looked_at, "saw": self.saw}


@dataclass(frozen=True)
class Sides:
    """The eligible of a round on both sides of the line."""

    eligible: Truths
    invited: Truths

    @property
    def out(self) -> Truths:
        """Eligible and not invited."""
        return self.eligible & ~self.invited


def checks(question: Question, scored: Scored, selection: Selection, seen: Evidence, ordered: bool) -> list[Check]:
    """Every check of a round, in a fixed order."""
    invited = np.zeros(len(scored), np.bool_)
    invited[selection.rows] = True
    sides = Sides(entitled(question, scored), invited)
    return [
        nobody_outranks_the_invited(scored, sides, ordered),
        tie_cut_at_one_instant(scored, selection, sides, ordered),
        not_more_than_the_size(question, selection),
        as_many_as_fit(question, scored, selection, sides, ordered),
        invited_meet_program_and_category(scored, selection, seen),
        live_profiles_only(question, scored, selection, seen),
        nominees_left_out(question, selection, seen),
        occupations_in_classification(seen),
        invited_once(scored, selection),
        counts_add_up(scored, selection, sides),
    ]


def entitled(question: Question, scored: Scored) -> Truths:
    """Who may be invited, from the bits of the mask as whole numbers."""
    bit = {name: 1 << place for place, name in enumerate(scored.names)}
    federal, nominee = bit["fsw"] | bit["cec"] | bit["fst"], bit["pnp"]
    needed, any_of, apart = 0, federal | nominee, 0
    if question.kind == "program":
        needed, apart = bit[question.target or ""], 0 if question.target == "pnp" else nominee
    elif question.kind == "category":
        needed, any_of, apart = bit[question.version or ""], federal, nominee
    found: Truths = (scored.mask & (needed | apart) == needed) & (scored.mask & any_of > 0)
    return found


def in_words(seconds: int) -> str:
    """An instant as certificates write it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_of(scored: Scored, rows: Truths) -> tuple[int, int, str]:
    """The lowest score of some candidates, the latest submission at it, and the last id of that second."""
    lowest = int(scored.total[rows].min())
    at_it = rows & (scored.total == lowest)
    latest = int(scored.submitted[at_it].max())
    return lowest, latest, max(where(scored.ids, at_it & (scored.submitted == latest)))


def nobody_outranks_the_invited(scored: Scored, sides: Sides, ordered: bool) -> Check:
    """No eligible candidate outside ranks before the last one invited."""
    code, looked_at = "nobody_outranks_the_invited", int(sides.eligible.sum())
    saw: Saw = {"invited": int(sides.invited.sum()), "outside": int(sides.out.sum())}
    if not sides.invited.any():
        return Check(code, True, looked_at, saw)
    lowest, latest, last_id = last_of(scored, sides.invited)
    saw["lowest_invited"] = lowest
    same = sides.out & (scored.total == lowest)
    before = sides.out & (scored.total > lowest)
    if not ordered:
        return Check(code, not before.any(), looked_at, saw)
    before |= same & (scored.submitted < latest)
    same_second = where(scored.ids, same & (scored.submitted == latest))
    return Check(code, not before.any() and not any(each < last_id for each in same_second), looked_at, saw)


def tie_cut_at_one_instant(scored: Scored, selection: Selection, sides: Sides, ordered: bool) -> Check:
    """At the cut-off those received up to the tie-break are in and later ones out; unordered ties are not cut."""
    code = "tie_cut_at_one_instant"
    if selection.cutoff is None:
        return Check(code, selection.tie_break is None and not sides.invited.any(), 0, {})
    tied = sides.eligible & (scored.total == selection.cutoff)
    inside, outside = scored.submitted[tied & sides.invited], scored.submitted[tied & ~sides.invited]
    saw: Saw = {"tied_invited": len(inside), "tied_outside": len(outside)}
    if not ordered:
        return Check(code, selection.tie_break is None and not len(outside), int(tied.sum()), saw)
    saw["latest_invited"] = in_words(int(inside.max())) if len(inside) else None
    instant = selection.tie_break
    cut = instant is not None and len(inside) > 0 and int(inside.max()) == instant
    return Check(code, bool(cut and (outside >= (instant or 0)).all()), int(tied.sum()), saw)


def not_more_than_the_size(question: Question, selection: Selection) -> Check:
    """No invitation beyond the number set (IRPA 10.2(2))."""
    invited = len(selection.rows)
    return Check("not_more_than_the_size", invited <= question.size, invited, {"size": question.size})


def as_many_as_fit(question: Question, scored: Scored, selection: Selection, sides: Sides, ordered: bool) -> Check:
    """Nobody is left out while there is room: for one more, or, where ties have no order, for one more whole score."""
    invited, out = len(selection.rows), scored.total[sides.out]
    room = question.size - invited
    needed = 1 if ordered or not len(out) else int((out == out.max()).sum())
    saw: Saw = {"room": room, "outside": len(out)}
    return Check("as_many_as_fit", not len(out) or room < needed, int(sides.eligible.sum()), saw)


def invited_meet_program_and_category(scored: Scored, selection: Selection, seen: Evidence) -> Check:
    """The second look finds the same people, with the same scores, and eligible."""
    rows = selection.rows
    same = at_rows(scored.ids, rows) == seen.ids and np.array_equal(scored.total[rows], seen.total)
    saw: Saw = {"met": int(seen.meets.sum())}
    return Check("invited_meet_program_and_category", bool(same and seen.meets.all()), len(seen.ids), saw)


def live_profiles_only(question: Question, scored: Scored, selection: Selection, seen: Evidence) -> Check:
    """Every invited profile was received at or before the instant, is not a year old and had not left the pool."""
    at = int(question.at.timestamp())
    live = ~seen.gone & (seen.submitted <= at) & (at < seen.ends) & (seen.submitted == scored.submitted[selection.rows])
    saw: Saw = {"live": int(live.sum())}
    return Check("live_profiles_only", bool(live.all()) and len(live) == len(selection.rows), len(live), saw)


def nominees_left_out(question: Question, selection: Selection, seen: Evidence) -> Check:
    """No nominee in a round for a category or for another program; in other rounds there is nothing to look at."""
    if question.kind == "general" or question.target == "pnp":
        return Check("nominees_left_out", True, 0, {})
    saw: Saw = {"nominees": int(seen.nominee.sum())}
    return Check("nominees_left_out", not seen.nominee.any(), len(selection.rows), saw)


def occupations_in_classification(seen: Evidence) -> Check:
    """Every unit group that an invited candidate declares is one of the classification."""
    saw: Saw = {"unknown": seen.unknown_occupations, "unit_groups": len(unit_groups())}
    return Check("occupations_in_classification", seen.unknown_occupations == 0, seen.occupations, saw)


def invited_once(scored: Scored, selection: Selection) -> Check:
    """No row and no id is invited twice."""
    ids = at_rows(scored.ids, selection.rows)
    once = len(set(ids)) == len(ids) == len(np.unique(selection.rows))
    return Check("invited_once", once, len(ids), {"different": len(set(ids))})


def counts_add_up(scored: Scored, selection: Selection, sides: Sides) -> Check:
    """The numbers of the certificate are those of the columns."""
    code, invited = "counts_add_up", len(selection.rows)
    live = int(scored.live.sum())
    saw: Saw = {"live": live, "not_live": len(scored) - live}
    if selection.cutoff is None:
        none = (invited, selection.above_cutoff, selection.tied, selection.tied_invited) == (0, 0, 0, 0)
        return Check(code, none, int(sides.eligible.sum()), saw)
    scores = scored.total[sides.eligible]
    right = (
        selection.above_cutoff == int((scores > selection.cutoff).sum())
        and selection.tied == int((scores == selection.cutoff).sum())
        and selection.tied_invited == int((scored.total[selection.rows] == selection.cutoff).sum())
        and selection.above_cutoff + selection.tied_invited == invited
        and int((sides.eligible & ~scored.live).sum()) == 0
    )
    return Check(code, right, int(sides.eligible.sum()), saw)
