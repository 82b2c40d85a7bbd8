"""`toprank simulate`: its commands, brought together from the modules that hold them."""

import typer

from toprank.cli.futures import futures
from toprank.cli.replay import replay
from toprank.cli.what_if import compare, cutoff_curve


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    simulate = typer.Typer(help="What if: another size, another list, other rules, many futures.", no_args_is_help=True)
    simulate.command("curve")(cutoff_curve)
    simulate.command("compare")(compare)
    simulate.command("futures")(futures)
    simulate.command("replay")(replay)
    app.add_typer(simulate, name="simulate")
