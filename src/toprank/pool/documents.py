"""Facts as profile documents again (contract, section 1): for export, and to check that facts are legal.

Facts keep what decides and no more: which country but Canada, which province, which employer is gone. `AQ`, Antarctica,
where nobody graduates or is employed, stands for a country other than Canada, and `ON` for a province.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from toprank import days
from toprank.days import NEVER
from toprank.facts import (
    AUTHORIZED,
    CREDENTIALS,
    ELSEWHERE,
    FST_PARAGRAPHS,
    FSW_PARAGRAPHS,
    FULL_TIME_STUDENT,
    IN_CANADA,
    LANGUAGES,
    NO_INSTANT,
    NONE,
    PAID,
    PART_TIME_STUDENT,
    PHYSICIAN,
    SELF_EMPLOYED,
    STATUS,
    TESTS,
    Credentials,
    Facts,
    Jobs,
    Results,
)
from toprank.rulebook.classification import former_groups, unit_groups
from toprank.rulebook.tables import ABILITIES

Document = dict[str, Any]

CANADA, ABROAD, PROVINCE = "CA", "AQ", "ON"
WITHOUT_END: Final = 32767


def documents_of(ids: Sequence[str], facts: Facts) -> Iterator[Document]:
    """One profile document for each candidate, in order; `facts_of` makes the same facts of them again."""
    groups, former = list(unit_groups()), list(former_groups())
    for row, id_ in enumerate(ids):
        one = Row(facts.part(row, row + 1), groups, former)
        yield {"schema": "toprank.profile/1", "id": id_, **one.document()}


class Row:
    """The facts of one candidate, spelled out."""

    def __init__(self, facts: Facts, groups: Sequence[str], former: Sequence[str]) -> None:
        self.facts, self.groups, self.former = facts, groups, former

    def declared(self, name: str) -> Any:
        """One declaration as a plain value."""
        return getattr(self.facts.declared, name)[0].item()

    def day(self, name: str) -> str | None:
        """A day that was declared."""
        return day_of(self.declared(name))

    def group(self, name: str) -> str | None:
        """A unit group that was declared."""
        return None if self.declared(name) == NONE else self.groups[self.declared(name)]

    def document(self) -> Document:
        """The profile without its id; what was not declared is left out."""
        instant = self.declared("submitted")
        found: Document = {
            "birth_date": self.day("born"),
            "submitted_at": None if instant == int(NO_INSTANT) else instant_of(instant),
            "intends_to_live_in_quebec": self.declared("quebec"),
            "family_size": self.declared("family_size"),
            "settlement_funds": self.declared("funds"),
            "first_language": named(LANGUAGES, self.declared("first_language")),
            "languages": results(self.facts.results),
            "education": credentials(self.facts.credentials),
            "jobs": self.jobs(self.facts.jobs),
            "primary_occupation": self.group("primary_occupation"),
            "sibling_in_canada": self.declared("sibling"),
            "adaptability": {
                "relative_in_canada": self.declared("relative"),
                "studied_in_canada": self.declared("studied"),
                "partner_studied_in_canada": self.declared("partner_studied"),
            },
        }
        further = {
            "partner": self.partner(),
            "offer": self.offer(),
            "trade": self.trade(),
            "certificate_of_qualification": self.certificate(),
            "nomination": self.nomination(),
            "military": self.military(),
        }
        return found | {name: part for name, part in further.items() if part is not None}

    def jobs(self, jobs: Jobs) -> list[Document]:
        """Jobs, by start."""
        return [self.job(jobs, row) for row in range(len(jobs.start))]

    def job(self, jobs: Jobs, row: int) -> Document:
        """One job with its circumstances."""
        bits, former = int(jobs.circumstances[row]), int(jobs.former[row])
        here = bool(bits & IN_CANADA)
        student = "full_time" if bits & FULL_TIME_STUDENT else "part_time" if bits & PART_TIME_STUDENT else "no"
        stop = int(jobs.stop[row])
        return {
            "noc": self.groups[jobs.unit_group[row]],
            "start": day_of(int(jobs.start[row])),
            "end": None if stop == NEVER else day_of(stop - 1),
            "hours_per_week": int(jobs.hours[row]) / 100,
            "country": CANADA if here else ABROAD,
            "paid": bool(bits & PAID),
            "authorized": bool(bits & AUTHORIZED),
            "temporary_resident_status": bool(bits & STATUS),
            "self_employed": bool(bits & SELF_EMPLOYED),
            "student": student,
            "publicly_funded_physician": bool(bits & PHYSICIAN),
            "employer_country": (ABROAD if here else CANADA) if bits & ELSEWHERE else None,
            "noc2016": None if former == NONE else self.former[former],
        }

    def partner(self) -> Document | None:
        """The partner, where one comes along or something is said of one."""
        facts = self.facts
        said = len(facts.partner_results.test) + len(facts.partner_credentials.level) + len(facts.partner_jobs.start)
        language = named(LANGUAGES, self.declared("partner_first_language"))
        if not (self.declared("partner_accompanying") or said or language):
            return None
        return {
            "accompanying": self.declared("partner_accompanying"),
            "first_language": language,
            "languages": results(facts.partner_results),
            "education": credentials(facts.partner_credentials),
            "jobs": self.jobs(facts.partner_jobs),
        }

    def offer(self) -> Document | None:
        """The offer of employment, if any."""
        if self.group("offer_unit_group") is None:
            return None
        months = self.declared("offer_months")
        return {
            "noc": self.group("offer_unit_group"),
            "duration_months": None if months == WITHOUT_END else months,
            "full_time": self.declared("offer_full_time"),
            "lmia": self.declared("offer_lmia"),
            "qualifies_for_crs": self.declared("offer_qualifies"),
            "fsw_paragraph": named(FSW_PARAGRAPHS, self.declared("offer_fsw_paragraph")),
            "fst_paragraph": named(FST_PARAGRAPHS, self.declared("offer_fst_paragraph")),
        }

    def trade(self) -> Document | None:
        """The trade applied for, if any."""
        group = self.group("trade_unit_group")
        return None if group is None else {"noc": group, "qualified_from": self.day("trade_qualified")}

    def certificate(self) -> Document | None:
        """The certificate of qualification, if any."""
        group = self.group("certificate_unit_group")
        issued = self.day("certificate_issued")
        return None if group is None else {"noc": group, "province": PROVINCE, "issued": issued}

    def nomination(self) -> Document | None:
        """The nomination, if any."""
        issued, express_entry = self.day("nomination_issued"), self.declared("nomination_express_entry")
        return None if issued is None else {"province": PROVINCE, "issued": issued, "express_entry": express_entry}

    def military(self) -> Document | None:
        """The military service, if any."""
        if self.group("military_unit_group") is None:
            return None
        return {
            "serving": self.declared("military_serving"),
            "continuous_years": self.declared("military_years") / 100,
            "noc": self.group("military_unit_group"),
            "offer_years": self.declared("military_offer_years") / 100,
            "offer_full_time": self.declared("military_offer_full_time"),
            "post_secondary_years": self.declared("military_study_years") / 100,
        }


def results(table: Results) -> list[Document]:
    """Language results."""
    return [
        {
            "test": TESTS[table.test[row]],
            "taken": day_of(int(table.taken[row])),
            **{name: int(score) / 10 for name, score in zip(ABILITIES, table.scores[row], strict=True)},
        }
        for row in range(len(table.test))
    ]


def credentials(table: Credentials) -> list[Document]:
    """Credentials of education."""
    return [
        {
            "level": CREDENTIALS[table.level[row]],
            "country": CANADA if table.in_canada[row] else ABROAD,
            "completed": day_of(int(table.completed[row])),
            "eca_issued": day_of(int(table.eca_issued[row])),
            "full_time_months_in_canada": None if table.months_in_canada[row] < 0 else int(table.months_in_canada[row]),
        }
        for row in range(len(table.level))
    ]


def day_of(number: int) -> str | None:
    """A day as a document writes it, None for one that never comes."""
    return None if number == NEVER else days.day(number).isoformat()


def instant_of(seconds: int) -> str:
    """An instant as a document writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def named(names: Sequence[str], place: int) -> str | None:
    """A name by its place, None where nothing was declared."""
    return None if place == NONE else names[place]
