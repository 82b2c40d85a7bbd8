"""Every question of the check, step by step: what it asks of the profile, and how its answer is kept.

A question is a field, a part of the profile that a yes opens, or a list of things of one kind. Names are those of the
answers and of the form; keys are steps of a JSON Pointer within the object that holds the field.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any, Final, Literal

from toprank.facts import FST_PARAGRAPHS, FSW_PARAGRAPHS

Kind = Literal["day", "end", "instant", "whole", "decimal", "choice", "country", "occupation", "former", "text", "term"]
PIECES: Final[dict[str, tuple[str, ...]]] = {
    "day": ("_d", "_m", "_y"),
    "end": ("_d", "_m", "_y", "_now"),
    "instant": ("_d", "_m", "_y", "_t"),
    "occupation": ("", "_noc", "_for"),
    "term": ("", "_endless"),
}
"""What is added to the name of a field for each of its inputs; nothing for one that has a single input."""
YES, NO, UNKNOWN = "yes", "no", "unknown"
TRUTH: Final = (YES, NO)
MOST_OF: Final = {"languages": 20, "education": 20, "jobs": 40}
UNSKILLED: Final = "65201"
"""An occupation that counts for no program: it stands in the profile while none is known."""
LONGEST: Final = 400
"""Characters of one answer that are kept; no answer that holds is longer than 300."""


@dataclass(frozen=True)
class Field:
    """A question with one answer.

    `absent` is what the contract takes where the field is not written; `least` stands in the profile while the answer
    is not known; where `open`, an answer that was left empty is one not known. `unless_day` says which day of a month
    counts where the day was left empty; `always` that the contract wants the key where there is nothing to say;
    `asks` is the code of other words for the same question.
    """

    name: str
    key: str
    kind: Kind
    options: tuple[str, ...] = ()
    unknown: bool = False
    required: bool = False
    preset: str = ""
    absent: Any = None
    least: Any = None
    unless_day: Literal["first", "last", ""] = ""
    code: str = ""
    folded: bool = False
    always: bool = False
    open: bool = False
    asks: str = ""

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The names of its inputs."""
        return tuple(self.name + each for each in PIECES.get(self.kind, ("",)))

    @property
    def said(self) -> str:
        """The code of its words."""
        return self.code or self.name

    @property
    def asked_as(self) -> str:
        """The code of the words in which it is asked."""
        return self.asks or self.said


@dataclass(frozen=True)
class Listed:
    """A list of things of one kind; `asked` is the question whose yes opens it, if there is one."""

    name: str
    key: str
    item: str
    fields: tuple[Field, ...]
    asked: Field | None = None

    @property
    def most(self) -> int:
        """How many of them the form holds."""
        return MOST_OF[self.key]


@dataclass(frozen=True)
class Part:
    """An object of the profile that a yes opens."""

    asked: Field
    questions: tuple["Field | Listed", ...]
    folded: bool = False

    @property
    def name(self) -> str:
        """The name of its question."""
        return self.asked.name

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its questions with one answer."""
        return tuple(each for each in self.questions if isinstance(each, Field))


Question = Field | Listed | Part


@dataclass(frozen=True)
class Step:
    """One page of the check."""

    name: str
    questions: tuple[Question, ...]


def truth(name: str, key: str, unknown: bool = True, **more: Any) -> Field:
    """A question that is answered by yes or no."""
    more.setdefault("absent", False)
    more.setdefault("least", False)
    return Field(name, key, "choice", TRUTH, unknown, **more)


def asked(name: str, key: str, unknown: bool = True, **more: Any) -> Field:
    """The question that opens a part or a list."""
    return Field(name, key, "choice", TRUTH, unknown, **more)


def paragraph(name: str, key: str, listed: tuple[str, ...]) -> Field:
    """Which paragraph of the Regulations an offer falls under."""
    return Field(name, key, "choice", ("none", *listed), unknown=True, preset="none", folded=True)


LEVELS: Final = ("secondary", "one_year", "two_year", "bachelor", "professional", "master", "doctoral")
TESTS: Final = ("ielts_general", "celpip_general", "pte_core", "tef_canada", "tcf_canada", "clb", "nclc")
PROVINCES: Final = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "ON", "PE", "SK", "YT")
AUTHORITIES: Final = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT", "CA")
FIRST_LANGUAGES: Final = ("better", "english", "french")


def scores() -> Iterator[Field]:
    """The four abilities of a language result."""
    for ability in ("listening", "reading", "writing", "speaking"):
        yield Field(ability, ability, "decimal", required=True, code=f"result_{ability}")


RESULT: Final = (
    Field("test", "test", "choice", TESTS, required=True, code="result_test"),
    Field("taken", "taken", "day", required=True, code="result_taken"),
    *scores(),
)
CREDENTIAL: Final = (
    Field(
        "level",
        "level",
        "choice",
        LEVELS,
        unknown=True,
        required=True,
        least="secondary",
        code="credential_level",
        open=True,
    ),
    Field("country", "country", "country", required=True, code="credential_country"),
    Field("completed", "completed", "day", required=True, unless_day="last", code="credential_completed"),
    Field("eca", "eca_issued", "choice", TRUTH, unknown=True, code="credential_eca"),
    Field("eca_issued", "eca_issued", "day", code="credential_eca_issued"),
    Field("months", "full_time_months_in_canada", "whole", code="credential_months", folded=True),
)
JOB: Final = (
    Field("title", "noc", "occupation", required=True, code="job_title"),
    Field("country", "country", "country", required=True, code="job_country"),
    Field("start", "start", "day", required=True, unless_day="last", code="job_start"),
    Field("end", "end", "end", required=True, unless_day="first", code="job_end"),
    Field("hours", "hours_per_week", "decimal", required=True, least=1, code="job_hours", open=True),
    truth("paid", "paid", preset=YES, absent=True, code="job_paid"),
    truth("authorized", "authorized", preset=YES, absent=True, code="job_authorized"),
    truth("self_employed", "self_employed", preset=NO, least=True, code="job_self_employed"),
    Field(
        "student",
        "student",
        "choice",
        ("no", "part_time", "full_time"),
        unknown=True,
        preset="no",
        absent="no",
        least="full_time",
        code="job_student",
    ),
    truth("status", "temporary_resident_status", preset=YES, absent=True, code="job_status", folded=True),
    truth("physician", "publicly_funded_physician", preset=NO, code="job_physician", folded=True),
    Field("employer", "employer", "text", code="job_employer", folded=True),
    Field("employer_country", "employer_country", "country", code="job_employer_country", folded=True),
    Field("noc2016", "noc2016", "former", code="job_noc2016", folded=True),
)

OF_A_PARTNER: Final[dict[str, dict[str, Any]]] = {
    "title": {"open": True, "least": UNSKILLED},
    "start": {"open": True, "least": None},
    "end": {"open": True, "least": None},
    **{
        name: {}
        for name in ("country", "paid", "authorized", "self_employed", "student", "status", "physician", "level")
    },
}
"""What is asked in other words of a partner, who may not be there to ask: what of a job is then taken as not known."""


def of_a_partner(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The same questions about a partner."""
    return tuple(
        replace(each, asks=f"partner_{each.code}", **OF_A_PARTNER[each.name]) if each.name in OF_A_PARTNER else each
        for each in fields
    )


JOBS: Final = Listed("jobs", "jobs", "job", JOB)
"""The jobs of the person."""

YOU: Final = Step(
    "you",
    (
        Field("birth_date", "birth_date", "day", required=True, unless_day="first"),
        Field("family_size", "family_size", "whole", absent=1),
        Field("settlement_funds", "settlement_funds", "whole", absent=0),
        truth("quebec", "intends_to_live_in_quebec"),
        Part(asked("submitted", "", False), (Field("submitted_at", "submitted_at", "instant", required=True),), True),
    ),
)
LANGUAGES: Final = Step(
    "languages",
    (
        Listed("languages", "languages", "result", RESULT, asked("languages_known", "languages")),
        Field("first_language", "first_language", "choice", FIRST_LANGUAGES, preset="better"),
    ),
)
EDUCATION: Final = Step(
    "education",
    (Listed("education", "education", "credential", CREDENTIAL, asked("education_known", "education")),),
)
WORK: Final = Step(
    "work",
    (
        JOBS,
        Field("primary", "primary_occupation", "occupation", folded=True),
        Part(
            asked("trade", "trade", False),
            (
                Field("trade_title", "noc", "occupation", required=True),
                Field("trade_from", "qualified_from", "day", required=True, unless_day="last"),
            ),
            True,
        ),
        Part(
            asked("certificate", "certificate_of_qualification", False),
            (
                Field("certificate_title", "noc", "occupation", required=True),
                Field("certificate_province", "province", "choice", AUTHORITIES, required=True),
                Field("certificate_issued", "issued", "day", required=True),
            ),
            True,
        ),
        Part(
            asked("military", "military", False),
            (
                truth("military_serving", "serving", False, required=True, absent=None),
                Field("military_years", "continuous_years", "decimal", required=True),
                Field("military_title", "noc", "occupation", required=True),
                Field("military_offer_years", "offer_years", "decimal", required=True),
                truth("military_full_time", "offer_full_time", False, required=True, absent=None),
                Field("military_study_years", "post_secondary_years", "decimal", required=True),
            ),
            True,
        ),
    ),
)
PARTNER: Final = Step(
    "partner",
    (
        Part(
            asked("partner", "partner"),
            (
                truth("partner_coming", "accompanying", preset=YES, absent=True, least=True),
                truth("partner_resident", "citizen_or_permanent_resident", preset=NO),
                Listed(
                    "partner_languages", "languages", "result", RESULT, asked("partner_languages_known", "languages")
                ),
                Listed(
                    "partner_education",
                    "education",
                    "credential",
                    of_a_partner(CREDENTIAL),
                    asked("partner_education_known", "education"),
                ),
                Listed("partner_jobs", "jobs", "job", of_a_partner(JOB), asked("partner_jobs_known", "jobs")),
                Field(
                    "partner_first_language", "first_language", "choice", FIRST_LANGUAGES, preset="better", folded=True
                ),
            ),
        ),
    ),
)
CANADA: Final = Step(
    "canada",
    (
        truth("sibling", "sibling_in_canada"),
        truth("relative", "adaptability/relative_in_canada"),
        truth("studied", "adaptability/studied_in_canada"),
        truth("partner_studied", "adaptability/partner_studied_in_canada"),
        Part(
            asked("nomination", "nomination"),
            (
                Field("nomination_province", "province", "choice", PROVINCES, required=True),
                Field("nomination_issued", "issued", "day", required=True),
                truth("nomination_express", "express_entry", preset=YES, absent=True),
            ),
        ),
        Part(
            asked("offer", "offer"),
            (
                Field("offer_title", "noc", "occupation", required=True, open=True, least=UNSKILLED),
                Field("offer_months", "duration_months", "term", always=True, open=True, least=0),
                truth("offer_full_time", "full_time", preset=YES, absent=True),
                truth("offer_lmia", "lmia", preset=NO),
                truth("offer_counts", "qualifies_for_crs", preset=NO),
                paragraph("offer_fsw", "fsw_paragraph", FSW_PARAGRAPHS),
                paragraph("offer_fst", "fst_paragraph", FST_PARAGRAPHS),
            ),
        ),
    ),
)
STEPS: Final = (YOU, LANGUAGES, EDUCATION, WORK, PARTNER, CANADA)


def singles(questions: tuple[Question, ...]) -> Iterator[Field]:
    """Every field that is answered once, those that open a part or a list among them."""
    for question in questions:
        if isinstance(question, Field):
            yield question
        elif isinstance(question, Part):
            yield question.asked
            yield from singles(question.questions)
        elif question.asked:
            yield question.asked


def lists(questions: tuple[Question, ...]) -> Iterator[Listed]:
    """Every list."""
    for question in questions:
        if isinstance(question, Listed):
            yield question
        elif isinstance(question, Part):
            yield from lists(question.questions)


@cache
def pieces_of(step: Step) -> tuple[str, ...]:
    """The names of all inputs of a step outside its lists."""
    return tuple(piece for field in singles(step.questions) for piece in field.pieces)


@cache
def lists_of(step: Step) -> tuple[Listed, ...]:
    """The lists of a step."""
    return tuple(lists(step.questions))


def pieces_in(listed: Listed) -> tuple[str, ...]:
    """The names of all inputs of one thing of a list."""
    return tuple(piece for field in listed.fields for piece in field.pieces)


def presets(fields: tuple[Field, ...]) -> dict[str, str]:
    """What is chosen beforehand."""
    return {field.name: field.preset for field in fields if field.preset}
