"""How far the next forecast may be off: the past errors of the same model in the same type, and a few of the others."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.settings import ALONE, BORROWED, ERROR_DISCOUNT, KEPT_ERRORS
from toprank.forecast.spread import weighted

Values = NDArray[np.float64]


def recent(errors: Sequence[float]) -> tuple[Values, Values]:
    """The last errors and their weights, the newest weighing one."""
    kept = np.array(errors[-KEPT_ERRORS:], dtype=float)
    return kept, np.power(ERROR_DISCOUNT, np.arange(len(kept), dtype=float)[::-1])


def scale(errors: Sequence[float]) -> float:
    """The mean size of recent errors."""
    kept, weights = recent(errors)
    return float(np.average(np.abs(kept), weights=weights))


def pooled(type_: str, errors: Mapping[str, Sequence[float]]) -> tuple[Values, Values]:
    """Errors that may happen to the next forecast of a type, with weights: its own, and others' on its scale.

    Both empty where no type has any error yet.
    """
    own, weights = recent(errors.get(type_, ()))
    others = [] if type_ in ALONE else [name for name in errors if name != type_ and name not in ALONE and errors[name]]
    if not others:
        return own, weights
    common = float(np.mean([scale(errors[name]) for name in others]))
    here = (float(np.sum(weights * np.abs(own))) + BORROWED * common) / (float(np.sum(weights)) + BORROWED)
    lent = [recent(errors[name]) for name in others]
    values = np.concatenate(
        [each / max(scale(errors[name]), 0.5) for name, (each, _) in zip(others, lent, strict=True)]
    )
    lent_weights = np.concatenate([each for _, each in lent])
    lent_weights *= BORROWED / lent_weights.sum()
    return np.concatenate([own, values * here]), np.concatenate([weights, lent_weights])


def both_ways(values: Values, weights: Values) -> tuple[Values, Values]:
    """The same errors with either sign: for a model that puts its own level right, a past lean says nothing."""
    return np.concatenate([values, -values]), np.concatenate([weights, weights])


def centred(values: Values, weights: Values) -> tuple[Values, Values]:
    """The same errors less their weighted median: the scatter of a model without its past lean."""
    return (values - weighted(values, weights).median if len(values) else values), weights
