"""What a scored pool looks like: the published bands, who is eligible for what, how many are live."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from toprank.pool.score import Scored

BANDS: Final = (
    (601, 1200),
    (501, 600),
    (491, 500),
    (481, 490),
    (471, 480),
    (461, 470),
    (451, 460),
    (441, 450),
    (431, 440),
    (421, 430),
    (411, 420),
    (401, 410),
    (351, 400),
    (301, 350),
    (0, 300),
)
"""The bands of the published distribution, without those that add several of them up."""


def summary(scored: Scored, asked: Sequence[int] = ()) -> dict[str, Any]:
    """The distribution of the live candidates who are eligible for a program, and the counts beside it.

    For each score `asked`, how many of them stand at it or above, and below it.
    """
    counted = scored.total[scored.in_program]
    reached = np.bincount(counted, minlength=BANDS[0][1] + 1)
    return {
        "candidates": len(scored),
        "live": int(scored.live.sum()),
        "eligible_for_a_program": len(counted),
        "distribution": [
            {"from": low, "to": high, "candidates": int(reached[low : high + 1].sum())} for low, high in BANDS
        ],
        "eligible": {name: int(scored.eligible(name).sum()) for name in scored.names},
        "percentiles": [standing(reached, score) for score in asked],
    }


def standing(reached: NDArray[np.int64], score: int) -> dict[str, Any]:
    """Where a score stands among so many candidates of each score: the share below it is its percentile.

    >>> standing(np.array([0, 3, 0, 1]), 2)
    {'score': 2, 'at_or_above': 1, 'below': 3, 'percentile': 75.0}
    """
    below, above = int(reached[:score].sum()), int(reached[score:].sum())
    percentile = round(100 * below / (below + above), 2) if below + above else None
    return {"score": score, "at_or_above": above, "below": below, "percentile": percentile}
