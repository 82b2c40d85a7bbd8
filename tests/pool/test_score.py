"""Scores of a pool: those of the rules, for any number of threads; live to the second."""

import gc
import weakref
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.pool.people import DAY, NGOZI, documents, invented, submitted_at
from toprank.assess import assess_profiles
from toprank.facts import Facts, facts_of
from toprank.features.credit import Grouped, Sweep
from toprank.pool import parts as parts_of_pools
from toprank.pool import score as scoring
from toprank.pool.ids import as_ids
from toprank.pool.score import Scored, live_at, score, score_pool
from toprank.pool.store import write_pool
from toprank.pool.summary import BANDS, summary
from toprank.pool.synth import synthetic_pool
from toprank.profile import Profile
from toprank.rulebook.loader import load

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("submitted", "at", "live"),
    [
        ("2025-03-03T14:05:09Z", "2025-03-03T14:05:08Z", False),
        ("2025-03-03T14:05:09Z", "2025-03-03T14:05:09Z", True),
        ("2025-03-03T14:05:09Z", "2026-03-03T14:05:08Z", True),
        ("2025-03-03T14:05:09Z", "2026-03-03T14:05:09Z", False),
        ("2024-02-29T10:00:00Z", "2025-02-28T09:59:59Z", True),
        ("2024-02-29T10:00:00Z", "2025-02-28T10:00:00Z", False),
        ("2023-02-28T10:00:00Z", "2024-02-28T10:00:00Z", False),
        ("2023-03-01T00:00:00Z", "2024-02-29T23:59:59Z", True),
    ],
)
def test_live_from_submission_to_the_same_clock_time_a_year_later(submitted: str, at: str, live: bool) -> None:
    assert live_at(np.array([seconds(submitted)]), seconds(at)).tolist() == [live]


def test_scores_are_those_of_the_assessment() -> None:
    people = [{**document, "submitted_at": "2026-01-05T10:00:00Z"} for document in documents(5, 150)]
    people = [person for person in people if person["birth_date"] <= "2026-01-05"] + [NGOZI]
    _, facts = facts_from(people)
    found = score(facts, as_ids([person["id"] for person in people]), NOON, load())
    answers = assess_profiles(people, [DAY] * len(people))
    assert found.total.tolist() == [answer["crs"]["total"] for answer in answers]
    for name in ("fsw", "cec", "fst", "pnp"):
        assert found.eligible(name).tolist() == [answer["programs"][name]["eligible"] for answer in answers]
    for family, answer in answers[-1]["categories"].items():
        of_family = [each["categories"][family]["eligible"] for each in answers]
        assert found.eligible(answer["version"]).tolist() == of_family
    assert found.eligible("healthcare-v3")[-1]
    assert found.eligible("cec")[-1]


def facts_from(people: list[dict[str, Any]]) -> tuple[list[str], Facts]:
    return [person["id"] for person in people], facts_of([Profile.model_validate(person) for person in people])


def same(one: Scored, other: Scored) -> bool:
    columns = ("total", "submitted", "mask", "live")
    return one.ids.equals(other.ids) and all(
        getattr(one, each).tobytes() == getattr(other, each).tobytes() for each in columns
    )


def test_any_number_of_threads_and_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = list(synthetic_pool(1000, 4, DAY, load()))
    whole = write_pool(tmp_path / "whole", parts, DAY, {})
    one = score_pool(whole, NOON, load())
    monkeypatch.setattr(parts_of_pools, "PART_ROWS", 130)
    monkeypatch.setattr(scoring, "AT_ONCE", 37)
    many = write_pool(tmp_path / "many", parts, DAY, {})
    assert len(many.parts) == 8
    for threads in (1, 2, 5):
        assert same(score_pool(many, NOON, load(), threads=threads), one)
    ids, facts = many.read(many.parts[0])
    assert same(score(facts, ids, NOON, load(), threads=2), score(facts, ids, NOON, load()))


def test_who_is_not_live_counts_for_nothing() -> None:
    ids, facts = invented(6, 60)
    at = int(NOON.timestamp())
    early = submitted_at(facts, [at - 86_400 if row % 3 else at + 1 for row in range(60)])
    early = replace(early, declared=replace(early.declared, born=np.minimum(early.declared.born, 12_000)))
    found = score(early, as_ids(ids), NOON, load())
    assert found.live.tolist() == [row % 3 != 0 for row in range(60)]
    assert not found.total[~found.live].any()
    assert not found.mask[~found.live].any()
    live = early.take(np.flatnonzero(found.live))
    alone = score(live, as_ids([ids[row] for row in np.flatnonzero(found.live)]), NOON, load())
    assert alone.total.tolist() == found.total[found.live].tolist()


def test_a_version_that_is_asked_for_has_its_bit() -> None:
    ids, facts = invented(6, 20)
    found = score(facts, as_ids(ids), NOON, load(), asked=("healthcare-v1",))
    assert "healthcare-v1" in found.names
    assert "healthcare-v1" not in score(facts, as_ids(ids), NOON, load()).names


def test_nobody(tmp_path: Path) -> None:
    _, facts = invented(6, 1)
    pool = write_pool(tmp_path / "pool", [([], facts.part(0, 0))], DAY, {})
    found = score_pool(pool, NOON, load())
    assert (len(found), len(found.ids), summary(found)["eligible_for_a_program"]) == (0, 0, 0)


def test_bands_cover_every_score_once_and_add_up(tmp_path: Path) -> None:
    assert sorted(score for low, high in BANDS for score in range(low, high + 1)) == list(range(1201))
    pool = write_pool(tmp_path / "pool", synthetic_pool(500, 4, DAY, load()), DAY, {})
    found = summary(score_pool(pool, datetime(2026, 3, 10, 23, 59, 59, tzinfo=UTC), load()))
    assert found["live"] == found["candidates"] == 500
    assert sum(band["candidates"] for band in found["distribution"]) == found["eligible_for_a_program"] == 500


def test_the_columns_of_a_chunk_are_let_go_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A circle of references would keep them until the collector of cycles comes, which commands rarely call."""
    seen: list[weakref.ref[Grouped]] = []
    swept = Sweep.of

    def watched(grouped: Grouped, chosen: Any) -> Sweep:
        seen.append(weakref.ref(grouped))
        return swept(grouped, chosen)

    monkeypatch.setattr(Sweep, "of", watched)
    ids, facts = next(synthetic_pool(2000, 3, DAY, load()))
    seen.clear()  # what making them took is over
    gc.disable()
    try:
        score(facts, as_ids(ids), NOON, load())
        left = [each for each in seen if each() is not None]
    finally:
        gc.enable()
    assert seen
    assert left == []
