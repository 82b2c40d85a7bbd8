"""Every question of the check, step by step."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from toprank.facts import FST_PARAGRAPHS, FSW_PARAGRAPHS
from toprank.web.check.fields import NO, TRUTH, YES, Field, Listed, Part, Step, asked, truth

UNSKILLED: Final = "65201"
"""An occupation that counts for no program: it stands in the profile while none is known."""
LEVELS: Final = ("secondary", "one_year", "two_year", "bachelor", "professional", "master", "doctoral")
TESTS: Final = ("ielts_general", "celpip_general", "pte_core", "tef_canada", "tcf_canada", "clb", "nclc")
PROVINCES: Final = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "ON", "PE", "SK", "YT")
AUTHORITIES: Final = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT", "CA")
FIRST_LANGUAGES: Final = ("better", "english", "french")


def paragraph(name: str, key: str, listed: tuple[str, ...]) -> Field:
    """Which paragraph of the Regulations an offer falls under."""
    return Field(name, key, "choice", ("none", *listed), unknown=True, preset="none", folded=True)


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
        truth("partner_studied", "adaptability/partner_studied_in_canada", unless_no="partner"),
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
