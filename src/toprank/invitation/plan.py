"""The period to apply and what has to be ready in it: days from the declared facts, rules from documents.toml.

The length of the period is that of the day of the invitation (programs/invitation_period); its last instant is the end
of the last day. Nothing is invented: where no source states how long a document takes, the plan says unknown.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from toprank import days, toml
from toprank.errors import ToprankError
from toprank.facts import LANGUAGES
from toprank.invitation.recheck import Rechecked
from toprank.profile import LANGUAGE_OF, Job, Profile
from toprank.rulebook.loader import Rulebook
from toprank.rulebook.tables import Tables, tables

Json = dict[str, Any]

PERIOD: Final = "programs/invitation_period"
POLICE_YEARS: Final = 10
POLICE_DAYS: Final = 182
ADULT: Final = 18


@cache
def documents() -> dict[str, Json]:
    """The documents by code."""
    return toml.document(files(__package__).joinpath("documents.toml").read_bytes())


def deadline_of(invited_at: datetime, rulebook: Rulebook) -> tuple[int, datetime, str]:
    """The days of the period, the instant by which it has ended, and the source of the table."""
    version = rulebook.known(PERIOD, invited_at.date())
    length = int(version.value("days"))
    end = datetime.combine(invited_at.date() + timedelta(days=length + 1), time(), UTC)
    return length, end, version.source


def checked_lead_times(found: Any, name: str) -> dict[str, int]:
    """Whole days by code of a document; ToprankError for another code or another value."""
    for code, length in found.items() if isinstance(found, dict) else [("", None)]:
        if code not in documents():
            raise ToprankError(f"{name}: {code!r} is no document of the plan. Known are {', '.join(documents())}.")
        if type(length) is not int or not 0 <= length <= 3650:
            raise ToprankError(f"{name}: {code} is {length!r}; allowed are whole days from 0 to 3650.")
    return dict(found)


def plan(found: Rechecked, filing: date, leads: dict[str, int], book: Rulebook) -> list[Json]:
    """What has to be ready by the filing day, in the order of documents.toml; several entries where facts are several.

    `begin_by` is the last day to begin where a lead time is known, `not_before` the earliest day of issue that still
    counts on the filing day, `good_until` the last day on which a declared fact counts.
    """
    under = found.at_invitation["invited_under"]
    entries = []
    for code, known in documents().items():
        if known["for"] != "all" and under not in known["for"]:
            continue
        lead = leads.get(code, known["lead_days"])
        begin = filing - timedelta(days=lead) if isinstance(lead, int) else None
        for told in ENTRIES[code](found, filing, tables(book, filing), known):
            good = told.get("good_until")
            entries.append(
                {
                    "code": told.pop("as", code),
                    "document": code,
                    "begin_by": begin.isoformat() if begin else None,
                    "not_before": told.get("not_before"),
                    "good_until": good,
                    "in_order": good is None or good >= filing.isoformat(),
                    "lead_days": lead,
                    "source": known["source"],
                    "sureness": known["sureness"],
                    "conflict": known["conflict"],
                    "parameters": told,
                }
            )
    return entries


Entries = Callable[[Rechecked, date, Tables, Json], Iterator[Json]]


def language_results(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """Each result that counts at the invitation, with the last day on which it does."""
    years = of_day.result_years
    for result in found.profile.languages:
        until = days.add_years(result.taken, years) - timedelta(days=1)
        if result.taken.isoformat() <= found.at_invitation["on"] <= until.isoformat():
            told = {"test": result.test, "taken": result.taken.isoformat(), "years": years}
            yield told | {
                "language": LANGUAGES[LANGUAGES.index(LANGUAGE_OF[result.test])],
                "good_until": until.isoformat(),
            }


def credential_assessment(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """Each assessed foreign credential, with the last day on which its assessment counts."""
    for each in found.profile.education:
        if each.country != "CA" and each.eca_issued is not None:
            until = days.add_years(each.eca_issued, of_day.eca_years) - timedelta(days=1)
            told = {"credential": each.level, "issued": each.eca_issued.isoformat(), "years": of_day.eca_years}
            yield told | {"good_until": until.isoformat()}


def reference_letters(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """One letter for each job begun by the filing day."""
    for job in sorted(found.profile.jobs, key=lambda each: each.start):
        if job.start < filing:
            told = {"noc": job.noc, "country": job.country, "start": job.start.isoformat()}
            yield told | ({"as": "reference_letter_held"} if job.end is None else {"end": job.end.isoformat()})


def police_certificates(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """One certificate for each country, other than Canada, in which a declared job shows a long stay."""
    not_before = months_before(filing, known["months"]).isoformat()
    for country, still in sorted(countries_of(found.profile, filing).items()):
        if still:
            yield {"as": "police_certificate_current", "country": country, "not_before": not_before}
        else:
            yield {"as": "police_certificate_former", "country": country}
    yield {"as": "police_certificates_elsewhere"}


def medical_exam(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """The exam before filing, where the rule of the filing day asks for it."""
    if known["not_asked_from"] <= filing < known["asked_again_from"]:
        yield {"as": "medical_exam_not_asked", "start": known["not_asked_from"].isoformat()}
    elif filing >= known["asked_again_from"]:
        not_before = months_before(filing, known["months"]).isoformat()
        yield {"start": known["asked_again_from"].isoformat(), "not_before": not_before}
    else:
        yield {"as": "medical_exam_unknown"}


def settlement_funds(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """The funds that the class of the invitation asks for."""
    needed = found.at_filing["programs"][found.at_invitation["invited_under"]]["requirements"]
    for each in needed:
        if each["code"] == "settlement_funds":
            yield {"have": each["have"], "need": each["need"]}


def once(found: Rechecked, filing: date, of_day: Tables, known: Json) -> Iterator[Json]:
    """One entry without facts of its own."""
    yield {}


ENTRIES: Final[dict[str, Entries]] = {
    "language_results": language_results,
    "credential_assessment": credential_assessment,
    "reference_letters": reference_letters,
    "police_certificates": police_certificates,
    "medical_exam": medical_exam,
    "settlement_funds": settlement_funds,
    "passport": once,
    "complete_application": once,
}


def countries_of(profile: Profile, filing: date) -> dict[str, bool]:
    """Countries, other than Canada, where a job shows six months in a row in ten years from 18; whether it goes on."""
    first = max(days.add_years(filing, -POLICE_YEARS), days.add_years(profile.birth_date, ADULT))
    found: dict[str, bool] = {}
    for job in profile.jobs:
        if job.country != "CA" and (last_of(job, filing) - max(job.start, first)).days + 1 >= POLICE_DAYS:
            found[job.country] = found.get(job.country, False) or last_of(job, filing) >= filing
    return found


def last_of(job: Job, filing: date) -> date:
    """The last day of a job up to the filing day."""
    return filing if job.end is None else min(job.end, filing)


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, the last of that month where it has no such day."""
    place = day.year * 12 + day.month - 1 - months
    first = date(place // 12, place % 12 + 1, 1)
    following = date((place + 1) // 12, (place + 1) % 12 + 1, 1)
    return first + timedelta(days=min(day.day, (following - first).days) - 1)


def between(found: Rechecked, last_day: date) -> list[Json]:
    """What changes by itself from the day after the invitation to the last day of the period."""
    return [each for each in found.at_invitation["changes"] if each["on"] <= last_day.isoformat()]
