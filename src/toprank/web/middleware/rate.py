"""How many dear requests one client may make: a bucket of tokens for each address, in memory alone.

TOPRANK_CHECK_RATE tokens flow into a bucket in a minute, and as many fit in. Who finds too few gets the page of status
429 with the seconds to wait. A bucket is one number: the moment at which it will be full again. All of them lie in a
piece of memory that the processes of a server share, at a place made from the address and a key that is new with every
start: no address is kept, and two that fall on one place share a bucket. Two processes that write one bucket at once
may let one request too many pass; no lock is held.
"""

import ipaddress
import mmap
import secrets
import struct
import time
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from toprank.web.faults import fault_page

Answer = Callable[[HttpRequest], HttpResponseBase]
MINUTE: Final = 60.0
PLACES: Final = 2**16
NUMBER: Final = struct.Struct("=d")
ANSWERS: Final = ("check_result",)
"""Pages, by how their names begin, that work an answer out however they are asked."""
STORED: Final = ("report",)
"""Pages whose forms are kept in the database."""
COST_ANSWER: Final = 1.0
COST_STORED: Final = 10.0
COST_FORM: Final = 0.2


class Buckets:
    """The buckets of all clients."""

    def __init__(self, places: int = PLACES) -> None:
        self.places = places
        self.key = secrets.token_bytes(16)
        self.memory = mmap.mmap(-1, places * NUMBER.size)

    def wait(self, client: str, cost: float, rate: int, now: float) -> float:
        """Takes tokens from a client's bucket: 0, or the seconds until there are enough, and none is taken."""
        place = self.place(client)
        full_again: float = NUMBER.unpack_from(self.memory, place)[0]
        after = max(full_again, now) + cost * MINUTE / rate
        if after > now + MINUTE:
            return after - now - MINUTE
        NUMBER.pack_into(self.memory, place, after)
        return 0.0

    def place(self, client: str) -> int:
        """Where a client's bucket lies."""
        digest = blake2b(client.encode(), digest_size=8, key=self.key).digest()
        return int.from_bytes(digest) % self.places * NUMBER.size


buckets: Final = Buckets()


class Rate:
    """Lets a request pass, or answers it with the page of status 429."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of what stands behind."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """None where the request may pass."""
        rate: int = settings.CHECK_RATE
        cost = cost_of(request)
        if not rate or not cost:
            return None
        # A bucket that is smaller than the dearest request would never let it pass.
        seconds = buckets.wait(client_of(request), min(cost, rate), rate, time.monotonic())
        if not seconds:
            return None
        response = fault_page(request, 429)
        response.headers["Retry-After"] = str(int(seconds) + 1)
        return response


def cost_of(request: HttpRequest) -> float:
    """Tokens that a request takes."""
    name = (request.resolver_match.url_name if request.resolver_match else None) or ""
    if name.startswith(ANSWERS):
        return COST_ANSWER
    if request.method != "POST":
        return 0.0
    return COST_STORED if name.startswith(STORED) else COST_FORM


def client_of(request: HttpRequest) -> str:
    """Whose bucket it is: the address, of IPv6 the network of one customer (its first 64 bits)."""
    written = address_of(request)
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def address_of(request: HttpRequest) -> str:
    """The client's address: of the connection, behind reverse proxies what the outermost of ours saw.

    Each proxy adds at the right whom it saw; what stands further to the left the client may have written itself.
    """
    proxies: int = settings.PROXIES
    seen: list[str] = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if proxies else []
    if len(seen) >= proxies > 0:
        return seen[-proxies].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
