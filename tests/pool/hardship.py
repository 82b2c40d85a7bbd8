"""Work done under hardship, in a child process: without privileges, without room on the disk, killed."""

import os
import resource
import signal
from collections.abc import Callable
from typing import Any

from toprank.errors import ToprankError

Work = Callable[[], Any]


def in_a_child(work: Work, before: Work = lambda: None) -> str:
    """What a child is told when it does some work: "done", the exit code and the sentence of a refusal, or a repr."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before()
            work()
            told = "done"
        except ToprankError as error:
            told = f"{error.exit_code} {error}"
        except BaseException as error:
            told = repr(error)
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        told = file.read()
    os.waitpid(child, 0)
    return told


def unprivileged() -> None:
    """No longer root, who may read and write everything."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def as_nobody(work: Work) -> str:
    """What an unprivileged process is told."""
    return in_a_child(work, unprivileged)


def with_room_for(size: int, work: Work) -> str:
    """What a process is told that may write no file longer than so many bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return in_a_child(work, limit)
