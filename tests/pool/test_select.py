"""Counting selection against sorting everything."""

from typing import Any

import numpy as np
import pytest

from toprank.pool.ids import as_ids
from toprank.pool.select import NOBODY, Selection, select

Column = Any


def by_sorting(total: Column, submitted: Column, ids: list[str], eligible: Column, size: int) -> list[int]:
    rows = [row for row in range(len(total)) if eligible[row]]
    return sorted(rows, key=lambda row: (-total[row], submitted[row], ids[row].encode()))[:size]


def whole_scores(total: Column, rows: list[int], size: int) -> list[int]:
    """Of ranked rows, as many whole scores as fit."""
    kept: list[int] = []
    for value in sorted({int(total[row]) for row in rows}, reverse=True):
        of_score = [row for row in rows if total[row] == value]
        if len(kept) + len(of_score) > size:
            break
        kept += of_score
    return kept


def drawn(seed: int) -> tuple[Column, Column, list[str], Column]:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(0, 60))
    highest = int(rng.choice([1, 4, 30, 1201]))
    total = rng.integers(0, highest, count).astype(np.int16)
    submitted = rng.integers(0, int(rng.choice([1, 3, 10**6])), count)
    ids = [f"{rng.choice(['a', 'B', '-', '.', '_', '9'])}{number}" for number in rng.permutation(count)]
    return total, submitted, ids, rng.random(count) < rng.choice([0.0, 0.5, 1.0])


@pytest.mark.parametrize("seed", range(400))
def test_same_as_sorting_everything(seed: int) -> None:
    total, submitted, ids, eligible = drawn(seed)
    everyone = int(eligible.sum())
    for size in {0, 1, everyone // 2, max(everyone - 1, 0), everyone, everyone + 5}:
        rows = by_sorting(total, submitted, ids, eligible, size)
        check(select(total, submitted, as_ids(ids), eligible, size, True), rows, total, submitted, eligible, True)
        everybody = by_sorting(total, submitted, ids, eligible, everyone)
        whole = whole_scores(total, everybody, size)
        check(select(total, submitted, as_ids(ids), eligible, size, False), whole, total, submitted, eligible, False)


def check(found: Selection, rows: list[int], total: Column, submitted: Column, eligible: Column, ordered: bool) -> None:
    assert found.rows.tolist() == rows
    if not rows:
        assert found is NOBODY
        return
    cutoff, scores = total[rows[-1]], total[eligible]
    tied_invited = int((total[rows] == cutoff).sum())
    assert (found.cutoff, found.tied_invited) == (cutoff, tied_invited)
    assert (found.above_cutoff, found.tied) == ((scores > cutoff).sum(), (scores == cutoff).sum())
    assert found.tie_break == (submitted[rows[-1]] if ordered else None)


def test_same_score_and_second_goes_by_the_bytes_of_the_id() -> None:
    ids = ["b", "a", "B", "_", "10", "9"]
    total, submitted = np.full(6, 470, np.int16), np.full(6, 7)
    found = select(total, submitted, as_ids(ids), np.ones(6, np.bool_), 4, True)
    assert [ids[row] for row in found.rows] == ["10", "9", "B", "_"]
    assert (found.tied, found.tied_invited, found.above_cutoff) == (6, 4, 0)


def test_a_top_score_that_does_not_fit_is_left_whole() -> None:
    total, submitted = np.array([600, 600, 400], np.int16), np.arange(3)
    everyone = np.ones(3, np.bool_)
    assert select(total, submitted, as_ids(["a", "b", "c"]), everyone, 1, False) is NOBODY
    two = select(total, submitted, as_ids(["a", "b", "c"]), everyone, 2, False)
    assert (two.rows.tolist(), two.cutoff, two.tie_break) == ([0, 1], 600, None)
