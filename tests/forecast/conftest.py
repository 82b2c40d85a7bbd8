import pytest

from toprank.rounds.record import Record, embedded
from toprank.rulebook.loader import Rulebook, load


@pytest.fixture(scope="session")
def record() -> Record:
    """The record of the package, whatever a user's own sync added."""
    return embedded()


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()
