"""What of an answer rests on facts that are not known: read off the cases of a range, for whoever writes the answer."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

Json = dict[str, Any]
State = Literal["all", "some", "none"]
Footing = Literal["known", "unknown", "met", "not_met"]

PARTNER: Final = ("partner", "partner/accompanying", "partner/citizen_or_permanent_resident")
"""A partner as a whole, and what decides whether the partner counts."""
OF_PARTNER: Final = ("partner/languages", "partner/first_language", "partner/education", "partner/jobs")
LANGUAGES: Final = ("languages", "first_language")
GRID: Final = (
    "birth_date",
    *LANGUAGES,
    "education",
    "jobs",
    "offer",
    *PARTNER,
    *OF_PARTNER,
    "adaptability",
    "sibling_in_canada",
)
REQUIREMENTS: Final = {
    "outside_quebec": ("intends_to_live_in_quebec",),
    "continuous_work": ("jobs",),
    "canadian_work": ("jobs",),
    "trade_work": ("jobs",),
    "listed_work": ("jobs",),
    "language": LANGUAGES,
    "french": LANGUAGES,
    "education": ("education",),
    "pass_mark": GRID,
    "settlement_funds": ("settlement_funds", "family_size", *PARTNER, "offer"),
    "offer_or_certificate": ("offer",),
    "nomination": ("nomination",),
}
"""The fields that a requirement rests on."""
FEDERAL: Final = ("fsw", "cec", "fst")
OF_A_TRADE: Final = ("trade_work", "offer_or_certificate")
"""Requirements that nobody meets who names no trade, whatever else is not known."""
FACTORS: Final = {
    "age": ("birth_date",),
    "education": ("education",),
    "first_language": LANGUAGES,
    "second_language": LANGUAGES,
    "canadian_work": ("jobs",),
    "spouse_education": (*PARTNER, "partner/education"),
    "spouse_language": (*PARTNER, "partner/languages", "partner/first_language"),
    "spouse_canadian_work": (*PARTNER, "partner/jobs"),
    "education_language": ("education", *LANGUAGES),
    "education_canadian_work": ("education", "jobs"),
    "foreign_work_language": ("jobs", *LANGUAGES),
    "foreign_work_canadian_work": ("jobs",),
    "certificate_language": LANGUAGES,
    "nomination": ("nomination",),
    "arranged_employment": ("offer",),
    "canadian_study": ("education",),
    "french": LANGUAGES,
    "sibling": ("sibling_in_canada",),
}
"""The fields that a line of the score rests on."""
REQUIREMENT_OF: Final = {
    "cec": ("cec", "canadian_work"),
    "fsw_continuous": ("fsw", "continuous_work"),
    "fst": ("fst", "trade_work"),
}
"""Measures of the ledger that decide a requirement of a program; that of a category decides its `listed_work`."""


@dataclass(frozen=True)
class Cases:
    """The cases of a range beside the least favourable one, as which everything else was worked out."""

    range: Json
    least: Json
    """The profile document of the least favourable case."""

    @cached_property
    def pointers(self) -> list[str]:
        """The fields that are not known."""
        return [each["pointer"] for each in self.range["unknown"]]

    @cached_property
    def fields(self) -> frozenset[str]:
        """The same by the first step of their pointers, those of a partner by two."""
        steps = (each.split("/")[1:] for each in self.pointers)
        return frozenset("/".join(step[:2]) if step[0] == "partner" else step[0] for step in steps)

    @property
    def thinned(self) -> bool:
        """Whether not every case was tried: what holds in all of them is then found, not proven."""
        return bool(self.range["thinned"])

    def of_job(self, pointer: str) -> frozenset[str]:
        """The fields of one job that are not known, by their names."""
        parts = (each.rpartition("/") for each in self.pointers)
        return frozenset(name for place, _, name in parts if place == pointer)

    def open(self, key: str) -> State:
        """In which cases a program, or a version of a category, is open."""
        found: State = (self.range["programs"] | self.range["categories"]).get(key, "none")
        return found

    def requirement(self, key: str, code: str) -> Footing:
        """What is known of a requirement of a program or of a version of a category.

        "known" where nothing unknown is read for it; "met" or "not_met" where something is and no case differs;
        "unknown" where cases differ, or where those tried do not show that none does.
        """
        state = self.range["requirements"].get(key, {}).get(code)
        if state == "some":
            return "unknown"
        if not self._reads(code):
            return "known"
        if state is None or self.thinned or self._beyond(code, state):
            return "unknown"
        return "met" if state == "all" else "not_met"

    def counts(self, factor: str) -> bool:
        """Whether a line of the score rests on a field that is not known."""
        return not self.fields.isdisjoint(FACTORS.get(factor, ()))

    def measure(self, name: str, found: Json) -> Footing:
        """What is known of a measure of the ledger, as of the requirement that it decides; "unknown" where it rests on
        a job that is not wholly known and decides none."""
        if not self._measures(name, found):
            return "known"
        key, code = REQUIREMENT_OF.get(name, (name, "listed_work"))
        return self.requirement(key, code) if key in self.range["requirements"] else "unknown"

    def _reads(self, code: str) -> bool:
        """Whether a requirement reads a field that is not known."""
        if code == "federal_program":
            return any(self._settles(program) for program in FEDERAL)
        if code in OF_A_TRADE and not self.least.get("trade"):
            return False
        return not self.fields.isdisjoint(REQUIREMENTS.get(code, ()))

    def _settles(self, program: str) -> bool:
        """Whether what is not known may open or close a program: something of it is not known, and nothing surely
        lacks."""
        needed = {code: self.requirement(program, code) for code in self.range["requirements"][program]}
        lacks = [self.range["requirements"][program][code] == "none" and needed[code] != "unknown" for code in needed]
        return "unknown" in needed.values() and not any(lacks)

    def _beyond(self, code: str, state: State) -> bool:
        """Whether a value outside the grids may differ from all of theirs.

        An occupation is tried by its TEER and as one of each category, an offer in the occupation of the last job, the
        day of a test as one too old and one of today, a family as one of eight at the most.
        """
        reads = REQUIREMENTS.get(code, ())
        if state == "all":
            return code == "settlement_funds" and "family_size" in self.fields
        occupation = any(each.startswith("/jobs/") and each.endswith("/noc") for each in self.pointers)
        test = any(each.startswith("/languages/") and each.endswith("/taken") for each in self.pointers)
        offer = code == "offer_or_certificate" and "/offer" in self.pointers
        program = code == "federal_program"
        return program or offer or (occupation and "jobs" in reads) or (test and "languages" in reads)

    def _measures(self, name: str, found: Json) -> bool:
        """Whether a measure rests on what is not known. Hours alone decide only where some are counted, or where the
        occupation with the most hours is."""
        if name.startswith("partner"):
            whole, within = {*PARTNER, "partner/jobs"} & {each[1:] for each in self.pointers}, "/partner/jobs/"
        else:
            whole, within = set(), "/jobs/"
        counted = {line["pointer"] for line in found["lines"] if line["credited"]}
        jobs = {each.rpartition("/")[0] for each in self.pointers if each.startswith(within)}
        return bool(whole) or any(
            job in counted or found["occupation"] or self.of_job(job) != {"hours_per_week"} for job in jobs
        )
