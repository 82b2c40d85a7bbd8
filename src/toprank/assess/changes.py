"""The entries of `changes`: what happens on each day of the year ahead, and which declared fact it comes from."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final

from toprank import days
from toprank.assess.ahead import Step
from toprank.profile import Credential, Job, Profile, Result
from toprank.rulebook.tables import Tables
from toprank.words import say

Json = dict[str, Any]
Told = tuple[str, Json]
"""The code of a sentence and its parameters."""

LAPSING: Final = ("canadian_work", "foreign_work", "work")


def changes(profile: Profile, on: date, steps: list[Step], tables: Tables, language: str = "en") -> list[Json]:
    """What will change within a year, one entry a day (contract 5.10)."""
    found = {step.on: change(step, profile, tables, language) for step in steps}
    if profile.submitted_at is not None:
        at = expiry_of(profile.submitted_at)
        if on < at.date() <= days.add_years(on, 1) and profile.submitted_at.date() <= on:
            found[at.date()] = expires(at, found.get(at.date()), language)
    return [found[day] for day in sorted(found)]


def expiry_of(submitted: datetime) -> datetime:
    """The same clock time a year after a profile was submitted."""
    return datetime.combine(days.add_years(submitted.date(), 1), submitted.timetz())


def over_at(profile: Profile, on: date) -> datetime | None:
    """When the year of a profile in the pool was over, where it is on a day; None where it is not, or never began."""
    if profile.submitted_at is None:
        return None
    at = expiry_of(profile.submitted_at)
    return at if at.date() <= on else None


def expires(at: datetime, other: Json | None, language: str) -> Json:
    """The end of the profile, which names the day; what else happens on it is told after it."""
    sentence: Told = ("profile_expires", {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ")})
    told = entry(at.date(), "profile_expires", 0, [sentence], {"opened": [], "closed": []} | sentence[1], language)
    if other is None:
        return told
    return told | {
        "points": other["points"],
        "message": f"{told['message']} {other['message']}",
        "parameters": told["parameters"] | other["parameters"],
    }


def change(step: Step, profile: Profile, tables: Tables, language: str) -> Json:
    """One day on which an answer changes."""
    code = f"{step.cause}_lapses" if step.cause in LAPSING and not step.gained else step.cause
    sentences = list(moved(step, profile, tables)) or [(code, {"years": step.years})]
    told: Json = {"opened": list(step.opened), "closed": list(step.closed)}
    if step.cause == "birthday":
        told["age"] = step.on.year - profile.birth_date.year
    if step.cause in ("canadian_work", "foreign_work"):
        told["years"] = step.years
    return entry(step.on, code, step.points, sentences, told, language)


def entry(on: date, code: str, points: int, sentences: Sequence[Told], told: Json, language: str) -> Json:
    """An entry as the contract writes it; `facts` holds the code and the parameters of each sentence."""
    return {
        "on": on.isoformat(),
        "code": code,
        "points": points,
        "message": " ".join(say("change", name, parameters, language) for name, parameters in sentences),
        "parameters": told | {"facts": [{"code": name, **parameters} for name, parameters in sentences]},
    }


def moved(step: Step, profile: Profile, tables: Tables) -> Iterator[Told]:
    """Which facts moved the answer on the day of a step; none where no single fact can be named."""
    on, partner = step.on, profile.partner
    match step.cause:
        case "birthday":
            yield "birthday", {"age": on.year - profile.birth_date.year}
        case "language":
            yield from results("language", profile.languages, on, tables.result_years)
        case "partner_language" if partner:
            yield from results("partner_language", partner.languages, on, tables.partner_result_years)
        case "education":
            yield from credentials("education", profile.education, on, tables.eca_years)
        case "partner_education" if partner:
            yield from credentials("partner_education", partner.education, on, tables.eca_years)
        case "canadian_work":
            yield years("canadian_work", step, [job for job in profile.jobs if job.country == "CA"], tables)
        case "foreign_work":
            yield years("foreign_work", step, [job for job in profile.jobs if job.country != "CA"], tables)
        case "certificate" if profile.certificate_of_qualification:
            yield "certificate_in", {"noc": profile.certificate_of_qualification.noc}
        case "nomination" if profile.nomination:
            yield "nomination_by", {"province": profile.nomination.province}
        case "partner_work" if partner:
            yield from partner_work(step, partner.jobs)
        case "funds":
            yield "funds", {}
        case "work":
            yield from thresholds(step)


def results(code: str, held: Sequence[Result], on: date, valid_years: int) -> Iterator[Told]:
    """The results that begin or cease to count on a day."""
    for result in held:
        told = {"test": result.test, "taken": result.taken.isoformat()}
        if result.taken == on:
            yield f"{code}_begins", told
        elif valid_years and days.add_years(result.taken, valid_years) == on:
            yield f"{code}_ends", told | {"years": valid_years}


def credentials(code: str, held: Sequence[Credential], on: date, valid_years: int) -> Iterator[Told]:
    """The credentials that begin to count on a day, and those whose assessment begins or ceases to."""
    for each in held:
        told = {"credential": each.level, "country": each.country, "completed": each.completed.isoformat()}
        if each.completed == on:
            yield f"{code}_begins", told
        elif each.eca_issued is not None and each.country != "CA":
            issued = {"issued": each.eca_issued.isoformat()}
            if each.eca_issued == on:
                yield f"{code}_assessed", told | issued
            elif days.add_years(each.eca_issued, valid_years) == on:
                yield f"{code}_ends", told | issued | {"years": valid_years}


def years(code: str, step: Step, held: Sequence[Job], tables: Tables) -> Told:
    """Whole years of work that rise with a job still held, or fall as work leaves the window."""
    window = tables.work.canadian_window_years if code == "canadian_work" else tables.work.foreign_window_years
    if step.gained:
        at = days.day(days.number(step.on) - 1)
        nocs, told = occupations(held, at), {"years": step.years}
        return (f"{code}_in", told | {"nocs": nocs}) if nocs else (code, told)
    edge = days.add_years(step.on, -window)
    nocs = occupations(held, days.day(days.number(edge) - 1))
    left: Json = {"years": step.years, "window": window, "edge": edge.isoformat()}
    return (f"{code}_leaves", left | {"nocs": nocs}) if nocs else (f"{code}_lapses", left)


def occupations(held: Sequence[Job], at: date) -> list[str]:
    """The unit groups of the jobs in force on a day, each once."""
    return list(dict.fromkeys(job.noc for job in held if job.start <= at and (job.end is None or at <= job.end)))


def partner_work(step: Step, held: Sequence[Job]) -> Iterator[Told]:
    """The partner's work in Canada that was under way the day before."""
    nocs = occupations([job for job in held if job.country == "CA"], days.day(days.number(step.on) - 1))
    if nocs and step.gained:
        yield "partner_work_in", {"nocs": nocs}


def thresholds(step: Step) -> Iterator[Told]:
    """The measures of work that reached their threshold, and those that fell under it."""
    if step.risen:
        yield "work_reaches", {"measures": list(step.risen)}
    if step.fallen:
        yield "work_falls", {"measures": list(step.fallen)}
