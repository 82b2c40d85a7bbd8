"""A couple: the partner as the principal applicant, and what follows when a partner does not come along."""

from collections.abc import Iterator

from toprank import days
from toprank.advise.change import Change
from toprank.advise.situation import Situation
from toprank.advise.step import Changes, Step, always
from toprank.profile import Adaptability, Partner

UNKNOWN_OF_A_PARTNER = (
    "birth_date",
    "trade",
    "certificate_of_qualification",
    "nomination",
    "offer",
    "primary_occupation",
    "military",
)
"""What a profile does not tell of a partner, and what the candidate has of it cannot be carried over."""


def comes_along(situation: Situation) -> bool:
    """Whether there is a partner who accompanies and counts."""
    partner = situation.profile.partner
    return partner is not None and partner.accompanying and not partner.citizen_or_permanent_resident


def principal_steps(situation: Situation) -> Iterator[Step]:
    """The partner as principal applicant, taken to be as old as the candidate, where both come."""
    if comes_along(situation):
        yield Step(
            code="principal",
            parameters={"unknown": list(UNKNOWN_OF_A_PARTNER)},
            made=always(*swapped(situation)),
            on=situation.on,
            slot="principal",
            takes={"new_profile": 1},
            depends=("partner_unknown", "new_profile"),
        )


def swapped(situation: Situation) -> Changes:
    """The changes that make the partner the candidate and the candidate the partner."""
    profile, partner = situation.profile, situation.profile.partner
    assert partner is not None
    ties = profile.adaptability
    other = Partner.model_construct(
        first_language=profile.first_language,
        languages=profile.languages,
        education=profile.education,
        jobs=profile.jobs,
    )
    turned = Adaptability(
        relative_in_canada=ties.relative_in_canada,
        studied_in_canada=ties.partner_studied_in_canada,
        partner_studied_in_canada=ties.studied_in_canada,
    )
    fields = {
        "submitted_at": None,
        "first_language": partner.first_language,
        "languages": partner.languages,
        "education": partner.education,
        "jobs": partner.jobs,
        "partner": other,
        "adaptability": turned,
        **{name: None for name in UNKNOWN_OF_A_PARTNER if name != "birth_date"},
    }
    return tuple(Change((name,), value) for name, value in fields.items())


def ages(situation: Situation) -> dict[str, Changes]:
    """The roles swapped with the partner's age at its least and its most favourable, both in points."""
    points = situation.tables.crs.age[1]
    years = range(18, 60)
    ages = {"least": min(years, key=lambda age: points[age]), "most": max(years, key=lambda age: points[age])}
    return {
        name: (*swapped(situation), Change(("birth_date",), days.add_years(situation.on, -age)))
        for name, age in ages.items()
    }


def accompanying(situation: Situation) -> Changes | None:
    """The other choice for a partner who is neither citizen nor permanent resident: comes along, or stays."""
    partner = situation.profile.partner
    if partner is None or partner.citizen_or_permanent_resident:
        return None
    return (Change(("partner", "accompanying"), not partner.accompanying),)
