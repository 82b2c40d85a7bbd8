"""Profiles brought into a pool: what is kept, what is refused and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pool.people import NGOZI, assert_same, documents, invented, lines_file
from toprank.errors import Missing, ToprankError
from toprank.facts import facts_of
from toprank.pool import bringing
from toprank.pool.bringing import import_profiles
from toprank.profile import Profile


def faults(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]


def test_all_are_kept_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "AT_ONCE", 17)
    people = [{**person, "birth_date": "1980-02-29"} for person in documents(8, 100)]
    file = lines_file(tmp_path / "people.jsonl", people)
    told: list[tuple[int, int]] = []
    pool, tally = import_profiles([str(file)], tmp_path / "pool", lambda tally: told.append((tally.kept, tally.read)))
    assert (tally.kept, tally.refused, pool.size, tally.total) == (100, 0, 100, file.stat().st_size)
    assert told[-1] == (100, file.stat().st_size)
    assert [kept for kept, _ in told] == [17, 34, 51, 68, 85, 100]
    ids, facts = pool.read(pool.parts[0])
    assert ids.to_pylist() == [person["id"] for person in people]
    assert_same(facts, facts_of([Profile.model_validate(person) for person in people]))
    assert sorted(path.name for path in pool.folder.iterdir()) == ["manifest.json", "part-00000.parquet"]


def test_faults_are_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    bad = [
        json.dumps(NGOZI),
        "{",
        json.dumps({**NGOZI, "id": "gloria", "submitted_at": None}),
        json.dumps({**NGOZI, "id": "paul", "jobs": [{**NGOZI["jobs"][0], "noc": "99999"}], "family_size": 0}),
        json.dumps({**NGOZI, "id": "unborn", "birth_date": "2026-01-13"}),
        json.dumps({**NGOZI, "id": "last"}),
    ]
    file = tmp_path / "people.jsonl"
    file.write_text("\n".join(bad))
    pool, tally = import_profiles([str(file)], tmp_path / "pool")
    assert (pool.size, tally.kept, tally.refused) == (2, 2, 4)
    assert pool.read(pool.parts[0])[0].to_pylist() == ["ngozi", "last"]
    found = [(fault["line"], fault["profile"], fault["pointer"]) for fault in faults(tmp_path / "pool")]
    assert found == [
        (2, None, ""),
        (3, "gloria", "/submitted_at"),
        (4, "paul", "/family_size"),
        (4, "paul", "/jobs/0/noc"),
        (5, "unborn", "/birth_date"),
    ]
    assert set(faults(tmp_path / "pool")[1]) == {"file", "line", "profile", "pointer", "found", "allowed", "message"}


@pytest.mark.parametrize(
    ("again", "refused"),
    [
        ("2026-01-12T14:03:22Z", True),
        ("2027-01-12T14:03:21Z", True),
        ("2027-01-12T14:03:22Z", False),
        ("2025-01-12T14:03:23Z", True),
        ("2025-01-12T14:03:22Z", False),
    ],
)
def test_one_id_is_live_once(tmp_path: Path, again: str, refused: bool) -> None:
    file = lines_file(tmp_path / "people.jsonl", [NGOZI, {**NGOZI, "submitted_at": again}])
    pool, tally = import_profiles([str(file)], tmp_path / "pool")
    assert (pool.size, tally.refused) == ((1, 1) if refused else (2, 0))
    if refused:
        (fault,) = faults(pool.folder)
        assert (fault["pointer"], fault["found"], fault["line"]) == ("/id", "ngozi", 2)
        assert fault["message"].endswith("people.jsonl, line 1")


def test_single_files(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(NGOZI))
    (tmp_path / "b.toml").write_text('id = "paul"\nbirth_date = 1990-01-01\nsubmitted_at = 2026-01-01T00:00:00Z\n')
    pool, _ = import_profiles([str(tmp_path / "a.json"), str(tmp_path / "b.toml")], tmp_path / "pool")
    assert pool.read(pool.parts[0])[0].to_pylist() == ["ngozi", "paul"]


def test_all_refused_is_a_pool_of_nobody(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "people.jsonl", [{"id": "x"}])
    pool, tally = import_profiles([str(file)], tmp_path / "pool")
    assert (pool.size, tally.refused) == (0, 1)


def test_files_that_cannot_be_used_leave_nothing(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "people.jsonl", [NGOZI])
    (tmp_path / "broken.json").write_bytes(b"\xff")
    with pytest.raises(Missing):
        import_profiles([str(file), str(tmp_path / "nowhere.jsonl")], tmp_path / "pool")
    with pytest.raises(ToprankError, match="not UTF-8"):
        import_profiles([str(file), str(tmp_path / "broken.json")], tmp_path / "pool")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.json", "people.jsonl"]


def test_invented_people_are_sound() -> None:
    ids, facts = invented(8, 50)
    assert len(set(ids)) == len(facts) == 50
