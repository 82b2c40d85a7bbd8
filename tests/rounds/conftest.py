"""A pool with many ties, made once."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.pool.people import DAY, submitted_at
from toprank import days
from toprank.facts import Facts
from toprank.pool.store import Pool, write_pool
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import Rulebook, load

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load()


@pytest.fixture(scope="session")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Pool:
    """1,500 candidates submitted at one of a few seconds, so that every kind of tie occurs; some are not live."""
    rng = np.random.default_rng(3)
    clock = int(NOON.timestamp()) - 86_400 * np.array([-1, 0, 30, 31, 365, 366])
    parts = [
        (ids, nominated(submitted_at(facts, rng.choice(clock, len(facts)))))
        for ids, facts in synthetic_pool(1500, 9, DAY, load())
    ]
    return write_pool(tmp_path_factory.mktemp("pools") / "march", parts, DAY, {"kind": "synthetic"})


def nominated(facts: Facts) -> Facts:
    """The same candidates, one in twenty of them nominated."""
    issued, express_entry = facts.declared.nomination_issued.copy(), facts.declared.nomination_express_entry.copy()
    issued[::20], express_entry[::20] = days.number(DAY) - 30, True
    declared = replace(facts.declared, nomination_issued=issued, nomination_express_entry=express_entry)
    return replace(facts, declared=declared)


@pytest.fixture
def own_pool(pool: Pool, tmp_path: Path) -> Path:
    """The folder of a pool like it, in which rounds may be recorded."""
    return Path(shutil.copytree(pool.folder, tmp_path / "own" / "march"))


@pytest.fixture
def bundle_folder(tmp_path: Path) -> Path:
    return tmp_path / "bundle"
