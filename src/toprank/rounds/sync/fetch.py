"""An address, a file or standard input to bytes, within limits of time and size.

Only http, https and local files are read. What comes over the network must come whole, in the type of a feed, within
half a minute all told. A connection that fails and a server that is ill are tried again; anything else is not.
"""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, ProtocolError, ResponseError, SSLError, TimeoutError

from toprank.errors import Missing, ToprankError

SCHEMES: Final = ("http", "https")
TYPES: Final = (
    *("application/json", "text/json", "text/plain", "text/csv", "application/csv"),
    *("application/octet-stream", "binary/octet-stream"),
)
ILL: Final = (429, 500, 502, 503, 504)
PIECE: Final = 2**16
UNCHANGED: Final = "The record stays as it was."


@dataclass(frozen=True)
class Limits:
    """How long and how much: seconds to connect, between two pieces and all told; bytes; tries and the first pause."""

    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    size: int = 8 * 2**20
    attempts: int = 3
    pause: float = 1.0
    redirects: int = 5


class Passing(Exception):
    """A failure that may be gone at the next try; its text is one sentence."""


def is_address(source: str) -> bool:
    """Whether a source names something on the network rather than a file."""
    return "://" in source


def content_of(source: str, limits: Limits) -> bytes:
    """The bytes of an address, a file, or standard input for "-". Missing where they cannot be had whole."""
    if is_address(source):
        return over_the_network(source, limits)
    if source == "-":
        return at_most(sys.stdin.buffer, "standard input", limits)
    try:
        with Path(source).open("rb") as file:
            return at_most(file, source, limits)
    except OSError as error:
        raise Missing(f"{source} cannot be read: {error.strerror}. {UNCHANGED}") from None


def at_most(file: BinaryIO, name: str, limits: Limits) -> bytes:
    """The content of an open file. ToprankError when it is longer than a feed can be."""
    found = file.read(limits.size + 1)
    if len(found) > limits.size:
        raise ToprankError(f"{name} is longer than {limits.size:,} bytes: that is no feed of rounds. {UNCHANGED}")
    return found


def over_the_network(address: str, limits: Limits) -> bytes:
    """The content of an address, within the time allowed in all."""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ToprankError(f"{address} is not an address that is read: allowed are http://, https:// and local files.")
    return within(limits.total, lambda: again_and_again(address, limits), address)


def within(seconds: float, work: Callable[[], bytes], address: str) -> bytes:
    """What a work returns or raises; Missing when it takes longer. It goes on in the background and dies with us."""
    done: list[bytes] = []
    failed: list[BaseException] = []

    def worked() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    worker = threading.Thread(target=worked, daemon=True)
    worker.start()
    worker.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise Missing(f"{address} did not end in time (seconds: {seconds:g}). {UNCHANGED}")
    return done[0]


def again_and_again(address: str, limits: Limits) -> bytes:
    """The content of an address, tried again with longer and longer pauses where a failure may be passing."""
    for attempt in range(limits.attempts):
        if attempt:
            time.sleep(limits.pause * 2 ** (attempt - 1))
        try:
            return once(address, limits)
        except Passing as error:
            said = str(error)
    tries = "once" if limits.attempts == 1 else f"{limits.attempts} times"
    raise Missing(f"{address} was tried {tries}: {said} {UNCHANGED}")


def once(address: str, limits: Limits) -> bytes:
    """The content of an address. Passing where it is worth another try, Missing where it is not."""
    retries = urllib3.Retry(total=None, connect=0, read=0, redirect=limits.redirects, status=0, other=0)
    with manager(address) as http:
        try:
            answer = http.request(
                "GET",
                address,
                headers={"User-Agent": "toprank", "Accept": "application/json, text/csv;q=0.9, text/plain;q=0.8"},
                timeout=urllib3.Timeout(connect=limits.connect, read=limits.read),
                retries=retries,
                preload_content=False,
            )
            try:
                refuse(answer, address)
                return pieces(answer, address, limits)
            finally:
                answer.close()
        except MaxRetryError as error:
            if isinstance(error.reason, (ResponseError, SSLError)):
                what = "too many redirects" if isinstance(error.reason, ResponseError) else "its certificate is refused"
                raise Missing(f"{address} cannot be read: {what}. {UNCHANGED}") from None
            raise Passing(f"no connection ({type(error.reason).__name__}).") from None
        except (TimeoutError, ProtocolError) as error:
            raise Passing(f"the connection was cut or fell silent ({type(error).__name__}).") from None
        except HTTPError as error:
            raise Missing(f"{address} cannot be read: {type(error).__name__}. {UNCHANGED}") from None


def manager(address: str) -> urllib3.PoolManager:
    """A maker of connections: through the proxy of the environment where it names one for the address."""
    parts = urlsplit(address)
    proxy = getproxies().get(parts.scheme)
    if proxy and not proxy_bypass(parts.hostname or ""):
        return urllib3.ProxyManager(proxy)
    return urllib3.PoolManager()


def refuse(answer: urllib3.BaseHTTPResponse, address: str) -> None:
    """Raises where the status or the type of an answer says that it is not the feed."""
    if answer.status in ILL:
        raise Passing(f"the server answered {answer.status}.")
    if answer.status != 200:
        raise Missing(f"{address} cannot be read: the server answered {answer.status}. {UNCHANGED}")
    kind = answer.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind and kind not in TYPES and not kind.endswith("+json"):
        raise Missing(f"{address} is of the type {kind}; allowed are JSON, CSV and plain text. {UNCHANGED}")


def pieces(answer: urllib3.BaseHTTPResponse, address: str, limits: Limits) -> bytes:
    """The body of an answer, read as it comes. Missing when it is longer than a feed can be."""
    found, length = [], 0
    while piece := answer.read1(PIECE):
        found.append(piece)
        length += len(piece)
        if length > limits.size:
            raise Missing(f"{address} sent more than {limits.size:,} bytes: that is no feed of rounds. {UNCHANGED}")
    return b"".join(found)
