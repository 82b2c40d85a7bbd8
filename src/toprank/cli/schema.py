"""`toprank schema`: the JSON Schemas of the contract."""

import json
from typing import Annotated

import typer

from toprank.errors import ToprankError
from toprank.profile import Profile


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(schema)


def schema(name: Annotated[str, typer.Argument(help="profile")]) -> None:
    """Print a JSON Schema of the contract."""
    if name != "profile":
        raise ToprankError(f"no schema {name}. There is: profile.")
    found = Profile.model_json_schema(by_alias=True) | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    print(json.dumps(found, indent=2, ensure_ascii=False))
