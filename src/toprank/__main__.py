"""`python -m toprank` is the `toprank` command."""

from toprank.cli.main import main

main()
