"""The stock of a type carried along many futures at once: the model of stock.py with its chosen settings."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.history import TOP, PoolShape
from toprank.forecast.settings import LEVEL_WEIGHTS, WEEKLY_LOSSES
from toprank.forecast.stock import FULL, Form, State, chosen, inflow

Values = NDArray[np.float64]
Whole = NDArray[np.int64]

STEP: Final = 4
"""Scores that are held together: futures need no finer grid."""
LONGEST: Final = 1500
"""Days after which a stock is as full as it gets, near enough."""


class CarriedForm:
    """One form of the inflow with its chosen setting; its level moves with every round of a future."""

    def __init__(self, form: Form, pool: PoolShape | None, futures: int) -> None:
        flow, level = inflow(form.name, pool), form.level
        assert flow is not None
        assert level is not None
        lean, loss, weight = chosen(form)
        padded = np.append(flow[lean], np.zeros(STEP - 1))
        self.flow = padded.reshape(-1, STEP).sum(axis=1)
        rate = WEEKLY_LOSSES[loss]
        weeks = np.maximum(np.arange(LONGEST + 1), 0.5) / 7
        self.piled = (1 - np.exp(-rate * weeks)) / rate
        self.weight = LEVEL_WEIGHTS[weight]
        self.level = np.full(futures, level[lean, loss, weight])

    def above(self, waited: Whole) -> Values:
        """The stock at or above each group of scores, from days since each was emptied, up to the level."""
        return np.cumsum((self.flow * self.piled[waited])[:, ::-1], axis=1)[:, ::-1]

    def learn(self, rows: Whole, above: Values, cutoffs: Values, sizes: Values) -> None:
        """Moves the level toward the one that makes the stock at the cut-offs equal to the sizes."""
        places = np.clip((cutoffs + 0.5) / STEP, 0, self.flow.size - 1.001)
        low = places.astype(np.int64)
        part, row = places - low, np.arange(len(rows))
        here = above[row, low] * (1 - part) + above[row, low + 1] * part
        self.level[rows] += self.weight * (np.log(sizes) - np.log(np.maximum(here, 1e-9)) - self.level[rows])


class CarriedStock:
    """The stock in every future: when each group of scores was last emptied, and both forms of the inflow."""

    def __init__(self, state: State, pool: PoolShape | None, futures: int) -> None:
        usable = [each for each in state.forms if each.level is not None and inflow(each.name, pool) is not None]
        self.forms = [CarriedForm(each, pool, futures) for each in usable]
        emptied = np.append(state.emptied, np.full(STEP - 1, FULL)).reshape(-1, STEP)[:, 0]
        self.emptied = np.tile(emptied, (futures, 1))

    def hold(self, rows: Whole, day: Whole, sizes: Values, noise: Values) -> Values:
        """The cut-offs of rounds of some sizes on some days in some futures, with noise; then each stock is emptied."""
        waited = np.minimum(day[:, None] - self.emptied[rows], LONGEST)
        stocks = [form.above(waited) for form in self.forms]
        told = np.mean([reached(above, sizes / np.exp(form.level[rows])) for form, above in
                        zip(self.forms, stocks, strict=True)], axis=0)  # fmt: skip
        cutoffs = np.clip(told + noise, 0, TOP)
        for form, above in zip(self.forms, stocks, strict=True):
            form.learn(rows, above, cutoffs, sizes)
        groups = np.arange(self.emptied.shape[1]) * STEP
        self.emptied[rows] = np.where(groups >= cutoffs[:, None] - STEP / 2, day[:, None], self.emptied[rows])
        return np.asarray(cutoffs)


def reached(above: Values, wanted: Values) -> Values:
    """The score at which each stock, counted from the top, reaches what is wanted; 0 where it never does."""
    place = (above >= wanted[:, None]).sum(axis=1) - 1
    row, inside = np.arange(len(wanted)), np.clip(place, 0, above.shape[1] - 2)
    high, low = above[row, inside], above[row, inside + 1]
    part = (high - wanted) / np.maximum(high - low, 1e-12)
    return np.where(place < 0, 0.0, STEP * (inside + np.clip(part, 0, 1)) - 0.5)
