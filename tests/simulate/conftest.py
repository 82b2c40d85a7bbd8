"""A small synthetic pool, made once."""

from datetime import UTC, date, datetime

import pytest

from toprank.pool.store import write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load

DAY = date(2026, 4, 26)
AT = datetime(2026, 4, 29, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def rulebook():
    return load()


@pytest.fixture(scope="session")
def pool(tmp_path_factory):
    """4,000 candidates as on 2026-04-26."""
    people = synthetic_pool(4000, 11, DAY, load())
    return write_pool(tmp_path_factory.mktemp("pools") / "april", people, DAY, {"kind": "synthetic"})
