"""What a scored pool looks like: where a score stands among those eligible for a program."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from toprank.cli.main import main
from toprank.pool.store import write_pool
from toprank.pool.summary import standing
from toprank.pool.synth import synthetic_pool
from toprank.rulebook.loader import load

DAY = date(2026, 3, 10)


def test_where_a_score_stands() -> None:
    reached = np.bincount([470, 470, 469, 500, 1200], minlength=1201)
    assert standing(reached, 470) == {"score": 470, "at_or_above": 4, "below": 1, "percentile": 20.0}
    assert standing(reached, 0) == {"score": 0, "at_or_above": 5, "below": 0, "percentile": 0.0}
    assert standing(reached, 1200)["at_or_above"] == 1
    assert standing(np.zeros(1201, np.int64), 470)["percentile"] is None


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    monkeypatch.setattr("sys.argv", ["toprank", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_percentiles_at_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "pool")
    write_pool(tmp_path / "pool", synthetic_pool(400, 4, DAY, load()), DAY, {})
    asked = ("pool", "score", folder, "--percentile", "470", "--percentile", "520")
    found = json.loads(run(monkeypatch, capsys, *asked, "--json"))
    bands = sum(band["candidates"] for band in found["distribution"] if band["from"] >= 471)
    assert [each["score"] for each in found["percentiles"]] == [470, 520]
    assert found["percentiles"][0]["at_or_above"] >= bands > found["percentiles"][1]["at_or_above"]
    shown = run(monkeypatch, capsys, *asked)
    assert "CRS score 470" in shown
    assert f"{found['percentiles'][0]['at_or_above']}" in shown
