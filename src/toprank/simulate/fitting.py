"""Finds the shares with which the replayed cut-offs come near the published ones (pool/shares.toml).

Each type of round moves with one share of the people who are made: CEC with those in Canada, French with the speakers
of French, a category of occupations with those who work in its field. Level and tilt of all types are changed at once,
and how far each type then misses says what to change next (Gauss-Newton; a tilt is held near zero unless the rounds
ask for it). Run with `python -m toprank.simulate.fitting NAME FROM UNTIL FRACTION ITERATIONS`; prints the set as TOML.
"""

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from toprank.pool.shares import USUAL, Share, Shares, fit
from toprank.rulebook.loader import load
from toprank.simulate.replay import Plan, Replayed, replay, rounds_of

MOVES: Final = {
    "cec": "inland",
    "french": "french",
    "healthcare": "healthcare",
    "stem": "stem",
    "trades": "trades",
    "transport": "transport",
    "agriculture": "agriculture",
    "education": "education",
    "senior_managers_canadian_experience": "senior_managers_canadian_experience",
}
"""Which share a type of round moves with."""
STEPS: Final = (0.1, 0.3, 0.3)
"""Steps that are tried: of the logarithm of the level, of the tilt as a part of the level, of the drift."""
LONGEST: Final = (0.25, 0.3, 0.3)
PULL: Final = (5.0, 10.0, 10.0)
"""How many squared points a whole step away from where it stands costs: keeps one iteration from jumping."""
FREE: Final = {"cec": 1, "french": 3, "healthcare": 3}
"""How many of level, tilt and drift the rounds of a type are asked for at most; all others only for the level."""
BEGINNING: Final = {
    "inland": Share(0.42, 0.1),
    "french": Share(0.18, -0.15),
    "healthcare": Share(0.1),
    "trades": Share(0.042),
    "education": Share(0.033),
    "senior_managers_canadian_experience": Share(0.004),
}
"""Where a search begins whatever was found before: a set fitted on earlier rounds knows nothing of later ones."""


def misses(found: Sequence[Replayed], target: str) -> NDArray[np.float64]:
    """How far each round of a type missed, in points."""
    return np.array([each.difference or 0 for each in found if each.published.target == target], np.float64)


def changed(shares: Shares, by: Mapping[str, Sequence[float]]) -> Shares:
    """Shares with levels multiplied by exp(first), tilts raised by second levels, drifts by the third."""
    of = dict(shares.of)
    for name, (level, tilt, drift) in by.items():
        old = of[name]
        new = old.level * float(np.exp(level))
        of[name] = Share(round(new, 5), round(new * (old.tilt / old.level + tilt), 5), round(old.drift + drift, 3))
    return replace(shares, of=of)


def step(base: NDArray[np.float64], tried: Sequence[NDArray[np.float64]], free: int) -> list[float]:
    """How to change level, tilt and drift, from the misses as they are and after one step of each."""
    slope = np.stack([(each - base) / by for each, by in zip(tried, STEPS, strict=True)], axis=1)[:, :free]
    pull = np.diag(np.array(PULL[:free]) / np.array(STEPS[:free]) ** 2)
    found = np.linalg.solve(slope.T @ slope + pull, -slope.T @ base)
    limited = np.clip(found, -np.array(LONGEST[:free]), LONGEST[:free])
    return [*(float(each) for each in limited), 0.0, 0.0][:3]


def run(plan: Plan) -> list[Replayed]:
    """One replay under the rules of the law."""
    return replay(plan, load()).rounds


def fitted(plan: Plan, iterations: int) -> Shares:
    """The shares that bring the rounds of a plan nearest; what is tried goes to standard error."""
    shares, best, least = plan.shares, plan.shares, np.inf
    present = {type_: MOVES[type_] for type_ in types_of(plan) if type_ in MOVES}
    with ProcessPoolExecutor(2) as workers:
        for _ in range(iterations):
            steps = [[float(number) for number in row] for row in np.diag(STEPS)]
            tried = [shares, *(changed(shares, dict.fromkeys(present.values(), one)) for one in steps)]
            base, *moved = workers.map(run, [replace(plan, shares=each) for each in tried])
            cost = sum(float((misses(base, type_) ** 2).sum()) / scale_of(type_) for type_ in present)
            print(round(cost, 1), summary(base, present), toml_of(shares), sep="\n", file=sys.stderr, flush=True)
            if cost < least:
                best, least = shares, cost
            further = {
                name: step(
                    misses(base, type_), [misses(each, type_) for each in moved], free(type_, len(misses(base, type_)))
                )
                for type_, name in present.items()
            }
            shares = changed(shares, further)
    return best


def free(type_: str, rounds: int) -> int:
    """How many numbers the rounds of a type may move: one for every three of them."""
    return max(min(FREE.get(type_, 1), rounds // 3), 1)


def scale_of(type_: str) -> float:
    """How far rounds of a type usually miss, squared, so that types count alike."""
    return {"cec": 4.0, "french": 100.0}.get(type_, 25.0)


def types_of(plan: Plan) -> list[str]:
    """The types of the rounds of a plan."""
    return sorted({each.target for each in rounds_of(plan)})


def summary(found: Sequence[Replayed], present: Mapping[str, str]) -> str:
    """Mean and mean absolute miss of each type."""
    missed = {type_: misses(found, type_) for type_ in present}
    return "; ".join(f"{type_} {np.mean(by):+.1f} ({np.mean(np.abs(by)):.1f})" for type_, by in missed.items())


def toml_of(shares: Shares) -> str:
    """A set of shares as it stands in the file."""
    lines = [f"[fits.{shares.name}]", f"from = {shares.start}", f"until = {shares.until}"]
    lines += [f"{name} = [{each.level}, {each.tilt}, {each.drift}]" for name, each in shares.of.items()]
    return "\n".join(lines)


def main() -> None:
    """Fits one set on the rounds of some days and prints it."""
    name, start, until, fraction, iterations = sys.argv[1:6]
    usual = fit()
    before = {} if name == USUAL else BEGINNING
    begun = Shares(name, date.fromisoformat(start), date.fromisoformat(until), {**usual.of, **before}, usual.nominees)
    print(toml_of(fitted(Plan(begun.start, begun.until, 11, float(fraction), begun), int(iterations))))


if __name__ == "__main__":
    main()
