"""Many profiles as long columns: what everything behind the profile reads.

One row per candidate; languages, education and jobs are tables of their own whose rows belong to candidates in order.
Everything is a signed whole number or a truth value: days since 1970-01-01 (NEVER where nothing was declared), hours
and years in hundredths, scores in tenths, unit groups as positions in the classification (-1 for none).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache, cached_property
from itertools import accumulate
from typing import Final, Self, get_args

import numpy as np
from numpy.typing import NDArray

from toprank import days
from toprank.days import NEVER, Days, Rows
from toprank.profile import LANGUAGE_OF, Credential, Job, Profile, Result
from toprank.rulebook.classification import former_groups, position_of

Truths = NDArray[np.bool_]
Ints = NDArray[np.int32]
Smalls = NDArray[np.int16]
Instants = NDArray[np.int64]

NO_INSTANT: Final = np.int64(-(2**62))
NONE: Final = -1

LANGUAGES: Final = ("english", "french")
TESTS: Final = tuple(LANGUAGE_OF)
TEST_LANGUAGE: Final = np.array([LANGUAGES.index(LANGUAGE_OF[test]) for test in TESTS], np.int16)
CREDENTIALS: Final = ("secondary", "one_year", "two_year", "bachelor", "professional", "master", "doctoral")
FSW_PARAGRAPHS: Final = ("a", "b", "c", "d")
FST_PARAGRAPHS: Final = ("ii", "iii", "iv", "v")

# The declared circumstances of a job, as bits.
PAID, IN_CANADA, AUTHORIZED, STATUS, SELF_EMPLOYED, FULL_TIME_STUDENT, PART_TIME_STUDENT, PHYSICIAN, ELSEWHERE = (
    1 << bit for bit in range(9)
)


@dataclass(frozen=True)
class Table:
    """Rows that belong to candidates in order: those of candidate i are offsets[i] to offsets[i + 1]."""

    offsets: Rows

    @classmethod
    @cache
    def columns(cls) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(each.name for each in fields(cls) if each.name != "offsets")

    @cached_property
    def owner(self) -> Rows:
        """The candidate of each row."""
        return np.arange(len(self.offsets) - 1).repeat(self.counts)

    @cached_property
    def counts(self) -> Rows:
        """How many rows each candidate has."""
        found: Rows = self.offsets[1:] - self.offsets[:-1]
        return found

    def take(self, rows: Rows) -> Self:
        """The table of some candidates, in the order asked; a candidate may be asked more than once."""
        counts = self.counts[rows]
        offsets = np.zeros(len(counts) + 1, np.intp)
        if not self.offsets[-1]:
            return type(self)(offsets=offsets, **{name: getattr(self, name) for name in self.columns()})
        counts.cumsum(out=offsets[1:])
        chosen = np.arange(offsets[-1]) + (self.offsets[:-1][rows] - offsets[:-1]).repeat(counts)
        columns = {name: getattr(self, name)[chosen] for name in self.columns()}
        return type(self)(offsets=offsets, **columns)

    def part(self, start: int, stop: int) -> Self:
        """The table of the candidates from `start` to before `stop`, without a copy of its columns."""
        first, last = self.offsets[start], self.offsets[stop]
        columns = {name: getattr(self, name)[first:last] for name in self.columns()}
        return type(self)(offsets=self.offsets[start : stop + 1] - first, **columns)


@dataclass(frozen=True)
class Results(Table):
    """Language results; `scores` has one column an ability, in tenths of a point."""

    test: Smalls
    taken: Days
    scores: Smalls


@dataclass(frozen=True)
class Credentials(Table):
    """Credentials; `level` is a position in CREDENTIALS."""

    level: Smalls
    in_canada: Truths
    completed: Days
    eca_issued: Days
    months_in_canada: Smalls


@dataclass(frozen=True)
class Jobs(Table):
    """Jobs, by start within a candidate; `stop` is the day after the last one, `former` a group of NOC 2016."""

    unit_group: Smalls
    former: Smalls
    start: Days
    stop: Days
    hours: Ints
    circumstances: Smalls


@dataclass(frozen=True)
class Declared:
    """What a candidate declares once, one value a candidate."""

    born: Days
    submitted: Instants
    quebec: Truths
    family_size: Smalls
    funds: Ints
    first_language: Smalls
    primary_occupation: Smalls
    partner_accompanying: Truths
    partner_first_language: Smalls
    offer_unit_group: Smalls
    offer_months: Smalls
    offer_full_time: Truths
    offer_lmia: Truths
    offer_qualifies: Truths
    offer_fsw_paragraph: Smalls
    offer_fst_paragraph: Smalls
    trade_unit_group: Smalls
    trade_qualified: Days
    certificate_unit_group: Smalls
    certificate_issued: Days
    nomination_issued: Days
    nomination_express_entry: Truths
    sibling: Truths
    relative: Truths
    studied: Truths
    partner_studied: Truths
    military_serving: Truths
    military_years: Smalls
    military_unit_group: Smalls
    military_offer_years: Smalls
    military_offer_full_time: Truths
    military_study_years: Smalls

    def take(self, rows: Rows | Truths | slice) -> "Declared":
        """The declarations of some candidates."""
        return Declared(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})


@dataclass(frozen=True)
class Facts:
    """Candidates with all that they declared."""

    declared: Declared
    results: Results
    credentials: Credentials
    jobs: Jobs
    partner_results: Results
    partner_credentials: Credentials
    partner_jobs: Jobs

    def __len__(self) -> int:
        return len(self.declared.born)

    def _tables(self) -> Iterator[tuple[str, Table]]:
        for each in fields(self):
            if each.name != "declared":
                yield each.name, getattr(self, each.name)

    def take(self, rows: Rows) -> "Facts":
        """Some candidates, in the order asked."""
        tables = {name: table.take(rows) for name, table in self._tables()}
        return Facts(declared=self.declared.take(rows), **tables)  # type: ignore[arg-type]

    def part(self, start: int, stop: int) -> "Facts":
        """The candidates from `start` to before `stop`, without a copy."""
        tables = {name: table.part(start, stop) for name, table in self._tables()}
        return Facts(declared=self.declared.take(slice(start, stop)), **tables)  # type: ignore[arg-type]


def position(code: str | None) -> int:
    """The position of a unit group in the classification, NONE where none was declared."""
    return NONE if code is None else position_of()[code]


def index(names: Sequence[str], name: str | None) -> int:
    """The position of a name in a list of names, NONE where none was declared."""
    return NONE if name is None else names.index(name)


def hundredths(amount: float) -> int:
    """Hours or years in whole hundredths, never rounded up: 9.999 years are not ten."""
    return math.floor(round(amount * 100, 6))


def day_number(day: date | None) -> int:
    """The day as a number, NEVER where none was declared."""
    return int(NEVER) if day is None else days.number(day)


def seconds(instant: datetime | None) -> int:
    """Whole seconds since 1970-01-01 UTC, NO_INSTANT where none was declared."""
    return int(NO_INSTANT) if instant is None else int(instant.timestamp())


def circumstances(job: Job) -> int:
    """The declared circumstances of a job, as bits."""
    return (
        PAID * job.paid
        | IN_CANADA * (job.country == "CA")
        | AUTHORIZED * job.authorized
        | STATUS * job.temporary_resident_status
        | SELF_EMPLOYED * job.self_employed
        | FULL_TIME_STUDENT * (job.student == "full_time")
        | PART_TIME_STUDENT * (job.student == "part_time")
        | PHYSICIAN * job.publicly_funded_physician
        | ELSEWHERE * (job.employer_country is not None and job.employer_country != job.country)
    )


def _offsets(groups: Sequence[Sequence[object]]) -> Rows:
    return np.fromiter(accumulate(map(len, groups), initial=0), np.intp)


def _results(people: Sequence[Sequence[Result]]) -> Results:
    flat = [result for person in people for result in person]
    scores = [(result.listening, result.reading, result.writing, result.speaking) for result in flat]
    return Results(
        _offsets(people),
        np.array([TESTS.index(result.test) for result in flat], np.int16),
        np.array([days.number(result.taken) for result in flat], np.int32),
        np.rint(np.array(scores, np.float64).reshape(-1, 4) * 10).astype(np.int16),
    )


def _credentials(people: Sequence[Sequence[Credential]]) -> Credentials:
    flat = [credential for person in people for credential in person]
    months = [NONE if each.full_time_months_in_canada is None else each.full_time_months_in_canada for each in flat]
    return Credentials(
        _offsets(people),
        np.array([CREDENTIALS.index(credential.level) for credential in flat], np.int16),
        np.array([credential.country == "CA" for credential in flat], np.bool_),
        np.array([days.number(credential.completed) for credential in flat], np.int32),
        np.array([day_number(credential.eca_issued) for credential in flat], np.int32),
        np.array(months, np.int16),
    )


def _jobs(people: Sequence[Sequence[Job]]) -> Jobs:
    former = {code: place for place, code in enumerate(former_groups())} if any_former(people) else {}
    flat = [job for person in people for job in sorted(person, key=lambda job: job.start)]
    return Jobs(
        _offsets(people),
        np.array([position(job.noc) for job in flat], np.int16),
        np.array([NONE if job.noc2016 is None else former[job.noc2016] for job in flat], np.int16),
        np.array([days.number(job.start) for job in flat], np.int32),
        np.array([int(NEVER) if job.end is None else days.number(job.end) + 1 for job in flat], np.int32),
        np.array([hundredths(job.hours_per_week) for job in flat], np.int32),
        np.array([circumstances(job) for job in flat], np.int16),
    )


def any_former(people: Iterable[Sequence[Job]]) -> bool:
    """Whether any job names its group of NOC 2016: only then is that classification read."""
    return any(job.noc2016 is not None for person in people for job in person)


def _row(profile: Profile) -> tuple[int, ...]:
    """The single declarations of one profile, in the order of the fields of Declared."""
    partner, offer, trade = profile.partner, profile.offer, profile.trade
    certificate, nomination, military = profile.certificate_of_qualification, profile.nomination, profile.military
    months = NONE if offer is None else 32767 if offer.duration_months is None else offer.duration_months
    return (
        days.number(profile.birth_date),
        seconds(profile.submitted_at),
        profile.intends_to_live_in_quebec,
        profile.family_size,
        profile.settlement_funds,
        index(LANGUAGES, profile.first_language),
        position(profile.primary_occupation),
        partner is not None and partner.accompanying and not partner.citizen_or_permanent_resident,
        index(LANGUAGES, partner.first_language if partner else None),
        position(offer.noc if offer else None),
        months,
        offer is not None and offer.full_time,
        offer is not None and offer.lmia,
        offer is not None and offer.qualifies_for_crs,
        index(FSW_PARAGRAPHS, offer.fsw_paragraph if offer else None),
        index(FST_PARAGRAPHS, offer.fst_paragraph if offer else None),
        position(trade.noc if trade else None),
        day_number(trade.qualified_from if trade else None),
        position(certificate.noc if certificate else None),
        day_number(certificate.issued if certificate else None),
        day_number(nomination.issued if nomination else None),
        nomination is not None and nomination.express_entry,
        profile.sibling_in_canada,
        profile.adaptability.relative_in_canada,
        profile.adaptability.studied_in_canada,
        profile.adaptability.partner_studied_in_canada,
        military is not None and military.serving,
        hundredths(military.continuous_years if military else 0),
        position(military.noc if military else None),
        hundredths(military.offer_years if military else 0),
        military is not None and military.offer_full_time,
        hundredths(military.post_secondary_years if military else 0),
    )


def kind_of(alias: object) -> type[np.generic]:
    """The kind of number of a column, from its type alias: NDArray[np.int16] holds np.int16."""
    kind: type[np.generic] = get_args(get_args(alias)[1])[0]
    return kind


KINDS: Final = {each.name: kind_of(each.type) for each in fields(Declared)}
"""The kind of number of each single declaration, in the order of the fields."""


def _declared(profiles: Sequence[Profile]) -> Declared:
    columns = zip(*(_row(profile) for profile in profiles), strict=True) if profiles else [()] * len(KINDS)
    named = zip(KINDS.items(), columns, strict=True)
    return Declared(**{name: np.array(column, kind) for (name, kind), column in named})


def facts_of(profiles: Sequence[Profile]) -> Facts:
    """The facts of profiles, one row each, in their order."""
    partners = [profile.partner for profile in profiles]
    return Facts(
        declared=_declared(profiles),
        results=_results([profile.languages for profile in profiles]),
        credentials=_credentials([profile.education for profile in profiles]),
        jobs=_jobs([profile.jobs for profile in profiles]),
        partner_results=_results([partner.languages if partner else [] for partner in partners]),
        partner_credentials=_credentials([partner.education if partner else [] for partner in partners]),
        partner_jobs=_jobs([partner.jobs if partner else [] for partner in partners]),
    )
