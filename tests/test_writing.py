import fcntl

import pytest

from toprank.errors import ToprankError
from toprank.writing import check_writable, write_whole


def test_a_file_is_replaced(tmp_path):
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_run_left_is_removed(tmp_path):
    (tmp_path / ".a.4194305.partial").write_bytes(b"half")
    write_whole(tmp_path / "a", b"one")
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_what_another_run_writes_stays(tmp_path):
    other = tmp_path / ".a.4194305.partial"
    with other.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_whole(tmp_path / "a", b"one")
    assert sorted(each.name for each in tmp_path.iterdir()) == [other.name, "a"]


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(ToprankError, match="there is no folder"):
        check_writable(tmp_path / "none" / "a")
    with pytest.raises(ToprankError, match="cannot be written"):
        write_whole(tmp_path / "none" / "a", b"")
