"""The server: it starts warm, says what is in its way, ends what it has begun, and holds no thread for the slow."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.web.operations.conftest import COLD, START, Served, started
from toprank.words import LANGUAGES, say


def test_it_is_warm_when_it_listens(served: Served) -> None:
    answer = served.get("/health")
    assert answer.status == 200
    assert answer.json()["reasons"] == []


def test_no_thread_runs_where_workers_are_forked_from(served: Served) -> None:
    assert len(list(Path(f"/proc/{served.process.pid}/task").iterdir())) == 1


def test_what_is_drawn_with_threads_is_drawn_in_a_worker(served: Served) -> None:
    for path in ("/en/card.png", "/fr/carte.png"):
        assert served.get(path).data.startswith(b"\x89PNG")


def test_a_busy_port_is_said_in_one_line(served: Served, tmp_path: Path) -> None:
    found = subprocess.run(
        [*START, "--port", str(served.port)], capture_output=True, text=True, env={"TOPRANK_DATA": str(tmp_path)}
    )
    assert found.returncode == 2
    assert found.stderr.splitlines() == [
        f"toprank: 127.0.0.1:{served.port} cannot be had: Address already in use. Choose another with --port."
    ]


def test_a_host_that_is_not_ours_is_said_in_one_line(tmp_path: Path) -> None:
    found = subprocess.run(
        [*START, "--host", "nowhere.invalid"], capture_output=True, text=True, env={"TOPRANK_DATA": str(tmp_path)}
    )
    assert found.returncode == 2
    assert found.stderr.startswith("toprank: nowhere.invalid is not an address of this machine")
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_request_that_runs_is_answered_before_it_stops(tmp_path: Path, sign: signal.Signals) -> None:
    served = started(tmp_path, start=COLD)
    with socket.create_connection(("127.0.0.1", served.port), 10) as sent:
        sent.sendall(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n")
        served.get("/health")  # answered after those bytes were seen: the request has begun
        os.killpg(served.process.pid, sign)
        time.sleep(0.5)
        sent.sendall(b"\r\n")
        answer = b"".join(iter(lambda: sent.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b"</html>" in answer
    _, said = served.process.communicate(timeout=30)
    assert (served.process.returncode, said) == (0, "")


def test_who_waits_at_the_door_when_it_stops_is_answered(tmp_path: Path) -> None:
    served = started(tmp_path, start=COLD)
    served.get("/health")
    arbiter = served.process.pid
    worker = int(Path(f"/proc/{arbiter}/task/{arbiter}/children").read_text())
    os.kill(worker, signal.SIGSTOP)
    waiting = [socket.create_connection(("127.0.0.1", served.port), 20) for _ in range(6)]
    for each in waiting[1:]:  # one says nothing, and is not waited for
        each.sendall(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    os.kill(arbiter, signal.SIGTERM)
    time.sleep(0.5)
    os.kill(worker, signal.SIGCONT)
    for each in waiting[1:]:
        with each.makefile("rb") as answer:
            assert answer.read().startswith(b"HTTP/1.1 200 OK")
    _, said = served.process.communicate(timeout=30)
    assert (served.process.returncode, said) == (0, "")
    for each in waiting:
        each.close()


def test_who_connects_and_says_nothing_keeps_nobody_waiting(served: Served) -> None:
    silent = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(20)]
    try:
        assert served.get("/en/").status == 200
    finally:
        for each in silent:
            each.close()


IMPATIENT = (
    sys.executable,
    "-c",
    f"from toprank.web import patience; patience.LONGEST_REQUEST = 1; {COLD[2]}",
    "serve",
)


def test_who_sends_a_request_byte_by_byte_is_cut_off_and_keeps_nobody_waiting_for_long(tmp_path: Path) -> None:
    served = started(tmp_path, start=IMPATIENT)
    slow = [socket.create_connection(("127.0.0.1", served.port), 10) for _ in range(4)]
    for each in slow:
        each.sendall(b"POST /en/check/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na")
    assert served.get("/health").status == 200  # every thread was taken
    for each in slow:
        with contextlib.suppress(ConnectionError):
            while each.recv(65536):  # an answer or none: its end comes
                pass
        each.close()
    code, said = served.ended(signal.SIGTERM)
    assert code == 0
    assert said == ""


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /en/ HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"x" * 20_000 + b"\r\n\r\n", b"431"),
        (b"GET /en/" + b"x" * 5_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", b"414"),
        (
            b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"A%d: b\r\n" % n for n in range(80)) + b"\r\n",
            b"431",
        ),
        (b"GET /en/ HTTP/1.1\r\nHost: planted.example\r\n\r\n", b"400"),
        (b"POST /en/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"411"),
        (b"POST /en/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n", b"413"),
        (b"GARBAGE\r\n\r\n", b"400"),
    ],
    ids=["cookie", "address", "fields", "host", "chunked", "body", "garbage"],
)
def test_what_is_too_large_or_no_request_is_refused(served: Served, sent: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 10) as connection:
        connection.sendall(sent)
        answer = connection.recv(200)
    assert answer.split()[1] == status
    assert served.get("/health").status == 200


def test_an_address_that_is_far_too_long_is_told_in_both_languages(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), 10) as connection:
        connection.sendall(b"GET /fr/professions/?q=" + b"planted" * 800 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        head, _, page = b"".join(iter(lambda: connection.recv(65536), b"")).decode().partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 414 ")
    assert f"Content-Length: {len(page.encode())}\r\n" in head + "\r\n"
    for language in LANGUAGES:
        assert f"<h1 lang={language}>{say('web_fault', 'fault_414_title', {}, language)}</h1>" in page
    assert "planted" not in page


def test_a_file_that_is_refused_unread_does_not_break_the_connection(served: Served) -> None:
    kept = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
    kept.connect()
    connected = kept.sock
    for length, status in ((200_000, 403), (900_000, 413), (0, 403)):
        kept.request("POST", "/en/check/load/", body=b"x" * length)
        answer = kept.getresponse()
        answer.read()
        assert answer.status == status
        assert kept.sock is connected  # it was not closed and opened again in between
    kept.close()


def test_the_access_log_is_off_unless_asked_for_and_holds_no_query(tmp_path: Path) -> None:
    served = started(tmp_path, "--access-log", start=COLD)
    served.get("/en/occupations/?q=planted", **{"User-Agent": "planted", "Referer": "http://planted/"})
    served.process.send_signal(signal.SIGTERM)
    written, said = served.process.communicate(timeout=30)
    assert " GET /en/occupations/ 200 " in written
    assert "planted" not in written + said
    assert "127.0.0.1" not in written + said


def test_files_have_their_hash_in_their_name_and_stay(served: Served) -> None:
    page = served.get("/en/").data.decode()
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = served.get(path, **{"Accept-Encoding": "gzip"})
    assert answer.status == 200
    assert "immutable" in answer.headers["Cache-Control"]
