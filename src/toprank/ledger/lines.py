"""Every hour of every job of one person, for one measure: credited, or cut for one reason.

The credit of a job is what it adds to that of the jobs begun before it, asked of the one engine; so the lines of a
measure add up to its total exactly. All amounts are credit, seven-hundredths of an hour (CREDIT_PER_HOUR).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np

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
    span, reasons = Span.of(measure), reason_of_each(name, measure, tables)
    kept = added(measure, kept_jobs(measure, chosen, total, span), total, span)
    lines, running = [], 0
    for place in span.begun:
        worked, credited, reason = span.worked(place), kept.get(place, 0), reasons[place]
        cut = span.cut_before(place) if reason is None else {reason: worked}
        inside = worked - sum(cut.values())
        if place in kept:
            cut |= {"over_full_time": inside - span.alone[place], "overlap": span.alone[place] - credited}
        elif reason is None:
            cut[why_let_go(measure, chosen, kept, span, place)] = inside
        running += credited
        lines.append(Line(place, worked, credited, running, positive(cut)))
    credited_from = [max(span.start[line.place], span.edge) for line in lines if line.credited]
    return Ledger(lines, total, chosen, span.edge, min(credited_from, default=None))


@dataclass(frozen=True)
class Span:
    """The days of each job, from its declared first day, or from where the measure lets it start, to the day.

    `alone` is what each job earns within the window as if it were the only one.
    """

    hours: list[int]
    declared_start: list[int]
    start: list[int]
    stop: list[int]
    alone: list[int]
    edge: int
    begun: list[int]

    @classmethod
    def of(cls, measure: Measure) -> "Span":
        """The days of the jobs that a measure looks at."""
        own, calendar = measure.history.by_candidate, measure.history.calendar
        origin = (measure.history.jobs.start if measure.origin is None else measure.origin).tolist()
        alone, edge = own.earned(measure.years, whole=False).tolist(), int(calendar.back(measure.years)[0])
        begun = [place for place, first in enumerate(origin) if first < calendar.on[0]]
        return cls(own.hours.tolist(), origin, own.start.tolist(), own.stop.tolist(), alone, edge, begun)

    def worked(self, place: int) -> int:
        """The hours of a job begun by the day."""
        return self.hours[place] * (self.stop[place] - self.declared_start[place])

    def cut_before(self, place: int) -> dict[str, int]:
        """What a job loses before the person was qualified, and before the window."""
        hours, start = self.hours[place], self.start[place]
        outside = max(min(self.edge, self.stop[place]) - start, 0)
        return {"before_qualified": hours * (start - self.declared_start[place]), "outside_window": hours * outside}

    def together(self, places: Iterable[int]) -> int:
        """The most that jobs can earn: what each earns alone."""
        return sum(self.alone[place] for place in places)

    def touch(self, place: int, other: int) -> bool:
        """Whether two jobs overlap."""
        return self.start[other] < self.stop[place] and self.stop[other] > self.start[place]


def kept_jobs(measure: Measure, chosen: int, total: int, span: Span) -> list[int]:
    """The counted jobs behind the total: those of the occupation chosen, and of the one period where that is asked.

    A job is let go where the total stands without it, the earliest first: so one period is left of several.
    """
    kept: list[int] = measure.counted.nonzero()[0].tolist()
    if measure.listed is not None:
        kept = [place for place in kept if measure.occupation[place] == chosen]
    if measure.gap is None:
        return kept
    kept = [place for place in kept if span.alone[place]]
    for place in kept:
        rest = [each for each in kept if each != place]
        if span.together(rest) >= total and credit_of(measure, rest, span) == total:
            kept = rest
    return kept


def added(measure: Measure, kept: Sequence[int], total: int, span: Span) -> dict[int, int]:
    """What each of the jobs kept adds to the credit of those begun before it."""
    if span.together(kept) == total:  # none takes from another, in any part of them
        return {place: span.alone[place] for place in kept}
    credits_ = [0, *(credit_of(measure, kept[: count + 1], span) for count in range(len(kept)))]
    return {place: now - before for place, (before, now) in zip(kept, pairwise(credits_), strict=True)}


def credit_of(measure: Measure, places: Sequence[int], span: Span) -> int:
    """The credit of some jobs."""
    if len(places) == 1:
        return span.alone[places[0]]
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
