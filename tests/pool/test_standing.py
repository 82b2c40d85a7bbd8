"""How profiles stand, against a life told second by second."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from toprank.days import add_years
from toprank.facts import NO_INSTANT
from toprank.pool.events import KINDS, Events, events, joined
from toprank.pool.standing import (
    STATES,
    ended_by_events,
    ends_after_events,
    ends_of,
    faults,
    first_fault,
    gone_at,
    holding,
    last_of_each,
    states_at,
)

T0 = int(datetime(2026, 1, 12, 14, 3, 22, tzinfo=UTC).timestamp())
PERIOD = 50
YEAR = int(datetime(2027, 1, 12, 14, 3, 22, tzinfo=UTC).timestamp())


def event(kind: str, at: int, row: int = 0, submitted: int = T0) -> Events:
    until = at + PERIOD if kind == "invited" else NO_INSTANT
    rows = np.array([row])
    return events(KINDS.index(kind), rows, pa.array([f"p{row}"]), np.array([submitted]), at, until, None)


def told(*each: Events) -> Events:
    return joined(list(each))


@dataclass
class Life:
    """A life told step by step, in the words of the Act."""

    submitted: int
    state: str = "in_pool"
    until: int = 0

    def now(self, at: int) -> str:
        submitted = datetime.fromtimestamp(self.submitted, UTC)
        end = submitted.combine(add_years(submitted.date(), 1), submitted.timetz())
        if self.state == "invited" and at >= self.until:
            return "lapsed"
        if self.state == "in_pool":
            return "not_yet_received" if at < self.submitted else "expired" if at >= end.timestamp() else "in_pool"
        return self.state

    def happens(self, kind: str, at: int) -> bool:
        """Whether it can; the state is another afterwards."""
        allowed = {"in_pool": ("invited", "withdrawn"), "invited": ("declined", "applied", "withdrawn")}
        if kind not in allowed.get(self.now(at), ()):
            return False
        self.state = "in_pool" if kind == "declined" else kind
        self.until = at + PERIOD
        return True


def instants(rng: np.random.Generator, submitted: int, count: int) -> list[int]:
    """Instants near the turns of a life, in order."""
    near = [submitted - 3, submitted, submitted + 100, submitted + 365 * 86_400 - 60]
    return sorted(int(rng.choice(near)) + int(rng.integers(0, 120)) for _ in range(count))


@pytest.mark.parametrize("seed", range(8))
def test_against_lives_told_step_by_step(seed: int) -> None:
    rng = np.random.default_rng(seed)
    log: list[Events] = []
    lives: list[tuple[Life, list[tuple[int, str]]]] = []
    for row in range(60):
        submitted = T0 + int(rng.integers(0, 40))
        life, seen = Life(submitted), [(-1, "in_pool")]
        for at in instants(rng, submitted, int(rng.integers(0, 7))):
            kind = str(rng.choice(KINDS))
            possible = first_fault(told(*log, event(kind, at, row, submitted))) is None
            assert life.happens(kind, at) == possible, (row, kind, at)
            if possible:
                log.append(event(kind, at, row, submitted))
                seen.append((at, life.state))
        lives.append((life, seen))
    compare([log[place] for place in rng.permutation(len(log))], lives, rng)


def compare(log: list[Events], lives: list[tuple[Life, list[tuple[int, str]]]], rng: np.random.Generator) -> None:
    """Every state at many instants; the order of recording does not matter where instants differ."""
    together = told(*log)
    submitted = np.array([life.submitted for life, _ in lives])
    for at in [T0 - 5, *(int(each) for each in rng.choice(together.at, 30)), YEAR + 500]:
        found = states_at(submitted, 0, together, last_of_each(together, at), at)
        gone = set(gone_at(together, at).tolist())
        for row, (life, seen) in enumerate(lives):
            instant, state = max((step for step in enumerate_steps(seen) if step[0][0] <= at), key=lambda s: s[0])
            then = Life(life.submitted, state, instant[0] + PERIOD)
            if len({each for each, _ in seen}) == len(seen):
                assert STATES[found[row]] == then.now(at), (row, at, seen)
                assert (row in gone) == (then.state != "in_pool")


def enumerate_steps(seen: list[tuple[int, str]]) -> list[tuple[tuple[int, int], str]]:
    return [((at, place), state) for place, (at, state) in enumerate(seen)]


@pytest.mark.parametrize(
    ("log", "code"),
    [
        ([("invited", T0 - 1)], "before_submission"),
        ([("invited", YEAR)], "expired"),
        ([("withdrawn", YEAR)], "expired"),
        ([("invited", YEAR - 1)], None),
        ([("declined", T0)], "not_invited"),
        ([("applied", T0)], "not_invited"),
        ([("invited", T0), ("invited", T0 + PERIOD - 1)], "invited_already"),
        ([("invited", T0), ("invited", T0 + PERIOD)], "invitation_ran_out"),
        ([("invited", T0), ("declined", T0 + PERIOD - 1)], None),
        ([("invited", T0), ("declined", T0 + PERIOD)], "invitation_ran_out"),
        ([("invited", T0), ("applied", T0 + PERIOD)], "invitation_ran_out"),
        ([("invited", T0), ("withdrawn", T0 + PERIOD)], "invitation_ran_out"),
        ([("invited", T0), ("withdrawn", T0 + PERIOD - 1)], None),
        ([("invited", YEAR - 1), ("declined", YEAR + 1)], None),
        ([("invited", T0), ("applied", T0), ("declined", T0)], "gone_for_good"),
        ([("withdrawn", T0), ("invited", T0)], "gone_for_good"),
        ([("invited", T0), ("declined", T0), ("invited", T0)], None),
        ([("withdrawn", T0 + 9), ("invited", T0)], None),
        ([("withdrawn", T0 + PERIOD), ("invited", T0)], None),
        ([("withdrawn", T0 + PERIOD), ("invited", T0), ("declined", T0 + 1)], None),
        ([("withdrawn", T0 + PERIOD), ("invited", T0), ("applied", T0 + PERIOD + 1)], "gone_for_good"),
    ],
)
def test_what_may_follow_on_what(log: list[tuple[str, int]], code: str | None) -> None:
    found = first_fault(told(*(event(kind, at) for kind, at in log)))
    assert (found and found[1]) == code


def test_every_fault_is_met() -> None:
    cases = test_what_may_follow_on_what.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {code for _, code in faults(told())} == {code for _, code in cases if code}


def test_ends_by_calendar_and_by_event() -> None:
    submitted = np.array([T0, T0, T0, T0, T0])
    log = told(event("invited", T0 + 5, 1), event("invited", T0, 3), event("declined", T0 + 1, 3))
    log = told(log, event("withdrawn", T0 + 7, 4))
    ends = ends_after_events(submitted, np.arange(5), ended_by_events(log))
    assert ends.tolist() == [YEAR, T0 + 5 + PERIOD, YEAR, YEAR, T0 + 7]
    assert ends_of(np.array([T0])).tolist() == [YEAR]


def test_an_invitation_may_end_after_the_year_of_its_profile() -> None:
    log = told(event("invited", YEAR - 1))
    assert ends_after_events(np.array([T0]), np.arange(1), ended_by_events(log)).tolist() == [YEAR - 1 + PERIOD]
    assert [holding(log, at).tolist() for at in (YEAR - 2, YEAR, YEAR - 1 + PERIOD)] == [[], [0], []]


def test_a_withdrawal_recorded_ahead_is_moot_once_the_invitation_ran_out() -> None:
    log = told(event("withdrawn", T0 + PERIOD + 9), event("invited", T0))
    at = T0 + PERIOD + 10
    assert STATES[states_at(np.array([T0]), 0, log, last_of_each(log, at), at)[0]] == "lapsed"
    assert gone_at(log, at).tolist() == [0]
    assert ends_after_events(np.array([T0]), np.arange(1), ended_by_events(log)).tolist() == [T0 + PERIOD]
