"""`toprank schema`: the JSON Schemas of the contract."""

import json
from typing import Annotated, Final

import typer

from toprank.cli import record_schema, simulate_schema
from toprank.errors import ToprankError
from toprank.profile import Profile

SCHEMAS: Final = record_schema.SCHEMAS | simulate_schema.SCHEMAS


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(schema)


def schema(name: Annotated[str, typer.Argument(help=f"profile, {', '.join(SCHEMAS)}.")]) -> None:
    """Print a JSON Schema of the contract."""
    if name not in ("profile", *SCHEMAS):
        raise ToprankError(f"no schema {name}. There are: profile, {', '.join(SCHEMAS)}.")
    own = SCHEMAS[name] if name in SCHEMAS else Profile.model_json_schema(by_alias=True)
    found = own | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    print(json.dumps(found, indent=2, ensure_ascii=False))
