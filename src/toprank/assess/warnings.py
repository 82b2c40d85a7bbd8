"""What is legal but doubtful, and the points of law that are open: a code, where it stands, parameters (contract 5).

Each function looks at one matter and yields what it finds in one profile.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from toprank import days
from toprank.assess.doubts import doubts
from toprank.assess.reasons import CODES, Columns, occupation_code
from toprank.profile import Job, Profile, Result
from toprank.rulebook.classification import former_groups_of
from toprank.rulebook.tables import Tables

Warning_ = tuple[str, str, dict[str, Any]]

FULL_TIME_HOURS: Final = 30
SIX_MONTHS_DAYS: Final = 181
TEF_NEW_SCALE: Final = date(2023, 12, 11)
CONTINUITY_ENDED: Final = date(2015, 5, 30)


def warnings(profile: Profile, columns: Columns, row: int, on: date, tables: Tables) -> list[Warning_]:
    """Every warning of one profile on a day on which the tables hold."""
    return [
        *of_results(profile, on, tables),
        *of_jobs(profile, on, tables),
        *of_gaps(profile, on, tables),
        *of_overlaps(profile, on),
        *of_classification(profile, tables),
        *of_named_occupations(profile, columns, row, on, tables),
        *of_program_tables(profile, columns, row, on, tables),
        *of_category_hours(columns, row, tables),
        *doubts(profile, on),
    ]


def results_of(profile: Profile) -> Iterator[tuple[str, Result]]:
    """Every result with its pointer, the partner's included."""
    for place, result in enumerate(profile.languages):
        yield f"/languages/{place}", result
    for place, result in enumerate(profile.partner.languages if profile.partner else []):
        yield f"/partner/languages/{place}", result


def jobs_of(profile: Profile) -> Iterator[tuple[str, Job]]:
    """Every job with its pointer, the partner's included."""
    for place, job in enumerate(profile.jobs):
        yield f"/jobs/{place}", job
    for place, job in enumerate(profile.partner.jobs if profile.partner else []):
        yield f"/partner/jobs/{place}", job


def of_results(profile: Profile, on: date, tables: Tables) -> Iterator[Warning_]:
    """Results that no scale covers, and the day on which a scale changed."""
    for pointer, result in results_of(profile):
        if result.taken > on:
            continue
        taken = days.number(result.taken)
        scales = [scale for scale in tables.scales if scale.test == result.test]
        if not any(scale.start <= taken < scale.stop for scale in scales):
            yield "language_scale", pointer, {}
        if result.test == "tef_canada" and result.taken == TEF_NEW_SCALE:
            yield "tef_scale_day", f"{pointer}/taken", {}


def of_jobs(profile: Profile, on: date, tables: Tables) -> Iterator[Warning_]:
    """Circumstances of a job whose weight is open, or that only some measures leave out."""
    for pointer, job in jobs_of(profile):
        if job.start > on:
            continue
        if job.country == "CA":
            physician = job.publicly_funded_physician and tables.work.physicians[CODES.index(job.noc)]
            if job.self_employed and not physician:
                yield "self_employed_in_canada", f"{pointer}/self_employed", {}
            if not job.authorized:
                yield "unauthorized_in_canada", f"{pointer}/authorized", {}
            if not job.temporary_resident_status:
                yield "no_status_in_canada", f"{pointer}/temporary_resident_status", {}
        if job.student == "full_time":
            yield "full_time_student", f"{pointer}/student", {}
        if job.employer_country is not None and job.employer_country != job.country:
            found = {"country": job.country, "employer_country": job.employer_country}
            yield "employer_elsewhere", f"{pointer}/employer_country", found


def of_gaps(profile: Profile, on: date, tables: Tables) -> Iterator[Warning_]:
    """Gaps between jobs of one unit group: short ones are harmless, and both lengths are a convention."""
    last_end: dict[str, date] = {}
    for place, job in sorted(enumerate(profile.jobs), key=lambda each: each[1].start):
        if not job.paid or job.start >= on:
            continue
        gap = (job.start - last_end[job.noc]).days - 1 if job.noc in last_end else 0
        if 0 < gap < tables.work.gap_days:
            yield "short_gap", f"/jobs/{place}/start", {"days": gap, "noc": job.noc}
        elif tables.work.gap_days <= gap <= 2 * tables.work.gap_days:
            yield "long_gap", f"/jobs/{place}/start", {"days": gap, "noc": job.noc}
        last_end[job.noc] = max(job.end or date.max, last_end.get(job.noc, date.min))


def of_overlaps(profile: Profile, on: date) -> Iterator[Warning_]:
    """Two full-time jobs at once."""
    full = [(p, job) for p, job in enumerate(profile.jobs) if job.hours_per_week >= FULL_TIME_HOURS and job.start < on]
    full.sort(key=lambda each: each[1].start)
    busy_until = date.min
    for place, job in full:
        if job.start <= busy_until:
            yield "two_full_time_jobs", f"/jobs/{place}", {}
        busy_until = max(busy_until, job.end or on - timedelta(days=1))


def of_classification(profile: Profile, tables: Tables) -> Iterator[Warning_]:
    """A pair of groups that the concordance does not know; before 2022-11-16 how NOC 2016 stands for a unit group."""
    for pointer, job in jobs_of(profile):
        if job.noc2016 is not None and job.noc2016 not in former_groups_of()[job.noc]:
            yield "noc2016_unknown_pair", f"{pointer}/noc2016", {"noc": job.noc, "noc2016": job.noc2016}
    if not tables.work.former_classification:
        return
    for pointer, job in jobs_of(profile):
        if job.noc2016 is None:
            yield from several(f"{pointer}/noc", job.noc)


def of_named_occupations(profile: Profile, columns: Columns, row: int, on: date, tables: Tables) -> Iterator[Warning_]:
    """Before 2022-11-16: what the occupation of an offer, a trade or a certificate stands for in NOC 2016.

    A trade's own group, and a certificate's, is that of the jobs with its unit group; else the concordance decides.
    """
    if not tables.work.former_classification:
        return
    if profile.offer is not None:
        yield from several("/offer/noc", profile.offer.noc)
    if profile.trade is not None and columns["trade_occupation"][row] == by_concordance(profile.trade.noc, tables):
        yield from several("/trade/noc", profile.trade.noc)
    certificate = profile.certificate_of_qualification
    if certificate is None or certificate.issued > on:
        return
    pointer, occupation = "/certificate_of_qualification/noc", columns["certificate_occupation"][row]
    alone = by_concordance(certificate.noc, tables)
    if occupation == alone:
        yield from several(pointer, certificate.noc)
    elif tables.work.trades[occupation] != tables.work.trades[alone]:
        yield "certificate_group_of_jobs", pointer, {"noc": certificate.noc, "group": occupation_code(occupation)}


def by_concordance(noc: str, tables: Tables) -> int:
    """The occupation number of a unit group that no job decides."""
    return int(tables.work.occupation_of[CODES.index(noc)])


def several(pointer: str, noc: str) -> Iterator[Warning_]:
    """A unit group that came from several groups of NOC 2016, where none of them is declared."""
    groups = former_groups_of()[noc]
    if len(groups) > 1:
        yield "noc2016_several", pointer, {"noc": noc, "groups": list(groups)}


def of_program_tables(profile: Profile, columns: Columns, row: int, on: date, tables: Tables) -> Iterator[Warning_]:
    """Open points of the programs: funds without a table, a certificate outside the trades, the other language."""
    if tables.programs.funds is None:
        yield "funds_uncollected", "/settlement_funds", {}
    certificate = profile.certificate_of_qualification
    held = certificate is not None and certificate.issued <= on
    if certificate and held and not tables.work.trades[columns["certificate_occupation"][row]]:
        yield "certificate_not_a_trade", "/certificate_of_qualification/noc", {"noc": certificate.noc}
    if columns["other_language_opens_fsw"][row]:
        yield "other_language_opens_fsw", "/first_language", {}
    if on < CONTINUITY_ENDED and columns["canadian_work"][row] and len(profile.jobs) > 1:
        yield "continuity_2015", "/jobs", {}
    partner = profile.partner
    if profile.sibling_in_canada and partner and not partner.accompanying:
        yield "sibling_of_partner", "/sibling_in_canada", {}


def of_category_hours(columns: Columns, row: int, tables: Tables) -> Iterator[Warning_]:
    """Six calendar months that are a few hours short of the six months of a category."""
    calendar_months = SIX_MONTHS_DAYS * tables.work.full_time
    worked = columns["category_work"][row]
    for place, category in enumerate(tables.categories):
        if category.credit == tables.work.six_months and calendar_months <= worked[place] < category.credit:
            found = {"credit": worked[place], "need": category.credit}
            yield "months_not_hours", "/jobs", found
            return
