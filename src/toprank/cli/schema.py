"""`toprank schema`: the JSON Schemas of the contract."""

import json
from typing import Annotated

import typer

from toprank.cli.record_schema import SCHEMAS
from toprank.errors import ToprankError
from toprank.profile import Profile


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(schema)


def schema(name: Annotated[str, typer.Argument(help="profile, rounds or sync.")]) -> None:
    """Print a JSON Schema of the contract."""
    if name not in ("profile", *SCHEMAS):
        raise ToprankError(f"no schema {name}. There are: profile, {', '.join(SCHEMAS)}.")
    own = SCHEMAS[name] if name in SCHEMAS else Profile.model_json_schema(by_alias=True)
    found = own | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    print(json.dumps(found, indent=2, ensure_ascii=False))
