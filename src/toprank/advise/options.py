"""Options: steps, alone or together, with what the changed profile comes to on the day they count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np

from toprank import days
from toprank.advise import couple, education, language, standing, work
from toprank.advise.answers import Answer, answers
from toprank.advise.change import changed
from toprank.advise.renewal import renewed
from toprank.advise.situation import Situation
from toprank.advise.step import Changes, Step
from toprank.assess.ahead import Look, looks
from toprank.assess.stretches import PLACE_BITS, stretches
from toprank.days import Days, Rows
from toprank.facts import Truths, facts_of
from toprank.rules.outcome import PROGRAMS, Outcome

ABOVE_ANY_TOTAL: Final = 2000
MONTHS: Final = 12
LONGEST: Final = {"languages": 200, "education": 200, "jobs": 500}
"""How many entries a list of the profile may hold."""
ROOM: Final = 4
"""How many entries steps together and renewals may add to one list."""


@dataclass(frozen=True, eq=False)
class Option:
    """Steps taken together: what they change, the day on which all count, and the answers.

    `now` is the answer of the day asked; `waited` that of the option's day if only what holds is kept up.
    """

    steps: tuple[Step, ...]
    on: date
    changes: Changes
    answer: Answer
    now: Answer
    waited: Answer

    @property
    def gain(self) -> int:
        """Points more than on the day asked."""
        return self.answer.total - self.now.total

    @property
    def by_itself(self) -> int:
        """Points that the time until then gives or takes, with or without the steps."""
        return self.waited.total - self.now.total

    @cached_property
    def opened(self) -> frozenset[str]:
        """What is open then, and is neither now nor by waiting."""
        return self.answer.open - self.now.open - self.waited.open

    @property
    def leads(self) -> bool:
        """Whether a category is opened, or a class of invitation that comes before the one of today and of waiting."""
        categories = self.answer.categories - self.now.categories - self.waited.categories
        return bool(categories) or self.answer.behind < min(self.now.behind, self.waited.behind)

    @property
    def closed(self) -> frozenset[str]:
        """What is open now and no longer then."""
        return self.now.open - self.answer.open

    @property
    def gains(self) -> bool:
        """Whether there is more to be had than today and than by waiting, in points or in what is open."""
        return self.answer.total > max(self.now.total, self.waited.total) or bool(self.opened)


def steps_of(situation: Situation) -> list[Step]:
    """Every step that the profile leaves room for."""
    found = [step for each in (language, education, work, standing) for step in each.own_steps(situation)]
    if couple.comes_along(situation):
        found += [step for each in (language, education, work) for step in each.partner_steps(situation)]
        found += couple.principal_steps(situation)
    found = [step for step in found if fits(situation, step)]
    return on_best_days(situation, found)


def fits(situation: Situation, step: Step) -> bool:
    """Whether the lists of the profile have room for what a step adds and what is renewed meanwhile."""
    profile = situation.profile
    for change in step.made(step.on):
        if change.added:
            owner = profile.partner if change.path[0] == "partner" else profile
            name = str(change.path[-1])
            if len(getattr(owner, name)) + ROOM > LONGEST[name]:
                return False
    return True


def on_best_days(situation: Situation, found: list[Step]) -> list[Step]:
    """The steps, those of work on the day within a year on which they are worth most, the earliest of them."""
    last = situation.after(1)
    worked = [step for step in found if step.worked]
    if last is None or not worked:
        return [step for step in found if not step.worked]
    kept = renewed(situation, last)
    profiles = [changed(situation.profile, kept)]
    profiles += [changed(situation.profile, (*kept, *step.made(last))) for step in worked]
    facts = facts_of(profiles)
    first, end = (np.full(len(profiles), days.number(day), np.int32) for day in (situation.on, last))
    seen = list(looks(facts, *stretches(facts, first, end, situation.tables), situation.tables))
    best = iter(best_days(seen, len(profiles)))
    return [
        dated
        for step in found
        for dated in ([counted(situation, step, on) for on in next(best)] if step.worked else [step])
    ]


def best_days(seen: list[Look], profiles: int) -> list[list[date]]:
    """For each profile but the first, the earliest days on which it opens most, and stands furthest above the first."""
    place, each_day = on_all_days(seen, profiles)
    open_ = np.concatenate([is_open(look.found) for look in seen])[place]
    total = np.concatenate([look.found.score.total for look in seen]).astype(np.int64)[place]
    opened = (open_[1:] & ~open_[0]).sum(axis=2)
    furthest = (opened * ABOVE_ANY_TOTAL + total[1:] - total[0]).argmax(axis=1).tolist()
    most = opened.argmax(axis=1).tolist()
    pairs = zip(most, furthest, opened.max(axis=1).tolist(), strict=True)
    return [
        [days.day(each_day[place]) for place in sorted({last, first} if any_ else {last})]
        for first, last, any_ in pairs
    ]


def is_open(found: Outcome) -> Truths:
    """Whether each program and each category is open, one column each."""
    return np.column_stack([*(found.eligible[program] for program in PROGRAMS), found.categories])


def on_all_days(seen: list[Look], profiles: int) -> tuple[Rows, Days]:
    """Every day that is looked at for some profile, and where the answers of each profile on that day stand.

    They are those of its latest day looked at until then, since no answer changes on another.
    """
    row, day = (np.concatenate([getattr(look, name) for look in seen]).astype(np.int64) for name in ("row", "day"))
    keys = (row << PLACE_BITS) | day
    order, each_day = np.argsort(keys), np.unique(day)
    wanted = (np.arange(profiles)[:, None] << PLACE_BITS) | each_day
    return order[np.searchsorted(keys[order], wanted, side="right") - 1], each_day.astype(np.int32)


def counted(situation: Situation, step: Step, on: date) -> Step:
    """A step of work that counts on a day, with the months that it takes."""
    worked = (on - situation.on).days
    month = max(situation.year_of_work // MONTHS, 1)
    takes = {effort: max(-(-worked // month), 1) for effort in step.takes}
    return replace(step, on=on, takes=takes, parameters={**step.parameters, "days": worked})


def options(situation: Situation, together: Iterable[tuple[Step, ...]], now: Answer) -> list[Option]:
    """The options of steps taken together, answered in one batch with the waiting that goes with them."""
    chosen = list(together)
    dates = [max(step.on for step in steps) for steps in chosen]
    kept = {on: renewed(situation, on) for on in dict.fromkeys(dates)}
    changes = [
        (*kept[on], *(change for step in steps for change in step.made(on)))
        for steps, on in zip(chosen, dates, strict=True)
    ]
    waiting = [(changed(situation.profile, kept[on]), on) for on in kept]
    renewed_on = {on: profile for profile, on in waiting}
    variants = [(changed(renewed_on[on], each[len(kept[on]) :]), on) for each, on in zip(changes, dates, strict=True)]
    found = answers([*waiting, *variants], situation.tables)
    waited = dict(zip(kept, found, strict=False))
    rows = zip(chosen, dates, changes, found[len(kept) :], strict=True)
    return [Option(steps, on, each, answer, now, waited[on]) for steps, on, each, answer in rows]


def without_lesser(found: Sequence[Option]) -> tuple[list[Option], int]:
    """Single options without those that give no more than a lower rung of their ladder, and how many those are."""
    kept: list[Option] = []
    for option in sorted(found, key=lambda each: each.steps[0].rung):
        step = option.steps[0]
        below = (each for each in kept if step.ladder and each.steps[0].ladder == step.ladder)
        if not any(each.gain >= option.gain and each.opened >= option.opened for each in below):
            kept.append(option)
    order = {id(option): place for place, option in enumerate(found)}
    return sorted(kept, key=lambda each: order[id(each)]), len(found) - len(kept)
