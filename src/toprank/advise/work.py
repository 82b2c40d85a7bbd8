"""Steps in work: full-time work from the day on, in Canada or abroad, in an occupation of theirs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from toprank.advise.change import Change, Path
from toprank.advise.situation import Situation
from toprank.advise.step import Changes, Made, Step, always
from toprank.profile import Job

MOST_OCCUPATIONS: Final = 4
"""The present occupation and the latest others; each is looked at on every day of a year."""


def own_steps(situation: Situation) -> Iterator[Step]:
    """Full-time work in the present occupation and in listed ones held before, in Canada and abroad."""
    depends = ("duties", "only_this_work") if stopped(situation, ("jobs",)) else ("duties",)
    for noc in occupations(situation):
        for in_canada in (True, False):
            country = "CA" if in_canada else situation.country_abroad
            yield Step(
                code="work_canada" if in_canada else "work_abroad",
                parameters={"noc": noc},
                made=work(situation, ("jobs",), noc, country),
                on=situation.on,
                slot="years",
                takes={"month_of_work": 1},
                depends=("work_permit", *depends) if in_canada else depends,
                worked=True,
            )


def partner_steps(situation: Situation) -> Iterator[Step]:
    """Full-time skilled work of the partner in Canada."""
    noc = next((job.noc for job in situation.jobs(partner=True) if situation.skilled(job.noc)), situation.occupation)
    if noc is not None:
        yield Step(
            code="partner_work",
            parameters={"noc": noc},
            made=work(situation, ("partner", "jobs"), noc, "CA"),
            on=situation.on,
            slot="partner_years",
            takes={"month_of_work": 1},
            depends=("work_permit", "duties"),
            in_hands_of="partner",
            worked=True,
        )


def occupations(situation: Situation) -> list[str]:
    """The present occupation, then those of earlier jobs that a category in force lists or the trades know."""
    own = [job.noc for job in situation.jobs() if situation.listed(job.noc)]
    trade = situation.profile.trade
    if trade and situation.trade(trade.noc):
        own.append(trade.noc)
    first = [situation.occupation] if situation.occupation else []
    return list(dict.fromkeys([*first, *own]))[:MOST_OCCUPATIONS]


def stopped(situation: Situation, path: Path) -> Changes:
    """The changes by which no job of today goes on: nobody is taken to work full time twice, or while studying."""
    owner = situation.profile.partner if path[0] == "partner" else situation.profile
    on, eve = situation.on, situation.on - timedelta(days=1)
    return tuple(
        Change((*path, place, "end"), max(job.start, eve))
        for place, job in enumerate(owner.jobs if owner else [])
        if job.end is None or job.end >= on
    )


def work(situation: Situation, path: Path, noc: str, country: str) -> Made:
    """A job from the day on, full time, held on; what is held today is not counted beside it."""
    former = next((job.noc2016 for job in situation.jobs() if job.noc == noc), None)
    job = Job.model_construct(
        noc=noc, start=situation.on, hours_per_week=situation.full_time, country=country, noc2016=former
    )
    return always(*stopped(situation, path), Change(path, job, added=True))
