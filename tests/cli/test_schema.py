"""`toprank schema`: the schemas of what other commands print, the same as the site gives."""

import json

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run
from toprank.cli.schema import ELSEWHERE
from toprank.schemas import SCHEMAS
from toprank.web.public.data import SHOWN, schema_of


def schema(toprank: Run, name: str) -> Draft202012Validator:
    """The schema of a name as it is printed."""
    found = json.loads(toprank("schema", name).out)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("table", "table crs/age --on 2016-01-15"),
        ("table", "table crs/arranged_employment --on 2026-11-22"),
        ("table", "table programs/funds"),
        ("tables", "tables"),
        ("tables", "tables --lang fr"),
        ("category", "category healthcare --on 2026-03-10"),
        ("category", "category french-v1 --on 2026-03-10"),
        ("category", "category transport --on 2022-01-01"),
        ("categories", "category --on 2026-03-10"),
        ("categories", "category --on 2020-01-01"),
    ],
)
def test_what_is_printed_of_the_law_holds_to_its_schema(toprank: Run, name: str, command: str) -> None:
    printed = json.loads(toprank(*command.split(), "--json").out)
    found = schema(toprank, name)
    assert [error.message for error in found.iter_errors(printed)] == []
    for key in printed:
        assert list(found.iter_errors({other: each for other, each in printed.items() if other != key})), key


def test_the_schemas_of_the_site_are_those_of_the_command(toprank: Run) -> None:
    for name in SHOWN:
        assert name in SCHEMAS or name in ELSEWHERE
        assert json.loads(toprank("schema", name).out) == schema_of(name)


def test_an_unknown_name_lists_those_there_are(toprank: Run) -> None:
    ran = toprank("schema", "nothing")
    assert (ran.code, ran.out) == (2, "")
    for name in (*SCHEMAS, *ELSEWHERE):
        assert name in ran.err
