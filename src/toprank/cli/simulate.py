"""`toprank simulate`: what if."""

import typer

from toprank.cli.replay import replay


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    simulate = typer.Typer(help="What if: the published rounds held again.", no_args_is_help=True)
    simulate.callback()(lambda: None)
    simulate.command("replay")(replay)
    app.add_typer(simulate, name="simulate")
