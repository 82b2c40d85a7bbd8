"""How near a pool comes to what is published: every figure with its target, its tolerance, and what was reached.

Some targets are published figures of the pool itself (its bands), some follow from published rounds (who must have been
there to be invited), some are published for other people than the pool of the day (eligible profiles of a year), and
some are judgements because nothing was published. Each figure says which.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

import numpy as np

from toprank import days
from toprank.facts import Facts, Smalls, Truths
from toprank.pool.distribution import Band, Distribution, last_published
from toprank.pool.invited_before import Held
from toprank.pool.invited_before import published as rounds
from toprank.pool.seen import Seen, seen
from toprank.pool.setting import DAY_SECONDS
from toprank.rulebook.loader import Rulebook
from toprank.rules.outcome import PROGRAMS

Basis = Literal["published", "rounds", "other people", "judgement"]
BAND_TOLERANCE: Final = 0.02
SOON: Final = timedelta(days=7)
NEAR: Final = timedelta(days=92)
PROGRAMS_ON: Final = date(2022, 1, 4)
ELIGIBLE_PROFILES_A_WEEK: Final = 339_621 / 52

FEED: Final = "official rounds feed"
REPORTS: Final = "year-end reports of Express Entry, as quoted (rulebook/record/pool_composition.csv)"


@dataclass(frozen=True)
class Figure:
    """One figure: what it is, the least and the most that count as met, what was reached."""

    group: str
    name: str
    basis: Basis
    target: str
    least: float
    most: float
    reached: float
    source: str

    @property
    def met(self) -> bool:
        """Whether what was reached lies within the tolerance."""
        return self.least <= self.reached <= self.most


def calibration(parts: Iterable[Facts], on: date, rulebook: Rulebook) -> list[Figure]:
    """Every figure for a pool on a day. ToprankError on a day before the first distribution."""
    pool, last = seen(parts, on, rulebook), last_published(on)
    return [
        *bands(pool, last),
        *tail(pool),
        *nominees(pool),
        *programs(pool, on),
        *next_rounds(pool, last, on),
        *categories(pool, on),
        *profiles(pool, last, on),
        *rare(pool),
    ]


def bands(pool: Seen, last: Distribution) -> Iterator[Figure]:
    """Every published band within 2% of its share of the pool, or one candidate where that is more."""
    scale = len(pool) / last.total
    for band in sorted(last.main + last.sub, key=lambda each: (-each.high, each.low)):
        share, held = band.candidates * scale, in_band(pool.total, band)
        slack = max(BAND_TOLERANCE * share, 1)
        yield Figure(
            "bands", f"{band.low} to {band.high}", "published", f"{share:,.0f}", share - slack, share + slack, held,
            f"{FEED}, pool of {last.as_of}",
        )  # fmt: skip


def in_band(total: Smalls, band: Band) -> int:
    """How many scores lie in a band."""
    return int(((total >= band.low) & (total <= band.high)).sum())


def tail(pool: Seen) -> Iterator[Figure]:
    """How quickly scores thin out above 500; rounds for CEC alone have emptied the upper end since 2024."""
    above = pool.total[(pool.total > 500) & (pool.total <= 600)] - 500
    reached = round(float(above.mean()), 1) if len(above) else 0.0
    source = f"{FEED}: 10 to 19 by general rounds of 2023-12 to 2024-04; less where CEC rounds emptied it"
    yield Figure("tail", "mean points above 500, 501 to 600", "rounds", "14", 8, 19, reached, source)


NOMINEES: Final = {(801, 900): 3.8, (901, 1000): 47.3, (1001, 1100): 46.7}
"""Of those invited in 2024 with more than 600 points the per cent in each hundred, by the open data."""


def nominees(pool: Seen) -> Iterator[Figure]:
    """The scores of nominees; most had 301 to 500 points before their nomination."""
    above = pool.total[pool.programs["pnp"]]
    source = "invited in 2024 with more than 600 points, open data set: rulebook/record/pool_composition.csv"
    for (low, high), share in NOMINEES.items():
        reached = round(100 * float(((above >= low) & (above <= high)).mean()), 1) if len(above) else 0.0
        least, most = (0, 15) if share < 15 else (share - 15, share + 15)
        yield Figure("nominees", f"{low} to {high}, %", "other people", f"{share:g}", least, most, reached, source)


def programs(pool: Seen, on: date) -> Iterator[Figure]:
    """The classes under which candidates would be invited; published for the pool of one day only."""
    share = {name: 100 * float((pool.under == PROGRAMS.index(name)).mean()) for name in PROGRAMS}
    if abs(on - PROGRAMS_ON) <= NEAR:
        source = f"pool of {PROGRAMS_ON}, by class of invitation: {REPORTS}"
        for name, published, slack in (("fsw", 79.8, 5), ("cec", 19.7, 5), ("fst", 0.3, 0.3), ("pnp", 0.2, 0.2)):
            yield percent("programs", name, "published", published, published - slack, published + slack, share, source)
        return
    source = "only published for the pool of 2022-01-04 (FSW 79.8, CEC 19.7, FST 0.3, PNP 0.2), after a year without "
    source += (
        "general rounds; CEC rounds and two thirds of the invited living in Canada since then speak for about half"
    )
    yield percent("programs", "cec", "judgement", 50, 40, 65, share, source)
    yield percent("programs", "fsw", "judgement", 49, 35, 60, share, source)
    yield percent("programs", "fst", "judgement", 0.5, 0.1, 1.5, share, source)


def percent(
    group: str, name: str, basis: Basis, target: float, least: float, most: float, of: dict[str, float], source: str
) -> Figure:
    """A share in per cent."""
    return Figure(group, f"{name}, %", basis, f"{target:g}", least, most, round(of[name], 2), source)


def next_rounds(pool: Seen, last: Distribution, on: date) -> Iterator[Figure]:
    """The cut-off of each type of round that was held within a week after the day, if the pool were invited then."""
    soon = [each for each in rounds() if on <= each.day <= on + SOON]
    scale = len(pool) / last.total
    for each in {each.target: each for each in reversed(soon)}.values():
        eligible, size = eligible_for(pool, each), max(round(each.size * scale), 1)
        scores = np.sort(pool.total[eligible])[::-1]
        reached = int(scores[size - 1]) if len(scores) >= size else int(scores[-1]) if len(scores) else 0
        slack = 60 if each.target == "pnp" else 5 if each.target in ("cec", "all_programs") else 20
        yield Figure(
            "rounds", f"cut-off of {each.size:,} {each.target} on {each.day}", "rounds", str(each.cutoff),
            each.cutoff - slack, each.cutoff + slack, reached, f"{FEED}, round {each.number}",
        )  # fmt: skip


def eligible_for(pool: Seen, round_: Held) -> Truths:
    """Who may be invited in a round; nominees only in general rounds and their own."""
    if round_.kind == "general":
        return np.ones(len(pool), np.bool_)
    if round_.kind == "program":
        meets = pool.programs[round_.target]
        return meets if round_.target == "pnp" else meets & ~pool.programs["pnp"]
    return in_category(pool, round_.target) & ~pool.programs["pnp"]


def in_category(pool: Seen, family: str) -> Truths:
    """Who is eligible for a category; nobody where it is not in force."""
    if family not in pool.families:
        return np.zeros(len(pool), np.bool_)
    found: Truths = pool.categories[:, pool.families.index(family)]
    return found


INVITED_SHARES: Final = {
    2023: {"stem": (481, 17.0), "french": (400, 2.3), "healthcare": (463, 3.8), "trades": (425, 1.1)},
    2024: {"stem": (491, 20.0), "french": (400, 1.4), "healthcare": (470, 4.2), "trades": (435, 1.8)},
    2025: {"french": (400, 4.1), "healthcare": (470, 3.8), "trades": (505, 5.2), "education": (462, 2.6)},
    2026: {"french": (400, 3.0), "healthcare": (467, 6.2), "trades": (477, 6.5)},
}
"""By year and category a score and the per cent of the pool at or above it that one round invited, by the record.

Lower bounds of those eligible before such a round; right after one the group is emptied above its cut-off.
"""
FILLS: Final = 120
"""Days in which a group that a round has emptied fills again: the usual wait between two rounds of a category."""
AT_LEAST: Final = 0.5
"""Part of a lower bound that must be there when the group has filled again."""


def filled_again(family: str, on: date) -> float:
    """The part of its usual number to which a category has filled since its last round, at most 1."""
    earlier = [each.day for each in rounds() if each.target == family and each.day < on]
    return min((on - earlier[-1]).days / FILLS, 1.0) if earlier else 1.0


def categories(pool: Seen, on: date) -> Iterator[Figure]:
    """The share of each category among those with high scores, and of French among all."""
    for family, (score, share) in INVITED_SHARES.get(on.year, {}).items():
        if family in pool.families:
            high = pool.total >= score
            reached = round(100 * float((in_category(pool, family) & high).sum() / max(int(high.sum()), 1)), 2)
            source = f"{FEED}: invited in one round as a part of the pool at or above {score}, median of {on.year}"
            least = round(AT_LEAST * share * filled_again(family, on), 2)
            name = f"{family} at {score} and above, %"
            yield Figure("categories", name, "rounds", f"{share:g}", least, 3 * share, reached, source)
    if "french" in pool.families:
        reached = round(100 * float(in_category(pool, "french").mean()), 2)
        source = "44,000 invited in 205 days at 399 to 432 in 2025 and 2026; the share of the pool was not published"
        yield Figure("categories", "french, all scores, %", "judgement", "7", 6, 8, reached, source)


def profiles(pool: Seen, last: Distribution, on: date) -> Iterator[Figure]:
    """Points and ages of profiles, published for the eligible profiles of other years."""
    none = round(100 * float(pool.points["none"].mean()), 1)
    source = f"eligible profiles of 2020 to 2022 (63, 58, 55): {REPORTS}"
    yield Figure("profiles", "no additional points, %", "other people", "59", 50, 68, none, source)
    study = round(100 * float(pool.points["canadian_study"].mean()), 1)
    source = f"eligible profiles of 2022: {REPORTS}"
    yield Figure("profiles", "points for study in Canada, %", "other people", "23", 18, 35, study, source)
    age = (days.number(on) + 1) - pool.submitted / DAY_SECONDS
    weekly = float((age <= 28).sum()) / 4 * last.total / len(pool)
    source = f"339,621 eligible profiles of 2024, in a week; those who left at once are missing here: {REPORTS}"
    target = ELIGIBLE_PROFILES_A_WEEK
    yield Figure(
        "profiles", "submitted in the last four weeks, a week", "other people", f"{target:,.0f}", 0.75 * target,
        1.25 * target, round(weekly), source,
    )  # fmt: skip


def rare(pool: Seen) -> Iterator[Figure]:
    """Facts that few have but that the rules ask for: there must be some in ten thousand."""
    least = len(pool) // 10_000
    for name, what in (
        ("former groups", "jobs that name their group of NOC 2016"),
        ("recruits", "military recruits with an offer"),
        ("trade offers", "offers under IRPR 87.2(3)(d)(ii) to (v)"),
        ("student jobs", "jobs held while studying full time"),
    ):
        source = "nothing was published; there are some"
        yield Figure("rare facts", what, "judgement", f"{least} or more", least, len(pool), pool.facts[name], source)


def document(figures: Sequence[Figure], on: date) -> dict[str, Any]:
    """The report as a document."""
    rows = [{**asdict(each), "met": each.met} for each in figures]
    met = sum(each.met for each in figures)
    return {"schema": "toprank.calibration/1", "on": on.isoformat(), "met": met, "of": len(figures), "figures": rows}
