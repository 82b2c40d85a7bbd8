"""Pools that are added to: all of it or nothing, one writer at a time, and every earlier state still there."""

import hashlib
import json
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.pool.hardship import as_nobody, in_a_child, with_room_for
from tests.pool.lives import SUBMITTED, content, of
from tests.pool.people import DAY, NGOZI, documents, invented, lines_file
from toprank.errors import ToprankError
from toprank.pool import staging
from toprank.pool.adding import Impossible, adding
from toprank.pool.bringing import import_profiles
from toprank.pool.events import INVITED, WITHDRAWN
from toprank.pool.ids import as_ids
from toprank.pool.manifest import RoundHeld
from toprank.pool.marking import Mark, mark
from toprank.pool.schema import to_batch
from toprank.pool.staging import Busy, locked, staged
from toprank.pool.store import Damaged, NoSuchState, Pool, open_pool, write_pool

FORKS = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
ROUND = RoundHeld("first", "general", None, None, 1, "2026-01-20T00:00:00Z", "sha256:" + "0" * 64)


def test_each_state_is_found_again_by_its_hash(pool: Pool) -> None:
    with adding(pool.folder) as writer:
        writer.add_events(of(pool, 0, INVITED, SUBMITTED + 10, "first"), ROUND)
        invited = writer.commit()
        writer.add_candidates([to_batch(*invented(4, 7))])
        writer.add_events(of(pool, 1, WITHDRAWN, SUBMITTED + 20))
        last = writer.commit()
    assert open_pool(pool.folder) == last
    assert [part.name for part in last.log] == [f"part-{place:05}.parquet" for place in range(4)]
    assert [part.kind for part in last.log] == ["candidates", "events", "candidates", "events"]
    assert last.as_of(pool.content_hash) == pool == last.before(last.log[1])
    assert last.as_of(invited.content_hash) == invited
    assert (len(invited.events), len(last.events), last.size) == (1, 2, 10)
    assert last.recorded("first") == last.log[1]
    assert last.recorded("second") is None
    assert last.log[1].round_ == ROUND
    with pytest.raises(NoSuchState):
        last.as_of("sha256:" + "0" * 64)
    assert len({each.content_hash for each in (pool, invited, last)}) == 3


def test_who_is_gone_from_a_part(pool: Pool) -> None:
    with adding(pool.folder) as writer:
        writer.add_candidates([to_batch(*invented(4, 7))])
        writer.add_events(of(pool, 2, INVITED, SUBMITTED + 10))
        found = writer.commit()
    first, second = found.parts
    (ids, _), (others, _) = found.names(first), found.names(second)
    assert found.gone_in(first, ids, SUBMITTED + 9).tolist() == []
    assert found.gone_in(first, ids, SUBMITTED + 10).tolist() == [2]
    assert found.gone_in(second, others, SUBMITTED + 10).tolist() == []
    assert found.gone_in(second, as_ids(["nobody", *ids.take([2]).to_pylist()]), SUBMITTED + 10).tolist() == [1]


def test_what_is_not_committed_leaves_nothing(pool: Pool) -> None:
    before = content(pool.folder)

    def interrupted() -> None:
        with adding(pool.folder) as writer:
            writer.add_candidates([to_batch(*invented(4, 7))])
            assert len(list(pool.folder.iterdir())) == 3
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert content(pool.folder) == before


def test_what_cannot_be_is_not_added(pool: Pool) -> None:
    before = content(pool.folder)
    with adding(pool.folder) as writer:
        writer.add_candidates([to_batch(*invented(4, 7))])
        with pytest.raises(
            Impossible, match=r"what happened to ngozi at .* for no profile of this id was received at or before"
        ):
            writer.add_events(of(pool, 0, INVITED, SUBMITTED - 1))
    assert content(pool.folder) == before


def test_debris_of_a_killed_writer_is_no_part_and_goes(pool: Pool) -> None:
    (pool.folder / "part-00001.parquet").write_bytes(b"half")
    (pool.folder / "manifest.json.partial").write_bytes(b"{")
    (pool.folder / "lives.sqlite").write_bytes(b"")
    (pool.folder / "notes.txt").write_bytes(b"mine")
    assert open_pool(pool.folder) == pool
    with adding(pool.folder) as writer:
        writer.add_candidates([to_batch(*invented(4, 7))])
        found = writer.commit()
    found.read(found.parts[1])
    assert sorted(content(pool.folder)) == ["manifest.json", "notes.txt", "part-00000.parquet", "part-00001.parquet"]


@FORKS
def test_one_writer_at_a_time(pool: Pool) -> None:
    before = content(pool.folder)
    with locked(pool.folder):
        told = in_a_child(lambda: mark(pool.folder, "withdrawn", [Mark("ngozi", SUBMITTED)]))
        with pytest.raises(Busy, match="being written by another process"):
            mark(pool.folder, "withdrawn", [Mark("ngozi", SUBMITTED)])
    assert told.startswith("3 ")
    assert content(pool.folder) == before
    mark(pool.folder, "withdrawn", [Mark("ngozi", SUBMITTED)])


def test_many_writers_lose_nothing(pool: Pool) -> None:
    """Each waits for its turn by trying again; every mark is there at the end, once."""
    names = [f"p{place}" for place in range(12)]
    people = lines_file(pool.folder.parent / "more.jsonl", [{**NGOZI, "id": name} for name in names])
    import_profiles([str(people)], pool.folder, append=True)

    def insist(name: str) -> None:
        for _ in range(10_000):
            try:
                mark(pool.folder, "withdrawn", [Mark(name, SUBMITTED + 1)])
                return
            except Busy:
                continue

    threads = [threading.Thread(target=insist, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(open_pool(pool.folder).events.ids.to_pylist()) == sorted(names)


def test_a_folder_is_staged_by_one_and_swept_by_the_next(tmp_path: Path) -> None:
    abandoned = tmp_path / ".pool.4194304.partial"
    abandoned.mkdir()
    (abandoned / "part-00000.parquet").write_bytes(b"half")
    other = tmp_path / ".pool.4194303.partial"
    other.mkdir()
    with locked(other), staged(tmp_path / "pool") as folder:
        assert sorted(tmp_path.iterdir()) == sorted([other, folder])
    assert sorted(tmp_path.iterdir()) == sorted([other, tmp_path / "pool"])


def test_of_two_writers_of_one_new_pool_the_first_one_has_it(tmp_path: Path) -> None:
    file = lines_file(tmp_path / "people.jsonl", [NGOZI])

    def tell(tally: Any) -> None:
        if not (tmp_path / "pool").exists():
            write_pool(tmp_path / "pool", [invented(1, 3)], DAY, {})

    with pytest.raises(ToprankError, match="exists already"):
        import_profiles([str(file)], tmp_path / "pool", tell)
    assert open_pool(tmp_path / "pool").size == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.jsonl", "pool"]


JOBS: dict[str, Callable[[Path], Any]] = {
    "append": lambda folder: import_profiles([str(folder.parent / "more.jsonl")], folder, append=True),
    "withdraw": lambda folder: mark(folder, "withdrawn", [Mark("ngozi", SUBMITTED)]),
}


@pytest.fixture
def shared() -> Any:
    """A pool in a folder that everyone may enter."""
    with TemporaryDirectory() as name:
        home = Path(name)
        home.chmod(0o755)
        lines_file(home / "more.jsonl", list(documents(5, 60)))
        people = lines_file(home / "people.jsonl", [NGOZI])
        yield import_profiles([str(people)], home / "pool")[0]


@FORKS
@pytest.mark.parametrize("job", JOBS)
def test_a_folder_that_may_not_be_written(shared: Pool, job: str) -> None:
    before = content(shared.folder)
    told = as_nobody(lambda: JOBS[job](shared.folder))
    assert told.startswith("2 ")
    assert "cannot be written: no permission" in told
    assert content(shared.folder) == before


@FORKS
@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("room", [0, 100, 1000, 4000])
def test_a_disk_without_room(shared: Pool, job: str, room: int) -> None:
    before = content(shared.folder)
    told = with_room_for(room, lambda: JOBS[job](shared.folder))
    if told != "done":
        assert told.startswith("2 ")
        assert "cannot be written" in told
        assert content(shared.folder) == before
    assert room > 1000 or told != "done"
    JOBS[job](shared.folder) if told != "done" else None
    assert len(open_pool(shared.folder).log) == 2


@FORKS
@pytest.mark.parametrize("room", [0, 1000, 4000, 20_000])
def test_a_new_pool_on_a_disk_without_room(tmp_path: Path, room: int) -> None:
    file = lines_file(tmp_path / "people.jsonl", list(documents(5, 200)))
    told = with_room_for(room, lambda: import_profiles([str(file)], tmp_path / "pool"))
    assert told.startswith("2 ")
    assert "cannot be written" in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.jsonl"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize("job", JOBS)
def test_a_write_that_fails(shared: Pool, job: str, failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(shared.folder)

    def fails(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        if failing == "fsync":
            patched.setattr(staging.os, "fsync", fails)
        else:
            patched.setattr(Path, "replace", fails)
        with pytest.raises(ToprankError, match="No space left on device; the pool is as it was"):
            JOBS[job](shared.folder)
    assert content(shared.folder) == before
    JOBS[job](shared.folder)


def test_events_that_were_changed_or_are_foreign(pool: Pool, tmp_path: Path) -> None:
    found = mark(pool.folder, "withdrawn", [Mark("paul", SUBMITTED + 5)])
    path = found.folder / found.log[1].name
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    with pytest.raises(Damaged):
        found.read(found.parts[0])
    path.write_bytes(sound)
    for change, message in (
        ({"id": pa.array(["ngozi"])}, "name different profiles"),
        ({"submitted": pa.array([SUBMITTED + 1])}, "name different profiles"),
        ({"row": pa.array([3])}, "an event of nobody"),
        ({"row": pa.array([-1])}, "an event of nobody"),
        ({"event": pa.array(["forgotten"])}, "event holds something else"),
        ({"event": pa.array(["declined"])}, "not invited"),
        ({"id": pa.array(["=cmd"])}, "id holds something else"),
        ({"at": pa.array([2**40])}, "at holds"),
        ({"until": pa.array([SUBMITTED + 9])}, "until does not stand"),
        ({"at": pa.array([SUBMITTED + 5], pa.int32())}, "at is int32"),
    ):
        replace_part(found.folder, 1, change)
        with pytest.raises(ToprankError, match=message):
            open_pool(found.folder).read(found.parts[0])
        path.write_bytes(sound)


def replace_part(folder: Path, place: int, change: dict[str, Any]) -> None:
    """Another content of a part, named in the manifest as if it were sound."""
    path = folder / f"part-{place:05}.parquet"
    table = pq.read_table(path)
    for name, column in change.items():
        field = pa.field(name, column.type, nullable=table.schema.field(name).nullable)
        table = table.set_column(table.schema.get_field_index(name), field, column)
    pq.write_table(table.replace_schema_metadata(pq.read_schema(path).metadata), path)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["log"][place]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_a_pool_of_the_first_version_is_refused_in_words(tmp_path: Path) -> None:
    pool = write_pool(tmp_path / "pool", [invented(1, 3)], DAY, {})
    manifest = json.loads((pool.folder / "manifest.json").read_text())
    parts = [{key: part[key] for key in ("name", "rows", "sha256")} for part in manifest["log"]]
    old = {**manifest, "schema": "toprank.pool/1", "counts": {"candidates": 3, "parts": 1}, "parts": parts}
    del old["log"]
    (pool.folder / "manifest.json").write_text(json.dumps(old))
    with pytest.raises(ToprankError, match=r"toprank.pool/1.*make the pool again"):
        open_pool(pool.folder)
