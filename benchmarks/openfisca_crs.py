"""The ranking stage as OpenFisca-core variables, as its users write them, and with its look-ups replaced by gathers.

Both forms have one variable for each factor, part and the total, and parameters filled from the tables of the day. In
the idiomatic form a figure by number is a scale (`calc`) and a figure by name a parameter node indexed by an Enum; in
the tuned form both are arrays indexed by whole numbers. Features (years, levels, bands) are inputs of the simulation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from toprank.features.candidates import Candidates
from toprank.features.levels import Levels
from toprank.rulebook.tables import BANDS, LEVELS, Tables
from toprank.rules.crs import additional, transferability

FIRST_DAY, STUDY, OFFERS = (
    "2015-01-01",
    ("none", "one_or_two_years", "three_years_or_more"),
    ("none", "other", "senior"),
)
ABILITIES = ("listening", "reading", "writing", "speaking")
Person = build_entity(key="person", plural="persons", label="A candidate", is_person=True)
Education = Enum("Education", {name: name for name in LEVELS})
Band = Enum("Band", {name: name for name in BANDS})
Study = Enum("Study", {name: name for name in STUDY})
Offer = Enum("Offer", {name: name for name in OFFERS})
Formula = Callable[[Any, Any, Any], np.ndarray]


@dataclass(frozen=True)
class LookUp:
    """How a figure is found: `number` by a whole number, `name` by an Enum, each with and without a partner."""

    number: Callable[[Any, str, np.ndarray], np.ndarray]
    name: Callable[[Any, str, np.ndarray], np.ndarray]


def figures(tables: Tables) -> tuple[dict[str, np.ndarray], dict[str, tuple[Any, np.ndarray]]]:
    """Every look-up of the ranking: by whole number, and by name."""
    crs = tables.crs
    numbers = {"spouse_language": crs.spouse_language, "spouse_canadian_work": crs.spouse_canadian_work}
    for name in ("age", "first_language", "second_language", "canadian_work"):
        for column, partner in enumerate(("single", "accompanied")):
            numbers[f"{name}_{partner}"] = getattr(crs, name)[column]
    numbers["certificate_language"] = crs.certificate_language
    for name in ("education_language", "education_canadian_work"):
        numbers |= {f"{name}_{band}": row for band, row in zip(BANDS, getattr(crs, name), strict=True)}
    for name in ("foreign_work_language", "foreign_work_canadian_work"):
        numbers |= {f"{name}_{years}": row for years, row in enumerate(getattr(crs, name)[:4])}
    names = {
        "education_single": (Education, crs.education[0]),
        "education_accompanied": (Education, crs.education[1]),
        "spouse_education": (Education, crs.spouse_education),
        "canadian_study": (Study, crs.canadian_study),
        "arranged_employment": (Offer, np.array([0, *crs.arranged_employment])),
    }
    return numbers, names


def scale(points: np.ndarray) -> dict[str, Any]:
    """A look-up by whole number as a scale of single amounts."""
    steps = [0, *(np.flatnonzero(np.diff(points)) + 1).tolist()]
    dated = [{"threshold": {FIRST_DAY: step}, "amount": {FIRST_DAY: int(points[step])}} for step in steps]
    return {"brackets": dated, "metadata": {"type": "single_amount"}}


def parameters(tables: Tables) -> ParameterNode:
    """The figures of the day as parameters."""
    numbers, names = figures(tables)
    data: dict[str, Any] = {name: scale(points) for name, points in numbers.items()}
    for name, (enum, points) in names.items():
        data[name] = {each.name: {FIRST_DAY: int(value)} for each, value in zip(enum, points, strict=True)}
    for name, most in tables.crs.caps.items():
        data[f"cap_{name}"] = {"single": {FIRST_DAY: int(most[0])}, "accompanied": {FIRST_DAY: int(most[1])}}
    single = {"nomination": tables.crs.nomination, "sibling": tables.crs.sibling}
    single |= {"french_alone": int(tables.crs.french[0]), "french_with_english": int(tables.crs.french[1])}
    data |= {name: {FIRST_DAY: value} for name, value in single.items()}
    return ParameterNode("", data={"crs": data})


def idiomatic() -> LookUp:
    """Scales and nodes, as OpenFisca's users write them."""
    return LookUp(lambda of, name, value: of[name].calc(value), lambda of, name, value: of[name][value])


def gathers(tables: Tables) -> LookUp:
    """Arrays indexed by whole numbers."""
    numbers, names = figures(tables)
    named = {name: points for name, (_, points) in names.items()}
    return LookUp(lambda of, name, value: numbers[name][value], lambda of, name, value: named[name][value])


def formulas(find: LookUp) -> Mapping[str, Formula]:
    """The formula of every factor, part and the total."""

    def asked(person: Any, period: Any, *names: str) -> list[np.ndarray]:
        return [person(name, period) for name in names]

    def by_partner(of: Any, person: Any, period: Any, table: str, value: np.ndarray, by: Any) -> np.ndarray:
        single, with_partner = by(of, f"{table}_single", value), by(of, f"{table}_accompanied", value)
        return np.where(person("accompanied", period), with_partner, single)

    def single(table: str, source: str, by: Any) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            return by_partner(of(period).crs, person, period, table, person(source, period), by)

        return formula

    def language(table: str, which: str) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            levels = asked(person, period, *(f"{which}_{ability}" for ability in ABILITIES))
            return sum(by_partner(of(period).crs, person, period, table, level, find.number) for level in levels)

        return formula

    def spouse_language(person: Any, period: Any, of: Any) -> np.ndarray:
        def points(which: str) -> np.ndarray:
            levels = asked(person, period, *(f"partner_{which}_{ability}" for ability in ABILITIES))
            return sum(find.number(of(period).crs, "spouse_language", level) for level in levels)

        english, french, first = points("english"), points("french"), person("partner_first_language", period)
        best = np.where(first == 0, english, np.where(first == 1, french, np.maximum(english, french)))
        return best * person("accompanied", period)

    def of_spouse(table: str, source: str, by: Any) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            return by(of(period).crs, table, person(source, period)) * person("accompanied", period)

        return formula

    def banded(table: str, source: str) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            value, band = person(source, period), person("education_band", period)
            rows = [find.number(of(period).crs, f"{table}_{name}", value) for name in BANDS]
            return np.select([band == each for each in range(len(BANDS))], rows)

        return formula

    def foreign(table: str, source: str) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            value, years = person(source, period), np.minimum(person("foreign_years", period), 3)
            rows = [find.number(of(period).crs, f"{table}_{each}", value) for each in range(4)]
            return np.select([years == each for each in range(4)], rows)

        return formula

    def certificate(person: Any, period: Any, of: Any) -> np.ndarray:
        points = find.number(of(period).crs, "certificate_language", person("lowest_first", period))
        return points * person("certificate_in_trade", period)

    def flagged(parameter: str, source: str) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            return person(source, period) * of(period).crs[parameter]

        return formula

    def by_name(table: str, source: str) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            return find.name(of(period).crs, table, person(source, period))

        return formula

    def french(person: Any, period: Any, of: Any) -> np.ndarray:
        crs, enough = of(period).crs, person("lowest_french", period) >= additional.FRENCH_LEVEL
        more = person("lowest_english", period) >= additional.ENGLISH_LEVEL
        return enough * np.where(more, crs.french_with_english, crs.french_alone)

    def capped(cap: str, *names: str) -> Formula:
        def formula(person: Any, period: Any, of: Any) -> np.ndarray:
            most = of(period).crs[f"cap_{cap}"]
            limit = np.where(person("accompanied", period), most.accompanied, most.single)
            return np.minimum(sum(asked(person, period, *names)), limit)

        return formula

    return {
        "age_points": single("age", "age", find.number),
        "education_points": single("education", "education", find.name),
        "first_language": language("first_language", "first"),
        "second_language": language("second_language", "second"),
        "second_language_capped": capped("second_language", "second_language"),
        "canadian_work": single("canadian_work", "canadian_years", find.number),
        "core": capped(
            "core", "age_points", "education_points", "first_language", "second_language_capped", "canadian_work"
        ),
        "spouse_education": of_spouse("spouse_education", "partner_education", find.name),
        "spouse_language": spouse_language,
        "spouse_canadian_work": of_spouse("spouse_canadian_work", "partner_years", find.number),
        "spouse": capped("spouse", "spouse_education", "spouse_language", "spouse_canadian_work"),
        "education_language": banded("education_language", "lowest_first"),
        "education_canadian_work": banded("education_canadian_work", "canadian_years"),
        "education_pairs": capped("education", "education_language", "education_canadian_work"),
        "foreign_work_language": foreign("foreign_work_language", "lowest_first"),
        "foreign_work_canadian_work": foreign("foreign_work_canadian_work", "canadian_years"),
        "foreign_work_pairs": capped("foreign_work", "foreign_work_language", "foreign_work_canadian_work"),
        "certificate_language": certificate,
        "certificate_pairs": capped("certificate", "certificate_language"),
        "transferability": capped("transferability", "education_pairs", "foreign_work_pairs", "certificate_pairs"),
        "nomination": flagged("nomination", "nominated"),
        "arranged_employment": by_name("arranged_employment", "offer"),
        "canadian_study": by_name("canadian_study", "study"),
        "french_points": french,
        "sibling_points": flagged("sibling", "sibling"),
        "additional": capped(
            "additional", "nomination", "arranged_employment", "canadian_study", "french_points", "sibling_points"
        ),
        "total": capped("total", "core", "spouse", "transferability", "additional"),
    }


def inputs(candidates: Candidates, first: Levels, second: Levels, tables: Tables) -> dict[str, np.ndarray]:
    """The features that the variables read, made from our columns."""
    offered = additional.qualifying_offer(candidates, tables)
    senior = candidates.declared.offer_unit_group < additional.SENIOR_MANAGERS
    found = {
        "accompanied": candidates.accompanied,
        "age": candidates.age,
        "education": candidates.education,
        "partner_education": candidates.partner_education,
        "education_band": tables.crs.education_band[candidates.education],
        "canadian_years": candidates.canadian_years,
        "foreign_years": candidates.foreign_years,
        "partner_years": candidates.partner_canadian_years,
        "partner_first_language": candidates.declared.partner_first_language,
        "lowest_first": first.min(axis=1),
        "lowest_english": candidates.english.min(axis=1),
        "lowest_french": candidates.french.min(axis=1),
        "certificate_in_trade": transferability.trade_certificate(candidates, tables),
        "nominated": additional.nominated(candidates),
        "offer": np.where(offered, np.where(senior, 2, 1), 0),
        "study": candidates.canadian_study,
        "sibling": candidates.declared.sibling,
    }
    levels = {"first": first, "second": second}
    levels |= {"partner_english": candidates.partner_english, "partner_french": candidates.partner_french}
    for which, of in levels.items():
        found |= {f"{which}_{ability}": np.ascontiguousarray(of[:, place]) for place, ability in enumerate(ABILITIES)}
    return found


ENUMS = {"education": Education, "partner_education": Education, "study": Study, "offer": Offer}


def system(tables: Tables, find: LookUp, names: Mapping[str, np.ndarray]) -> TaxBenefitSystem:
    """The tax and benefit system with every variable; inputs have no formula."""
    made = TaxBenefitSystem([Person])
    made.parameters = parameters(tables)
    for name, values in names.items():
        kind = {"value_type": bool if values.dtype == np.bool_ else int}
        if name in ENUMS:
            enum = ENUMS[name]
            kind = {"value_type": Enum, "possible_values": enum, "default_value": next(iter(enum))}
        made.add_variable(type(name, (Variable,), described(kind)))
    for name, formula in formulas(find).items():
        made.add_variable(type(name, (Variable,), described({"value_type": int, "formula": formula})))
    return made


def described(kind: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a variable of a candidate."""
    return {"entity": Person, "definition_period": DateUnit.MONTH, "label": "", **kind}


def simulation(made: TaxBenefitSystem, period: str, values: Mapping[str, np.ndarray]) -> Simulation:
    """A simulation with its inputs set, ready to compute the total once."""
    count = len(next(iter(values.values())))
    found = SimulationBuilder().build_default_simulation(made, count)
    for name, column in values.items():
        found.set_input(name, period, column)
    return found
