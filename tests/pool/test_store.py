"""Pools on the disk: an exact round trip, the same bytes, and a clear word for everything that is no pool."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.pool.hardship import as_nobody
from tests.pool.people import DAY, assert_same, invented
from toprank.errors import Missing, ToprankError
from toprank.facts import Facts
from toprank.pool import parts as parts_of_pools
from toprank.pool.parts import read_part
from toprank.pool.schema import SCHEMA, from_table, to_batch
from toprank.pool.store import Damaged, Pool, open_pool, write_pool


@pytest.fixture(scope="module")
def people() -> tuple[list[str], Facts]:
    return invented(11, 400)


@pytest.fixture
def pool(tmp_path: Path, people: tuple[list[str], Facts]) -> Pool:
    return write_pool(tmp_path / "march", [people], DAY, {"kind": "synthetic"})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_round_trip(tmp_path: Path, seed: int) -> None:
    ids, facts = invented(seed, 300)
    pool = write_pool(tmp_path / "pool", [(ids, facts)], None, {"kind": "import"})
    found_ids, found = pool.read(pool.parts[0])
    assert found_ids.to_pylist() == ids
    assert_same(found, facts)


def test_a_slice_comes_back_as_itself(people: tuple[list[str], Facts]) -> None:
    ids, facts = people
    table = pa.Table.from_batches([to_batch(ids, facts)])
    found_ids, found = from_table(table.slice(37, 120))
    assert found_ids.to_pylist() == ids[37:157]
    assert_same(found, facts.part(37, 157))


def test_nobody(tmp_path: Path, people: tuple[list[str], Facts]) -> None:
    pool = write_pool(tmp_path / "empty", [([], people[1].part(0, 0))], DAY, {})
    assert (pool.size, pool.log, open_pool(tmp_path / "empty")) == (0, (), pool)


def test_nothing_declared_is_null_in_the_file(pool: Pool, people: tuple[list[str], Facts]) -> None:
    table = pq.read_table(pool.folder / "part-00000.parquet")
    nominated = table.column("nomination_issued").null_count
    assert nominated == int((people[1].declared.nomination_issued == np.iinfo(np.int32).max).sum()) > 0
    assert not any(pa.types.is_unsigned_integer(each.type) for each in table.schema)


def test_parts_do_not_depend_on_how_candidates_came(
    tmp_path: Path, people: tuple[list[str], Facts], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_of_pools, "PART_ROWS", 150)
    ids, facts = people
    cuts = [0, 7, 160, 161, 330, 400]
    pieces = [(ids[a:b], facts.part(a, b)) for a, b in pairwise(cuts)]
    whole = write_pool(tmp_path / "whole", [people], DAY, {})
    pieced = write_pool(tmp_path / "pieced", pieces, DAY, {})
    assert [part.rows for part in whole.parts] == [150, 150, 100]
    assert whole.content_hash == pieced.content_hash
    for part in whole.parts:
        assert (whole.folder / part.name).read_bytes() == (pieced.folder / part.name).read_bytes()


def test_no_pool(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="is not there"):
        open_pool(tmp_path / "nowhere")
    with pytest.raises(Missing, match=r"no manifest\.json"):
        open_pool(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(ToprankError, match="is a file"):
        open_pool(tmp_path / "file")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "toprank.pool/3"}, "toprank.pool/2 is read here"),
        ({"schema": "toprank.pool/1"}, "make the pool again"),
        ({"counts": {"candidates": 3, "events": 0, "parts": 1}}, "do not add up"),
        ({"log": [{"name": "../etc", "kind": "candidates", "rows": 400, "sha256": ""}]}, "not one of a pool"),
        ({"log": [{"name": "part-00001.parquet", "kind": "candidates", "rows": 400, "sha256": ""}]}, "not one of"),
        ({"log": [{"name": "part-00000.parquet", "kind": "people", "rows": 400, "sha256": ""}]}, "the kind of"),
        ({"log": [{"name": "part-00000.parquet"}]}, "the keys of part 0"),
        ({"log": None}, "not the manifest"),
        ({"day": "soon"}, "not the manifest"),
        ({"origin": 7}, "not the manifest"),
    ],
)
def test_manifests_that_are_refused(pool: Pool, change: dict[str, Any], message: str) -> None:
    path = pool.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(ToprankError, match=message):
        open_pool(pool.folder)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]", b"null", b"[" * 100_000])
def test_manifests_that_are_none(pool: Pool, content: bytes) -> None:
    (pool.folder / "manifest.json").write_bytes(content)
    with pytest.raises(ToprankError, match=r"manifest\.json"):
        open_pool(pool.folder)


def test_a_part_that_was_changed(pool: Pool) -> None:
    path = pool.folder / "part-00000.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged, match="damaged or was changed"):
        pool.read(pool.parts[0])
    path.unlink()
    with pytest.raises(Missing, match="is not there"):
        pool.read(pool.parts[0])


def test_parquet_that_is_cut_short_or_foreign(pool: Pool) -> None:
    content = (pool.folder / "part-00000.parquet").read_bytes()
    for cut in (b"", content[:4], content[: len(content) // 2], content[:-1]):
        with pytest.raises(ToprankError, match="cannot be read as Parquet"):
            read_part(cut, "part")
    with pytest.raises(ToprankError, match="without the column born"):
        read_part(parquet(pa.table({"id": ["ngozi"]})), "part")


def parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def test_parquet_of_another_schema(people: tuple[list[str], Facts]) -> None:
    table = pa.Table.from_batches([to_batch(*people)])
    wide = table.set_column(1, "born", table.column("born").cast(pa.int64()))
    for other, message in (
        (wide, "born is int64"),
        (table.append_column("name", table.column("id")), "unknown column name"),
        (table.replace_schema_metadata({}), "metadata"),
    ):
        with pytest.raises(ToprankError, match=message):
            read_part(parquet(other), "part")


@pytest.mark.parametrize(
    ("table", "column", "value", "message"),
    [
        ("jobs", "unit_group", 516, "jobs.unit_group holds 516"),
        ("jobs", "unit_group", -1, "without a unit group"),
        ("jobs", "hours", 0, "jobs.hours holds 0"),
        ("jobs", "stop", 1, "ends before it starts"),
        ("jobs", "start", 40_000, "ends before it starts|not in order"),
        ("results", "test", 7, "results.test holds 7"),
        ("results", "scores", 30_000, "results.scores"),
        ("credentials", "level", -1, "credentials.level"),
        ("declared", "family_size", 0, "family_size holds 0"),
        ("declared", "born", 2**31 - 1, "without a birth date"),
        ("declared", "born", 30_000, "after the day of submission"),
        ("declared", "submitted", -(2**62), "submitted holds"),
        ("declared", "offer_unit_group", 600, "offer_unit_group holds 600"),
    ],
)
def test_facts_that_nobody_can_declare(
    people: tuple[list[str], Facts], table: str, column: str, value: int, message: str
) -> None:
    ids, facts = people
    values = getattr(getattr(facts, table), column).copy()
    values[len(values) // 2] = value
    wrong = replace(facts, **{table: replace(getattr(facts, table), **{column: values})})  # type: ignore[arg-type]
    with pytest.raises(ToprankError, match=message):
        read_part(parquet(pa.Table.from_batches([to_batch(ids, wrong)])), "part")


def test_an_id_that_is_none(people: tuple[list[str], Facts]) -> None:
    ids = ["=cmd,1", *people[0][1:]]
    with pytest.raises(ToprankError, match="id holds something else"):
        read_part(parquet(pa.Table.from_batches([to_batch(ids, people[1])])), "part")


def test_a_folder_that_is_taken(pool: Pool, people: tuple[list[str], Facts]) -> None:
    before = (pool.folder / "manifest.json").read_bytes()
    with pytest.raises(ToprankError, match="exists already"):
        write_pool(pool.folder, [people], DAY, {})
    assert (pool.folder / "manifest.json").read_bytes() == before
    assert sorted(path.name for path in pool.folder.parent.iterdir()) == ["march"]


def test_a_fault_half_way_leaves_nothing(tmp_path: Path, people: tuple[list[str], Facts]) -> None:
    def parts() -> Any:
        yield people
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pool(tmp_path / "pool", parts(), DAY, {})
    assert not list(tmp_path.iterdir())


KILLED = """
import sys, time
from itertools import pairwise
from pathlib import Path
from tests.pool.people import DAY, invented
from toprank.pool import parts as parts_of_pools, store
parts_of_pools.PART_ROWS = 10
def parts():
    yield invented(1, 30)
    print("half", flush=True)
    time.sleep(600)
store.write_pool(Path(sys.argv[1]), parts(), DAY, {})
"""


def test_killed_half_way_there_is_no_pool(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path / "pool")]
    path = os.pathsep.join(each for each in sys.path if each)
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        child.send_signal(signal.SIGKILL)
    assert any(tmp_path.glob(".pool.*.partial/part-00000.parquet"))
    with pytest.raises(Missing):
        open_pool(tmp_path / "pool")


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_folders_that_may_not_be_used(people: tuple[list[str], Facts]) -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        refusals(Path(folder), people)


def refusals(home: Path, people: tuple[list[str], Facts]) -> None:
    pool = write_pool(home / "march", [people], DAY, {})
    manifest, part = pool.folder / "manifest.json", pool.folder / "part-00000.parquet"
    assert "cannot be written: Permission denied" in as_nobody(lambda: write_pool(home / "new", [people], DAY, {}))
    part.chmod(0)
    assert "no permission" in as_nobody(lambda: pool.read(pool.parts[0]))
    manifest.chmod(0)
    assert "cannot be read: Permission denied" in as_nobody(lambda: open_pool(pool.folder))
    pool.folder.chmod(0)
    assert "2 " in as_nobody(lambda: open_pool(pool.folder))
    pool.folder.chmod(0o755)


def test_the_schema_says_what_its_numbers_are() -> None:
    metadata = {key.decode(): value.decode() for key, value in SCHEMA.metadata.items()}
    assert metadata["toprank.schema"] == "toprank.pool/2"
    assert "NOC 2021" in metadata["toprank.unit_group"]
    assert metadata["toprank.circumstances"].split()[-1] == "employer_elsewhere"
