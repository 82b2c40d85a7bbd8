"""The `toprank` command. Only the module of the command asked for is imported, so that a short answer comes at once."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final, NoReturn

import typer

from toprank.cli.usage import commands_in, language_asked
from toprank.errors import Refused, ToprankError

MODULES: Final = {
    "assess": "toprank.cli.assess",
    "advise": "toprank.cli.advise",
    "invitation": "toprank.cli.invitation",
    "ledger": "toprank.cli.ledger",
    "noc": "toprank.cli.occupations",
    "table": "toprank.cli.rulebook",
    "tables": "toprank.cli.rulebook",
    "category": "toprank.cli.categories",
    "range": "toprank.cli.range",
    "schema": "toprank.cli.schema",
    "pool": "toprank.cli.pool",
    "simulate": "toprank.cli.simulate",
    "round": "toprank.cli.rounds",
    "verify": "toprank.cli.proofs",
    "slip": "toprank.cli.proofs",
    "rounds": "toprank.cli.record",
    "report": "toprank.cli.report",
    "forecast": "toprank.cli.forecast",
    "backtest": "toprank.cli.forecast",
    "serve": "toprank.cli.serve",
    "manage": "toprank.cli.serve",
}

COLLECTED_AFTER: Final = 200_000
"""How many more objects than were dropped are made before those in cycles are looked for."""


def told(error: ToprankError | str) -> None:
    """Says on standard error what went wrong, in the language that was asked for."""
    said, language = str(error), language_asked(sys.argv[1:])
    if language != "en":
        from toprank.words.retelling import marks, retold  # words are only read where they are needed

        said = marks(said, language) if isinstance(error, Refused) else retold(said, language)
    print(f"toprank: {said}", file=sys.stderr)


def application(arguments: Sequence[str]) -> typer.Typer:
    """The application with the commands that the arguments need; all of them where no command is named."""
    app = typer.Typer(
        help="Express Entry on any day since 2015: assess, rank, invite, verify.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        cls=commands_in(language_asked(arguments)),
    )

    @app.callback()
    def everything() -> None:
        """Express Entry on any day since 2015: assess, rank, invite, verify."""

    named = next((argument for argument in arguments if not argument.startswith("-")), None)
    wanted = [MODULES[named]] if named in MODULES else list(dict.fromkeys(MODULES.values()))
    for module in wanted:
        import_module(module).register(app)
    return app


def leave_quietly() -> NoReturn:
    """Ends the process with 0 where who reads the output wants no more of it, as in `toprank ... | head -1`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to write goes nowhere
    sys.exit(0)


def main() -> None:
    """Runs the command of the process; exit codes are those of the contract."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # else every installed package is asked for plugins
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # no rule multiplies matrices; its threads are slow to start
    gc.disable()  # Imports make many objects and drop few: collecting them costs a tenth of a short command.
    try:
        app = application(sys.argv[1:])
        gc.freeze()
        gc.enable()
        gc.set_threshold(COLLECTED_AFTER)  # a batch of answers is hundreds of thousands of objects, none in a cycle
        try:
            app()
        finally:
            sys.stdout.flush()
    except ToprankError as error:
        told(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        leave_quietly()
    except SystemExit as left:
        if isinstance(left.__context__, BrokenPipeError):  # Click says 1 of it, which is the answer "no" here
            leave_quietly()
        raise
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        told(f"{error.filename or 'the output'} cannot be written or read: {error.strerror}.")
        os._exit(2)  # what could not be written must not be tried again on the way out
