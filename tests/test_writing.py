import fcntl
import os
import random
import signal
import time

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


def test_a_killed_writer_leaves_the_old_or_the_new(tmp_path):
    """Forty writers killed within some milliseconds: what stands there is always whole, and the next one tidies up."""
    contents = [letter * 3_000_000 for letter in (b"a", b"b")]
    write_whole(tmp_path / "f", contents[0])
    chance, killed = random.Random(1), 0
    for _ in range(40):
        child = os.fork()
        if child == 0:
            write_whole(tmp_path / "f", contents[1])
            os._exit(0)
        time.sleep(chance.uniform(0, 0.004))
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert (tmp_path / "f").read_bytes() in contents
    assert killed > 10
    write_whole(tmp_path / "f", contents[0])
    assert [each.name for each in tmp_path.iterdir()] == ["f"]
