"""No test reads or writes what the person who runs it keeps of the record."""

import os
from collections.abc import Iterator

import pytest

from tests.forked import Forks


@pytest.fixture(scope="session", autouse=True)
def data_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty data folder and no feed for every process that the tests start."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TOPRANK_DATA", os.fspath(tmp_path_factory.mktemp("data") / "toprank"))
        patched.setenv("TOPRANK_FEED", "http://127.0.0.1:9/none")
        patched.delenv("TOPRANK_FEED_FR", raising=False)
        yield


@pytest.fixture(scope="session")
def forks(data_of_its_own: None) -> Iterator[Forks]:
    """Starts commands without the time that a start takes."""
    started = Forks()
    yield started
    started.end()
