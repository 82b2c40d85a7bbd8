"""Profiles that are withdrawn, declined, applied, and those of the same id that come after them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.pool.lives import SUBMITTED, content, of
from tests.pool.people import NGOZI, lines_file
from toprank.errors import ToprankError
from toprank.pool.adding import adding
from toprank.pool.bringing import import_profiles
from toprank.pool.events import INVITED
from toprank.pool.marking import Mark, MarksRefused, mark, marks_of
from toprank.pool.store import Pool


@pytest.mark.parametrize(
    ("at", "kept"),
    [
        ("2026-02-01T00:00:00Z", False),
        ("2026-02-01T00:00:01Z", True),
    ],
)
def test_an_id_may_come_back_once_its_profile_was_withdrawn(pool: Pool, at: str, kept: bool) -> None:
    instant = int(datetime(2026, 2, 1, 0, 0, 1, tzinfo=UTC).timestamp())
    mark(pool.folder, "withdrawn", [Mark("ngozi", instant)])
    file = lines_file(pool.folder.parent / "again.jsonl", [{**NGOZI, "submitted_at": at}])
    found, tally = import_profiles([str(file)], pool.folder, append=True)
    assert (tally.kept, tally.refused, found.size) == ((1, 0, 4) if kept else (0, 1, 3))
    if not kept:
        (fault,) = [json.loads(line) for line in (pool.folder / "rejects.jsonl").read_text().splitlines()]
        assert fault["message"].endswith("in the pool, submitted at 2026-01-12T14:03:22Z")


def test_an_invitation_that_ran_out_and_one_that_may_still_be_declined(pool: Pool) -> None:
    """The second profile may begin when the invitation runs out; then the first cannot be brought back any more."""
    with adding(pool.folder) as writer:
        writer.add_events(of(pool, 0, INVITED, SUBMITTED + 100))
        writer.commit()
    for later, kept in ((1099, 0), (1100, 1)):
        instant = datetime.fromtimestamp(SUBMITTED + later, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        file = lines_file(pool.folder.parent / "again.jsonl", [{**NGOZI, "submitted_at": instant}])
        assert import_profiles([str(file)], pool.folder, append=True)[1].kept == kept
    with pytest.raises(MarksRefused, match="another profile of this id is live"):
        mark(pool.folder, "declined", [Mark("ngozi", SUBMITTED + 200)])
    with pytest.raises(MarksRefused, match="the invitation ran out"):
        mark(pool.folder, "applied", [Mark("ngozi", SUBMITTED + 1100, submitted=SUBMITTED)])
    mark(pool.folder, "applied", [Mark("ngozi", SUBMITTED + 1099)])


def test_a_mark_before_what_is_recorded_names_what_stands_in_its_way(pool: Pool) -> None:
    with adding(pool.folder) as writer:
        writer.add_events(of(pool, 0, INVITED, SUBMITTED + 100))
        writer.commit()
    with pytest.raises(MarksRefused, match="the profile was invited at 2026-01-12T14:05:02Z, which is recorded"):
        mark(pool.folder, "withdrawn", [Mark("ngozi", SUBMITTED + 50)])
    mark(pool.folder, "declined", [Mark("ngozi", SUBMITTED + 200)])
    mark(pool.folder, "withdrawn", [Mark("ngozi", SUBMITTED + 300)])
    with pytest.raises(MarksRefused, match="the profile was withdrawn at 2026-01-12T14:08:22Z, which is recorded"):
        mark(pool.folder, "withdrawn", [Mark("ngozi", SUBMITTED + 250)])


def test_marks_are_recorded_all_or_none(pool: Pool) -> None:
    before = content(pool.folder)
    marks = [
        Mark("paul", SUBMITTED, line=1),
        Mark("nobody", SUBMITTED, line=2),
        Mark("ngozi", SUBMITTED - 1, line=3),
        Mark("gloria", SUBMITTED, SUBMITTED + 1, 4),
        Mark("paul", SUBMITTED, line=5),
    ]
    with pytest.raises(MarksRefused) as refused:
        mark(pool.folder, "withdrawn", marks)
    told = {each.line: sentence for each, sentence in refused.value.faults}
    assert told == {
        2: "no profile of this id is in the pool",
        3: "no profile of this id was received at or before 2026-01-12T14:03:21Z",
        4: "no profile of this id was submitted at 2026-01-12T14:03:23Z",
        5: "the profile had applied or was withdrawn before",
    }
    assert "nothing was recorded, 4 of 5 cannot be" in str(refused.value)
    assert content(pool.folder) == before
    assert mark(pool.folder, "withdrawn", []) == pool


@pytest.mark.parametrize("name", ["marks.csv", "marks.jsonl"])
def test_marks_from_files(tmp_path: Path, name: str) -> None:
    rows = [{"id": "ngozi", "at": "2026-01-12T14:03:22Z"}, {"id": "paul", "at": "2026-01-12T14:03:23Z"}]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    if name.endswith(".csv"):
        text = "\ufeffid,at,submitted_at\r\n" + "".join(f"{row['id']},{row['at']},\r\n" for row in rows)
    (tmp_path / name).write_bytes(text.encode())
    found = marks_of(str(tmp_path / name))
    assert [(each.id, each.at, each.submitted) for each in found] == [
        ("ngozi", SUBMITTED, None),
        ("paul", SUBMITTED + 1, None),
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "id\nngozi\n", "id and at are needed"),
        ("a.csv", "id,at,why\nngozi,2026-01-12T14:03:22Z,x\n", "line 2: found id, at, why"),
        ("a.csv", "id,at\nngozi,soon\n", "line 2: at is 'soon'"),
        ("a.csv", 'id,at\n"ngozi,2026\n', "cannot be read as CSV"),
        ("a.csv", "id,at\nngozi,2026-01-12T14:03:22Z,1,2\n", "id and at are needed"),
        ("a.jsonl", '{"id": "ngozi"}\n', "line 1: found id; id and at are needed"),
        ("a.jsonl", "[]\n", "line 1: found list"),
        ("a.jsonl", "{\n", "line 1: the line is not JSON"),
        ("a.jsonl", '{"id": 7, "at": "2026-01-12T14:03:22Z"}\n', "id is '7'"),
        ("a.jsonl", '{"id": "ngozi", "at": 7}\n', "at is '7'"),
    ],
)
def test_files_of_marks_that_are_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(ToprankError, match=message):
        marks_of(str(tmp_path / name))
