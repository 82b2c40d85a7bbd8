"""Sheets and documents of random lives, in both languages: every code has words, every document follows its schema."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cases import Case, files, load
from tests.invented.profiles import profiles
from toprank.cli.invitation_sheet import InvitationSheet
from toprank.cli.ledger_schema import SCHEMAS
from toprank.cli.ledger_sheet import LedgerSheet
from toprank.cli.plain_table import Terminal
from toprank.cli.range_sheet import RangeSheet
from toprank.errors import Refused
from toprank.incomplete import range_of
from toprank.invitation import Invitation, invitation_document
from toprank.ledger import ledgers
from toprank.rulebook.loader import load as rulebook

FAULTY = [case for path in files() if path.stem == "faults" for case in load(path) if case.expect.get("faults")]
PEOPLE = [(profile, on) for profile, on in profiles(63, 40) if profile["birth_date"] <= str(on)]


def follows(name: str, document: Any) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(document)] == []


def assert_shown(told: Any) -> None:
    """Something is shown on terminals of two widths, and fits."""
    for width in (80, 120):
        assert 0 < max(map(len, Terminal(width, False).lines(told))) <= width


def asked(document: dict[str, Any], on: date) -> Invitation:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Invitation(document, at, on + timedelta(days=50), cutoff=400, letter={"age": 90, "core": 300, "total": 410})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_life_has_its_sheets(language: str) -> None:
    for document, on in PEOPLE:
        ledger = ledgers(document, on, language=language)
        follows("ledger", ledger)
        assert_shown(LedgerSheet(ledger, rulebook(), True, language).all())
        invitation = invitation_document(asked(document, on), {"passport": 20}, rulebook(), language)
        follows("invitation", invitation)
        assert_shown(InvitationSheet(invitation, language).all())
        unknown = ["/sibling_in_canada", "/first_language", "/nomination"]
        found = range_of({**document, "unknown": unknown}, on, language=language)
        follows("range", found)
        assert_shown(RangeSheet(found, rulebook(), True, language).all())


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_what_an_assessment_refuses_is_refused(case: Case) -> None:
    for language in ("en", "fr"):
        with pytest.raises(Refused):
            ledgers(case.profile, case.on, language=language)
        with pytest.raises(Refused):
            range_of(case.profile, case.on, language=language)
        with pytest.raises(Refused):
            invitation_document(asked(case.profile, case.on), {}, rulebook(), language)
