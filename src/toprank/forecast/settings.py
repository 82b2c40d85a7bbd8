"""Every setting of the forecasts; docs/reference/forecasts.md tells them again, and which were looked at."""

from datetime import date
from typing import Final

from numpy import linspace

# Errors of the past
KEPT_ERRORS: Final = 20
"""How many past errors of a type say how far the next one may be off."""
ERROR_DISCOUNT: Final = 0.9
"""The weight of an error against that of the one after it."""
BORROWED: Final = 4.0
"""What the errors of the other types, brought to this type's scale, weigh together, in errors of its own."""
ALONE: Final = frozenset({"pnp"})
"""Types that neither lend errors nor borrow them: the lowest nominee of a fortnight is another kind of number."""

# Stock above each score
EXPONENTIAL_SCALES: Final = (10.0, 15.0, 22.0, 32.0, 46.0)
"""Points over which the weekly inflow of a type falls by a factor e, where no pool is looked at."""
ORDINARY_SCALE: Final = 22.0
POOL_TILTS: Final = (-0.02, -0.01, 0.0, 0.01, 0.02)
"""By how much (in logarithms, per point) the inflow of a type leans to higher scores than the published pool."""
ORDINARY_TILT: Final = 0.0
WEEKLY_LOSSES: Final = (1 / 52, 1 / 26)
"""The share of a stock that leaves in a week without an invitation."""
ORDINARY_LOSS: Final = 1 / 26
LEVEL_WEIGHTS: Final = (0.3, 0.6, 1.0)
"""The weight of the newest round in the smoothed level of the inflow."""
ORDINARY_WEIGHT: Final = 0.6
CHOICE_HALF_LIFE: Final = 15
"""Rounds after which an error counts half in the choice among the settings of the grid."""
PULL: Final = 1.0
"""Points of error that one step of the grid away from the ordinary values counts for, with the weight below."""
PULL_ROUNDS: Final = 3.0
TAIL_SCALE: Final = 14.0
"""Points over which the pool between 501 and 600 falls by a factor e."""
POOL_STALE_DAYS: Final = 365
"""A published pool older than this at the time of the forecast is not used."""
RESTART_DAYS: Final = 180
"""After so long a silence in a type its stock is taken as full and its level is learned anew."""

MOST_TIMES: Final = 4
"""No point is given for a size of more than so many times the largest of the last twenty rounds of its type."""
POOL_GROWTH: Final = 4.0
"""By how much the pool above a score may have grown since it was published: a type never invites more than that."""
SIZE_TIMES: Final = 2
"""Errors count for more where a size is above so many times the largest of the last twenty rounds of its type, or below
the smallest by that factor."""
SIZE_WIDENING: Final = 2.0

# Sizes
SIZE_SMOOTHING: Final = 0.5
SIZE_MEMORY: Final = 0.8
"""What an autoregression of the size is shrunk toward."""
SIZE_SHRINKING: Final = 4.0
"""The weight of that in rounds."""

# Nominees
PNP_MEANS: Final = (3, 8)
PNP_SMOOTHING: Final = 0.3
PNP_LINE_ROUNDS: Final = 24

# Simple rules beside every forecast
THUMB_MEAN: Final = 3
THUMB_SMOOTHING: Final = 0.5

# Days
GAP_DISCOUNT: Final = 0.95
LONGEST_GAP_WEEKS: Final = 10
SHARE_DISCOUNT: Final = 0.95
SHARE_SHRINKING: Final = 4.0
"""The weight, in chances to take part, of the shares of like types in those of one type."""
SHARE_BINS: Final = (1, 2, 3, 4, 6, 9)
"""Weeks with a round since the type last took part: 1, 2, 3, 4-5, 6-8, 9 and more."""
HORIZON_WEEKS: Final = 104
"""How far ahead the day of the next round is looked for."""

# When no point is given
FEWEST_ROUNDS: Final = 3
SILENT_DAYS: Final = 120
BREAK_ROUNDS: Final = 3
BREAK_WIDENING: Final = 1.5
"""Errors count for so much more in the first rounds of a type after a rule changed."""
SILENCE_WIDENING: Final = 2.0
"""And for so much more where the round comes 120 days or more after the last one of its type."""

# Joint futures
FUTURE_SILENT_DAYS: Final = 365
"""Types silent for longer have no rounds in the futures."""
STOP_PRIOR_DAYS: Final = 730
"""The weight, in days, of the stops of all types in how often one type stops for good."""
PATHS: Final = 400
SEED: Final = 20150131
HORIZONS: Final = (30, 90, 180, 365)

CHANCE_DAYS: Final = 14
"""Days between the windows of the past from which frequencies are counted, and between the origins of the backtest."""
WINDOW_DISCOUNT: Final = 0.98
"""The weight of a window of the past against that of the one after it."""
FEWEST_WINDOWS: Final = 10
"""With fewer windows of the past the chance rests on the futures alone."""
DISTANCES: Final = (-60, -50, -40, -30, -20, -15, -10, 0, 10, 15, 20, 30, 40, 50, 60)
"""Points from the last cut-off for which the backtest asks the chance."""

# What is shown
LAST_SHOWN: Final = 5
AHEAD_SHOWN: Final = 6
CURVE_SIZES: Final = (
    100,
    150,
    250,
    400,
    500,
    750,
    1000,
    1500,
    2000,
    2500,
    3000,
    4000,
    5000,
    6000,
    8000,
    10_000,
    15_000,
)
"""The sizes from which the five nearest to the last one are answered for."""

# Backtest
SHOWN_FROM: Final = date(2023, 6, 28)
"""From the first round for a category on: how such forecasts did, as every forecast shows it."""
FEWEST_COMPARED: Final = 10
"""With fewer rounds no forecast is called better than "same as last"."""
PERIODS: Final = (date(2019, 1, 1), date(2023, 6, 28), date(2025, 5, 1))
CHANCE_FROM: Final = date(2019, 1, 2)
"""The first day on which chances are asked for, every two weeks from there."""
CHECKED_FROM: Final = date(2026, 1, 1)
"""The rounds whose scores a test works out again."""
FIRST_TARGET: Final = date(2019, 1, 1)
BOOTSTRAPS: Final = 2000
BLOCK_ROUNDS: Final = 10
"""Rounds that stay together when differences are drawn again: neighbours are alike."""
LEVELS: Final = linspace(0.005, 0.995, 100)
"""The levels at which the quantiles of every forecast are kept: the middles of a hundred equal parts."""
