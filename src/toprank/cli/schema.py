"""`toprank schema`: the JSON Schemas of the contract."""

import json
from typing import Annotated, Final

import typer

from toprank import law_schema
from toprank.cli import ledger_schema, pool_schema, replay_schema, report_schema, simulate_schema
from toprank.errors import ToprankError
from toprank.forecast import schema as forecast_schema
from toprank.rounds import record_schema
from toprank.schemas import DRAFT, SCHEMAS, Schema, schema

ELSEWHERE: Final[dict[str, Schema]] = {
    **law_schema.SCHEMAS,
    **forecast_schema.SCHEMAS,
    **ledger_schema.SCHEMAS,
    **pool_schema.SCHEMAS,
    **record_schema.SCHEMAS,
    **replay_schema.SCHEMAS,
    **report_schema.SCHEMAS,
    **simulate_schema.SCHEMAS,
}
"""Schemas that commands keep beside themselves, by name; those of the library are in SCHEMAS."""
NAMES: Final = ", ".join([*SCHEMAS, *ELSEWHERE])


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("schema")(print_schema)


def print_schema(name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of {NAMES}.")]) -> None:
    """Print a JSON Schema of the contract: of what goes in, or of what a command prints with --json.

    toprank schema assessment
    """
    if name not in SCHEMAS and name not in ELSEWHERE:
        raise ToprankError(f"no schema {name}. There are: {NAMES}.")
    found = schema(name) if name in SCHEMAS else {"$schema": DRAFT} | ELSEWHERE[name]
    print(json.dumps(found, indent=2, ensure_ascii=False))
