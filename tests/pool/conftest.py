"""A pool of three people, made anew for each test."""

from pathlib import Path

import pytest

from tests.pool.people import NGOZI, lines_file
from toprank.pool.bringing import import_profiles
from toprank.pool.store import Pool


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    file = lines_file(tmp_path / "people.jsonl", [NGOZI, {**NGOZI, "id": "paul"}, {**NGOZI, "id": "gloria"}])
    return import_profiles([str(file)], tmp_path / "pool")[0]
