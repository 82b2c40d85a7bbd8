"""A command that is started says what a forked one says: all others of this folder are forked."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

NGOZI = str(Path("examples/ngozi.json").absolute())
ON = ("--on", "2026-03-10")


@pytest.mark.parametrize(
    "asked",
    [
        ("advise", NGOZI, *ON),
        ("assess", NGOZI, *ON, "--lang", "fr"),
        ("backtest", "--since", "2026-04-20"),
        ("forecast", "--target", "french", "--size", "4000"),
        ("invitation", NGOZI, "--invited", "2026-03-10T14:00:00Z", "--filing", "2026-04-20"),
        ("ledger", NGOZI, *ON),
        ("noc", "nurse"),
        ("range", NGOZI, *ON),
        ("tables", *ON),
        ("category", "healthcare", "--json"),
        ("nowhere",),
        ("assess", "nowhere.json"),
    ],
    ids=" ".join,
)
def test_started_and_forked_say_the_same(toprank: Run, asked: tuple[str, ...]) -> None:
    assert toprank(*asked) == toprank(*asked, started=True)
