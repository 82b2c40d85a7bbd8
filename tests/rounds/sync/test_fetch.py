"""Whatever goes wrong on the way, the record stays as it was, and the reason is told in one line."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.rounds.sync.conftest import IMPATIENT, QUICK, Answer, Server, Sync, fingerprint, whole
from tests.rounds.sync.feeds import as_feed, feed_objects, french_feed
from toprank.cli.record import sync as command
from toprank.errors import Missing, ToprankError
from toprank.rounds.record import Record, record
from toprank.rounds.settings import data_folder, feed_address, french_feed_address
from toprank.rounds.store import alone
from toprank.rounds.sync.fetch import content_of


@pytest.fixture
def good(base: Record) -> bytes:
    return as_feed(feed_objects(base))


@pytest.fixture
def before(synced: Sync, good: bytes, store: Path) -> str:
    """A store after one good sync, by its hash."""
    synced(good)
    return fingerprint(store)


def cut(content: bytes, chunked: bool = False) -> Answer:
    """An answer whose connection ends in the middle."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header(*(("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(content)))))
        handler.end_headers()
        half = content[: len(content) // 2]
        handler.wfile.write(f"{len(content):x}\r\n".encode() + half if chunked else half)
        handler.close_connection = True

    return answer


def endless(server: Server, piece: bytes, pause: float) -> Answer:
    """An answer that never ends, a piece at a time."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        while not server.stop.wait(pause):
            handler.wfile.write(piece)

    return answer


def endless_headers(server: Server) -> Answer:
    """An answer that never comes to its body."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not server.stop.wait(0.05):
            handler.wfile.write(b"a")

    return answer


def swelling(size: int) -> Answer:
    """A small answer that swells when it is unpacked."""
    content = gzip.compress(b" " * size)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def moved(place: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", place)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


HTML = b"<!DOCTYPE html><html><title>We could not find that web page</title></html>"

FAILING = {
    "HTML in the type of HTML": (lambda server, good: [whole(HTML, "text/html")], "is of the type text/html"),
    "HTML in the type of JSON": (lambda server, good: [whole(HTML)], "is a page of HTML"),
    "a type that is no feed": (lambda server, good: [whole(good, "image/png")], "is of the type image/png"),
    "a cut connection": (lambda server, good: [cut(good)], "was cut"),
    "a cut connection in chunks": (lambda server, good: [cut(good, chunked=True)], "was cut"),
    "JSON cut off": (lambda server, good: [whole(good[:100_000])], "was cut off"),
    "10 MB of noise": (lambda server, good: [whole(bytes(range(256)) * 40_960)], "more than 8,388,608 bytes"),
    "1 MB of noise": (lambda server, good: [whole(bytes(range(256)) * 4_096)], "neither the feed in JSON nor a CSV"),
    "an endless flood": (lambda server, good: [endless(server, b" " * 2**20, 0.0)], "more than 8,388,608 bytes"),
    "64 MB in a small packet": (lambda server, good: [swelling(2**26)], "more than 8,388,608 bytes"),
    "an endless trickle": (lambda server, good: [endless(server, b" ", 0.05)], "did not end in time"),
    "endless headers": (lambda server, good: [endless_headers(server)], "did not end in time"),
    "silence": (lambda server, good: [lambda handler: server.stop.wait() and None], "did not end in time"),
    "a loop of redirects": (lambda server, good: [moved("/feed")], "too many redirects"),
    "a redirect to a file": (lambda server, good: [moved("file:///etc/passwd")], "cannot be read"),
    "a server that stays ill": (lambda server, good: [whole(b"", status=503)], "3 times: the server answered 503"),
    "a page that is gone": (lambda server, good: [whole(HTML, status=404)], "the server answered 404"),
    "nothing": (lambda server, good: [whole(b"")], "is empty"),
    "no rounds": (lambda server, good: [whole(b'{"rounds": []}')], "holds no round"),
    "other JSON": (lambda server, good: [whole(b'{"rounds": {"drawNumber": "415"}}')], "without a list of rounds"),
    "JSON nested too deeply": (lambda server, good: [whole(b"[" * 200_000)], "nested too deeply"),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_failure_leaves_the_record_as_it_was(
    name: str, server: Server, synced: Sync, good: bytes, before: str, store: Path
) -> None:
    answers, said = FAILING[name]
    with pytest.raises(Missing, match=said) as failure:
        synced(server.at("/feed", *answers(server, good)), limits=IMPATIENT)
    assert "\n" not in str(failure.value)
    assert fingerprint(store) == before


def test_what_may_pass_is_tried_again(server: Server, synced: Sync, good: bytes) -> None:
    assert synced(server.at("/ill", whole(b"", status=500), whole(good))).comparison.same == 415
    assert synced(server.at("/cut", cut(good), whole(good))).comparison.same == 415
    assert server.asked == {"/ill": 2, "/cut": 2}


def test_what_will_not_pass_is_not_tried_again(server: Server) -> None:
    with pytest.raises(Missing):
        content_of(server.at("/gone", whole(b"", status=404)), QUICK)
    assert server.asked == {"/gone": 1}


def test_a_redirect_is_followed(server: Server, synced: Sync, good: bytes) -> None:
    server.at("/new", whole(good, "application/json;charset=utf-8"))
    assert synced(server.at("/old", moved("/new"))).comparison.same == 415


def test_nobody_there(synced: Sync, before: str, store: Path, server: Server) -> None:
    address = server.at("/feed")
    server.http.server_close()
    with pytest.raises(Missing, match="no connection"):
        synced(address)
    assert fingerprint(store) == before


@pytest.mark.parametrize(
    "source", ["ftp://127.0.0.1/feed", "file:///etc/passwd", "http://", "http://[bad/", "data://x"]
)
def test_other_addresses_are_not_read(source: str, synced: Sync, store: Path) -> None:
    with pytest.raises(ToprankError, match="allowed are http"):
        synced(source)
    assert not store.exists()


def test_files(synced: Sync, before: str, store: Path, tmp_path: Path) -> None:
    with pytest.raises(Missing, match="No such file"):
        synced(str(tmp_path / "none.json"))
    with pytest.raises(Missing, match="Is a directory"):
        synced(str(tmp_path))
    with pytest.raises(ToprankError, match="longer than 8,388,608 bytes"):
        synced("/dev/zero")
    with pytest.raises(ToprankError, match="is a page of HTML"):
        synced(HTML)
    assert fingerprint(store) == before


def test_french_names_in_windows_1252(server: Server, synced: Sync, base: Record, good: bytes, store: Path) -> None:
    french = french_feed(feed_objects(base, [413, 414]))
    with pytest.raises(UnicodeDecodeError):
        french.decode()
    found = synced(good, server.at("/french", whole(french)))
    assert found.names_failed is None
    kept = record(store)
    assert kept.find("413")[0].name_fr == "Catégorie de l’expérience canadienne"
    assert kept.find("413")[0].size == 2_000
    assert kept.find("412")[0].name_fr is None


def test_french_names_that_fail_stop_nothing(server: Server, synced: Sync, good: bytes) -> None:
    found = synced(good, server.at("/french", whole(HTML, "text/html")))
    assert found.comparison.same == 415
    assert found.names_failed is not None
    assert "text/html" in found.names_failed


def test_the_french_feed_is_not_read_for_numbers(synced: Sync, base: Record, before: str, store: Path) -> None:
    with pytest.raises(ToprankError, match="this is the French feed"):
        synced(french_feed(feed_objects(base, [410, 412, 413])))
    assert fingerprint(store) == before


def test_two_syncs_at_once_wait_for_each_other(synced: Sync, store: Path, good: bytes, tmp_path: Path) -> None:
    path = tmp_path / "second"
    path.write_bytes(good)
    with alone(store):
        second = threading.Thread(target=synced, args=(str(path),))
        second.start()
        second.join(0.3)
        assert second.is_alive()
        assert not (store / "record" / "synced.json").exists()
    second.join()
    assert (store / "record" / "synced.json").exists()


def test_a_sync_that_never_ends_is_named(store: Path) -> None:
    with alone(store), pytest.raises(Missing, match="another sync holds"), alone(store, wait=0.1):
        pass


def test_the_address_and_the_folder_are_settings(
    server: Server, good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOPRANK_FEED", server.at("/feed", whole(good)))
    monkeypatch.setenv("TOPRANK_FEED_FR", server.at("/french", whole(HTML, "text/html")))
    monkeypatch.setenv("TOPRANK_DATA", str(tmp_path / "mine"))
    command(as_json=True)
    found = json.loads(capsys.readouterr().out)
    assert (found["unchanged"], found["new"]) == (415, [])
    assert "text/html" in found["french_names"]
    assert server.asked == {"/feed": 1, "/french": 1}
    assert sorted(path.name for path in (tmp_path / "mine" / "record").iterdir()) == [".lock", "synced.json"]


def test_where_data_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("TOPRANK_DATA")
    assert data_folder() == tmp_path / "xdg" / "toprank"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert data_folder() == tmp_path / ".local" / "share" / "toprank"
    monkeypatch.delenv("TOPRANK_FEED")
    assert feed_address() == "https://www.canada.ca/content/dam/ircc/documents/json/ee_rounds_123_en.json"
    assert french_feed_address() == "https://www.canada.ca/content/dam/ircc/documents/json/ee_rounds_123_fr.json"
    monkeypatch.setenv("TOPRANK_FEED", "other.json")
    assert (feed_address(), french_feed_address()) == ("other.json", None)
