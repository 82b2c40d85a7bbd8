"""Steps in education: an assessment of what was studied abroad, another credential, study in Canada."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from toprank.advise.change import Change, Path
from toprank.advise.situation import Situation
from toprank.advise.step import Changes, Made, Step, always, counted_from
from toprank.advise.work import stopped
from toprank.facts import CREDENTIALS
from toprank.profile import Credential, Level

YEARS: Final[dict[Level, int]] = {"one_year": 1, "two_year": 2, "bachelor": 3, "master": 1}
"""The least years of a program at each level: any listed credential one, a bachelor three (contract 5.4)."""

MOST_ASSESSED: Final = 6
"""How many credentials are looked at one by one, the highest first; all of them are looked at together."""


def own_steps(situation: Situation) -> Iterator[Step]:
    """Steps of the candidate."""
    yield from assessments(situation, partner=False)
    yield from studies(situation, partner=False)


def partner_steps(situation: Situation) -> Iterator[Step]:
    """Steps of the partner."""
    yield from assessments(situation, partner=True)
    yield from studies(situation, partner=True)


def whose(partner: bool) -> tuple[str, Path]:
    """How codes begin, and where the credentials stand."""
    return ("partner_", ("partner", "education")) if partner else ("", ("education",))


def assessments(situation: Situation, partner: bool) -> Iterator[Step]:
    """An assessment for each credential that lacks one which holds, and for all of them."""
    prefix, path = whose(partner)
    lacking = situation.uncounted(partner)
    for place, each in sorted(lacking, key=lambda held: -CREDENTIALS.index(held[1].level))[:MOST_ASSESSED]:
        told = {"credential": each.level, "country": each.country, "completed": each.completed.isoformat()}
        code = "eca" if each.eca_issued is None or each.eca_issued > situation.on else "eca_again"
        yield assessment(situation, prefix + code, told, path, [place], partner)
    if len(lacking) > 1:
        places = [place for place, _ in lacking]
        yield assessment(situation, f"{prefix}eca_all", {"count": len(places)}, path, places, partner)


def assessment(
    situation: Situation, code: str, told: Mapping[str, object], path: Path, places: list[int], partner: bool
) -> Step:
    """An assessment of the credentials at some places."""

    def made(looked_at: date) -> Changes:
        issued = counted_from(situation.on, looked_at)
        return tuple(Change((*path, place, "eca_issued"), issued) for place in places)

    return Step(
        code=code,
        parameters=dict(told),
        made=made,
        on=situation.on,
        slot="partner_eca" if partner else "eca",
        takes={"assessment": len(places)},
        depends=("eca_result",),
        in_hands_of="partner" if partner else "candidate",
    )


def studies(situation: Situation, partner: bool) -> Iterator[Step]:
    """Another credential, completed after the shortest program of its level, in Canada and elsewhere."""
    prefix, path = whose(partner)
    for level, years in YEARS.items():
        on = situation.after(years)
        if on is None or (level == "master" and not situation.graduate(partner)):
            continue
        for in_canada in (True, False):
            country = "CA" if in_canada else situation.country_abroad
            yield Step(
                code=f"{prefix}study_canada" if in_canada else f"{prefix}study_abroad",
                parameters={"credential": level, "years": years},
                made=credential(path, level, country, on, stopped(situation, (*path[:-1], "jobs"))),
                on=on,
                slot="partner_years" if partner else "years",
                takes={"year_of_study": years},
                depends=("study_permit", "study_conditions", "study_work")
                if in_canada
                else ("eca_result", "study_work"),
                in_hands_of="partner" if partner else "candidate",
            )


def credential(path: Path, level: Level, country: str, completed: date, meanwhile: Changes) -> Made:
    """A credential completed on a day, assessed on it where it is foreign, with what changes meanwhile."""
    issued = None if country == "CA" else completed
    held = Credential.model_construct(level=level, country=country, completed=completed, eca_issued=issued)
    return always(*meanwhile, Change(path, held, added=True))
