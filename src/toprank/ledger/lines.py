"""Every hour of every job of one person, for one measure: credited, or cut for one reason.

The credit of a job is what it adds to that of the jobs begun before it, asked of the one engine; so the lines of a
measure add up to its total exactly. All amounts are credit, seven-hundredths of an hour (CREDIT_PER_HOUR).
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from toprank.days import Days
from toprank.facts import Truths
from toprank.features.measures import Measure
from toprank.ledger.reasons import reason_of_each
from toprank.rulebook.tables import Tables

NO_OCCUPATION: Final = -1


@dataclass(frozen=True)
class Line:
    """One job in one measure: `place` is that of the job by start; worked = credited + all that is cut."""

    place: int
    worked: int
    credited: int
    running: int
    cut: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Ledger:
    """One measure of one person: its lines, its total, the occupation it is in (-1: all count together).

    `first_day` is the first day of the window, `earliest` that of the counted work inside it (None: there is none).
    """

    lines: list[Line]
    total: int
    occupation: int
    first_day: int
    earliest: int | None


def ledger_of(name: str, measure: Measure, tables: Tables) -> Ledger:
    """The ledger of one person, the only one of the measure's history."""
    credit, occupation = measure.credit()
    total, chosen = int(credit[0]), int(occupation[0])
    span = Span.of(measure)
    kept = kept_jobs(measure, chosen, total)
    lines, among, running = [], np.zeros(len(kept), np.bool_), 0
    reasons = reason_of_each(name, measure, tables)
    for place in span.begun:
        worked = int(span.hours[place] * (span.stop[place] - span.declared_start[place]))
        if reasons[place] is not None:
            lines.append(Line(place, worked, 0, running, positive({str(reasons[place]): worked})))
            continue
        cut = span.cut_before(place)
        inside = worked - sum(cut.values())
        if not kept[place]:
            reason = "other_occupation" if chosen not in (NO_OCCUPATION, measure.occupation[place]) else "other_period"
            if touches(span, kept, place) and reason == "other_period":
                reason = "overlap"
            lines.append(Line(place, worked, 0, running, positive({**cut, reason: inside})))
            continue
        first, among[place] = not among.any(), True
        before, running = running, total if (among == kept).all() else int(measure.credit(among)[0][0])
        alone = running if first else int(measure.credit(only(place, len(kept)))[0][0])
        credited = running - before
        cut |= {"over_full_time": inside - alone, "overlap": alone - credited}
        lines.append(Line(place, worked, credited, running, positive(cut)))
    credited_from = [int(max(span.start[line.place], span.edge)) for line in lines if line.credited]
    return Ledger(lines, total, chosen, span.edge, min(credited_from, default=None))


@dataclass(frozen=True)
class Span:
    """The days of each job, from its declared first day, or from where the measure lets it start, to the day."""

    hours: Days
    declared_start: Days
    start: Days
    stop: Days
    edge: int
    begun: list[int]

    @classmethod
    def of(cls, measure: Measure) -> "Span":
        """The days of the jobs that a measure looks at."""
        own, declared = measure.history.by_candidate, measure.history.jobs
        origin = measure.origin if measure.origin is not None else declared.start
        edge = int(measure.history.calendar.back(measure.years)[0])
        day = int(measure.history.calendar.on[0])
        begun = np.flatnonzero(origin < day).tolist()
        return cls(declared.hours, np.minimum(origin, own.stop), own.start, own.stop, edge, begun)

    def cut_before(self, place: int) -> dict[str, int]:
        """What a job loses before the person was qualified, and before the window."""
        first, start, stop = int(self.declared_start[place]), int(self.start[place]), int(self.stop[place])
        hours = int(self.hours[place])
        outside = max(min(self.edge, stop) - start, 0)
        return {"before_qualified": hours * (start - first), "outside_window": hours * outside}


def kept_jobs(measure: Measure, chosen: int, total: int) -> Truths:
    """The counted jobs behind the total: those of the occupation chosen, and of the one period where that is asked.

    A job is let go where the total stands without it, the earliest first: so one period is left of several.
    """
    kept = measure.counted.copy()
    if measure.listed is None:
        return kept
    kept &= measure.occupation == chosen
    if measure.gap is None:
        return kept
    places = np.flatnonzero(kept)
    if len(places) == 1 and total:
        return kept
    for place in places:
        kept[place] = False
        if int(measure.credit(kept)[0][0]) < total:
            kept[place] = True
    return kept


def touches(span: Span, kept: Truths, place: int) -> bool:
    """Whether a job overlaps one that is kept."""
    sooner, later = span.start < span.stop[place], span.stop > span.start[place]
    return bool((kept & sooner & later).any())


def only(place: int, count: int) -> Truths:
    """One job alone."""
    found = np.zeros(count, np.bool_)
    found[place] = True
    return found


def positive(cut: dict[str, int]) -> dict[str, int]:
    """The cuts that took something."""
    return {reason: amount for reason, amount in cut.items() if amount}
