"""The assessment as the contract writes it (section 3): one JSON document for each candidate of a batch."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

from toprank.assess.ahead import Step
from toprank.assess.changes import changes
from toprank.assess.provisional import provisional_reasons
from toprank.assess.reasons import Columns, Reason, because, category_has_and_needs, has_and_needs
from toprank.assess.warnings import warnings
from toprank.facts import LANGUAGES
from toprank.profile import Profile
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import CrsTables, Tables
from toprank.rules import categories as category_rules
from toprank.rules.crs.score import INNER_CAPS, PARTS, cap_name
from toprank.rules.outcome import PROGRAMS, Outcome
from toprank.words import say

Json = dict[str, Any]

HIGH_WAGE: Final = ("high_wage_work", "high_wage_offer")
SOURCES: Final = {
    "outside_quebec": {"fsw": "IRPR 75(1)", "cec": "IRPR 87.1(1)", "fst": "IRPR 87.2(2)"},
    "continuous_work": {"fsw": "IRPR 75(2)(a)"},
    "language": {"fsw": "IRPR 75(2)(d)", "cec": "IRPR 87.1(2)(d), (e)", "fst": "IRPR 87.2(3)(a)"},
    "education": {"fsw": "IRPR 75(2)(e)"},
    "pass_mark": {"fsw": "IRPR 76(1)(a), (2)"},
    "settlement_funds": {"fsw": "IRPR 76(1)(b)(i)", "fst": "IRPR 87.2(5)"},
    "canadian_work": {"cec": "IRPR 87.1(2)(a), (3)"},
    "listed_trade": {"fst": "IRPR 87.2(1)"},
    "trade_work": {"fst": "IRPR 87.2(3)(b)"},
    "offer_or_certificate": {"fst": "IRPR 87.2(3)(d)"},
    "nomination": {"pnp": "IRPR 87(2); IRPA 10.1(1.1)"},
    "federal_program": {"pnp": "Ministerial Instructions, s. 5(1)", "category": "IRPA 10.2(1), 10.3(1)(h.1)"},
}


class Answers:
    """The documents of a batch, each assessed on its own day; the same tables hold on all of them."""

    def __init__(
        self,
        profiles: list[Profile],
        ons: Sequence[date],
        outcome: Outcome,
        tables: Tables,
        rulebook: Rulebook,
        asked: tuple[str, ...],
        language: str = "en",
    ):
        self.profiles = profiles
        self.ons = ons
        self.outcome = outcome
        self.tables = tables
        self.rulebook = rulebook
        self.asked = asked
        self.language = language
        self.columns = Columns(outcome, tables)
        self.factors = {name: points.tolist() for name, points in outcome.score.factors.items()}
        self.cut = {name: points.tolist() for name, points in outcome.score.cut.items()}
        self.parts = {name: points.tolist() for name, points in outcome.score.parts.items()}
        self.total = outcome.score.total.tolist()
        self.met = {
            program: [(code, met.tolist()) for code, met in needed.items()]
            for program, needed in outcome.requirements.items()
        }
        self.eligible = {program: eligible.tolist() for program, eligible in outcome.eligible.items()}
        self.in_category = outcome.categories.tolist()
        self.federal = outcome.federal.tolist()

    def document(self, row: int, steps: list[Step]) -> Json:
        """The assessment of one candidate."""
        profile, on, first = self.profiles[row], self.ons[row], self.columns["first"][row]
        invited = self.outcome.invited_under[row]
        return {
            "schema": "toprank.assessment/1",
            "profile": profile.id,
            "on": on.isoformat(),
            "rulebook": self._rulebook,
            "provisional": provisional_reasons(self.rulebook, on, self.language),
            "warnings": [
                {
                    "code": code,
                    "pointer": pointer,
                    "message": say("warning", code, found, self.language),
                    "parameters": found,
                }
                for code, pointer, found in warnings(profile, self.columns, row, on, self.tables)
            ],
            "first_language": LANGUAGES[first] if first >= 0 else None,
            "crs": self._crs(row),
            "programs": {program: self._program(program, row) for program in PROGRAMS},
            "invited_under": PROGRAMS[invited] if invited >= 0 else None,
            "categories": self._categories(row),
            "changes": changes(profile, on, steps, self.tables, self.language),
        }

    @cached_property
    def _rulebook(self) -> Json:
        rulebook = self.rulebook
        found = {"version": rulebook.version, "verified_to": rulebook.verified_to.isoformat()}
        return found | (
            {"overlays": [str(folder) for folder in rulebook.overlays], "hash": rulebook.content_hash}
            if rulebook.overlays
            else {}
        )

    def _crs(self, row: int) -> Json:
        parts = {part: self.parts[part][row] for part in PARTS}
        lines = [line for part in PARTS for line in self._lines(part, row)]
        if self.cut["total"][row]:
            lines.append(self._cap_line("total", "total", row))
        return {"total": self.total[row], **parts, "lines": lines}

    def _lines(self, part: str, row: int) -> list[Json]:
        shown = limits(self.rulebook, self.tables.crs, self.tables.on)
        found = [self._line(part, factor, *shown[factor], row) for factor in PARTS[part] if factor in shown]
        caps = (*INNER_CAPS[part], part)
        return found + [self._cap_line(part, cap, row) for cap in caps if self.cut[cap][row]]

    def _line(self, part: str, factor: str, maximum: tuple[int, int], source: str, row: int) -> Json:
        points = self.factors[factor][row]
        code, told = because(factor, points, self.columns, row, self.profiles[row], self.ons[row])
        return {
            "part": part,
            "factor": factor,
            "points": points,
            "maximum": maximum[self.columns["accompanied"][row]],
            "because": say("because", code, told, self.language),
            "source": source,
            "code": code,
        }

    def _cap_line(self, part: str, cap: str, row: int) -> Json:
        most = int(self.tables.crs.caps[cap][int(self.columns["accompanied"][row])])
        return {
            "part": part,
            "factor": cap_name(cap),
            "points": self.cut[cap][row],
            "maximum": 0,
            "because": say("because", "cap", {"most": most}, self.language),
            "source": self._source("crs/caps"),
            "code": "cap",
        }

    def _source(self, table: str) -> str:
        return self.rulebook.known(table, self.tables.on).source

    def _program(self, program: str, row: int) -> Json:
        eligible = self.eligible[program][row]
        needed = [self._requirement(program, code, met[row], row) for code, met in self.met[program]]
        if program != "fsw":
            return {"eligible": eligible, "requirements": needed}
        worker = self.outcome.skilled_worker
        assessed = bool(worker.assessed[row])
        grid = {part: int(points[row]) for part, points in worker.grid.items()} if assessed else None
        points = int(worker.points[row]) if assessed else None
        return {"eligible": eligible, "points": points, "grid": grid, "requirements": needed}

    def _requirement(self, program: str, code: str, met: bool, row: int) -> Json:
        if code == "pass_mark":
            held, need = self._pass_mark(row)
        else:
            held, need = has_and_needs(program, code, self.columns, row, self.profiles[row])
        return requirement(code, met, held, need, SOURCES[code][program], self.language)

    def _pass_mark(self, row: int) -> tuple[Reason, Reason]:
        worker, mark = self.outcome.skilled_worker, self.tables.programs.pass_mark
        points: Reason = ("points", {"points": int(worker.points[row])})
        return points if worker.assessed[row] else ("not_assessed", {}), ("points", {"points": mark})

    def _categories(self, row: int) -> Json:
        found = {}
        federal = self._federal(row)
        for place, category in enumerate(self.tables.categories):
            version = category.version
            for name in ((version.family,) if version.holds(self.tables.on) else ()) + (
                (version.key,) if version.key in self.asked else ()
            ):
                found[name] = self._category(place, row, federal)
        families = {version.family for version in self.rulebook.categories()}
        for name in self.asked:
            if name in families and name not in found:
                found[name] = self._not_in_force(self.ons[row])
        return found

    def _category(self, place: int, row: int, federal: Json) -> Json:
        category = self.tables.categories[place]
        needed = [self._category_requirement(code, met[row], place, row) for code, met in self._category_met[place]]
        needed.append(federal)
        eligible = self.in_category[row][place]
        return {"version": category.version.key, "eligible": eligible, "requirements": needed}

    @cached_property
    def _category_met(self) -> list[list[tuple[str, list[bool]]]]:
        """For each category of the tables whether each candidate meets each requirement, by code."""
        candidates, tables = self.outcome.candidates, self.tables
        places = range(len(tables.categories))
        needed = [category_rules.requirements(candidates, place, tables) for place in places]
        return [[(code, met.tolist()) for code, met in each.items()] for each in needed]

    def _category_requirement(self, code: str, met: bool, place: int, row: int) -> Json:
        category = self.tables.categories[place]
        held, need = category_has_and_needs(code, category, place, self.columns, row, self.profiles[row])
        return requirement(code, met, held, need, category.version.source, self.language)

    def _federal(self, row: int) -> Json:
        held, need = has_and_needs("pnp", "federal_program", self.columns, row, self.profiles[row])
        met = self.federal[row]
        return requirement("federal_program", met, held, need, SOURCES["federal_program"]["category"], self.language)

    def _not_in_force(self, on: date) -> Json:
        held: Reason = ("not_in_force", {"on": on.isoformat()})
        needed = requirement("not_in_force", False, held, ("in_force", {}), "rulebook/categories", self.language)
        return {"version": None, "eligible": False, "requirements": [needed]}


def requirement(code: str, met: bool, held: Reason, need: Reason, source: str, language: str) -> Json:
    """One requirement, met or not, with what there is and what it takes."""
    return {
        "code": code,
        "met": met,
        "have": say("have", *held, language),
        "need": say("need", *need, language),
        "source": source,
    }


@lru_cache(maxsize=64)
def limits(rulebook: Rulebook, crs: CrsTables, on: date) -> dict[str, tuple[tuple[int, int], str]]:
    """For each factor shown the most it can give, without and with a partner, and the source of its table.

    Factors of high-wage occupations are shown once their tables hold figures.
    """
    every = (factor for factors in PARTS.values() for factor in factors)
    shown = [factor for factor in every if factor not in HIGH_WAGE or crs.high_wage_level.any()]
    return {factor: (most(factor, crs), rulebook.known(f"crs/{factor}", on).source) for factor in shown}


def most(factor: str, crs: CrsTables) -> tuple[int, int]:
    """The most that a factor can give, without and with an accompanying partner."""
    by_column = {"age": 1, "education": 1, "first_language": 4, "second_language": 4, "canadian_work": 1}
    if factor in by_column:
        without, with_ = (getattr(crs, factor)[column].max() * by_column[factor] for column in (0, 1))
        return int(without), int(min(with_, crs.caps["second_language"][1]) if factor == "second_language" else with_)
    points = getattr(crs, factor)
    if factor.startswith("spouse_"):
        return 0, int(points.max()) * (4 if factor == "spouse_language" else 1)
    highest = int(points if isinstance(points, int) else points.max())
    return highest, highest
