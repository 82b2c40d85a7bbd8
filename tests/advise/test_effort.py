"""What steps take: the file of this edition, and one's own laid over it."""

from pathlib import Path

import pytest

from toprank.advise.effort import added, efforts, laid_over, times
from toprank.errors import Missing, ToprankError

OWN = """
[assessment]
title = "Assessment"
units = 5
weeks = [6, 10]
cost = 250
source = "Price list of an invented assessor, 2026-01-05"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_figure_stands_without_a_source() -> None:
    for key, each in efforts().items():
        assert each.source, key
        if each.weeks is None and each.cost is None:
            assert "No " in each.source or "weeks of an option" in each.source or "amount" in each.source


def test_ones_own_figures_are_laid_over(tmp_path: Path) -> None:
    known = laid_over(written(tmp_path, OWN))
    assert known["assessment"].units == 5
    assert known["assessment"].weeks == (6, 10)
    assert known["assessment"].cost == (250, 250)
    assert known["nomination"] == efforts()["nomination"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[assessment]", "[asessment]", "no such step asessment"),
        ("units = 5", "units = 0", "units is 0"),
        ("units = 5", "units = true", "units is True"),
        ("units = 5", "units = 2.5", "units is 2.5"),
        ("[6, 10]", "[10, 6]", "weeks is [10, 6]"),
        ("[6, 10]", '"soon"', "weeks is 'soon'"),
        ("cost = 250", "cost = -1", "cost is -1"),
        ("cost = 250", "price = 250", "exactly title, units, weeks, cost, source"),
        ('source = "Price list of an invented assessor, 2026-01-05"', 'source = " "', "source must be"),
        ("units = 5", "units = ", "cannot be read as TOML"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ToprankError, match=r"own\.toml") as refused:
        laid_over(written(tmp_path, OWN.replace(old, new)))
    assert told in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        laid_over(tmp_path / "none.toml")


def test_sums_of_what_is_known_and_not() -> None:
    assert added([(1, 2), (3, None)]) == (4, None)
    assert added([(1, 2), (3, 4)]) == (4, 6)
    assert added([(1, 2), None]) is None
    assert times((2, None), 3) == (6, None)
