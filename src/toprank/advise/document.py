"""The advice as a document: the options in order, combinations, what changes by itself, the choices of a couple."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from toprank.advise import couple
from toprank.advise.answers import Answer, answers, read
from toprank.advise.change import changed, patch
from toprank.advise.effort import Efforts, Span, cost, efforts, units, weeks
from toprank.advise.in_the_way import in_the_way
from toprank.advise.options import Option, options, steps_of, without_lesser
from toprank.advise.order import best_together, ordered
from toprank.advise.situation import Situation
from toprank.advise.tables_change import tables_change
from toprank.assess.case import Case
from toprank.assess.changes import changes
from toprank.assess.provisional import provisional_reasons
from toprank.assess.reasons import occupation_code
from toprank.days import CREDIT_PER_HOUR
from toprank.profile import Profile
from toprank.rulebook.category_versions import CategoryVersion
from toprank.rulebook.loader import Rulebook, load
from toprank.rules.outcome import PROGRAMS
from toprank.words import named, say

Json = dict[str, Any]
Chance = Callable[[Profile, date], Mapping[str, float] | None]
"""The chances, by the days looked ahead, for someone with this profile from a day on; None where none can be said."""


def advice(
    profile: Profile,
    on: date,
    rulebook: Rulebook | None = None,
    language: str = "en",
    known: Efforts | None = None,
    chance: Chance | None = None,
) -> Json:
    """What would raise the score or open a program or category, cheapest and surest first; and what changes by itself.

    `known` are the efforts to order by; `chance` says chances before and after, which are null without it. How they
    are told is for whoever says them to add as `chance` of the whole, which is null here.
    """
    return advice_of(Case(profile, on, rulebook or load(), language), known, chance)


def advice_of(case: Case, known: Efforts | None = None, chance: Chance | None = None) -> Json:
    """The advice in a case, as `advice` gives it."""
    profile, on, rulebook, language = case.profile, case.on, case.rulebook, case.language
    known, situation = known or efforts(), Situation(case)
    now = read(situation.now, situation.tables)[0]
    found = options(situation, ((step,) for step in steps_of(situation)), now)
    singles, lesser = without_lesser(found)
    together, tried = best_together(situation, singles, now, known)
    gaining = ordered((option for option in singles if option.gains), known)
    writer = Writer(situation, language, known, chance)
    waiting = writer.waiting(now)
    last = max((option.on for option in (*gaining, *together)), default=on)
    return {
        "schema": "toprank.advice/1",
        "profile": profile.id,
        "on": on.isoformat(),
        "language": language,
        "rulebook": {"version": rulebook.version, "verified_to": rulebook.verified_to.isoformat()},
        "provisional": provisional_reasons(rulebook, on, language),
        "now": standing(now),
        "chance": None,
        "in_the_way": in_the_way(situation, (*gaining, *together), language),
        "options": [writer.option(option) for option in gaining],
        "combinations": [writer.option(option) for option in together],
        "left_out": {
            "no_gain": sum(not option.gains for option in singles),
            "no_more_than_less": lesser,
            "combinations": tried - len(together),
        },
        "waiting": waiting,
        "category_work": writer.category_work(waiting),
        "couple": writer.couple(now),
        "titles": writer.titles(),
        "tables_change": tables_change(rulebook, on, last, language),
        "order": say("advice", "order", {}, language),
        "limits": say("advice", "limits", {}, language),
    }


def standing(answer: Answer) -> Json:
    """Where someone stands: the total and what is open."""
    return {
        "total": answer.total,
        "programs": [program for program in PROGRAMS if program in answer.programs],
        "categories": sorted(answer.categories),
        "invited_under": answer.invited_under,
    }


def moved(before: Iterable[str], after: Iterable[str]) -> Json:
    """What is opened and what is closed from one standing to another."""
    return {"opened": sorted(set(after) - set(before)), "closed": sorted(set(before) - set(after))}


def bounds(span: Span | None) -> Json | None:
    """The least and the most of a span."""
    return None if span is None else {"least": span[0], "most": span[1]}


class Writer:
    """Writes the parts of one person's advice in one language."""

    def __init__(self, situation: Situation, language: str, known: Efforts, chance: Chance | None):
        self.situation = situation
        self.language = language
        self.known = known
        self.chance = chance

    def say(self, section: str, code: str, **parameters: Any) -> str:
        """A sentence in the language."""
        return say(section, code, parameters, self.language)

    def option(self, option: Option) -> Json:
        """One option with all that a reader needs to weigh it."""
        answer, now = option.answer, option.now
        before, after = now.factors, answer.factors
        factors = {name: after.get(name, 0) - before.get(name, 0) for name in after | before}
        months = self.situation.tables.study_months
        return {
            "steps": [
                {
                    "code": step.code,
                    "parameters": step.parameters,
                    "message": self.say("step", step.code, **step.parameters),
                }
                for step in option.steps
            ],
            "on": option.on.isoformat(),
            "gain": option.gain,
            "total": answer.total,
            "by_itself": option.by_itself,
            "factors": {name: points for name, points in factors.items() if points},
            "programs": moved(now.programs, answer.programs),
            "categories": moved(now.categories, answer.categories),
            "invited_under": answer.invited_under,
            "in_hands_of": list(dict.fromkeys(step.in_hands_of for step in option.steps)),
            "effort": self.effort(option),
            "depends": [
                {"code": code, "message": self.say("depends", code, months=months)} for code in self.depends(option)
            ],
            "chance": self.chances(option),
            "change": patch(self.situation.profile, option.changes),
        }

    def effort(self, option: Option) -> Json:
        """What an option takes, with the sources of the figures."""
        ahead = (option.on - self.situation.on).days
        used = dict.fromkeys(key for step in option.steps for key in step.takes)
        return {
            "units": units(option.steps, self.known),
            "weeks": bounds(weeks(option.steps, self.known, ahead)),
            "cost": bounds(cost(option.steps, self.known)),
            "sources": [self.known[key].source for key in used],
        }

    def depends(self, option: Option) -> list[str]:
        """The codes of what an option depends on; also that what holds today is kept up until its day."""
        own = [code for step in option.steps for code in step.depends]
        made = sum(len(step.made(option.on)) for step in option.steps)
        return list(dict.fromkeys([*own, *(["renewal"] if len(option.changes) > made else [])]))

    @cached_property
    def chance_now(self) -> Mapping[str, float] | None:
        """The chances without any step."""
        return None if self.chance is None else self.chance(self.situation.profile, self.situation.on)

    def chances(self, option: Option) -> Json | None:
        """The chances before and after; None where no one was asked to say."""
        if self.chance is None:
            return None
        return {
            "before": self.chance_now,
            "after": self.chance(changed(self.situation.profile, option.changes), option.on),
        }

    def waiting(self, now: Answer) -> list[Json]:
        """What changes within a year without anyone doing anything, with the total that it leads to."""
        situation, total, found = self.situation, now.total, []
        for each in changes(situation.profile, situation.on, situation.case.steps, situation.tables, self.language):
            total += each["points"]
            told = each["parameters"]
            found.append(
                {
                    "on": each["on"],
                    "code": each["code"],
                    "points": each["points"],
                    "total": total,
                    "opened": self.families(told.get("opened", [])),
                    "closed": self.families(told.get("closed", [])),
                    "message": each["message"],
                }
            )
        return found

    def families(self, names: list[str]) -> list[str]:
        """Programs as they are, versions of categories by their family."""
        family = {each.version.key: each.version.family for each in self.situation.tables.categories}
        return [family.get(name, name) for name in names]

    def category_work(self, waiting: list[Json]) -> list[Json]:
        """The categories whose work is begun and not complete: hours held, asked and missing, and when they open."""
        situation, candidates = self.situation, self.situation.now.candidates
        worked, occupations = candidates.category_work[0].tolist(), candidates.category_occupation[0].tolist()
        found = []
        for category, credit, occupation in zip(situation.tables.categories, worked, occupations, strict=True):
            if not 0 < credit < category.credit:
                continue
            family, missing = category.version.family, category.credit - credit
            opens = (each["on"] for each in waiting if family in each["opened"])
            told = {"noc": occupation_code(occupation), "credit": credit, "need": category.credit}
            found.append(
                {
                    "category": family,
                    "version": category.version.key,
                    "noc": told["noc"],
                    "hours": credit // CREDIT_PER_HOUR,
                    "need": category.credit // CREDIT_PER_HOUR,
                    "missing": -(-missing // CREDIT_PER_HOUR),
                    "opens_on": next(opens, None),
                    "message": self.say("advice", "category_work", title=self.title(category.version), **told),
                }
            )
        return found

    def titles(self) -> dict[str, str]:
        """The names of programs, and of the categories in force, by their keys."""
        families = {each.version.family: self.title(each.version) for each in self.situation.tables.categories}
        return {**{key: named("program", key, self.language) for key in PROGRAMS}, **families}

    def title(self, version: CategoryVersion) -> str:
        """The published name of a version of a category."""
        return version.name.get(self.language) or version.name["en"]

    def couple(self, now: Answer) -> Json | None:
        """The choices of a couple and what follows from each; None without a partner who may come along."""
        situation, profile, on = self.situation, self.situation.profile, self.situation.on
        other = couple.accompanying(situation)
        if other is None or profile.partner is None:
            return None
        found = answers([(changed(profile, other), on)], situation.tables)[0]
        comes = profile.partner.accompanying
        staying = {
            "declared": comes,
            **self.consequence(now, found),
            "message": self.say("couple", "stays" if comes else "comes", total=found.total, now=now.total),
            "duty": self.say("couple", "duty"),
            "source": self.say("advice", "duty_source"),
        }
        return {"accompanying": staying, "principal": self.principal(now) if couple.comes_along(situation) else None}

    def principal(self, now: Answer) -> Json:
        """The partner as principal applicant, with the total at the ages that serve least and most."""
        situation, profile, on = self.situation, self.situation.profile, self.situation.on
        variants = [couple.swapped(situation), *couple.ages(situation).values()]
        same, least, most = answers([(changed(profile, each), on) for each in variants], situation.tables)
        told = {"least": least.total, "same_age": same.total, "most": most.total}
        return {
            **self.consequence(now, same),
            **told,
            "unknown": list(couple.UNKNOWN_OF_A_PARTNER),
            "message": self.say("couple", "principal", now=now.total, **told),
        }

    def consequence(self, now: Answer, then: Answer) -> Json:
        """What another choice comes to."""
        return {
            "total": then.total,
            "gain": then.total - now.total,
            "programs": moved(now.programs, then.programs),
            "categories": moved(now.categories, then.categories),
        }
