"""The guide to bundles: its program checks slips, its words are those of the commands."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rounds.conftest import NOON
from toprank.pool.store import Pool
from toprank.rounds.certificate import FILES, OUTCOMES, as_text, bundle
from toprank.rounds.outcomes import from_parquet
from toprank.rounds.question import question
from toprank.rounds.slip import slip
from toprank.rounds.slip_reading import LINE_KEYS, MERKLE_KEYS, OUTCOME_KEYS, ROUND_KEYS
from toprank.rulebook.loader import Rulebook

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "certificate.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("place", [0, 1, 700, -1])
def test_the_program_of_the_guide_finds_the_root(pool: Pool, rulebook: Rulebook, tmp_path: Path, place: int) -> None:
    made = bundle(pool, question("category", "healthcare", 40, NOON, rulebook), rulebook)
    live = from_parquet(made.files[OUTCOMES]).file.read(columns=["id"]).column("id").to_pylist()
    found = slip(live[place], made.files[OUTCOMES], made.certificate)
    (tmp_path / "slip.json").write_bytes(as_text(found))
    [program] = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "slip.json")], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"the root is {made.certificate['merkle']['root']}\n"


def test_the_guide_names_every_file_and_every_field() -> None:
    for name in ("certificate.json", *FILES):
        assert f"`{name}`" in GUIDE
    for key in (*ROUND_KEYS, *LINE_KEYS, *MERKLE_KEYS, *(set(OUTCOME_KEYS) - {"schema"})):
        assert re.search(rf"`(outcome\.)?{key}`", GUIDE), key


def test_slips_are_plain_json(pool: Pool, rulebook: Rulebook) -> None:
    made = bundle(pool, question("category", "healthcare", 40, NOON, rulebook), rulebook)
    name = made.files["invitations.csv"].decode().splitlines()[1].split(",")[1]
    found = slip(name, made.files[OUTCOMES], made.certificate)
    assert json.loads(as_text(found)) == found
    assert found["outcome"]["position"] == 1
