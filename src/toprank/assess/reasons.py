"""Why each factor has its points, and what each requirement has and needs: codes with parameters, one candidate.

A reason is (code, parameters); `toprank.words` has its sentence.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from toprank.days import add_years, last_outlived
from toprank.facts import LANGUAGES
from toprank.profile import LANGUAGE_OF, Profile, Result
from toprank.rulebook.classification import former_groups, unit_groups
from toprank.rulebook.tables import ABILITIES, BANDS, FORMER, LEVELS, Category, Tables
from toprank.rules.crs.additional import nominated, qualifying_offer
from toprank.rules.crs.transferability import trade_certificate
from toprank.rules.outcome import Outcome
from toprank.rules.programs import canadian_experience, federal_skilled_trades
from toprank.rules.programs.federal_skilled_worker import arranged_employment, skilled_worker

Reason = tuple[str, dict[str, Any]]
Values = dict[str, list[Any]]

CODES: Final = tuple(unit_groups())


def occupation_code(number: int) -> str:
    """The code of an occupation number: a unit group of NOC 2021, or a group of NOC 2016."""
    return CODES[number] if number < FORMER else list(former_groups())[number - FORMER]


class Columns:
    """The columns of an outcome as plain lists, made once for a batch when first asked for."""

    def __init__(self, outcome: Outcome, tables: Tables):
        self.outcome = outcome
        self.tables = tables
        self._made: Values = {}

    def _funds_needed(self) -> Any:
        candidates, funds = self.outcome.candidates, self.tables.programs.funds
        declared = candidates.declared
        if funds is None:
            return declared.funds * 0
        return funds.needed(declared.family_size, declared.submitted, candidates.on)

    def _other_language_opens_fsw(self) -> Any:
        """Who would be eligible for FSW only with the other language first, where the choice was left to us."""
        candidates = self.outcome.candidates
        free = (candidates.declared.first_language < 0) & candidates.has_english & candidates.has_french
        closed = free & ~self.outcome.eligible["fsw"]
        if not closed.any():
            return closed
        french = (self.outcome.first_language == 1)[:, None]
        first = np.where(french, candidates.english, candidates.french)
        second = np.where(french, candidates.french, candidates.english)
        return closed & skilled_worker(candidates, first, second, self.tables).eligible

    def __getitem__(self, name: str) -> list[Any]:
        if name not in self._made:
            made = DERIVED[name](self) if name in DERIVED else getattr(self.outcome.candidates, name)
            self._made[name] = made.tolist()
        return self._made[name]

    def years(self, name: str, row: int) -> int:
        """Whole years of a measure of work."""
        return int(self[name][row] // self.tables.work.year)


DERIVED: Final[dict[str, Callable[[Columns], Any]]] = {
    "cec_level": lambda of: canadian_experience.language_level(of.outcome.candidates, of.tables),
    "arranged": lambda of: arranged_employment(of.outcome.candidates, of.tables),
    "fst_offered": lambda of: federal_skilled_trades.offered(of.outcome.candidates, of.tables),
    "fst_certified": lambda of: federal_skilled_trades.certified(of.outcome.candidates),
    "funds_needed": Columns._funds_needed,
    "other_language_opens_fsw": Columns._other_language_opens_fsw,
    "first": lambda of: of.outcome.first_language,
    "nominated": lambda of: nominated(of.outcome.candidates),
    "qualifying_offer": lambda of: qualifying_offer(of.outcome.candidates, of.tables),
    "trade_certificate": lambda of: trade_certificate(of.outcome.candidates, of.tables),
}
"""The columns that are worked out of others."""


def abilities(language: str, levels: list[int]) -> Reason:
    """The four levels in a language."""
    return "abilities", {"language": language, **dict(zip(ABILITIES, levels, strict=True))}


def lapsed(results: Sequence[Result], languages: Sequence[str], years: int, on: date) -> Reason | None:
    """The latest result in some languages that is too old on a day, with the day on which it stopped to count."""
    last = last_outlived(on, years)
    old = [each for each in results if LANGUAGE_OF[each.test] in languages and each.taken <= last]
    if not old:
        return None
    latest = max(old, key=lambda each: each.taken)
    told = {"test": latest.test, "taken": latest.taken.isoformat(), "years": years}
    return "lapsed", {**told, "ended": add_years(latest.taken, years).isoformat()}


def language_reason(columns: Columns, row: int, second: bool, profile: Profile, on: date) -> Reason:
    """The levels in the first or the second official language, or the result in it that is too old."""
    first = columns["first"][row]
    language = LANGUAGES[(first != 1) if second else (first == 1)]
    if not columns[f"has_{language}"][row]:
        other = LANGUAGES[language == "english"]
        looked = [language] if second or columns[f"has_{other}"][row] else [language, other]
        return lapsed(profile.languages, looked, columns.tables.result_years, on) or ("no_result", {})
    return abilities(language, columns[language][row])


def lowest(columns: Columns, row: int) -> int:
    """The lowest ability in the first official language."""
    first = "french" if columns["first"][row] == 1 else "english"
    return int(min(columns[first][row]))


def band(columns: Columns, row: int) -> str:
    """The education band of transferability."""
    return BANDS[columns.tables.crs.education_band[columns["education"][row]]]


def partner_language(columns: Columns, row: int, profile: Profile, on: date) -> Reason:
    """The partner's levels in the language that counts."""
    declared = profile.partner.first_language if profile.partner else None
    points = columns.tables.crs.spouse_language
    asked = [declared] if declared else list(LANGUAGES)
    options = [each for each in asked if columns[f"partner_has_{each}"][row]]
    if not options:
        results = profile.partner.languages if profile.partner else ()
        return lapsed(results, asked, columns.tables.result_years, on) or ("no_result", {})
    best = max(options, key=lambda each: sum(int(points[level]) for level in columns[f"partner_{each}"][row]))
    return abilities(best, columns[f"partner_{best}"][row])


def high_wage(rank: int) -> Reason:
    """The wage level of an occupation."""
    return ("high_wage", {"rank": rank}) if rank else ("not_high_wage", {})


def because(factor: str, points: int, columns: Columns, row: int, profile: Profile, on: date) -> Reason:
    """Why a factor has its points."""
    tables = columns.tables
    if factor.startswith("spouse_") and not columns["accompanied"][row]:
        return "no_partner", {}
    match factor:
        case "age":
            return "age", {"age": columns["age"][row], "on": on.isoformat()}
        case "education" | "spouse_education":
            name = "education" if factor == "education" else "partner_education"
            return "education", {"level": LEVELS[columns[name][row]]}
        case "first_language" | "second_language":
            return language_reason(columns, row, factor == "second_language", profile, on)
        case "canadian_work" | "spouse_canadian_work":
            name = "canadian_work" if factor == "canadian_work" else "partner_canadian_work"
            return "years", {"years": columns.years(name, row), "credit": columns[name][row]}
        case "spouse_language":
            return partner_language(columns, row, profile, on)
        case "education_language":
            return factor, {"band": band(columns, row), "lowest": lowest(columns, row)}
        case "education_canadian_work":
            return factor, {"band": band(columns, row), "years": columns.years("canadian_work", row)}
        case "foreign_work_language":
            worked = {"foreign_years": columns.years("foreign_work", row), "credit": columns["foreign_work"][row]}
            return factor, {**worked, "lowest": lowest(columns, row)}
        case "foreign_work_canadian_work":
            here = columns.years("canadian_work", row)
            return factor, {"foreign_years": columns.years("foreign_work", row), "years": here}
        case "certificate_language":
            held = profile.certificate_of_qualification and columns["trade_certificate"][row]
            return (factor, {"lowest": lowest(columns, row)}) if held else ("no_certificate", {})
        case "nomination":
            province = profile.nomination.province if profile.nomination else ""
            return ("nomination", {"province": province}) if points else ("no_nomination", {})
        case "arranged_employment":
            counted = profile.offer and columns["qualifying_offer"][row]
            return ("offer", {"noc": profile.offer.noc}) if profile.offer and counted else ("no_offer", {})
        case "high_wage_work":
            return high_wage(columns["high_wage_work"][row])
        case "high_wage_offer":
            counted = profile.offer and columns["qualifying_offer"][row]
            return high_wage(
                int(tables.crs.high_wage_level[CODES.index(profile.offer.noc)]) if profile.offer and counted else 0
            )
        case "canadian_study":
            names = ("study_none", "study_one_or_two_years", "study_three_years_or_more")
            return names[columns["canadian_study"][row]], {}
        case "french":
            if not columns["has_french"][row]:
                old = lapsed(profile.languages, ["french"], tables.result_years, on)
                return old or ("french_no_result", {})
            if min(columns["french"][row]) < 7:
                return "french_none", {}
            return "french_with_english" if min(columns["english"][row]) >= 5 else "french_alone", {}
    return ("sibling" if profile.sibling_in_canada else "no_sibling"), {}


def has_and_needs(
    program: str, code: str, columns: Columns, row: int, profile: Profile, on: date
) -> tuple[Reason, Reason]:
    """What a candidate has of a requirement of a program, and what it needs."""
    programs = columns.tables.programs
    match code:
        case "outside_quebec":
            return ("quebec" if profile.intends_to_live_in_quebec else "outside_quebec", {}), ("outside_quebec", {})
        case "continuous_work":
            return hours_in(columns["primary_work"][row], columns["primary_occupation"][row]), hours(programs.fsw_work)
        case "canadian_work":
            return hours(columns["cec_work"][row]), hours(programs.cec_work)
        case "trade_work":
            return hours(columns["trade_work"][row]), hours(programs.fst_work)
        case "language":
            held: Reason = ("levels", {"english": columns["english"][row], "french": columns["french"][row]})
            if not columns["has_english"][row] and not columns["has_french"][row]:
                held = lapsed(profile.languages, LANGUAGES, columns.tables.result_years, on) or held
            if program == "fst":
                return held, ("levels", dict(zip(ABILITIES, programs.fst_language.tolist(), strict=True)))
            return held, ("level", {"level": programs.fsw_level if program == "fsw" else columns["cec_level"][row]})
        case "education":
            return ("education", {"level": LEVELS[columns["education"][row]]}), ("education", {})
        case "settlement_funds":
            return funds(program, columns, row, profile)
        case "listed_trade":
            return ("trade", {"noc": profile.trade.noc}) if profile.trade else ("none", {}), ("listed_trade", {})
        case "offer_or_certificate":
            if profile.offer and columns["fst_offered"][row]:
                return ("offer", {}), ("offer_or_certificate", {})
            certified = profile.certificate_of_qualification and columns["fst_certified"][row]
            return ("certificate" if certified else "none", {}), ("offer_or_certificate", {})
        case "nomination":
            return ("yes" if profile.nomination and columns["nominated"][row] else "no", {}), ("nomination", {})
    eligible = columns.outcome.eligible
    open_programs = [each for each in ("fsw", "cec", "fst") if eligible[each][row]]
    return ("programs", {"programs": open_programs}) if open_programs else ("none", {}), ("federal_program", {})


def funds(program: str, columns: Columns, row: int, profile: Profile) -> tuple[Reason, Reason]:
    """Settlement funds: the amount, whether the offer waives it, and the amount asked."""
    collected = columns.tables.programs.funds is not None
    held = "uncollected" if not collected else "waived" if waived(program, columns, row, profile) else "money"
    amount = columns["funds_needed"][row]
    return (held, {"amount": profile.settlement_funds}), ("money", {"amount": amount})


def waived(program: str, columns: Columns, row: int, profile: Profile) -> bool:
    """Whether the offer waives settlement funds."""
    if profile.offer is None:
        return False
    programs, declared = columns.tables.programs, columns.outcome.candidates.declared
    if program == "fsw":
        return bool(columns["arranged"][row] and programs.fsw_offer_waives[declared.offer_fsw_paragraph[row]])
    return bool(columns["fst_offered"][row] and programs.fst_offer_waives[declared.offer_fst_paragraph[row]])


def hours(credit: int) -> Reason:
    """Credited hours."""
    return "hours", {"credit": credit}


def hours_in(credit: int, occupation: int) -> Reason:
    """Credited hours in one occupation."""
    return ("hours_in", {"credit": credit, "noc": occupation_code(occupation)}) if occupation >= 0 else hours(credit)


def category_has_and_needs(
    code: str, category: Category, place: int, columns: Columns, row: int, profile: Profile, on: date
) -> tuple[Reason, Reason]:
    """What a candidate has of a requirement of a category, and what it needs."""
    version, military = category.version, profile.military
    match code:
        case "french":
            french: Reason = ("french", {"french": columns["french"][row]})
            if not columns["has_french"][row]:
                french = lapsed(profile.languages, ["french"], columns.tables.result_years, on) or french
            return french, ("french", {"level": version.nclc})
        case "listed_work":
            credit, occupation = columns["category_work"][row][place], columns["category_occupation"][row][place]
            return hours_in(credit, occupation), hours(category.credit)
        case "serving":
            return ("yes" if military and military.serving else "no", {}), ("yes", {})
        case "service_years":
            served = military.continuous_years if military else 0
            return ("years", {"years": served}), ("years", {"years": version.service_years})
        case "listed_military_occupation":
            held: Reason = ("trade", {"noc": military.noc}) if military else ("none", {})
            return held, ("listed_occupation", {"occupations": list(version.unit_groups)})
        case "military_offer":
            offered = {"years": military.offer_years, "full_time": military.offer_full_time} if military else None
            return ("offer_years", offered) if offered else ("none", {}), (
                "offer_years",
                {"years": version.offer_years},
            )
    studied = military.post_secondary_years if military else 0
    return ("years", {"years": studied}), ("years", {"years": version.post_secondary_years})
