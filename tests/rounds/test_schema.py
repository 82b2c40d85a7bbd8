"""Certificates against the JSON Schema that `toprank schema round` prints."""

import json

import pytest
from jsonschema import Draft202012Validator

from tests.rounds.conftest import NOON
from toprank.pool.store import Pool
from toprank.rounds.certificate import CERTIFICATE, bundle
from toprank.rounds.question import question
from toprank.rulebook.loader import Rulebook
from toprank.schemas import schema

ASKED = [("general", None, 100), ("program", "cec", 50), ("category", "healthcare", 20), ("general", None, 0)]


@pytest.mark.parametrize(("kind", "target", "size"), ASKED, ids=str)
def test_certificates_keep_to_the_schema(
    pool: Pool, rulebook: Rulebook, kind: str, target: str | None, size: int
) -> None:
    made = bundle(pool, question(kind, target, size, NOON, rulebook), rulebook)
    document = json.loads(made.files[CERTIFICATE])
    assert list(Draft202012Validator(schema("round")).iter_errors(document)) == []
    for key in schema("round")["required"]:
        less = {name: value for name, value in document.items() if name != key}
        assert list(Draft202012Validator(schema("round")).iter_errors(less)), f"{key} is missing and nothing is said"
