"""`toprank invitation`: would it hold on the filing day, what to have ready, what each choice means."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic_core import to_json

from toprank.assess.batch import refusal
from toprank.cli.assess import show
from toprank.cli.invitation_sheet import print_invitation
from toprank.cli.options import AsJson, Lang, Overlays, instant_of, language_of, rulebook_of
from toprank.errors import Missing, Refused, ToprankError
from toprank.invitation import Invitation, invitation_document
from toprank.invitation.letter import checked_letter
from toprank.invitation.plan import checked_lead_times
from toprank.profile import iso_day
from toprank.reading import Entry, entries
from toprank.writing import check_writable, write_whole

HIGHEST = 1200


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(invitation)


def invitation(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The profile: JSON or TOML; - is standard input.")],
    invited: Annotated[str, typer.Option(metavar="INSTANT", help="When it was invited, YYYY-MM-DDThh:mm:ssZ.")],
    filing: Annotated[str, typer.Option(metavar="DAY", help="The day on which the application is to be received.")],
    round_cutoff: Annotated[
        int | None, typer.Option(min=0, max=HIGHEST, metavar="N", help="The lowest score of the round.")
    ] = None,
    category: Annotated[
        str | None, typer.Option(metavar="KEY", help="The category of the round, if it was for one.")
    ] = None,
    letter: Annotated[
        str | None, typer.Option(metavar="FILE", help="The points of the letter by factor (JSON or TOML).")
    ] = None,
    changed: Annotated[
        str | None, typer.Option(metavar="FILE", help="The profile as it will be on the filing day, if it changed.")
    ] = None,
    lead_times: Annotated[
        str | None, typer.Option(metavar="FILE", help="Days that documents take you, by code (JSON or TOML).")
    ] = None,
    calendar: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the plan as a calendar file (.ics).")
    ] = None,
    as_json: AsJson = False,
    rulebook: Overlays = None,
    lang: Lang = None,
) -> None:
    """After an invitation: section 11.2 on the filing day, the letter's points, the plan, accept or decline.

    Exit 1 where the invitation would not hold.

    toprank invitation examples/ngozi.json --invited 2026-03-10T14:00:00Z --filing 2026-04-20 --category healthcare
    """
    book, language = rulebook_of(rulebook), language_of(lang)
    if calendar is not None:
        check_writable(calendar)
    asked = Invitation(
        document=profile_in(file, language),
        invited_at=instant_of(invited, "--invited"),
        filing=filing_day(filing),
        changed=None if changed is None else profile_in(changed, language),
        cutoff=round_cutoff,
        category=category,
        letter=None if letter is None else checked_letter(only_document(letter), letter),
    )
    leads = {} if lead_times is None else checked_lead_times(only_document(lead_times), lead_times)
    try:
        found = invitation_document(asked, leads, book, language)
    except Refused as refused:
        refuse(file, refused, as_json, language)
        return
    if calendar is not None:
        write_whole(calendar, calendar_of(found, language))
    if as_json:
        sys.stdout.buffer.write(to_json(found) + b"\n")
    else:
        print_invitation(found, language)
    sys.stdout.flush()
    if found["holds"] is False:
        raise typer.Exit(1)


def calendar_of(found: dict[str, Any], language: str) -> bytes:
    """The plan as a calendar file; Missing where the library for it is not installed."""
    try:
        from toprank.cli.invitation_calendar import as_calendar  # icalendar is an extra, needed here only
    except ModuleNotFoundError:
        raise Missing("--calendar needs icalendar: pip install 'toprank[report]'.") from None
    return as_calendar(found, language)


def filing_day(text: str) -> date:
    """The day of --filing."""
    try:
        return iso_day(text)
    except ValueError as error:
        raise ToprankError(f"--filing {text}: {error}. Allowed is a day written YYYY-MM-DD.") from None


def profile_in(file: str, language: str) -> Any:
    """The one profile of a file; its own day is of no use here."""
    entry = only_entry(file, language)
    if entry.fault is not None and entry.fault.pointer != "/on":
        raise ToprankError(f"{file}: {entry.fault.message}.")
    return entry.document


def only_document(file: str) -> Any:
    """The one document of a file."""
    return only_entry(file, "en").document


def only_entry(file: str, language: str) -> Entry:
    """The one entry of a file; ToprankError where it holds none, or several."""
    found = entries(file, language=language)
    first = next(found, None)
    if first is None:
        raise ToprankError(f"{file} is empty; it must hold one document.")
    if next(found, None) is not None:
        raise ToprankError(f"{file} holds several profiles; an invitation is for one.")
    return first


def refuse(file: str, refused: Refused, as_json: bool, language: str) -> None:
    """Says every fault of a refused profile and ends with exit 2."""
    answer = {"line": None, "profile": None, **refusal(refused)}
    if as_json:
        sys.stdout.buffer.write(to_json(answer) + b"\n")
    else:
        show(file, Entry(None, None), answer, False, language)
    raise typer.Exit(2)
