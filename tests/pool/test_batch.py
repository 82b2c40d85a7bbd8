"""The ranking from record batch to record batch: that of the pool, with a breakdown that adds up."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest

from tests.pool.people import NGOZI, documents, invented, submitted_at
from toprank.assess import assess_profiles
from toprank.errors import ToprankError
from toprank.facts import NO_INSTANT, facts_of
from toprank.pool.batch import MASK, score
from toprank.pool.ids import as_ids
from toprank.pool.schema import to_batch
from toprank.pool.score import score as score_facts
from toprank.profile import Profile
from toprank.rulebook.loader import load

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def some(count: int = 200) -> pa.RecordBatch:
    ids, facts = invented(8, count)
    at = int(NOON.timestamp())
    instants = [NO_INSTANT if row % 5 == 0 else at - 86_400 * row for row in range(count)]
    return to_batch(ids, submitted_at(facts, instants))


def test_the_columns_are_those_of_the_pool() -> None:
    ids, facts = invented(8, 200)
    found, expected = score(to_batch(ids, facts), load(), NOON), score_facts(facts, as_ids(ids), NOON, load())
    assert found.schema.names == ["id", "submitted", "live", "score", "mask"]
    assert found["id"].equals(expected.ids)
    assert found["score"].to_numpy().tolist() == expected.total.tolist()
    assert found["mask"].to_numpy().tolist() == expected.mask.tolist()
    assert found["live"].to_pylist() == expected.live.tolist()
    assert found.schema.metadata[MASK.encode()].decode().split() == list(expected.names)


@pytest.mark.parametrize("breakdown", ["parts", "factors"])
def test_a_breakdown_adds_up_to_the_score(breakdown: str) -> None:
    found = score(some(), load(), NOON, breakdown=breakdown)  # type: ignore[arg-type]
    points = np.array([found[name].to_numpy() for name in found.schema.names[5:]])
    assert found["live"].to_pylist().count(True) > 100
    assert points.sum(axis=0).tolist() == found["score"].to_numpy().tolist()


def test_the_factors_are_the_lines_of_the_assessment() -> None:
    people = [{**each, "submitted_at": "2026-01-05T10:00:00Z"} for each in documents(5, 60)]
    people = [person for person in people if person["birth_date"] <= "2026-01-05"] + [NGOZI]
    batch = to_batch([each["id"] for each in people], facts_of([Profile.model_validate(each) for each in people]))
    rows = score(batch, load(), NOON, breakdown="factors").to_pylist()
    for row, answer in zip(rows, assess_profiles(people, [NOON.date()] * len(people)), strict=True):
        lines = {line["factor"]: line["points"] for line in answer["crs"]["lines"] if line["points"]}
        assert {name: points for name, points in list(row.items())[5:] if points} == lines


def test_who_was_not_submitted_is_null_and_not_live() -> None:
    found = score(some(), load(), NOON, breakdown="parts")
    assert [found[name][0].as_py() for name in ("submitted", "live", "score", "mask", "core")] == [None, False, 0, 0, 0]


def test_the_batch_is_as_it_was_and_the_answer_is_the_same_again() -> None:
    batch = some(50)
    before = batch.slice(0).to_pydict()
    assert score(batch, load(), NOON).equals(score(batch, load(), NOON))
    assert batch.to_pydict() == before


def test_a_batch_of_nobody_and_a_slice() -> None:
    batch = some(60)
    assert score(batch.slice(0, 0), load(), NOON, breakdown="parts").num_rows == 0
    assert score(batch.slice(20, 7), load(), NOON).equals(score(batch, load(), NOON).slice(20, 7))


def test_another_schema_is_refused() -> None:
    batch = some(5)
    with pytest.raises(ToprankError, match="without the column jobs"):
        score(batch.drop_columns(["jobs"]), load(), NOON)
