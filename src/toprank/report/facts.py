"""The facts declared, as the client reads and confirms them: person, results, credentials, jobs, partner."""

from collections.abc import Iterator, Sequence

from toprank.profile import Credential, Job, Offer, Profile, Result
from toprank.report.assumed import not_known
from toprank.report.blocks import Column, Json, heading, row, section, table, text
from toprank.report.text import plain
from toprank.report.writer import Writer
from toprank.words.forms import instant, money

Fact = tuple[str, str]
Written = tuple[list[Column], list[Json]]


def declared(profile: Profile, writer: Writer) -> Json:
    """The section of everything declared."""
    blocks = [text(writer.say("facts_intro")), *not_known(writer), *person(profile, writer)]
    blocks += held(profile.languages, profile.education, profile.jobs, "", writer)
    if profile.partner:
        partner = profile.partner
        blocks += held(partner.languages, partner.education, partner.jobs, "partner_", writer)
    blocks.append(text(writer.say("facts_countries"), small=True))
    return section("facts", writer.label("report_section", "facts"), blocks)


def person(profile: Profile, writer: Writer) -> list[Json]:
    """What is declared once: about the person, what they hold, what is offered to them."""
    rows = [row(label, value) for label, value in [*basics(profile, writer), *particulars(profile, writer)]]
    columns = [writer.column("fact", 2), writer.column("declared", 5)]
    return titled("person", columns, rows, writer)


def titled(code: str, columns: list[Column], rows: list[Json], writer: Writer) -> list[Json]:
    """A table under a heading of its own."""
    caption = writer.label("report_caption", code)
    return [heading(caption), table(caption, columns, rows)]


def basics(profile: Profile, writer: Writer) -> Iterator[Fact]:
    """What is said of everyone."""
    at = profile.submitted_at
    yield fact("birth_date", writer.day(profile.birth_date), writer)
    submitted = instant(at.strftime("%Y-%m-%dT%H:%M:%SZ"), writer.language) if at else ""
    yield fact("submitted_at", submitted or writer.label("report_fact", "not_submitted"), writer)
    yield fact("quebec", yes_no(profile.intends_to_live_in_quebec, writer), writer)
    yield fact("family_size", writer.number(profile.family_size), writer)
    yield fact("settlement_funds", money(profile.settlement_funds, writer.language), writer)
    free = writer.label("report_fact", "first_language_free")
    first = writer.named("language", profile.first_language) if profile.first_language else free
    yield fact("first_language", first, writer)


def particulars(profile: Profile, writer: Writer) -> Iterator[Fact]:
    """What only some declare."""
    said = {
        "sibling": profile.sibling_in_canada,
        "relative": profile.adaptability.relative_in_canada,
        "studied": profile.adaptability.studied_in_canada,
        "partner_studied": profile.adaptability.partner_studied_in_canada,
    }
    if profile.primary_occupation:
        yield fact("primary_occupation", writer.occupation(profile.primary_occupation), writer)
    if partner := profile.partner:
        comes = writer.label("report_fact", "partner_comes" if partner.accompanying else "partner_stays")
        canadian = [writer.label("report_fact", "partner_canadian")] if partner.citizen_or_permanent_resident else []
        yield fact("partner", "; ".join([comes, *canadian]), writer)
    if profile.offer:
        yield fact("offer", offer(profile.offer, writer), writer)
    if trade := profile.trade:
        told = {"occupation": writer.occupation(trade.noc), "from_day": trade.qualified_from}
        yield fact("trade", writer.say("trade_value", "report_fact", **told), writer)
    if certificate := profile.certificate_of_qualification:
        told = {"occupation": writer.occupation(certificate.noc), "issued": certificate.issued}
        province = writer.named("province", certificate.province)
        yield fact("certificate", writer.say("certificate_value", "report_fact", province=province, **told), writer)
    if nomination := profile.nomination:
        code = "nomination_value" if nomination.express_entry else "nomination_base_value"
        province = writer.named("province", nomination.province)
        told = {"province": province, "issued": nomination.issued}
        yield fact("nomination", writer.say(code, "report_fact", **told), writer)
    yield from (fact(code, yes_no(True, writer), writer) for code, holds in said.items() if holds)
    if military := profile.military:
        told = {"occupation": writer.occupation(military.noc), "years": military.continuous_years}
        yield fact("military", writer.say("military_value", "report_fact", **told), writer)


def fact(code: str, value: str, writer: Writer) -> Fact:
    """One fact with its label."""
    return writer.label("report_fact", code), value


def yes_no(value: bool, writer: Writer) -> str:
    """Yes or no."""
    return writer.say("yes" if value else "no")


def offer(found: Offer, writer: Writer) -> str:
    """A job offer with what it says of itself."""
    months = found.duration_months
    lasting = writer.label("report_fact", "without_end")
    told = [
        writer.occupation(found.noc),
        lasting if months is None else writer.say("months", "report_fact", months=months),
        writer.label("report_fact", "offer_full_time" if found.full_time else "offer_part_time"),
    ]
    told += [writer.label("report_fact", "offer_lmia")] if found.lmia else []
    told += [writer.label("report_fact", "offer_crs")] if found.qualifies_for_crs else []
    return "; ".join(told)


def held(
    results: Sequence[Result], credentials: Sequence[Credential], jobs: Sequence[Job], whose: str, writer: Writer
) -> Iterator[Json]:
    """The tables of results, credentials and jobs; for the candidate also that there is none."""
    for code, written, empty in (
        ("languages", languages(results, writer), "no_result"),
        ("education", education(credentials, writer), "no_credential"),
        ("jobs", work(jobs, writer), "no_job"),
    ):
        if written[1]:
            yield from titled(whose + code, *written, writer)
        elif not whose:
            yield from (heading(writer.label("report_caption", code)), text(writer.say(empty)))


def languages(results: Sequence[Result], writer: Writer) -> Written:
    """Language results, scores as the test gives them."""
    abilities = ("listening", "reading", "writing", "speaking")
    columns = [writer.column("number", 1, figures=True), writer.column("test", 4), writer.column("taken", 4)]
    columns += [writer.column(ability, 3, figures=True) for ability in abilities]
    rows = []
    for number, result in enumerate(results, start=1):
        scores = [writer.number(getattr(result, ability)) for ability in abilities]
        rows.append(row(str(number), writer.named("test", result.test), writer.day(result.taken), *scores))
    return columns, rows


def education(credentials: Sequence[Credential], writer: Writer) -> Written:
    """Credentials with the day of their assessment."""
    columns = [writer.column("number", 1, figures=True), writer.column("credential", 8), writer.column("country", 3)]
    columns += [writer.column("completed", 5), writer.column("eca", 5)]
    rows = []
    for number, each in enumerate(credentials, start=1):
        name = writer.named("credential", each.level)
        if each.full_time_months_in_canada is not None:
            told = writer.say("months_in_canada", "report_fact", months=each.full_time_months_in_canada)
            name = f"{name}; {told}"
        issued = writer.day(each.eca_issued) if each.eca_issued else writer.say("none")
        rows.append(row(str(number), name, each.country, writer.day(each.completed), issued))
    return columns, rows


def work(jobs: Sequence[Job], writer: Writer) -> Written:
    """Jobs in the order declared, each with what sets it apart."""
    columns = [writer.column("number", 1, figures=True), writer.column("occupation", 9), writer.column("where", 2)]
    columns += [writer.column("from", 4), writer.column("to", 4), writer.column("hours", 2, figures=True)]
    rows = []
    for number, job in enumerate(jobs, start=1):
        end = writer.day(job.end) if job.end else writer.say("still_held")
        told = "; ".join(
            [writer.occupation(job.noc), *([plain(job.employer)] if job.employer else []), *remarks(job, writer)]
        )
        hours = writer.number(job.hours_per_week)
        rows.append(row(str(number), told, job.country, writer.day(job.start), end, hours))
    return columns, rows


def remarks(job: Job, writer: Writer) -> Iterator[str]:
    """What a job declares beside its days and hours."""
    said = {
        "unpaid": not job.paid,
        "unauthorized": not job.authorized,
        "no_status": not job.temporary_resident_status,
        "self_employed": job.self_employed,
        "part_time": job.student == "part_time",
        "full_time": job.student == "full_time",
        "physician": job.publicly_funded_physician,
    }
    yield from (writer.label("report_job", code) for code, holds in said.items() if holds)
    if job.employer_country:
        yield writer.say("employer_country", "report_job", country=job.employer_country)
    if job.noc2016:
        yield writer.say("noc2016", "report_job", group=job.noc2016)
