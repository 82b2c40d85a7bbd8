"""Every hour of every job of one person, for one measure: credited, or cut for one reason.

The credit of a job is what it adds to that of the jobs begun before it, asked of the one engine; so the lines of a
measure add up to its total exactly. All amounts are credit, seven-hundredths of an hour (CREDIT_PER_HOUR).
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from toprank.features.candidates import Candidates
from toprank.features.measures import Measure
from toprank.ledger.reasons import reason_of_each
from toprank.rulebook.tables import Tables

NO_OCCUPATION: Final = -1

Known = Mapping[str, tuple[int, int]]
"""Measures with their credit and the occupation it is in."""


class Line(NamedTuple):
    """One job in one measure: `place` is that of the job by start; worked = credited + all that is cut."""

    place: int
    worked: int
    credited: int
    running: int
    cut: dict[str, int]


class Ledger(NamedTuple):
    """One measure of one person: its lines, its total, the occupation it is in (-1: all count together).

    `first_day` is the first day of the window, `earliest` that of the counted work inside it (None: there is none).
    """

    lines: list[Line]
    total: int
    occupation: int
    first_day: int
    earliest: int | None


def ledger_of(name: str, measure: Measure, tables: Tables, known: Known) -> Ledger:
    """The ledger of one person, the only one of the measure's history; `known` are the totals of the day."""
    total, chosen = known[name] if name in known else most(measure)
    span, reasons = Span.of(measure), reason_of_each(name, measure, tables)
    kept = shares(measure, chosen, total) if total else {}
    lines, running = [], 0
    for place in span.begun:
        worked, reason = span.worked(place), reasons[place]
        if reason is not None:
            lines.append(Line(place, worked, 0, running, {reason: worked}))
            continue
        cut = span.cut_before(place)
        inside = worked - sum(cut.values())
        if place in kept:
            alone, credited = kept[place]
            cut |= {"over_full_time": inside - alone, "overlap": alone - credited}
        else:
            credited, cut[why_let_go(measure, chosen, kept, span, place)] = 0, inside
        running += credited
        lines.append(Line(place, worked, credited, running, positive(cut)))
    credited_from = [max(span.start[line.place], span.edge) for line in lines if line.credited]
    return Ledger(lines, total, chosen, span.edge, min(credited_from, default=None))


def totals(found: Candidates, tables: Tables) -> Known:
    """The credit of one person by measure as the rules read it, and the occupation it is in.

    Not that of a trade, whose occupation is not among the columns.
    """
    work = {
        "crs_canadian": found.canadian_work,
        "crs_foreign": found.foreign_work,
        "cec": found.cec_work,
        "fsw_points": found.skilled_work,
        "partner_canadian": found.partner_canadian_work,
    }
    known = {name: (int(credit[0]), NO_OCCUPATION) for name, credit in work.items()}
    known["fsw_continuous"] = int(found.primary_work[0]), int(found.primary_occupation[0])
    listed = zip(found.category_work[0].tolist(), found.category_occupation[0].tolist(), strict=True)
    return known | {category.version.key: each for category, each in zip(tables.categories, listed, strict=True)}


def most(measure: Measure) -> tuple[int, int]:
    """The credit of a measure and the occupation it is in, worked out."""
    credit, occupation = measure.credit()
    return int(credit[0]), int(occupation[0])


class Span(NamedTuple):
    """The days of each job, from its declared first day, or from where the measure lets it start, to the day."""

    hours: list[int]
    declared_start: list[int]
    start: list[int]
    stop: list[int]
    edge: int
    begun: list[int]

    @classmethod
    def of(cls, measure: Measure) -> "Span":
        """The days of the jobs that a measure looks at."""
        jobs, calendar = measure.history.jobs, measure.history.calendar
        day, edge = int(calendar.on[0]), int(calendar.back(measure.years)[0])
        start, stop = jobs.start.tolist(), [min(stop, day) for stop in jobs.stop.tolist()]
        declared = start if measure.origin is None else measure.origin.tolist()
        begun = [place for place, first in enumerate(declared) if first < day]
        return cls(jobs.hours.tolist(), declared, [*map(min, start, stop)], stop, edge, begun)

    def worked(self, place: int) -> int:
        """The hours of a job begun by the day."""
        return self.hours[place] * (self.stop[place] - self.declared_start[place])

    def cut_before(self, place: int) -> dict[str, int]:
        """What a job loses before the person was qualified, and before the window."""
        hours, start = self.hours[place], self.start[place]
        outside = max(min(self.edge, self.stop[place]) - start, 0)
        return {"before_qualified": hours * (start - self.declared_start[place]), "outside_window": hours * outside}

    def touch(self, place: int, other: int) -> bool:
        """Whether two jobs overlap."""
        return self.start[other] < self.stop[place] and self.stop[other] > self.start[place]


def shares(measure: Measure, chosen: int, total: int) -> dict[int, tuple[int, int]]:
    """For each job behind the total what it earns alone, and what it adds to the credit of those begun before it."""
    alone = measure.history.by_candidate.earned(measure.years, whole=False).tolist()
    kept = kept_jobs(measure, chosen, total, alone)
    if sum(alone[place] for place in kept) == total:  # none takes from another, in any part of them
        return {place: (alone[place], alone[place]) for place in kept}
    between = (credit_of(measure, kept[:count]) for count in range(2, len(kept)))
    running = [0, alone[kept[0]], *between, total]
    return {place: (alone[place], now - before) for place, (before, now) in zip(kept, pairwise(running), strict=True)}


def kept_jobs(measure: Measure, chosen: int, total: int, alone: Sequence[int]) -> list[int]:
    """The counted jobs behind the total: those of the occupation chosen, and of the one period where that is asked.

    A job is let go where the total stands without it, the earliest first: so one period is left of several. `alone` is
    what each job earns as if it were the only one: together they never earn more.
    """
    kept: list[int] = measure.counted.nonzero()[0].tolist()
    if measure.listed is not None:
        kept = [place for place in kept if measure.occupation[place] == chosen]
    if measure.gap is None:
        return kept
    kept = [place for place in kept if alone[place]]
    for place in kept:
        rest = [each for each in kept if each != place]
        enough = sum(alone[each] for each in rest) >= total
        if enough and (len(rest) == 1 or credit_of(measure, rest) == total):
            kept = rest
    return kept


def credit_of(measure: Measure, places: Sequence[int]) -> int:
    """The credit of some jobs together."""
    among = np.zeros(len(measure.counted), np.bool_)
    among[list(places)] = True
    return int(measure.credit(among)[0][0])


def why_let_go(measure: Measure, chosen: int, kept: Iterable[int], span: Span, place: int) -> str:
    """Why a counted job is not among those behind the total."""
    if chosen not in (NO_OCCUPATION, measure.occupation[place]):
        return "other_occupation"
    return "overlap" if any(span.touch(place, each) for each in kept) else "other_period"


def positive(cut: dict[str, int]) -> dict[str, int]:
    """The cuts that took something."""
    return {reason: amount for reason, amount in cut.items() if amount}
