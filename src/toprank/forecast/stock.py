"""The stock above each score: what makes the cut-off of a type from the size and the day of its round.

Above each score there is a stock of eligible candidates. It grows with a weekly inflow, loses a share of itself each
week, and is emptied above the cut-off by every round of the type. The next cut-off is the score at which the stock,
counted from the top, reaches the size. What lies below the lowest recent cut-off has piled up for longer, so the
cut-off falls less and less with the size and rises with waiting.

Two forms of the inflow over the scores stand beside each other: an exponential one, and the last published pool leaning
to higher or lower scores. Each has three settings on a small grid, chosen by its errors so far; the forecast is the
average of both. Everything here is a fold over the rounds of one type in order: a state never sees a later round.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.forecast.history import TOP, PoolShape, Step, Steps
from toprank.forecast.settings import (
    CHOICE_HALF_LIFE,
    EXPONENTIAL_SCALES,
    LEVEL_WEIGHTS,
    ORDINARY_LOSS,
    ORDINARY_SCALE,
    ORDINARY_TILT,
    ORDINARY_WEIGHT,
    POOL_GROWTH,
    POOL_TILTS,
    PULL,
    PULL_ROUNDS,
    RESTART_DAYS,
    WEEKLY_LOSSES,
)

Values = NDArray[np.float64]

SCORES: Final = np.arange(TOP + 1, dtype=np.float64)
LOSSES: Final = np.array(WEEKLY_LOSSES)
WEIGHTS: Final = np.array(LEVEL_WEIGHTS)
FULL: Final = -(10**6)
"""The day on which a score was last emptied that never was."""
MIDDLE: Final = 450.0


@dataclass(frozen=True, eq=False)
class Form:
    """One form of the inflow as its rounds have taught it; arrays by (lean, loss, weight) of the grid.

    `level` is the logarithm of the inflow, None before the first round; `missed` and `counted` are the discounted
    errors of each setting and their weight.
    """

    name: str
    level: Values | None
    missed: Values
    counted: float


@dataclass(frozen=True, eq=False)
class State:
    """What the rounds of a type so far have taught: both forms, when each score was last emptied, past errors.

    `errors` are published less forecast cut-offs, given size and day, one for each round that could be forecast.
    """

    forms: tuple[Form, Form]
    emptied: NDArray[np.int64]
    pool: PoolShape | None
    last: Step | None
    errors: tuple[float, ...]


def fresh_form(name: str) -> Form:
    """A form that has seen nothing."""
    leans = len(EXPONENTIAL_SCALES if name == "exponential" else POOL_TILTS)
    return Form(name, None, np.zeros((leans, len(LOSSES), len(WEIGHTS))), 0.0)


START: Final = State((fresh_form("exponential"), fresh_form("pool")), np.full(TOP + 1, FULL), None, None, ())


def far_from_ordinary(name: str) -> Values:
    """Steps of the grid between each setting and the ordinary one."""
    leans, usual = (EXPONENTIAL_SCALES, ORDINARY_SCALE) if name == "exponential" else (POOL_TILTS, ORDINARY_TILT)
    places = (np.arange(len(leans)) - leans.index(usual), np.arange(len(LOSSES)) - WEEKLY_LOSSES.index(ORDINARY_LOSS),
              np.arange(len(WEIGHTS)) - LEVEL_WEIGHTS.index(ORDINARY_WEIGHT))  # fmt: skip
    return np.abs(places[0])[:, None, None] + np.abs(places[1])[None, :, None] + np.abs(places[2])[None, None, :] + 0.0


FAR: Final = {name: far_from_ordinary(name) for name in ("exponential", "pool")}
EXPONENTIAL: Final[Values] = np.exp(-(SCORES[None, :] - MIDDLE) / np.array(EXPONENTIAL_SCALES)[:, None])
LEANING: Final[Values] = np.exp((SCORES[None, :] - MIDDLE) * np.array(POOL_TILTS)[:, None])


def inflow(name: str, pool: PoolShape | None) -> Values | None:
    """The inflow over the scores for each lean, up to its level; None without a pool where one is needed."""
    if name == "exponential":
        return EXPONENTIAL
    if pool is None:
        return None
    found: Values = leaning(pool)
    return found


@lru_cache(maxsize=256)
def leaning(pool: PoolShape) -> Values:
    """A published pool leaning to higher or lower scores."""
    return np.asarray(LEANING * pool.density[None, :])


def piled_up(emptied: NDArray[np.int64], day: int) -> Values:
    """Weeks of inflow that each score holds on a day, by loss: all since it was emptied, less what left."""
    weeks = np.maximum(day - emptied, 0.5) / 7
    return np.asarray((1 - np.exp(-LOSSES[:, None] * weeks)) / LOSSES[:, None])


def stock(form: Form, state: State, pool: PoolShape | None, day: int) -> Values | None:
    """The stock at or above each score on a day up to the level of the inflow, by (lean, loss, score)."""
    flow = inflow(form.name, pool)
    if flow is None:
        return None
    held = flow[:, None, :] * piled_up(state.emptied, day)[None, :, :]
    return np.cumsum(held[:, :, ::-1], axis=2)[:, :, ::-1]


def cutoffs(above: Values, level: Values, size: float) -> Values:
    """The score at which the stock, counted from the top, reaches the size: by every setting of the grid."""
    wanted = size / np.exp(level)
    found = np.empty_like(level)
    for lean in range(level.shape[0]):
        for loss in range(level.shape[1]):
            found[lean, loss] = np.interp(wanted[lean, loss], above[lean, loss, ::-1], SCORES[::-1]) - 0.5
    return found


def implied(above: Values, step: Step) -> Values:
    """The logarithm of the level that makes the model's stock at the published cut-off equal to the size."""
    here = (above[:, :, step.cutoff] + above[:, :, min(step.cutoff + 1, TOP)]) / 2
    return np.asarray(np.log(step.size) - np.log(here))[:, :, None]


def chosen(form: Form) -> tuple[int, int, int]:
    """The setting with the least error so far, pulled lightly toward the ordinary one."""
    expected = (form.missed + PULL_ROUNDS * PULL * FAR[form.name]) / (form.counted + PULL_ROUNDS)
    lean, loss, weight = np.unravel_index(int(np.argmin(expected)), expected.shape)
    return int(lean), int(loss), int(weight)


def said(state: State, pool: PoolShape | None, day: int, size: float) -> float | None:
    """The cut-off if so many are invited on a day: the average of the forms; None before any round."""
    found = said_of(state, pool, day, np.array([size], dtype=float))
    return None if found is None else float(found[0])


def said_of(state: State, pool: PoolShape | None, day: int, sizes: Values) -> Values | None:
    """The same for several sizes: never rising with the size, nor above what the pool can hold.

    Beyond half of what a form holds in all its lowest scores would decide; from there on it goes down with the other.
    """
    held = [found for form in state.forms if (found := held_by(form, state, pool, day)) is not None]
    if not held:
        return None
    lesser, greater = sorted((held[0], held[-1]), key=lambda above: float(above[-1]))
    half = np.minimum(sizes, lesser[-1] / 2)
    down = reached(greater, sizes)
    told = (reached(lesser, half) + down - reached(greater, half) + down) / 2 if len(held) > 1 else down
    if pool is not None:
        told = np.minimum(told, reached(np.cumsum(pool.density[::-1]), sizes / POOL_GROWTH))
    return np.asarray(np.maximum(told, 0) - 0.5)


def reached(above: Values, sizes: Values) -> Values:
    """The score at which a stock, counted from the top score down, reaches each size; 0 where it never does."""
    return np.asarray(np.interp(sizes, above, SCORES[::-1]))


def held_by(form: Form, state: State, pool: PoolShape | None, day: int) -> Values | None:
    """The stock of a form from the top score down, by its chosen setting; None where it cannot tell."""
    flow = inflow(form.name, pool)
    if form.level is None or flow is None:
        return None
    lean, loss, weight = chosen(form)
    found: Values = np.cumsum((flow[lean] * piled_up(state.emptied, day)[loss])[::-1])
    return np.asarray(found * np.exp(form.level[lean, loss, weight]))


@lru_cache(maxsize=65_536)
def advanced(state: State, step: Step) -> State:
    """The state after one more round. Kept for each state and round: a later forecast walks the same way again."""
    if state.last is not None and step.day - state.last.day > RESTART_DAYS:
        error = error_of(state, step)
        state = replace(START, errors=state.errors + error)
    else:
        state = replace(state, errors=state.errors + error_of(state, step))
    forms = (learned(state.forms[0], state, step), learned(state.forms[1], state, step))
    emptied = state.emptied.copy()
    emptied[step.cutoff :] = step.day
    return State(forms, emptied, step.pool, step, state.errors)


def error_of(state: State, step: Step) -> tuple[float, ...]:
    """The error of the forecast of a round given its size and day, made when the round before was held."""
    told = said(state, state.pool, step.day, step.size)
    return () if told is None else (step.cutoff - told,)


def learned(form: Form, state: State, step: Step) -> Form:
    """A form after one more round: the error of every setting, then the new level."""
    missed, counted = form.missed, form.counted
    before = None if form.level is None else stock(form, state, state.pool, step.day)
    if before is not None and form.level is not None:
        fade = 0.5 ** (1 / CHOICE_HALF_LIFE)
        missed = fade * missed + np.abs(step.cutoff - cutoffs(before, form.level, step.size))
        counted = fade * counted + 1
    now = stock(form, state, step.pool, step.day)
    if now is None:
        return replace(form, level=None, missed=missed, counted=counted)
    newest = np.broadcast_to(implied(now, step), missed.shape)
    level = newest if form.level is None else form.level + WEIGHTS * (newest - form.level)
    return Form(form.name, level, missed, counted)


def state_after(rounds: Steps) -> State:
    """The state after the rounds of a type, in order."""
    state = START
    for step in rounds:
        state = advanced(state, step)
    return state
