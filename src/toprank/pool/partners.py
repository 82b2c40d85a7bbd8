"""The partners of synthetic people: their results, credentials and jobs; a judgement throughout."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toprank.days import NEVER
from toprank.facts import NONE, Credentials, Jobs, Results
from toprank.pool.careers import OTHER
from toprank.pool.draws import Draws
from toprank.pool.histories import Working, histories
from toprank.pool.language import ENGLISH_TESTS, raw_scores, tests_of
from toprank.pool.setting import Lives, Setting, spread


def partner_results(draws: Draws, common: Lives, partners: NDArray[np.intp], where: Setting) -> Results:
    """English results of most partners."""
    rows = partners[draws.chance(0.62, len(partners))]
    count = len(rows)
    wanted = 7.0 + 0.7 * common.strength[rows] + draws.normal(count)
    levels = np.clip(np.rint(wanted[:, None] + 0.6 * draws.normal((count, 4))), 4, 10).astype(np.int64)
    taken = common.submitted_day[rows] - draws.whole(4, 330, count).astype(np.int32)
    test = tests_of(draws, ENGLISH_TESTS, taken, where.sheets)
    scores = raw_scores(draws, test, taken, levels, where.sheets)
    return Results(spread(len(common.age), rows), test, taken, scores)


def partner_credentials(draws: Draws, common: Lives, partners: NDArray[np.intp], where: Setting) -> Credentials:
    """One credential of most partners."""
    rows = partners[draws.chance(0.72, len(partners))]
    count = len(rows)
    level = draws.one_of([0.08, 0.06, 0.1, 0.48, 0.02, 0.25, 0.01], count).astype(np.int16)
    in_canada = draws.chance(0.1, count)
    completed = where.on - draws.whole(400, 4000, count)
    issued = np.maximum(common.submitted_day[rows] - draws.whole(6, 900, count), completed)
    return Credentials(
        spread(len(common.age), rows),
        level,
        in_canada,
        completed.astype(np.int32),
        np.where(in_canada, NEVER, issued).astype(np.int32),
        np.full(count, NONE, np.int16),
    )


def partner_jobs(draws: Draws, common: Lives, partners: NDArray[np.intp], where: Setting) -> Jobs:
    """The jobs of partners: in Canada for some of those whose partner is here, abroad for some others."""
    inland = common.inland[partners]
    here = np.where(inland & draws.chance(0.45, len(partners)), 0.3 + draws.exponential(len(partners)), 0)
    abroad = np.where(draws.chance(0.4, len(partners)), 0.5 + 2 * draws.exponential(len(partners)), 0)
    field = np.full(len(partners), where.careers.names.index(OTHER))
    group = where.careers.groups(draws, field, inland)
    born = common.born[partners]
    working = Working(where.on, born, abroad, here, np.zeros(len(partners), np.bool_), inland, field, group)
    jobs = histories(draws, working, where.careers)
    counts = np.zeros(len(common.age), np.intp)
    counts[partners] = np.diff(jobs.offsets)
    return replace(jobs, offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.intp))
