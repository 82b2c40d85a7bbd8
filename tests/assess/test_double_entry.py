"""The engine against the plain reference, which was written from the law alone: 20,000 invented candidates."""

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from tests.invented.profiles import profiles
from tests.plain import assess as plain
from toprank.assess.batch import answers_on, profile_of
from toprank.facts import facts_of
from toprank.rulebook.loader import load

PARTS = ("total", "core", "spouse", "transferability", "additional")
CANDIDATES, SHARES = 20_000, 8
KEYS = tuple(version.key for version in load().categories())
FAMILIES = tuple(sorted({version.family for version in load().categories()}))


def answered(invented: list[tuple[dict[str, Any], date]]) -> list[dict[str, Any]]:
    """Our answers in order, without what will change: other tests see to that."""
    by_day = defaultdict(list)
    for place, (_, on) in enumerate(invented):
        by_day[on].append(place)
    found: dict[int, dict[str, Any]] = {}
    for on, places in by_day.items():
        accepted = [profile_of(invented[place][0], on) for place in places]
        answers = answers_on(accepted, facts_of(accepted), [on] * len(accepted), KEYS + FAMILIES, load())
        found |= {place: answers.document(row, []) for row, place in enumerate(places)}
    return [found[place] for place in range(len(invented))]


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """What both engines answer, in one shape."""
    crs, worker = answer["crs"], answer["programs"]["fsw"]
    factors = crs.get("factors") or {line["factor"]: line["points"] for line in crs["lines"]}
    return {
        **{part: crs[part] for part in PARTS},
        "factors": {factor: points for factor, points in factors.items() if points},
        "eligible": {program: found["eligible"] for program, found in answer["programs"].items()},
        "grid": worker["grid"],
        "points": worker["points"],
        "invited_under": answer["invited_under"],
        "first_language": answer["first_language"],
        "categories": {key: (each["version"], each["eligible"]) for key, each in answer["categories"].items()},
    }


def differences(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What the two engines answer differently."""
    return {name: (ours[name], theirs[name]) for name in theirs if ours[name] != theirs[name]}


@pytest.mark.parametrize("share", range(SHARES))
def test_the_engine_equals_the_plain_reference(share: int) -> None:
    invented = list(profiles(20_150_101 + share, CANDIDATES // SHARES))
    wrong = []
    for (profile, on), ours in zip(invented, answered(invented), strict=True):
        theirs = comparable(plain.assess(profile, on, [*KEYS, *FAMILIES]))
        if found := differences(comparable(ours), theirs):
            wrong.append((on.isoformat(), found, profile))
        assert sum(line["points"] for line in ours["crs"]["lines"]) == ours["crs"]["total"]
    assert not wrong, f"{len(wrong)} of {len(invented)} differ, the first one: {wrong[0]}"
